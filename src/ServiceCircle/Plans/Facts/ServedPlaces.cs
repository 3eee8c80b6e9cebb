using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Whom facilities say that they serve: names of communities, or of units, which then means everybody in them. A name that several have,
/// or that is only like one, may mean each of these.
/// </summary>
internal sealed class ServedPlaces(Town town)
{
    /// <summary>Communities as the planner's table has them; the people of one may be at several homes.</summary>
    private readonly Lazy<(NameIndex Names, int[][] Homes)> _communities = new(() =>
    {
        var given = town.Walks.Homes.Select((h, i) => (h.Community.AsGiven, Index: i)).GroupBy(h => h.AsGiven.Id).ToArray();
        return (NameIndex.Of(given.Select(g => (g.Key, g.First().AsGiven.Name))), [.. given.Select(g => g.Select(h => h.Index).ToArray())]);
    });

    private readonly Dictionary<string, List<Meaning>> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (Dictionary<int, Answer> Communities, Dictionary<(string, int), Answer> Units)> _of = [];

    /// <summary>Finds communities by what a table calls them; <see cref="HomesOf"/> tells which they are.</summary>
    public NameIndex Communities => _communities.Value.Names;

    /// <summary>The homes of a community that was found.</summary>
    public IReadOnlyList<int> HomesOf(int found) => _communities.Value.Homes[found];

    /// <summary>Whether a facility says that it serves a unit as a whole, or a community in it that counts.</summary>
    public Answer Serves(int facility, string level, int unit, Func<int, Answer> counts)
    {
        Facility own = town.Walks.Sites[facility].Facility;
        if (own.Serves.Count == 0) return Answer.No;
        if (!_of.TryGetValue(facility, out var served)) _of[facility] = served = Resolve(own);
        Answer answer = served.Units.GetValueOrDefault((level, unit));
        foreach (int c in town.Units.Members(level, unit)) answer = answer.Or(served.Communities.GetValueOrDefault(c).And(counts(c)));
        return answer;
    }

    /// <summary>What facilities name and nothing has, or several have.</summary>
    public IEnumerable<string> Strange() =>
        town.Walks.Sites.SelectMany(s => s.Facility.Serves).Where(name => Meanings(name) is not [{ IsSure: true }]);

    private (Dictionary<int, Answer>, Dictionary<(string, int), Answer>) Resolve(Facility facility)
    {
        var communities = new Dictionary<int, Answer>();
        var units = new Dictionary<(string, int), Answer>();
        foreach (string name in facility.Serves)
        {
            List<Meaning> meanings = Meanings(name);
            Answer answer = meanings is [{ IsSure: true }] ? Answer.Yes : Answer.Unknown;
            foreach (Meaning meaning in meanings)
            {
                if (meaning.Unit is { } unit) Add(units, unit, answer);
                foreach (int c in meaning.Communities) Add(communities, c, answer);
            }
        }
        return (communities, units);
    }

    /// <summary>One thing that a name may mean: a community, or a unit and everybody in it.</summary>
    private readonly record struct Meaning((string Level, int Unit)? Unit, IReadOnlyList<int> Communities, bool IsSure);

    /// <summary>
    /// What a name may mean: what has it, whatever its level; else what has it but for an ending, so that the village of a town's name is
    /// not taken for the town; else what is only like it. A community and the unit that is just this community are one.
    /// </summary>
    private List<Meaning> Meanings(string name)
    {
        if (_meanings.TryGetValue(name, out List<Meaning>? known)) return known;
        bool isExact = Communities.Exact(name) != NameIndex.None || town.Units.Levels.Any(l => town.Units.Exact(l, name) != NameIndex.None);
        var meanings = new List<Meaning>();
        foreach (string level in town.Units.Levels)
            foreach (int unit in town.Units.All(level, name, isExact))
                meanings.Add(new Meaning((level, unit), town.Units.Members(level, unit), true));
        foreach (int c in Communities.All(name, isExact))
            if (!meanings.Exists(m => m.Unit is (UnitLevels.Community, _) && m.Communities.Contains(HomesOf(c)[0])))
                meanings.Add(new Meaning(null, HomesOf(c), true));
        if (meanings.Count == 0)
        {
            // A slip of the pen, perhaps.
            meanings.AddRange(Communities.Like(name).Select(c => new Meaning(null, HomesOf(c), false)));
            foreach (string level in town.Units.Levels)
                meanings.AddRange(town.Units.Like(level, name).Select(u => new Meaning((level, u), town.Units.Members(level, u), false)));
        }
        return _meanings[name] = meanings;
    }

    private static void Add<T>(Dictionary<T, Answer> answers, T key, Answer answer)
        where T : notnull => answers[key] = answers.GetValueOrDefault(key).Or(answer);
}

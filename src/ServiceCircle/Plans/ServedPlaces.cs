using ServiceCircle.Places;

namespace ServiceCircle.Plans;

/// <summary>
/// Whom facilities say that they serve: names of communities, or of units, which then means everybody in them. A name that several have,
/// or that is only like one, may mean each of these.
/// </summary>
/// <param name="whole">The study.</param>
internal sealed class ServedPlaces(Evidence whole)
{
    private readonly Dictionary<int, (Dictionary<int, Answer> Communities, Dictionary<(string, int), Answer> Units)> _of = [];

    /// <summary>Whether a facility says that it serves a unit as a whole, or a community in it that counts.</summary>
    public Answer Serves(int facility, string level, int unit, Func<int, Answer> counts)
    {
        if (whole.Facilities[facility].Serves.Count == 0) return Answer.No;
        if (!_of.TryGetValue(facility, out var served)) _of[facility] = served = Resolve(whole.Facilities[facility]);
        Answer answer = served.Units.GetValueOrDefault((level, unit));
        foreach (int c in whole.Units.Members(level, unit)) answer = answer.Or(served.Communities.GetValueOrDefault(c).And(counts(c)));
        return answer;
    }

    /// <summary>What facilities name and nothing has, or several have.</summary>
    public IEnumerable<(Facility Facility, string Name)> Strange()
    {
        foreach (Facility facility in whole.Facilities)
            foreach (string name in facility.Serves)
                if (Communities.Find(name) < 0 && !whole.Units.Levels.Any(l => whole.Units.Find(l, name) >= 0)) yield return (facility, name);
    }

    private (Dictionary<int, Answer>, Dictionary<(string, int), Answer>) Resolve(Facility facility)
    {
        var communities = new Dictionary<int, Answer>();
        var units = new Dictionary<(string, int), Answer>();
        foreach (string name in facility.Serves)
        {
            bool found = false;
            int community = Communities.Find(name);
            if (community >= 0) Add(communities, community, Answer.Yes);
            found |= community >= 0;
            foreach (string level in whole.Units.Levels)
            {
                if (whole.Units.Find(level, name) is not (>= 0 and var unit)) continue;
                found = true;
                Add(units, (level, unit), Answer.Yes);
                foreach (int c in whole.Units.Members(level, unit)) Add(communities, c, Answer.Yes);
            }
            if (found) continue;
            // Two of one name, or a slip of the pen: it may be any of them.
            for (int c = 0; c < whole.All.Count; c++)
                if (whole.All[c].Community.Name == name) Add(communities, c, Answer.Unknown);
            foreach (int c in Communities.Like(name)) Add(communities, c, Answer.Unknown);
        }
        return (communities, units);
    }

    private NameIndex Communities => whole.CommunityNames;

    private static void Add<T>(Dictionary<T, Answer> answers, T key, Answer answer)
        where T : notnull => answers[key] = answers.GetValueOrDefault(key).Or(answer);
}

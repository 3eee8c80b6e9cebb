using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Who reaches what on some walks or rides, as far as it is known. Who surely walks to a facility that surely counts, reaches it. Who does
/// not may still: a home off the network, a facility off the network within the straight line, a facility that perhaps counts, facilities
/// beyond the edge of the map.
/// </summary>
internal sealed class Reaching(Supply supply, Walks walks)
{
    private readonly Dictionary<string, Shortest> _shortest = new(StringComparer.Ordinal);

    /// <summary>
    /// Walks to the nearest of a class that surely counts and that may count, those that may and are off the network, and what would tell
    /// whether they do.
    /// </summary>
    private sealed record Shortest(WalkTime[] Sure, WalkTime[] Possible, int[] OffNetwork, string[] Needs);

    /// <summary>Walk of every community to the nearest facility of a class that surely counts, in the whole study.</summary>
    public WalkTime[] Nearest(ServiceClass wanted, IReadOnlyDictionary<string, double> where) => FindShortest(wanted, where).Sure;

    /// <summary>Whether a community reaches a class within a time, and what would tell if that is open.</summary>
    public Answer Reaches(
        int community, (ServiceClass Class, WalkTime Limit) wanted, IReadOnlyDictionary<string, double> where, ICollection<string> needs)
    {
        if (supply.IsUnseen(wanted.Class)) return needs.Open(Supply.NeedOf(wanted.Class));
        Home home = walks.Homes[community];
        Shortest shortest = FindShortest(wanted.Class, where);
        if (shortest.Sure[community].IsWithin(wanted.Limit)) return Answer.Yes;
        if (!home.IsOnNetwork) return needs.Open("communities.on_network");
        if (shortest.Possible[community].IsWithin(wanted.Limit)) return needs.Open(shortest.Needs);
        if (home.ToEdge.IsWithin(wanted.Limit)) return needs.Open("network.edge");
        // Nobody walks further in a time than straight ahead at the walker's speed.
        double metres = CoverageCount.StraightReach(walks.Graph.Walker, wanted.Limit);
        return Array.Exists(
            shortest.OffNetwork, f => LocalMetres.Between(home.Community.Position, walks.Sites[f].Facility.Position) <= metres)
            ? needs.Open("facilities.on_network") : Answer.No;
    }

    private Shortest FindShortest(ServiceClass wanted, IReadOnlyDictionary<string, double> where)
    {
        string key = wanted.Key + string.Concat(where.Select(w => FormattableString.Invariant($";{w.Key}={w.Value}")));
        if (_shortest.TryGetValue(key, out Shortest? known)) return known;
        WalkTime[] sure = new WalkTime[walks.Homes.Count], possible = new WalkTime[walks.Homes.Count];
        Array.Fill(sure, WalkTime.Unreachable);
        Array.Fill(possible, WalkTime.Unreachable);
        var off = new List<int>();
        var needs = new List<string>();
        foreach (int f in supply.Offering(wanted))
        {
            Answer counts = supply.Counts(f, where);
            if (counts == Answer.No) continue;
            if (counts == Answer.Unknown) needs.AddRange(supply.NeedsOf(f, where));
            bool isOn = walks.Sites[f].IsOnNetwork;
            if (!isOn) off.Add(f);
            foreach (Reachability.Walk walk in walks.Times.Walks(f))
            {
                possible[walk.Column] = WalkTime.Min(possible[walk.Column], walk.Time);
                if (counts == Answer.Yes) sure[walk.Column] = WalkTime.Min(sure[walk.Column], walk.Time);
            }
        }
        return _shortest[key] = new Shortest(sure, possible, [.. off], [.. needs.Distinct()]);
    }
}

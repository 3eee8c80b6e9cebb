using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Who reaches what, as far as it is known. Who surely walks to a facility that surely counts, reaches it. Who does not may still: a home
/// off the network, a facility off the network within the straight line, a facility that perhaps counts, facilities beyond the edge of the
/// map.
/// </summary>
internal sealed class Reaching(Evidence whole, Walks walks)
{
    private readonly Dictionary<string, Shortest> _shortest = new(StringComparer.Ordinal);

    /// <summary>
    /// Walks to the nearest of a class that surely counts and that may count, those that may and are off the network, and what would tell
    /// whether they do.
    /// </summary>
    private sealed record Shortest(WalkTime[] Sure, WalkTime[] Possible, int[] OffNetwork, string[] Needs);

    /// <summary>Walk of every community to the nearest facility of a class that surely counts, in the whole study.</summary>
    public WalkTime[] Nearest(ServiceClass wanted, IReadOnlyDictionary<string, double> where) => Of(wanted, where).Sure;

    /// <summary>
    /// Whether a community reaches a class within a time; if that is open, <paramref name="needs"/> is told what would close it.
    /// </summary>
    public Answer Reaches(
        int community, ServiceClass wanted, IReadOnlyDictionary<string, double> where, WalkTime limit, ICollection<string>? needs)
    {
        if (whole.Supply.IsUnseen(wanted)) return Open(Supply.NeedOf(wanted));
        Home home = walks.Homes[community];
        Shortest shortest = Of(wanted, where);
        if (shortest.Sure[community].IsWithin(limit)) return Answer.Yes;
        if (!home.IsOnNetwork) return Open("communities.on_network");
        if (shortest.Possible[community].IsWithin(limit)) return Open(shortest.Needs);
        if (home.ToEdge.IsWithin(limit)) return Open("network.edge");
        return shortest.OffNetwork.Length > 0 && IsNear(home, shortest.OffNetwork, limit) ? Open("facilities.on_network") : Answer.No;

        Answer Open(params string[] what)
        {
            if (needs is not null)
                foreach (string need in what) needs.Add(need);
            return Answer.Unknown;
        }
    }

    /// <summary>Nobody walks further in a time than straight ahead at the walker's speed.</summary>
    private bool IsNear(Home home, int[] facilities, WalkTime limit)
    {
        double metres = CoverageCount.StraightReach(walks.Graph.Walker, limit);
        return Array.Exists(facilities, f => LocalMetres.Between(home.Community.Position, whole.Facilities[f].Position) <= metres);
    }

    private Shortest Of(ServiceClass wanted, IReadOnlyDictionary<string, double> where)
    {
        string key = wanted.Key
            + string.Concat(
                where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => FormattableString.Invariant($";{w.Key}={w.Value}")));
        if (_shortest.TryGetValue(key, out Shortest? known)) return known;
        WalkTime[] sure = new WalkTime[walks.Homes.Count], possible = new WalkTime[walks.Homes.Count];
        Array.Fill(sure, WalkTime.Unreachable);
        Array.Fill(possible, WalkTime.Unreachable);
        var off = new List<int>();
        var needs = new List<string>();
        foreach (int f in whole.Offering(wanted))
        {
            Answer counts = whole.Supply.Counts(f, where);
            if (counts == Answer.No) continue;
            if (counts == Answer.Unknown) needs.AddRange(whole.Supply.NeedsOf(f, where));
            bool isOn = walks.Sites[f].IsOnNetwork;
            if (!isOn) off.Add(f);
            foreach (Reachability.Walk walk in isOn ? walks.Times.Row(f) : [])
            {
                possible[walk.Column] = WalkTime.Min(possible[walk.Column], walk.Time);
                if (counts == Answer.Yes) sure[walk.Column] = WalkTime.Min(sure[walk.Column], walk.Time);
            }
        }
        return _shortest[key] = new Shortest(sure, possible, [.. off], [.. needs.Distinct()]);
    }
}

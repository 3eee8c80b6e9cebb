using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Who reaches what, as far as it is known. Who surely walks to a facility that surely counts, reaches it. Who does not may still: a home
/// off the network, a facility off the network within the straight line, a facility that perhaps counts, facilities beyond the edge of the map.
/// </summary>
/// <param name="whole">The study.</param>
/// <param name="ride">Another way of coming than the study's walk; null for the walk.</param>
internal sealed class Reaching(Evidence whole, ModeTimes? ride = null)
{
    private readonly Dictionary<string, Walks> _walks = new(StringComparer.Ordinal);

    /// <summary>Walks to the nearest of a class.</summary>
    /// <param name="Sure">To one that surely counts.</param>
    /// <param name="Possible">To one that may count.</param>
    /// <param name="OffNetwork">Facilities that may count and are off the network.</param>
    /// <param name="Needs">What would tell whether facilities count.</param>
    private sealed record Walks(WalkTime[] Sure, WalkTime[] Possible, int[] OffNetwork, string[] Needs);

    private IReadOnlyList<WalkTime> ToEdge => ride?.ToEdge ?? whole.ToEdge;

    private bool IsOnNetwork(int community) => ride?.Homes[community].Snap.IsSnapped ?? whole.IsOnNetwork(community);

    /// <summary>Walk of every community to the nearest facility of a class that surely counts, in the whole study.</summary>
    public WalkTime[] Nearest(ServiceClass wanted, IReadOnlyDictionary<string, double> where) => Of(wanted, where).Sure;

    /// <summary>Whether a community reaches a class within a time.</summary>
    /// <param name="community">The community.</param>
    /// <param name="wanted">The class.</param>
    /// <param name="where">Attributes that a facility must have.</param>
    /// <param name="limit">The longest walk, inclusive.</param>
    /// <param name="needs">Told what would close it, if it is open; may be null.</param>
    public Answer Reaches(int community, ServiceClass wanted, IReadOnlyDictionary<string, double> where, WalkTime limit, ICollection<string>? needs)
    {
        if (whole.IsUnseen(wanted)) return Open(Evidence.NeedOf(wanted));
        Walks walks = Of(wanted, where);
        if (walks.Sure[community].IsWithin(limit)) return Answer.Yes;
        if (!IsOnNetwork(community)) return Open("communities.on_network");
        if (walks.Possible[community].IsWithin(limit)) return Open(walks.Needs);
        if (ToEdge.Count > 0 && ToEdge[community].IsWithin(limit)) return Open("network.edge");
        return walks.OffNetwork.Length > 0 && IsNear(community, walks.OffNetwork, limit) ? Open("facilities.on_network") : Answer.No;

        Answer Open(params string[] what)
        {
            if (needs is not null)
                foreach (string need in what) needs.Add(need);
            return Answer.Unknown;
        }
    }

    /// <summary>Nobody walks further in a time than straight ahead at the walker's speed.</summary>
    private bool IsNear(int community, int[] facilities, WalkTime limit)
    {
        Position home = whole.All[community].Community.Position;
        double metres = CoverageCount.StraightReach(ride?.Graph.Walker ?? whole.Limits.Walker, limit);
        return Array.Exists(facilities, f => LocalMetres.Between(home, whole.Facilities[f].Position) <= metres);
    }

    private Walks Of(ServiceClass wanted, IReadOnlyDictionary<string, double> where)
    {
        string key = wanted.Key + string.Concat(where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => FormattableString.Invariant($";{w.Key}={w.Value}")));
        if (_walks.TryGetValue(key, out Walks? known)) return known;
        WalkTime[] sure = new WalkTime[whole.All.Count], possible = new WalkTime[whole.All.Count];
        Array.Fill(sure, WalkTime.Unreachable);
        Array.Fill(possible, WalkTime.Unreachable);
        var off = new List<int>();
        var needs = new List<string>();
        foreach (int f in whole.Offering(wanted))
        {
            Answer counts = whole.Counts(f, where);
            if (counts == Answer.No) continue;
            if (counts == Answer.Unknown) needs.AddRange(whole.NeedsOf(f, where));
            bool isOn = ride?.Sites[f].Snap.IsSnapped ?? whole.FacilityIsOnNetwork[f];
            if (!isOn) off.Add(f);
            foreach (Reachability.Walk walk in isOn ? (ride?.Times ?? whole.Times).Row(f) : [])
            {
                possible[walk.Column] = WalkTime.Min(possible[walk.Column], walk.Time);
                if (counts == Answer.Yes) sure[walk.Column] = WalkTime.Min(sure[walk.Column], walk.Time);
            }
        }
        return _walks[key] = new Walks(sure, possible, [.. off], [.. needs.Distinct()]);
    }
}

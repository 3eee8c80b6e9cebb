using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// Who walks to a category of which facilities are proposed: homes (by their place in the study's walks) that reach one of today, and one
/// of today or a proposed one. The walk is the shortest that any of the clauses which the facilities help to meet asks; without one
/// nothing can be said, and both sets are empty.
/// </summary>
internal sealed record KindReach(string Kind, WalkTime? Limit, int Facilities, IReadOnlySet<int> Before, IReadOnlySet<int> After);

/// <summary>
/// Whom proposed facilities newly serve on foot: homes that walk to no facility of the same category today and to this one within the
/// limit. Two new facilities of a category near each other both serve whoever lives between them.
/// </summary>
internal sealed class NewReach
{
    private readonly Dictionary<string, HashSet<int>> _newHomes = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Home> _homes;

    public NewReach(WantedTargets wanted, IReadOnlyList<ProposedFacility> proposed)
    {
        BuildingGround ground = wanted.Ground;
        _homes = ground.Study.Walks.Homes;
        Dictionary<string, int> placeOf = [];
        foreach ((int p, BuildingPlace place) in ground.Places.Index()) placeOf.TryAdd(place.Id, p);
        var kinds = new List<KindReach>();
        foreach (IGrouping<string, ProposedFacility> kind in proposed.GroupBy(p => p.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            WalkTime? limit = LimitOf(wanted, kind.Key, kind);
            HashSet<int> before = limit is { } walk ? ReachedToday(ground.Study.Walks, kind.Key, walk) : [];
            HashSet<int> after = [.. before];
            foreach (ProposedFacility facility in kind)
            {
                HashSet<int> reached = limit is not { } within ? []
                    : [.. ground.Ways(TravelModes.Foot, placeOf[facility.Place])
                        .Where(w => w.Time.IsWithin(within)).Select(w => w.Column)];
                _newHomes[facility.Facility.Id] = [.. reached.Except(before)];
                after.UnionWith(reached);
            }
            kinds.Add(new KindReach(kind.Key, limit, kind.Count(), before, after));
        }
        Kinds = kinds;
    }

    /// <summary>The categories that are built, by id.</summary>
    public IReadOnlyList<KindReach> Kinds { get; }

    /// <summary>The longest walk that counts for a category that is built; null if none is asked.</summary>
    public WalkTime? LimitOf(string kind) => Kinds.First(k => k.Kind == kind).Limit;

    /// <summary>People whom a facility newly serves; null where no walk is asked for its category.</summary>
    public double? PeopleOf(ProposedFacility facility) => LimitOf(facility.Kind) is null ? null : People(_newHomes[facility.Facility.Id]);

    /// <summary>People whom several facilities newly serve with at least one of their services, each person once.</summary>
    public double PeopleOf(IEnumerable<ProposedFacility> facilities) =>
        People(facilities.SelectMany(f => _newHomes[f.Facility.Id]).Distinct());

    /// <summary>People in some homes; who is not given counts as none.</summary>
    public double People(IEnumerable<int> homes) => homes.Sum(h => _homes[h].Community.People.Total ?? 0);

    /// <summary>Homes of the network that reach none of a category, even with what is proposed, ascending by id.</summary>
    public IReadOnlyList<int> Without(KindReach kind) =>
        kind.Limit is null ? [] : [.. Enumerable.Range(0, _homes.Count).Where(h => _homes[h].IsOnNetwork && !kind.After.Contains(h))];

    private static WalkTime? LimitOf(WantedTargets wanted, string kind, IEnumerable<ProposedFacility> facilities)
    {
        HashSet<string> closes = [.. facilities.SelectMany(f => f.Closes)];
        Evidence evidence = wanted.Ground.Evidence;
        WalkTime? shortest = null;
        foreach ((_, Clause clause) in wanted.Missed.Where(w => closes.Contains(w.Before.Clause.Id)))
        {
            foreach (ServiceClass asked in PlanGoals.ClassesOf(clause, evidence))
            {
                if (!NewFacilities.CountsFor(kind, asked, wanted.Ground.Study.Catalogue)) continue;
                if (evidence.Limits.Find(clause, asked) is { } limit && (shortest is not { } known || limit.Time < known))
                    shortest = limit.Time;
            }
        }
        return shortest;
    }

    private static HashSet<int> ReachedToday(Walks walks, string kind, WalkTime limit)
    {
        var reached = new HashSet<int>();
        foreach (int site in walks.Offering(kind))
            foreach (Reachability.Walk walk in walks.Times.Walks(site))
                if (walk.Time.IsWithin(limit)) reached.Add(walk.Column);
        return reached;
    }
}

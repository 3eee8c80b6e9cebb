using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Streets;

/// <summary>
/// For every position of the streets the minutes to the nearest facility of each service, and how many facilities are within the
/// service's limit: the map beside the communities' table, for places where nobody is counted yet.
/// </summary>
public sealed class StreetMap
{
    /// <summary>Longest walk that is looked for if none is given, minutes.</summary>
    public const double DefaultMinutes = 30;

    private readonly StreetAccess _streets;
    private readonly WalkTime[] _nearest;
    private readonly int[] _counts;

    /// <summary>Computes the map.</summary>
    /// <param name="study">The study as it stands.</param>
    /// <param name="farthest">Longest walk to the nearest facility that is looked for, inclusive.</param>
    public StreetMap(StudyResult study, WalkTime farthest)
    {
        (Study, Farthest, _streets) = (study, farthest, new StreetAccess(study.Graph));
        int kinds = Services.Count;
        (IReadOnlyList<Access> Place, int Service)[] offers =
            [.. Enumerable.Range(0, kinds).SelectMany(s => study.Walks.Offering(Services[s].Category)
                .Select(f => (study.Walks.Sites[f].Access.Accesses, s)))];
        _nearest = _streets.Nearest([.. offers.Select(o => o.Place)], [.. offers.Select(o => o.Service)], kinds, farthest);
        _counts = new int[_nearest.Length];
        foreach (var within in offers.GroupBy(o => Services[o.Service].Limit))
            _streets.CountWithin([.. within.Select(o => o.Place)], [.. within.Select(o => o.Service)], kinds, within.Key, _counts);
    }

    /// <summary>The study.</summary>
    public StudyResult Study { get; }

    /// <summary>Longest walk that was looked for.</summary>
    public WalkTime Farthest { get; }

    /// <summary>The services, in the order of the study.</summary>
    public IReadOnlyList<Service> Services => Study.Coverage.Services;

    /// <summary>The positions of streets that can be walked, in the order of the network, by number.</summary>
    public IEnumerable<int> Positions => Enumerable.Range(0, _streets.Count).Where(_streets.IsWalkable);

    /// <summary>Where a position is.</summary>
    public Position PositionOf(int position) => _streets.PositionOf(position);

    /// <summary>The walk to the nearest facility of a service; unreachable beyond <see cref="Farthest"/>.</summary>
    public WalkTime Nearest(int position, int service) => _nearest[position * Services.Count + service];

    /// <summary>How many facilities of a service are within its limit.</summary>
    public int Count(int position, int service) => _counts[position * Services.Count + service];
}

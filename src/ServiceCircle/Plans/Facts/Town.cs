using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>A town as it is judged: who lives where, what they go to and how far that is, and which unit everything is in.</summary>
internal sealed record Town(Walks Walks, UnitMap Units)
{
    /// <summary>The same homes and sites by bicycle; null when no clause of the plans asks.</summary>
    public Walks? Rides { get; init; }

    /// <summary>The same people with other facilities; what was known of those that stood at the same place is kept.</summary>
    internal Town With(IReadOnlyList<Facility> facilities) => With(Walks.With(facilities));

    /// <summary>The same people with other facilities, whose walks are known.</summary>
    internal Town With(Walks walks)
    {
        Facility[] facilities = [.. walks.Sites.Select(s => s.Facility)];
        return new Town(walks, Units.With([.. walks.Homes.Select(h => h.Community)], facilities)) { Rides = Rides?.With(facilities) };
    }
}

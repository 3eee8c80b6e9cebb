using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// People of a circle, whose walk is within the limit; null when nobody was to be counted, or the place is not on the network. And of
/// these, those in no other circle of the same limit.
/// </summary>
internal readonly record struct Counted(double? All, double? Exclusive);

/// <summary>Counts people in circles by their walks, never by polygons: as in every other figure, everybody once per circle.</summary>
internal sealed class CountedPopulation
{
    private readonly TravelTimeMatrix? _times;
    private readonly IReadOnlyList<IReadOnlyList<Access>> _circles;
    private readonly IReadOnlyList<IsochroneResidents> _residents;
    private readonly bool _isSplit;

    public CountedPopulation(IsochroneRequest request, WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> circles, WalkTime longest)
    {
        (_circles, _residents, _isSplit) = (circles, request.Residents, request.Overlap == IsochroneOverlap.Split);
        if (_residents.Count > 0)
            _times = TravelTimeMatrix.Times(new(graph, circles, [.. _residents.Select(r => r.Accesses)]), longest, request.Direction);
    }

    /// <summary>People of every circle for one limit; with territories, everybody belongs to the nearest, of equals to the first.</summary>
    public Counted[] Within(WalkTime limit)
    {
        var counted = new Counted[_circles.Count];
        if (_times is null) return counted;
        var first = new int[_residents.Count];
        WalkTime[] best = [.. Enumerable.Repeat(WalkTime.Unreachable, _residents.Count)];
        var count = new int[_residents.Count];
        for (int row = 0; row < counted.Length; row++)
        {
            foreach (Walk walk in _times.Walks(row))
            {
                if (!walk.Time.IsWithin(limit)) continue;
                count[walk.Column]++;
                if (walk.Time < best[walk.Column]) (best[walk.Column], first[walk.Column]) = (walk.Time, row);
            }
        }
        for (int row = 0; row < counted.Length; row++)
        {
            if (_circles[row].Count == 0) continue;
            double all = 0, exclusive = 0;
            foreach (Walk walk in _times.Walks(row))
            {
                if (!walk.Time.IsWithin(limit) || _isSplit && first[walk.Column] != row) continue;
                double people = _residents[walk.Column].People;
                all += people;
                if (_isSplit || count[walk.Column] == 1) exclusive += people;
            }
            counted[row] = new Counted(all, exclusive);
        }
        return counted;
    }
}

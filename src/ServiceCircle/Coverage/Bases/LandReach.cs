using NetTopologySuite.Geometries;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage.Bases;

/// <summary>
/// How much of the residential land reaches some facilities, asked with any facilities and any limit. Homes are put onto the network when
/// first asked.
/// </summary>
internal sealed class LandReach(CoverageBasis land, Walks walks)
{
    private Lazy<IReadOnlyList<Reachability.Access>[]> _homes = new(() =>
    [
        .. land.Points.AsParallel().AsOrdered()
            .Select(p => walks.Locator.Home(GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat)), p).Accesses),
    ]);

    /// <summary>The same land on the same network with other sites.</summary>
    internal LandReach With(Walks others) => new(land, others) { _homes = _homes };

    /// <summary>All square metres.</summary>
    public double All => land.Points.Count * land.WeightEach;

    public int Points => land.Points.Count;

    /// <summary>Square metres that each sample point stands for.</summary>
    public double AreaEach => land.WeightEach;

    /// <summary>Sample points by what is known of their way to facilities: each counts once, for the first that holds.</summary>
    /// <param name="Reached">A facility that surely counts is within the walk.</param>
    /// <param name="ByAnother">One that may count is.</param>
    /// <param name="AtEdge">The edge of the map is: facilities beyond it are not seen.</param>
    /// <param name="NearOff">A facility off the network lies within the straight line.</param>
    /// <param name="OffNetwork">The point itself is off the network.</param>
    public readonly record struct Ways(int Reached, int ByAnother, int AtEdge, int NearOff, int OffNetwork);

    /// <summary>Counts the land; the facilities that surely count are among those that may.</summary>
    public Ways Count(IReadOnlyList<int> sure, IReadOnlyList<int> possible, WalkTime limit)
    {
        bool[] reached = Walked(sure, limit), perhaps = Walked(possible, limit);
        WalkTime[] toEdge = MapEdge.Times(walks.Graph, _homes.Value, limit);
        Position[] off = [.. possible.Select(f => walks.Sites[f]).Where(s => !s.IsOnNetwork).Select(s => s.Facility.Position)];
        double radius = CoverageCount.StraightReach(walks.Graph.Walker, limit);
        Ways ways = default;
        for (int p = 0; p < land.Points.Count; p++)
        {
            if (reached[p]) ways = ways with { Reached = ways.Reached + 1 };
            else if (_homes.Value[p].Count == 0) ways = ways with { OffNetwork = ways.OffNetwork + 1 };
            else if (perhaps[p]) ways = ways with { ByAnother = ways.ByAnother + 1 };
            else if (toEdge[p].IsWithin(limit)) ways = ways with { AtEdge = ways.AtEdge + 1 };
            else if (Array.Exists(off, f => Geo.LocalMetres.Between(land.Points[p], f) <= radius))
                ways = ways with { NearOff = ways.NearOff + 1 };
        }
        return ways;
    }

    /// <summary>
    /// The land that surely reaches no facility today, in pieces that reach the same places: square metres, and indices of places; a piece
    /// that reaches none has none.
    /// </summary>
    internal IReadOnlyList<(double Area, int[] Places)> Unserved(
        IReadOnlyList<int> sure, IReadOnlyList<IReadOnlyList<Reachability.Access>> places, WalkTime limit)
    {
        bool[] reached = Walked(sure, limit);
        TravelTimeMatrix times = TravelTimeMatrix.Compute(new(walks.Graph, places, _homes.Value), limit, Direction.To);
        List<int>[] near = [.. land.Points.Select(_ => new List<int>())];
        for (int place = 0; place < places.Count; place++)
            foreach (Walk walk in times.Walks(place))
                if (walk.Time.IsWithin(limit)) near[walk.Column].Add(place);
        return [.. Enumerable.Range(0, near.Length).Where(p => !reached[p]).GroupBy(p => string.Join(',', near[p]))
            .Select(g => (g.Count() * land.WeightEach, near[g.First()].ToArray()))];
    }

    private bool[] Walked(IReadOnlyList<int> some, WalkTime limit)
    {
        IReadOnlyList<Reachability.Access>[] sites = [[.. some.SelectMany(f => walks.Sites[f].Access.Accesses)]];
        TravelTimeMatrix times = TravelTimeMatrix.Compute(new(walks.Graph, sites, _homes.Value), limit, Direction.To);
        var walked = new bool[land.Points.Count];
        foreach (Walk walk in times.Walks(0)) walked[walk.Column] = walk.Time.IsWithin(limit);
        return walked;
    }

    /// <summary>Square metres within the straight line that the walker could walk in a time.</summary>
    public double Straight(IReadOnlyList<int> some, WalkTime limit) =>
        BasisCount.Straight(
            land.Points, [.. some.Select(f => walks.Sites[f].Facility.Position)],
            CoverageCount.StraightReach(walks.Graph.Walker, limit)) * land.WeightEach;
}

using System.Runtime.CompilerServices;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Isochrones;

/// <summary>
/// A place on an edge, metres from its tail, from which people walk on; the ticks it has cost to get there, infinite when not reached; and
/// whose walk it is, where that matters.
/// </summary>
internal readonly record struct EdgeSource(double Metres, double Ticks, int Owner = 0);

/// <summary>
/// The time along an edge as the lowest of the walks that enter it, cut at a limit. Times rise with a fixed slope towards
/// the head and with another towards the tail, so between two neighbouring sources there is at most one meeting point.
/// </summary>
internal sealed class EdgeProfile(
    WalkGraph graph, WalkTime limit, Direction direction, List<ReachedEdge> stretches, List<int>? owners = null)
{
    private readonly List<EdgeSource> _sources = [];

    /// <summary>Adds the stretches of one edge that are within the limit; the accesses between its ends are in any order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int edge, EdgeSource tail, EdgeSource head, IReadOnlyList<EdgeSource> between)
    {
        double length = graph.Network.LengthMetres[edge];
        if (!(length > 0)) return;
        // Away from the place people walk on from a source; towards it they come from beyond the source, the other way.
        bool isFrom = direction == Direction.From;
        // Waiting is done between the node and the edge, so it is over before the first metre.
        int waits = graph.TailWaitTicks[edge] + graph.HeadWaitTicks[edge];
        double forward = Slope(graph.ForwardTicks[edge], waits, length), backward = Slope(graph.BackwardTicks[edge], waits, length);
        (double headwards, double tailwards) = isFrom ? (forward, backward) : (backward, forward);
        tail = tail with { Ticks = tail.Ticks + graph.TailWaitTicks[edge] };
        head = head with { Ticks = head.Ticks + graph.HeadWaitTicks[edge] };
        if (graph.HasSlope(edge))
        {
            AddOnSlope(edge, tail, head, between);
            return;
        }
        if (between.Count == 0)
        {
            AddBetween(edge, tail, head, headwards, tailwards);
            return;
        }
        _sources.Clear();
        _sources.Add(tail);
        // An access at an end stands on the node, which the search has seen.
        _sources.AddRange(
            between.Where(s => s.Metres > 0 && s.Metres < length).OrderBy(s => s.Metres).ThenBy(s => s.Ticks).ThenBy(s => s.Owner));
        _sources.Add(head);
        DropSlowSources(headwards, tailwards);
        for (int i = 1; i < _sources.Count; i++) AddBetween(edge, _sources[i - 1], _sources[i], headwards, tailwards);
    }

    /// <summary>On a slope time is steady only between two positions of the shape, so each of them becomes a source of its own.</summary>
    private void AddOnSlope(int edge, EdgeSource tail, EdgeSource head, IReadOnlyList<EdgeSource> between)
    {
        double length = graph.Network.LengthMetres[edge];
        EdgeSource[] sources = [tail, .. between.Where(s => s.Metres > 0 && s.Metres < length), head];
        double[] knots =
            [.. sources.Select(s => s.Metres),
                .. Enumerable.Range(1, graph.Network.ShapeLength(edge) - 2).Select(i => (double)graph.Network.ShapeMetres(edge, i))];
        EdgeSource? previous = null;
        foreach (double metres in knots.Distinct().Order())
        {
            EdgeSource here = sources.Select(s => new EdgeSource(metres, s.Ticks + TicksFrom(s.Metres, metres), s.Owner))
                .MinBy(s => (s.Ticks, s.Owner));
            if (previous is { } left)
            {
                double gap = metres - left.Metres;
                AddBetween(edge, left, here, TicksFrom(left.Metres, metres) / gap, TicksFrom(metres, left.Metres) / gap);
            }
            previous = here;
        }

        double TicksFrom(double source, double to)
        {
            if (source == to) return 0;
            (double from, double end) = direction == Direction.From ? (source, to) : (to, source);
            bool isClosed = (end > from ? graph.ForwardTicks[edge] : graph.BackwardTicks[edge]) == WalkGraph.NoWay;
            return isClosed ? double.PositiveInfinity : graph.TicksBetween(edge, from, end);
        }
    }

    /// <summary>Removes inner sources that another source reaches as fast, so that no stretch is cut for nothing.</summary>
    private void DropSlowSources(double headwards, double tailwards)
    {
        for (int i = 1; i < _sources.Count - 1; i++)
            if (IsReachedFrom(_sources[i - 1], _sources[i], headwards)) _sources.RemoveAt(i--);
        for (int i = _sources.Count - 2; i > 0; i--)
            if (IsReachedFrom(_sources[i + 1], _sources[i], tailwards)) _sources.RemoveAt(i);

        static bool IsReachedFrom(EdgeSource other, EdgeSource own, double slope)
        {
            double metres = Math.Abs(own.Metres - other.Metres);
            return other.Ticks + (metres > 0 ? slope * metres : 0) <= own.Ticks;
        }
    }

    private void AddBetween(int edge, EdgeSource left, EdgeSource right, double headwards, double tailwards)
    {
        double gap = right.Metres - left.Metres;
        if (!(gap > 0)) return;
        double fromLeft = Reach(left, headwards), fromRight = Reach(right, tailwards);
        // The search rounds each leg to a tick. Within that the far end is one walk from the near end, not a meeting of two.
        if (fromRight > 0 && fromLeft > 0 && IsOneWalk(left, right, headwards)) (fromLeft, fromRight) = (gap, 0);
        else if (fromRight > 0 && fromLeft > 0 && IsOneWalk(right, left, tailwards)) (fromLeft, fromRight) = (0, gap);
        else if (fromLeft + fromRight > gap)
        {
            // They meet where left + headwards x = right + tailwards (gap - x).
            double slopes = headwards + tailwards;
            double meet = slopes > 0 ? (right.Ticks + tailwards * gap - left.Ticks) / slopes : left.Ticks <= right.Ticks ? gap : 0;
            fromLeft = Math.Min(fromLeft, Math.Clamp(meet, 0, gap));
            fromRight = Math.Min(fromRight, gap - fromLeft);
        }
        if (fromLeft > 0)
            Keep(new ReachedEdge(edge, left.Metres, left.Metres + fromLeft, left.Ticks, Ticks(left, headwards, fromLeft)), left.Owner);
        if (fromRight > 0)
            Keep(new ReachedEdge(edge, right.Metres - fromRight, right.Metres, Ticks(right, tailwards, fromRight), right.Ticks),
                right.Owner);

        void Keep(ReachedEdge stretch, int owner)
        {
            stretches.Add(stretch);
            owners?.Add(owner);
        }

        double Reach(EdgeSource source, double slope)
        {
            if (source.Ticks > limit.Ticks || double.IsPositiveInfinity(slope)) return 0;
            return slope > 0 ? Math.Min(gap, (limit.Ticks - source.Ticks) / slope) : gap;
        }

        bool IsOneWalk(EdgeSource near, EdgeSource far, double slope) =>
            near.Owner == far.Owner && Math.Abs(near.Ticks + slope * gap - far.Ticks) <= 1;

        double Ticks(EdgeSource source, double slope, double metres) => Math.Min(limit.Ticks, source.Ticks + slope * metres);
    }

    /// <summary>Ticks per metre; infinite where that direction is closed.</summary>
    private static double Slope(int ticks, int waits, double length) =>
        ticks == WalkGraph.NoWay ? double.PositiveInfinity : (ticks - waits) / length;
}

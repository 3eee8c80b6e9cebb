using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// Walks from every position of the streets to places of several kinds: how long the nearest of each kind takes, and how many are
/// within a limit. The positions are the nodes of the network under their numbers, then the inner positions of its edges.
/// </summary>
/// <remarks>
/// Searches start at the places, all kinds at once; nothing keeps all pairs, so memory is one number for each position and kind. The
/// times are those of <see cref="WalkSearch"/>, to the tick. Safe to use from several threads.
/// </remarks>
internal sealed class StreetAccess
{
    private readonly WalkGraph _graph;
    private readonly ArcGraph _arcs;
    private readonly ReachEngine _engine;

    /// <summary>Prepares a network. Linear in its positions.</summary>
    public StreetAccess(WalkGraph graph)
    {
        _graph = graph;
        _arcs = WalkArcs.OfPositions(graph);
        _engine = ReachEngine.WithoutHierarchy(_arcs);
    }

    public int Count => _arcs.NodeCount;

    public Position PositionOf(int position) => _arcs.Positions[position];

    /// <summary>Whether a street at the position can be walked.</summary>
    public bool IsWalkable(int position) => _arcs.FirstOut[position] < _arcs.FirstOut[position + 1];

    /// <summary>The walk from each position to the nearest place of each kind within the limit, at position * kinds + kind.</summary>
    public WalkTime[] Nearest(IReadOnlyList<IReadOnlyList<Access>> places, IReadOnlyList<int> kind, int kinds, WalkTime limit)
    {
        SourceGroups doors = DoorsOf(places);
        var byKind = new SourceGroups(doors.Sources, Array.ConvertAll(doors.GroupOf, place => kind[place]), kinds);
        var ticks = new int[Count * kinds];
        _engine.RunNearest(byKind, Direction.To, limit, new NodeTimes(kinds, ticks), new RunOptions(Environment.ProcessorCount));
        return Array.ConvertAll(ticks, t => t == ArcGraph.Unreachable ? WalkTime.Unreachable : new WalkTime(t));
    }

    /// <summary>
    /// How many places of each kind are within a limit of each position, added to what was counted before, at position * kinds + kind.
    /// </summary>
    public void CountWithin(
        IReadOnlyList<IReadOnlyList<Access>> places, IReadOnlyList<int> kind, int kinds, WalkTime limit, int[] counts) =>
        _engine.RunPlaces(
            DoorsOf(places), Direction.To, limit, new NodeCounts([.. kind], kinds, counts), new RunOptions(Environment.ProcessorCount));

    private SourceGroups DoorsOf(IReadOnlyList<IReadOnlyList<Access>> places) =>
        WalkArcs.ListDoors(_graph, places, Direction.To, WalkArcs.PieceAt);
}

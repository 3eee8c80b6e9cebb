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
    /// <param name="graph">Whose walks.</param>
    public StreetAccess(WalkGraph graph)
    {
        _graph = graph;
        _arcs = WalkArcs.OfPositions(graph);
        _engine = ReachEngine.WithoutHierarchy(_arcs);
    }

    /// <summary>Number of positions.</summary>
    public int Count => _arcs.NodeCount;

    /// <summary>Where a position is.</summary>
    public Position PositionOf(int position) => _arcs.Positions[position];

    /// <summary>Whether a street at the position can be walked.</summary>
    public bool IsWalkable(int position) => _arcs.FirstOut[position] < _arcs.FirstOut[position + 1];

    /// <summary>The walk from each position to the nearest place of each kind: of kind k at position v at v * kinds + k.</summary>
    /// <param name="places">Accesses of each place.</param>
    /// <param name="kind">Kind of each place, 0 .. kinds - 1.</param>
    /// <param name="kinds">Number of kinds.</param>
    /// <param name="limit">Longest walk that is looked for, inclusive; a longer one is unreachable.</param>
    public WalkTime[] Nearest(IReadOnlyList<IReadOnlyList<Access>> places, IReadOnlyList<int> kind, int kinds, WalkTime limit)
    {
        Doors doors = DoorsOf(places);
        var ticks = new int[Count * kinds];
        int[] kindOfDoor = Array.ConvertAll(doors.Place, place => kind[place]);
        var options = new RunOptions(Environment.ProcessorCount);
        _engine.RunNearest(doors.Sources, kindOfDoor, kinds, Direction.To, limit, new NodeTimes(kinds, ticks), options);
        return Array.ConvertAll(ticks, t => t == ArcGraph.Unreachable ? WalkTime.Unreachable : new WalkTime(t));
    }

    /// <summary>How many places of each kind are within a limit of each position, added to what was counted before.</summary>
    /// <param name="places">Accesses of each place.</param>
    /// <param name="kind">Kind of each place.</param>
    /// <param name="kinds">Number of kinds.</param>
    /// <param name="limit">The longest walk that counts, inclusive.</param>
    /// <param name="counts">Count of kind k at position v at v * kinds + k.</param>
    public void CountWithin(IReadOnlyList<IReadOnlyList<Access>> places, IReadOnlyList<int> kind, int kinds, WalkTime limit, int[] counts)
    {
        Doors doors = DoorsOf(places);
        var options = new RunOptions(Environment.ProcessorCount);
        _engine.RunPlaces(doors.Sources, doors.Place, doors.Count, Direction.To, limit, new NodeCounts([.. kind], kinds, counts), options);
    }

    private Doors DoorsOf(IReadOnlyList<IReadOnlyList<Access>> places) => new(_graph, places, Direction.To, WalkArcs.PieceAt);
}

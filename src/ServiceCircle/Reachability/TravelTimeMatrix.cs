using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>Whose walks, and the accesses of each row's and each column's place; an empty list is a place off the network.</summary>
internal sealed record PlacePairs(
    WalkGraph Graph, IReadOnlyList<IReadOnlyList<Access>> Rows, IReadOnlyList<IReadOnlyList<Access>> Columns);

/// <summary>
/// Walking times between two sets of places, only those within a limit: what coverage, scenarios and siting read. One row
/// per place that the searches start from (facilities), one column per place that they look for (communities), so that a
/// changed facility is one changed row.
/// </summary>
/// <remarks>Immutable. A row holds its columns in rising order; a place that is not on the network has an empty row or column.</remarks>
internal sealed class TravelTimeMatrix
{
    private readonly byte[][] _rows;
    private readonly WalkPacking _packing;

    private TravelTimeMatrix(byte[][] rows, WalkPacking packing, int columnCount, WalkTime limit, Direction direction) =>
        (_rows, _packing, ColumnCount, Limit, Direction) = (rows, packing, columnCount, limit, direction);

    public int RowCount => _rows.Length;
    public int ColumnCount { get; }
    public WalkTime Limit { get; }
    public Direction Direction { get; }

    /// <summary>Walks of a row within the limit, inclusive, by rising column.</summary>
    public PackedWalks Walks(int row) => new(_rows[row], _packing);

    /// <summary>The same as a list, where a row is small.</summary>
    public IReadOnlyList<Walk> Row(int row) => Walks(row).ToArray();

    /// <summary>
    /// The matrix; one bounded search per row, spread over all cores; the result does not depend on how many. Progress is the share of
    /// rows done, told from any thread.
    /// </summary>
    public static TravelTimeMatrix Compute(
        PlacePairs places, WalkTime limit, Direction direction, Action<double>? progress = null, bool withMetres = false) =>
        Compute(places, limit, direction, WalkPacking.For(limit, withMetres), progress, _ => null);

    /// <summary>The matrix after a change: a row that <paramref name="sameAs"/> says equals one of this matrix is not searched.</summary>
    internal TravelTimeMatrix After(PlacePairs places, Func<int, int?> sameAs) =>
        Compute(places, Limit, Direction, _packing, null, row => sameAs(row) is { } old ? _rows[old] : null);

    private static TravelTimeMatrix Compute(
        PlacePairs places, WalkTime limit, Direction direction, WalkPacking packing, Action<double>? progress, Func<int, byte[]?> known)
    {
        (WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns) = places;
        var ends = new PlacesAtNodes(graph, columns, direction);
        var result = new byte[rows.Count][];
        int done = 0;
        Parallel.For(0, rows.Count,
            () => (Search: new WalkSearch(graph), Best: new BestWalks(columns.Count, packing)),
            (row, _, worker) =>
            {
                result[row] = known(row) ?? (rows[row].Count == 0 ? [] : ends.Walks(rows[row], limit, worker.Search, worker.Best));
                int count = Interlocked.Increment(ref done);
                if ((count & 63) == 0) progress?.Invoke((double)count / rows.Count);
                return worker;
            },
            _ => { });
        progress?.Invoke(1);
        return new TravelTimeMatrix(result, packing, columns.Count, limit, direction);
    }

    /// <summary>The same walks and times without their metres, by the faster engine for the number of rows.</summary>
    /// <remarks>
    /// From <see cref="RowsForLanes"/> on, one search for 64 neighbouring rows at once (<see cref="ReachEngine"/>), without a hierarchy:
    /// proving a stored one takes longer than the sweeps save in one run.
    /// </remarks>
    public static TravelTimeMatrix Times(PlacePairs places, WalkTime limit, Direction direction, Action<double>? progress = null)
    {
        if (places.Rows.Count < RowsForLanes(places.Graph.Network.NodeCount, limit)) return Compute(places, limit, direction, progress);
        TravelTimeMatrix times =
            Times(WalkArcs.Engine(places.Graph), places, limit, direction, new RunOptions(Environment.ProcessorCount));
        progress?.Invoke(1);
        return times;
    }

    /// <summary>
    /// From so many rows on lanes win. Before, what they need first costs more than they save: about as much as 400 plain searches of
    /// 15 minutes for the compilation of their code, one more per 250 nodes for the junctions. A plain search costs as the area it
    /// covers, the square of the limit. Measured in docs/kernel.md.
    /// </summary>
    internal static int RowsForLanes(int nodeCount, WalkTime limit)
    {
        double ofFifteenMinutes = limit.Ticks / (double)WalkTime.FromMinutes(15).Ticks;
        return (int)Math.Clamp((400 + nodeCount / 250.0) / (ofFifteenMinutes * ofFifteenMinutes), 32, int.MaxValue);
    }

    /// <summary>The times by the all-pairs engine.</summary>
    internal static TravelTimeMatrix Times(
        ReachEngine engine, PlacePairs places, WalkTime limit, Direction direction, RunOptions options)
    {
        var ends = new PlacesAtNodes(places.Graph, places.Columns, direction);
        SourceGroups doors = WalkArcs.ListDoors(places.Graph, places.Rows, direction, WalkArcs.EdgeAt);
        var result = new byte[places.Rows.Count][];
        WalkPacking packing = WalkPacking.For(limit, hasMetres: false);
        var consumer = new PlaceRows(ends, places.Rows, packing, result);
        engine.RunPlaces(doors, direction, limit, consumer, options with { Wanted = ends.HasAny() });
        return new TravelTimeMatrix(result, packing, places.Columns.Count, limit, direction);
    }
}

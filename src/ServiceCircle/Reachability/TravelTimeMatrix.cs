using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// One walk of a <see cref="TravelTimeMatrix"/> to a column. The metres are those of the fastest walk, of equally fast ones the shortest;
/// not a number where only times were asked.
/// </summary>
internal readonly record struct Walk(int Column, int Ticks, float Metres)
{
    public WalkTime Time => new(Ticks);
}

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
    private readonly Walk[][] _rows;

    private TravelTimeMatrix(Walk[][] rows, int columnCount, WalkTime limit, Direction direction) =>
        (_rows, ColumnCount, Limit, Direction) = (rows, columnCount, limit, direction);

    public int RowCount => _rows.Length;
    public int ColumnCount { get; }
    public WalkTime Limit { get; }
    public Direction Direction { get; }

    /// <summary>Walks of a row within the limit, inclusive, by rising column.</summary>
    public IReadOnlyList<Walk> Row(int row) => _rows[row];

    /// <summary>The same, to be gone through millions of times.</summary>
    internal ReadOnlySpan<Walk> Walks(int row) => _rows[row];

    /// <summary>
    /// The matrix; one bounded search per row, spread over all cores; the result does not depend on how many. Progress is the share of
    /// rows done, told from any thread. A row that is known is not searched.
    /// </summary>
    public static TravelTimeMatrix Compute(
        PlacePairs places, WalkTime limit, Direction direction, Action<double>? progress = null, Func<int, Walk[]?>? known = null)
    {
        (WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns) = places;
        var ends = new PlacesAtNodes(graph, columns, direction);
        var result = new Walk[rows.Count][];
        int done = 0;
        Parallel.For(0, rows.Count,
            () => (Search: new WalkSearch(graph), Best: new BestWalks(columns.Count)),
            (row, _, worker) =>
            {
                result[row] = known?.Invoke(row) ?? (rows[row].Count == 0 ? [] : ends.Walks(rows[row], limit, worker.Search, worker.Best));
                int count = Interlocked.Increment(ref done);
                if ((count & 63) == 0) progress?.Invoke((double)count / rows.Count);
                return worker;
            },
            _ => { });
        progress?.Invoke(1);
        return new TravelTimeMatrix(result, columns.Count, limit, direction);
    }

    /// <summary>The matrix after a change: a row that <paramref name="sameAs"/> says equals one of this matrix is not searched.</summary>
    internal TravelTimeMatrix After(PlacePairs places, Func<int, int?> sameAs) =>
        Compute(places, Limit, Direction, known: row => sameAs(row) is { } old ? _rows[old] : null);

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
        var result = new Walk[places.Rows.Count][];
        engine.RunPlaces(doors, direction, limit, new PlaceRows(ends, places.Rows, result), options with { Wanted = ends.HasAny() });
        return new TravelTimeMatrix(result, places.Columns.Count, limit, direction);
    }
}

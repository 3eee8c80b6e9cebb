using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>One walk of a <see cref="TravelTimeMatrix"/>.</summary>
/// <param name="Column">Index of the place at the other end.</param>
/// <param name="Ticks">Time in ticks of <see cref="WalkTime"/>.</param>
/// <param name="Metres">Length of the fastest walk; of equally fast ones the shortest. Not a number where only times were asked.</param>
internal readonly record struct Walk(int Column, int Ticks, float Metres)
{
    /// <summary>The time.</summary>
    public WalkTime Time => new(Ticks);
}

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

    /// <summary>Number of places that the searches started from.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Number of places at the other end.</summary>
    public int ColumnCount { get; }

    /// <summary>Longest walk that is listed, inclusive.</summary>
    public WalkTime Limit { get; }

    /// <summary>Whether people walk to the rows' places or away from them.</summary>
    public Direction Direction { get; }

    /// <summary>Walks of a row within the limit, by rising column.</summary>
    public IReadOnlyList<Walk> Row(int row) => _rows[row];

    /// <summary>The matrix; one bounded search per row, spread over all cores; the result does not depend on how many.</summary>
    /// <param name="graph">Whose walks.</param>
    /// <param name="rows">Accesses of each row's place; an empty list is a place off the network.</param>
    /// <param name="columns">Accesses of each column's place.</param>
    /// <param name="limit">Longest walk that counts.</param>
    /// <param name="direction">To the rows' places, or from them.</param>
    /// <param name="progress">Told the share of rows done, from any thread.</param>
    public static TravelTimeMatrix Compute(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns,
        WalkTime limit, Direction direction, Action<double>? progress = null)
    {
        return Compute(graph, rows, columns, limit, direction, _ => null, progress);
    }

    /// <summary>The matrix after a change, searching only for the rows that may be different.</summary>
    /// <param name="graph">The graph now.</param>
    /// <param name="rows">Accesses of each row's place now.</param>
    /// <param name="columns">Accesses of each column's place now.</param>
    /// <param name="sameAs">For a row, the row of this matrix that it equals, or null to search.</param>
    internal TravelTimeMatrix After(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns, Func<int, int?> sameAs) =>
        Compute(graph, rows, columns, Limit, Direction, row => sameAs(row) is { } old ? _rows[old] : null, null);

    private static TravelTimeMatrix Compute(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns,
        WalkTime limit, Direction direction, Func<int, Walk[]?> known, Action<double>? progress)
    {
        var ends = new PlacesAtNodes(graph, columns, direction);
        var result = new Walk[rows.Count][];
        int done = 0;
        Parallel.For(0, rows.Count,
            () => new Worker(new WalkSearch(graph), new BestWalks(columns.Count)),
            (row, _, worker) =>
            {
                result[row] = known(row) ?? (rows[row].Count == 0 ? [] : ends.Walks(rows[row], limit, worker.Search, worker.Best));
                int count = Interlocked.Increment(ref done);
                if ((count & 63) == 0) progress?.Invoke((double)count / rows.Count);
                return worker;
            },
            _ => { });
        progress?.Invoke(1);
        return new TravelTimeMatrix(result, columns.Count, limit, direction);
    }

    /// <summary>The same walks and times without their metres, by the faster engine for the number of rows.</summary>
    /// <remarks>
    /// From <see cref="RowsForLanes"/> on, one search for 64 neighbouring rows at once (<see cref="ReachEngine"/>), without a
    /// hierarchy: proving a stored one takes longer than the sweeps save in one run.
    /// </remarks>
    /// <param name="graph">Whose walks.</param>
    /// <param name="rows">Accesses of each row's place; an empty list is a place off the network.</param>
    /// <param name="columns">Accesses of each column's place.</param>
    /// <param name="limit">Longest walk that counts.</param>
    /// <param name="direction">To the rows' places, or from them.</param>
    /// <param name="progress">Told the share of rows done, from any thread.</param>
    public static TravelTimeMatrix Times(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns,
        WalkTime limit, Direction direction, Action<double>? progress = null)
    {
        if (rows.Count < RowsForLanes(graph.Network.NodeCount, limit)) return Compute(graph, rows, columns, limit, direction, progress);
        TravelTimeMatrix times =
            Times(graph, WalkArcs.Engine(graph), rows, columns, limit, direction, new RunOptions(Environment.ProcessorCount));
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
        WalkGraph graph, ReachEngine engine, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns,
        WalkTime limit, Direction direction, RunOptions options)
    {
        var ends = new PlacesAtNodes(graph, columns, direction);
        var doors = new Doors(graph, rows, direction, WalkArcs.EdgeAt);
        var result = new Walk[rows.Count][];
        engine.RunPlaces(
            doors.Sources, doors.Place, doors.Count, direction, limit, new PlaceRows(ends, rows, result),
            options with { Wanted = ends.HasAny() });
        return new TravelTimeMatrix(result, columns.Count, limit, direction);
    }

    /// <summary>
    /// The same walks and times with the metres of the shortest walk between the two places, which need not be the fastest:
    /// stairs and waiting cost time and no metres.
    /// </summary>
    /// <param name="graph">The graph that the times come from.</param>
    /// <param name="rows">Its rows' accesses.</param>
    /// <param name="columns">Its columns' accesses.</param>
    public TravelTimeMatrix WithShortestMetres(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> rows, IReadOnlyList<IReadOnlyList<Access>> columns)
    {
        float longest = _rows.SelectMany(row => row).Select(walk => walk.Metres).DefaultIfEmpty(0).Max();
        WalkTime limit = WalkTime.FromSeconds(longest / graph.Walker.SpeedMetresPerSecond) + new WalkTime(WalkTime.TicksPerSecond);
        TravelTimeMatrix distances = Compute(DistanceNetwork.Of(graph.Network, graph.Walker), rows, columns, limit, Direction);
        var result = new Walk[_rows.Length][];
        for (int row = 0; row < result.Length; row++)
        {
            Dictionary<int, float> shortest = distances._rows[row].ToDictionary(walk => walk.Column, walk => walk.Metres);
            result[row] = [.. _rows[row]
                .Select(walk => walk with { Metres = Math.Min(walk.Metres, shortest.GetValueOrDefault(walk.Column, walk.Metres)) })];
        }
        return new TravelTimeMatrix(result, ColumnCount, Limit, Direction);
    }

    private sealed record Worker(WalkSearch Search, BestWalks Best);
}

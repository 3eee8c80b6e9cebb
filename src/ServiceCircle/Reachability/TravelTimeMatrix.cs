using ServiceCircle.Walking;

namespace ServiceCircle.Reachability;

/// <summary>One walk of a <see cref="TravelTimeMatrix"/>.</summary>
/// <param name="Column">Index of the place at the other end.</param>
/// <param name="Ticks">Time in ticks of <see cref="WalkTime"/>.</param>
/// <param name="Metres">Length of the fastest walk; of equally fast ones the shortest.</param>
public readonly record struct Walk(int Column, int Ticks, float Metres)
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
public sealed class TravelTimeMatrix
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
        var ends = new PlacesAtNodes(graph, columns, direction);
        var result = new Walk[rows.Count][];
        int done = 0;
        Parallel.For(0, rows.Count,
            () => new Worker(new WalkSearch(graph), new BestWalks(columns.Count)),
            (row, _, worker) =>
            {
                result[row] = rows[row].Count == 0 ? [] : ends.Walks(rows[row], limit, worker.Search, worker.Best);
                int count = Interlocked.Increment(ref done);
                if ((count & 63) == 0) progress?.Invoke((double)count / rows.Count);
                return worker;
            },
            _ => { });
        progress?.Invoke(1);
        return new TravelTimeMatrix(result, columns.Count, limit, direction);
    }

    private sealed record Worker(WalkSearch Search, BestWalks Best);
}

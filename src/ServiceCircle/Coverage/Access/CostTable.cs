using ServiceCircle.Reachability;

namespace ServiceCircle.Coverage.Access;

/// <summary>
/// What it costs to get from each origin i (where people live) to each destination j (where opportunities are): c(i,j), in
/// whatever unit the caller measures (minutes, seconds, metres). A pair that is not listed is unreachable, which is not cost 0.
/// </summary>
/// <remarks>
/// Compressed rows: pair k of origin i, for <c>FirstPair[i] &lt;= k &lt; FirstPair[i + 1]</c>, is destination
/// <c>Destination[k]</c>, ascending, at <c>Cost[k]</c>. Every measure is a few passes over the pairs. Immutable.
/// </remarks>
internal sealed class CostTable
{
    private CostTable(int destinationCount, int[] firstPair, int[] destination, double[] cost) =>
        (DestinationCount, FirstPair, Destination, Cost) = (destinationCount, firstPair, destination, cost);

    public int OriginCount => FirstPair.Length - 1;
    public int DestinationCount { get; }
    public int PairCount => Cost.Length;
    internal int[] FirstPair { get; }
    internal int[] Destination { get; }
    internal double[] Cost { get; }

    /// <summary>A table from pairs in any order, each reachable one once.</summary>
    /// <exception cref="ArgumentException">An index is out of range, a pair is given twice, or a cost is negative or not
    /// finite.</exception>
    public static CostTable FromPairs(
        int originCount, int destinationCount, IReadOnlyList<(int Origin, int Destination, double Cost)> pairs)
    {
        var first = new int[originCount + 1];
        foreach ((int origin, int to, double value) in pairs)
        {
            if ((uint)origin >= (uint)originCount) throw new ArgumentException($"origin {origin} of {originCount}", nameof(pairs));
            if ((uint)to >= (uint)destinationCount) throw new ArgumentException($"destination {to} of {destinationCount}", nameof(pairs));
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentException($"origin {origin}, destination {to}: cost {value}", nameof(pairs));
            first[origin + 1]++;
        }
        for (int i = 0; i < originCount; i++) first[i + 1] += first[i];
        var destination = new int[pairs.Count];
        var cost = new double[pairs.Count];
        int[] next = first[..^1];
        foreach ((int origin, int to, double value) in pairs)
        {
            destination[next[origin]] = to;
            cost[next[origin]++] = value;
        }
        for (int i = 0; i < originCount; i++)
        {
            int start = first[i], count = first[i + 1] - start;
            Array.Sort(destination, cost, start, count);
            for (int k = start + 1; k < first[i + 1]; k++)
                if (destination[k] == destination[k - 1])
                    throw new ArgumentException($"origin {i}, destination {destination[k]} twice", nameof(pairs));
        }
        return new CostTable(destinationCount, first, destination, cost);
    }

    /// <summary>
    /// The walks of a travel-time matrix in minutes: origins are its columns (communities), destinations some of its rows (facilities), in
    /// the order in which they are given here.
    /// </summary>
    /// <param name="times">The walks.</param>
    /// <param name="facilities">Rows of the matrix.</param>
    public static CostTable InMinutes(TravelTimeMatrix times, IReadOnlyList<int> facilities)
    {
        var first = new int[times.ColumnCount + 1];
        foreach (int row in facilities)
            foreach (Walk walk in times.Walks(row)) first[walk.Column + 1]++;
        for (int i = 0; i < times.ColumnCount; i++) first[i + 1] = checked(first[i] + first[i + 1]);
        int[] next = first[..^1];
        var destination = new int[first[^1]];
        var cost = new double[first[^1]];
        // Destinations come in rising order, so each origin has its own in rising order too.
        for (int j = 0; j < facilities.Count; j++)
        {
            foreach (Walk walk in times.Walks(facilities[j]))
            {
                int pair = next[walk.Column]++;
                (destination[pair], cost[pair]) = (j, walk.Time.Minutes!.Value);
            }
        }
        return new CostTable(facilities.Count, first, destination, cost);
    }

    /// <summary>The pairs that cost at most a cutoff, inclusive.</summary>
    public CostTable Within(double cutoff)
    {
        int kept = 0;
        foreach (double cost in Cost) kept += cost <= cutoff ? 1 : 0;
        if (kept == PairCount) return this;
        var first = new int[FirstPair.Length];
        var destinations = new int[kept];
        var costs = new double[kept];
        for (int i = 0, pair = 0; i < OriginCount; i++)
        {
            for (int k = FirstPair[i]; k < FirstPair[i + 1]; k++)
                if (Cost[k] <= cutoff) (destinations[pair], costs[pair++]) = (Destination[k], Cost[k]);
            first[i + 1] = pair;
        }
        return new CostTable(DestinationCount, first, destinations, costs);
    }

    /// <summary>The weight f(c) of every pair, in the order of the pairs.</summary>
    internal double[] Weights(IDecay decay) => Array.ConvertAll(Cost, decay.Weight);

    internal void RequireOrigins(IReadOnlyList<double> values, string name) => Require(values, OriginCount, name);
    internal void RequireDestinations(IReadOnlyList<double> values, string name) => Require(values, DestinationCount, name);

    private static void Require(IReadOnlyList<double> values, int count, string name)
    {
        if (values.Count != count) throw new ArgumentException($"{values.Count} values for {count} places", name);
        foreach (double value in values)
            if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentException($"{value} is not a finite number >= 0", name);
    }
}

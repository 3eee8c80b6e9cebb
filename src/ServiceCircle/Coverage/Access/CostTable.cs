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
    public static CostTable InMinutes(TravelTimeMatrix times, IReadOnlyList<int> facilities)
    {
        var pairs = new List<(int, int, double)>();
        for (int j = 0; j < facilities.Count; j++)
            foreach (Walk walk in times.Row(facilities[j]))
                if (walk.Time.Minutes is { } minutes) pairs.Add((walk.Column, j, minutes));
        return FromPairs(times.ColumnCount, facilities.Count, pairs);
    }

    /// <summary>The pairs that cost at most a cutoff, inclusive.</summary>
    public CostTable Within(double cutoff)
    {
        var pairs = new List<(int, int, double)>();
        for (int i = 0; i < OriginCount; i++)
            for (int k = FirstPair[i]; k < FirstPair[i + 1]; k++)
                if (Cost[k] <= cutoff) pairs.Add((i, Destination[k], Cost[k]));
        return FromPairs(OriginCount, DestinationCount, pairs);
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

using ServiceCircle.Places;

namespace ServiceCircle.Studies.Spreading;

/// <summary>
/// Deals the people of an area out over places by their weights, nobody in parts: by largest remainders (Hamilton's method), so that the
/// places always add up to exactly what was dealt. In whole numbers throughout, so that no rounding decides.
/// </summary>
internal static class WholePeople
{
    /// <summary>
    /// An amount over places: each gets its quota rounded down, and what is left goes one by one to the largest remainders, of equal ones
    /// to the first. If the amount itself is no whole number, the place with most of it gets the fraction, of equal ones the heaviest.
    /// </summary>
    /// <param name="amount">Not negative.</param>
    /// <param name="weights">Not negative; at least one is not 0.</param>
    public static double[] Deal(double amount, IReadOnlyList<long> weights)
    {
        var whole = (long)Math.Floor(amount);
        Int128 all = 0;
        foreach (long weight in weights) all += weight;
        var shares = new double[weights.Count];
        var remainders = new Int128[weights.Count];
        long left = whole;
        for (int i = 0; i < shares.Length; i++)
        {
            (Int128 quota, remainders[i]) = Int128.DivRem(whole * (Int128)weights[i], all);
            shares[i] = (double)quota;
            left -= (long)quota;
        }
        foreach (int i in Enumerable.Range(0, shares.Length).OrderByDescending(i => remainders[i]).Take((int)left)) shares[i]++;
        if (amount > whole) shares[Enumerable.Range(0, shares.Length).MaxBy(i => (shares[i], weights[i]))] += amount - whole;
        return shares;
    }

    /// <summary>
    /// Everybody over places, and with them those of each age among the people of each place, so that nowhere more old people or children
    /// live than people; what the table does not give stays not given.
    /// </summary>
    public static (People[] People, double?[] Households) Deal(People people, double? households, IReadOnlyList<long> weights)
    {
        double[]? total = people.Total is { } everybody ? Deal(everybody, weights) : null;
        long[]? free = Whole(total);
        double[]? aged60 = Among(people.Aged60Plus, free, weights);
        // Those of 65 are among those of 60; children are none of either.
        long[]? old = Whole(aged60) ?? free;
        double[]? aged65 = Among(people.Aged65Plus, old, weights);
        free = Less(free, aged60 ?? aged65);
        double[]? aged0 = Among(people.Aged0To2, free, weights);
        free = Less(free, aged0);
        double[]? aged3 = Among(people.Aged3To6, free, weights);
        double[]? homes = Among(households, Whole(total), weights);
        return (
            [.. weights.Select((_, i) => new People(total?[i], aged60?[i], aged0?[i], aged3?[i], aged65?[i]))],
            [.. weights.Select((_, i) => homes?[i])]);
    }

    /// <summary>An amount over people who are dealt already; by the weights where these are not known or are fewer.</summary>
    private static double[]? Among(double? amount, long[]? people, IReadOnlyList<long> weights) => amount is not { } given ? null
        : Deal(given, people is not null && people.Sum() is > 0 and var all && given <= all ? people : weights);

    private static long[]? Whole(double[]? shares) => shares is null ? null : [.. shares.Select(s => (long)s)];

    private static long[]? Less(long[]? all, double[]? some) =>
        all is null || some is null ? all : [.. all.Select((a, i) => Math.Max(0, a - (long)some[i]))];
}

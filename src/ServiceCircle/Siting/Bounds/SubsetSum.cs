namespace ServiceCircle.Siting.Bounds;

/// <summary>The fullest a site can be with whole demands, by dynamic programming on bits (Bellman, 1957).</summary>
internal static class SubsetSum
{
    /// <summary>Beyond this the bits take longer than the tighter bound is worth.</summary>
    public const int LargestLimit = 20_000;

    /// <summary>The greatest sum of some of the items, above 0, within a limit; the limit itself if it is too large to try.</summary>
    public static int Fullest(ReadOnlySpan<int> items, int limit)
    {
        if (limit > LargestLimit) return limit;
        Span<ulong> reached = stackalloc ulong[limit / 64 + 1];
        reached.Clear();
        reached[0] = 1;
        foreach (int item in items)
        {
            int words = item / 64, bits = item % 64;
            for (int w = reached.Length - 1; w >= words; w--)
            {
                ulong shifted = reached[w - words] << bits;
                if (bits > 0 && w > words) shifted |= reached[w - words - 1] >> (64 - bits);
                reached[w] |= shifted;
            }
            if ((reached[limit / 64] >> (limit % 64) & 1) != 0) return limit;
        }
        for (int sum = limit; sum > 0; sum--) if ((reached[sum / 64] >> (sum % 64) & 1) != 0) return sum;
        return 0;
    }
}

using ServiceCircle.Reachability;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Sites;

/// <summary>
/// Costs that are walks: told in minutes rounded up to a hundredth, with the walks beyond the reach looked up where they are asked for.
/// </summary>
/// <param name="graph">The network.</param>
/// <param name="homes">Homes, the rows of the costs.</param>
/// <param name="places">Places, the columns.</param>
/// <param name="longest">The longest walk to look for.</param>
internal sealed class WalkWords(
    WalkGraph graph, IReadOnlyList<Access>[] homes, IReadOnlyList<Access>[] places, WalkTime longest) : CostWords
{
    /// <summary>The longest walk that can be asked for.</summary>
    public const double LongestMinutes = 180;

    /// <summary>Homes searched between two looks at the clock, and the nearest places kept of each.</summary>
    private const int HomesAtOnce = 32, PlacesKept = 500;

    public override double Shown(double cost) => Math.Round(Math.Ceiling(cost / WalkTime.TicksPerMinute * 100) / 100, 2);

    public override double LimitOf(double shown) => WalkTime.FromMinutes(shown).Ticks;

    public override SparseCosts Widen(SparseCosts costs, IReadOnlyList<int> demands, Effort effort)
    {
        var found = new Dictionary<int, (int Site, double Cost)[]>();
        foreach (int[] some in demands.Chunk(HomesAtOnce))
        {
            if (effort.OutOfTime) break;
            PairTable walks = WalkCosts.Between(graph, [.. some.Select(i => homes[i])], places, longest, null).Table;
            for (int r = 0; r < some.Length; r++)
                found[some[r]] =
                    [.. Enumerable.Range(walks.First[r], walks.First[r + 1] - walks.First[r]).Select(k => (walks.Index[k], walks.CostAt(k)))
                        .OrderBy(w => w.Item2).Take(PlacesKept).OrderBy(w => w.Item1)];
        }
        return costs.With(found);
    }
}

using System.Globalization;
using ServiceCircle.Coverage;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Plans;

/// <summary>What a study finds as of one day of several: what a run with this day alone finds.</summary>
internal sealed record TrendYear(DateOnly AsOf, CoverageResult Coverage, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>The year where the day is its last, else the day.</summary>
    public string Name => AsOf.ToString(AsOf is { Month: 12, Day: 31 } ? "yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The verdicts that decide on what has a measured value in any of the years, a clause or a rung of a ladder: one entry for each with
    /// its verdict in every year, null where there another one decides; the last year's come first, in the order of the plans.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Verdict?>> Measured(IReadOnlyList<TrendYear> years)
    {
        var clauses = new List<Verdict?[]>();
        foreach (Verdict measured in years.Reverse().SelectMany(y => y.Verdicts).Where(v => v is { IsDeciding: true, Measured: not null }))
        {
            if (clauses.Exists(c => c.Any(v => v is not null && IsSame(v, measured)))) continue;
            clauses.Add([.. years.Select(y => y.Verdicts.FirstOrDefault(v => v.IsDeciding && IsSame(v, measured)))]);
        }
        return clauses;
    }

    private static bool IsSame(Verdict one, Verdict other) => one.Clause.Id == other.Clause.Id && ReferenceEquals(one.Tier, other.Tier);
}

namespace ServiceCircle.Plans;

internal static class ClauseFactors
{
    public static decimal FactorOr(this Clause clause, decimal otherwise) => clause.Unit.Contains("10,000", StringComparison.Ordinal) ? 10000 : otherwise;
}

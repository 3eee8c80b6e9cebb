namespace ServiceCircle.Siting;
internal static class CapacitatedCover
{
    public static ModelAnswer Most(Instance i) => throw new NotSupportedException();
    public static ModelAnswer Fewest(Instance i) => throw new NotSupportedException();
}
internal static class CapacitatedMedian
{
    public static ModelAnswer Solve(Instance i) => throw new NotSupportedException();
}

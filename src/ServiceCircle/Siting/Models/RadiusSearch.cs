using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>The least radius within which a center problem has an answer: it is one of the costs, found by halving their range.</summary>
/// <param name="Best">The answer within the least radius found; null if none was.</param>
/// <param name="Radius">That radius, or the greatest if none was found.</param>
/// <param name="Bound">No radius below this has an answer; what the limits left undecided proves nothing.</param>
internal sealed record RadiusSearch(ModelAnswer? Best, double Radius, double Bound)
{
    /// <summary>
    /// An answer within one radius, and the radius that it needs itself; where there is none, whether that is decided, or the limits ended
    /// the search.
    /// </summary>
    public readonly record struct Attempt(ModelAnswer? Answer, bool IsDecided, double Radius);

    /// <summary>The answer within the least radius, from one that is known or, where it is null, from that of the widest.</summary>
    public static ModelAnswer Solve(Instance instance, Attempt? known, Func<double, Attempt> attempt, Func<ModelAnswer> none)
    {
        double[] radii = RadiiOf(instance);
        Attempt start = known ?? attempt(radii[^1]) with { Radius = radii[^1] };
        if (start.Answer is null) return start.IsDecided ? none() : ModelAnswer.NoneFound(radii[0]);
        RadiusSearch found = Run(radii, start, attempt, instance.Effort);
        return ModelAnswer.From(new SearchResult(found.Best!.Open, found.Radius, found.Bound)) with
        {
            Flow = found.Best.Flow,
            Reduced = (instance.Weight.Length, instance.Sites.Length),
        };
    }

    /// <summary>Halves the range of radii, ascending, until the least is known or the time is over.</summary>
    public static RadiusSearch Run(double[] radii, Attempt start, Func<double, Attempt> attempt, Effort effort)
    {
        ModelAnswer? best = start.Answer;
        int proven = 0, low = 0, high = Array.BinarySearch(radii, start.Radius);
        while (low < high && !effort.OutOfTime)
        {
            int middle = (low + high) / 2;
            Attempt found = attempt(radii[middle]);
            if (found.Answer is not null)
            {
                best = found.Answer;
                high = Math.Min(middle, Array.BinarySearch(radii, found.Radius));
                low = Math.Min(low, high);
                continue;
            }
            low = middle + 1;
            if (found.IsDecided) proven = low;
        }
        return new RadiusSearch(best, radii[high], radii[Math.Min(proven, high)]);
    }

    /// <summary>The costs from the greatest of the nearest (no answer is lower) upwards.</summary>
    private static double[] RadiiOf(Instance instance)
    {
        PairTable pairs = instance.Within;
        double least = Enumerable.Range(0, pairs.RowCount).Select(i => pairs.Least(i, _ => true)).Append(0).Max();
        var radii = new HashSet<double> { least };
        for (int k = 0; k < pairs.Index.Length; k++) if (pairs.CostAt(k) > least) radii.Add(pairs.CostAt(k));
        return [.. radii.Order()];
    }
}

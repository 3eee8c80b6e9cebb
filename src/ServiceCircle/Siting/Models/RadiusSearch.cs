using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Models;

/// <summary>
/// The least radius within which a center problem has an answer: it is one of the costs, and they are searched by halving.
/// </summary>
/// <typeparam name="T">What answers a radius.</typeparam>
/// <param name="Best">The answer within the least radius found; null if none was.</param>
/// <param name="Radius">That radius, or the greatest if none was found.</param>
/// <param name="Bound">No radius below this has an answer; what the limits left undecided proves nothing.</param>
internal sealed record RadiusSearch<T>(T? Best, double Radius, double Bound)
    where T : class
{
    /// <summary>What was found of one radius.</summary>
    /// <param name="Answer">An answer within it; null if none was found.</param>
    /// <param name="IsDecided">Whether there is none where none was found; false if the limits ended the search.</param>
    /// <param name="Radius">The radius that the answer itself needs.</param>
    public readonly record struct Attempt(T? Answer, bool IsDecided, double Radius);

    /// <summary>Halves the radii until the least is known or the time is over.</summary>
    /// <param name="radii">All that come into question, ascending.</param>
    /// <param name="best">An answer that is known; null for none.</param>
    /// <param name="within">The radius that it needs, or the greatest.</param>
    /// <param name="attempt">Looks for an answer within a radius.</param>
    /// <param name="effort">Limits.</param>
    public static RadiusSearch<T> Run(double[] radii, T? best, double within, Func<double, Attempt> attempt, Effort effort)
    {
        int proven = 0, low = 0, high = Array.BinarySearch(radii, within);
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
        return new RadiusSearch<T>(best, radii[high], radii[Math.Min(proven, high)]);
    }

    /// <summary>The costs from the greatest of the nearest (no answer is lower) upwards.</summary>
    public static double[] RadiiOf(Instance instance)
    {
        PairTable pairs = instance.Within;
        double least = 0;
        for (int i = 0; i < pairs.RowCount; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int k = pairs.First[i]; k < pairs.First[i + 1]; k++) nearest = Math.Min(nearest, pairs.CostAt(k));
            least = Math.Max(least, nearest);
        }
        var radii = new HashSet<double> { least };
        for (int k = 0; k < pairs.Index.Length; k++) if (pairs.CostAt(k) > least) radii.Add(pairs.CostAt(k));
        return [.. radii.Order()];
    }
}

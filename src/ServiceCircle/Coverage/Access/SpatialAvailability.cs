namespace ServiceCircle.Coverage.Access;

/// <summary>Opportunities as divided among the origins.</summary>
/// <param name="Available">V(i): the opportunities that fall to origin i; 0 where none do.</param>
/// <param name="PerPerson">v(i) = V(i) / P(i); null where the origin has no demand.</param>
/// <param name="Allocated">The sum of V(i): the opportunities of all destinations that some demand reaches.</param>
internal sealed record SpatialAvailabilityResult(IReadOnlyList<double> Available, IReadOnlyList<double?> PerPerson, double Allocated);

/// <summary>Spatial availability: a gravity measure constrained so that every opportunity is given away exactly once.</summary>
internal static class SpatialAvailability
{
    /// <summary>
    /// V(i) = sum over j of O(j) F(i,j), where F(i,j) = Fp Fc / (sum over k of Fp Fc) combines the population balancing factor
    /// Fp(i) = P(i)^a / sum P^a with the cost balancing factor Fc(i,j) = f(c(i,j)) / sum over k of f(c(k,j)). Soukhov et al.
    /// (2023); R <c>spatial_availability</c>.
    /// </summary>
    /// <remarks>
    /// Both factors' denominators are the same for all i of one j and cancel: F(i,j) = P(i)^a w(i,j) / sum over k of P(k)^a w(k,j).
    /// Opportunities that no demand reaches are allocated to nobody. Reconciles: the sum of V(i) is the supply within reach.
    /// </remarks>
    /// <exception cref="ArgumentException">Arrays that do not fit, or a negative alpha.</exception>
    public static SpatialAvailabilityResult Compute(AccessInputs inputs)
    {
        (CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> opportunities) =
            (inputs.Reach, inputs.Demand, inputs.Opportunities);
        costs.RequireOrigins(demand, nameof(demand));
        costs.RequireDestinations(opportunities, nameof(opportunities));
        if (!(inputs.Alpha >= 0 && double.IsFinite(inputs.Alpha)))
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs.Alpha, "a finite number >= 0");
        double[] weights = costs.Weights(inputs.DecayOrBinary);
        var pull = new double[costs.DestinationCount];
        for (int i = 0; i < costs.OriginCount; i++)
        {
            double people = Math.Pow(demand[i], inputs.Alpha);
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
            {
                weights[k] *= people;
                pull[costs.Destination[k]] += weights[k];
            }
        }
        var available = new double[costs.OriginCount];
        for (int i = 0; i < available.Length; i++)
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                if (weights[k] > 0) available[i] += opportunities[costs.Destination[k]] * weights[k] / pull[costs.Destination[k]];
        return new SpatialAvailabilityResult(
            available, [.. available.Select((v, i) => demand[i] > 0 ? v / demand[i] : (double?)null)],
            pull.Select((p, j) => p > 0 ? opportunities[j] : 0).Sum());
    }
}

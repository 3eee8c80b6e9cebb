namespace ServiceCircle.Coverage.Access;

/// <summary>What a facility offers and who claims it.</summary>
/// <param name="Supply">S(j): places, beds or 1.</param>
/// <param name="Demand">D(j): the people that a measure sends there.</param>
internal readonly record struct FacilityLoad(double Supply, double Demand)
{
    /// <summary>Supply per person, R(j) = S(j) / D(j); null when nobody claims it, or so little of anybody that it is no number.</summary>
    public double? PerPerson => Demand > 0 && Supply / Demand is var each && double.IsFinite(each) ? each : null;

    /// <summary>People per place, D(j) / S(j): above 1 the facility is overfull; null when it has no places.</summary>
    public double? Load => Supply > 0 ? Demand / Supply : null;
}

internal static class CapacityLoad
{
    /// <summary>
    /// Sends the demand P(i) of each origin to its closest destination with supply; equally close ones share it equally, so
    /// that the order of facilities does not matter. For loads by choice among several, see <see cref="FloatingCatchment"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static FacilityLoad[] Closest(CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> supply)
    {
        costs.RequireOrigins(demand, nameof(demand));
        double?[] closest = CostToClosest.Compute(costs, supply);
        var sent = new double[costs.DestinationCount];
        var equal = new List<int>();
        for (int i = 0; i < costs.OriginCount; i++)
        {
            equal.Clear();
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                if (supply[costs.Destination[k]] > 0 && costs.Cost[k] == closest[i]) equal.Add(costs.Destination[k]);
            foreach (int j in equal) sent[j] += demand[i] / equal.Count;
        }
        return [.. sent.Select((people, j) => new FacilityLoad(supply[j], people))];
    }
}

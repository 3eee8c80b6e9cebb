using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Coverage.Access;

/// <summary>Access by a floating catchment measure.</summary>
/// <param name="Access">
/// Supply per person that each origin can count on; 0 where nothing is within reach. Null where it is not defined: the origin
/// has no demand itself and reaches supply that no demand claims (supply divided by nobody).
/// </param>
/// <param name="Facilities">Supply and claims of each destination.</param>
internal sealed record CatchmentAccess(IReadOnlyList<double?> Access, IReadOnlyList<FacilityLoad> Facilities)
{
    /// <summary>Supply of the destinations that somebody claims; the rest of the supply is out of everybody's reach.</summary>
    public double SupplyClaimed => Facilities.Where(f => f.Demand > 0).Sum(f => f.Supply);
}

/// <summary>
/// The family of floating catchment area (FCA) measures: each destination divides its supply S(j) among the people who
/// claim it, R(j) = S(j) / sum over i of P(i) u(i,j); each origin adds up what it may claim, A(i) = sum over j of R(j) v(i,j).
/// The members differ only in the weights u and v, made from w(i,j) = f(c(i,j)).
/// </summary>
internal static class FloatingCatchment
{
    /// <summary>
    /// 2SFCA: u = v = w. With <see cref="BinaryDecay"/> the measure of Luo and Wang (2003); with <see cref="ZonesDecay"/>
    /// the E2SFCA of Luo and Qi (2009); with <see cref="GaussianCatchmentDecay"/> or <see cref="EpanechnikovDecay"/> the
    /// Gaussian and KD2SFCA of Dai (2010) and Dai and Wang (2011). R <c>floating_catchment_area(method = "2sfca")</c>,
    /// PySAL <c>two_stage_fca</c> and <c>enhanced_two_stage_fca</c>.
    /// </summary>
    /// <remarks>Reconciles: the sum of P(i) A(i) is the supply claimed. Demand is counted once per catchment it lies in.</remarks>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static CatchmentAccess TwoStep(CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> supply, IDecay decay)
    {
        double[] weights = costs.Weights(decay);
        return Divide(costs, demand, supply, (weights, weights));
    }

    /// <summary>
    /// 2SFCA where everybody within a limit claims alike: the same sums in the same order as <see cref="TwoStep"/> with
    /// <see cref="BinaryDecay"/>, straight from the walks, because a province has no room for a table of its pairs.
    /// </summary>
    /// <param name="times">The walks from the origins, its columns.</param>
    /// <param name="facilities">The destinations: rows of the walks.</param>
    /// <param name="limit">The longest walk that counts, inclusive.</param>
    /// <param name="demand">People of every origin.</param>
    /// <param name="supply">Places of every destination.</param>
    public static CatchmentAccess Within(
        TravelTimeMatrix times, IReadOnlyList<int> facilities, WalkTime limit, double[] demand, double[] supply)
    {
        var loads = new FacilityLoad[facilities.Count];
        // Side by side, because each is looked up at every walk: of a million places neither lies near the processor.
        (double People, double Places)[] origins = Array.ConvertAll(demand, people => (people, 0.0));
        var isUnclaimed = new bool[origins.Length];
        var within = new List<int>();
        for (int j = 0; j < loads.Length; j++)
        {
            within.Clear();
            double claimed = 0;
            foreach (Walk walk in times.Walks(facilities[j]))
            {
                if (!walk.Time.IsWithin(limit)) continue;
                claimed += origins[walk.Column].People;
                within.Add(walk.Column);
            }
            loads[j] = new FacilityLoad(supply[j], claimed);
            if (supply[j] == 0) continue;
            if (loads[j].PerPerson is { } each)
                foreach (int i in within) origins[i].Places += each;
            else
                foreach (int i in within) isUnclaimed[i] = true;
        }
        return new CatchmentAccess([.. origins.Zip(isUnclaimed, double? (o, none) => none ? null : o.Places)], loads);
    }

    /// <summary>
    /// 3SFCA: people choose among destinations, so that u = v = g w with the selection weight g(i,j) = w(i,j) / sum over k
    /// of w(i,k). Wan, Zou and Sternberg (2012); PySAL <c>three_stage_fca</c>.
    /// </summary>
    /// <remarks>
    /// Reconciles: the sum of P(i) A(i) is the supply claimed. A listed destination attracts even with supply 0: leave places
    /// without a facility out of the costs.
    /// </remarks>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static CatchmentAccess ThreeStep(CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> supply, IDecay decay)
    {
        double[] weights = costs.Weights(decay), byOrigin = ByOrigin(costs, weights);
        double[] selected = [.. weights.Zip(byOrigin, (w, g) => w * g)];
        return Divide(costs, demand, supply, (selected, selected));
    }

    /// <summary>
    /// BFCA, balanced: u(i,j) = w(i,j) / sum over k of w(i,k), so that nobody is counted twice, and v(i,j) = w(i,j) / sum over k of w(k,j),
    /// so that no level of service is handed out twice. Paez, Higgins and Vivona (2019); R <c>floating_catchment_area(method = "bfca")</c>.
    /// </summary>
    /// <remarks>
    /// Reconciles in its own way: the claims sum to the demand within reach, and the sum of A(i) is the sum of R(j). The sum of
    /// P(i) A(i) is not the supply. A listed destination attracts even with supply 0, as in R.
    /// </remarks>
    /// <exception cref="ArgumentException">Arrays that do not fit.</exception>
    public static CatchmentAccess Balanced(CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> supply, IDecay decay)
    {
        double[] weights = costs.Weights(decay);
        return Divide(costs, demand, supply, (ByOrigin(costs, weights), ByDestination(costs, weights)));
    }

    private static CatchmentAccess Divide(
        CostTable costs, IReadOnlyList<double> demand, IReadOnlyList<double> supply, (double[] Claim, double[] Share) by)
    {
        costs.RequireOrigins(demand, nameof(demand));
        costs.RequireDestinations(supply, nameof(supply));
        var claimed = new double[costs.DestinationCount];
        for (int i = 0; i < costs.OriginCount; i++)
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
                claimed[costs.Destination[k]] += demand[i] * by.Claim[k];
        FacilityLoad[] facilities = [.. claimed.Select((people, j) => new FacilityLoad(supply[j], people))];

        var access = new double?[costs.OriginCount];
        for (int i = 0; i < access.Length; i++)
        {
            double? sum = 0;
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++)
            {
                FacilityLoad facility = facilities[costs.Destination[k]];
                // Without supply there is nothing to divide; without claims what there is cannot be divided.
                if (by.Share[k] > 0 && facility.Supply > 0) sum += facility.PerPerson * by.Share[k];
            }
            access[i] = sum;
        }
        return new CatchmentAccess(access, facilities);
    }

    private static double[] ByOrigin(CostTable costs, double[] weights)
    {
        var result = new double[weights.Length];
        for (int i = 0; i < costs.OriginCount; i++)
        {
            double sum = 0;
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++) sum += weights[k];
            if (sum <= 0) continue;
            for (int k = costs.FirstPair[i]; k < costs.FirstPair[i + 1]; k++) result[k] = weights[k] / sum;
        }
        return result;
    }

    private static double[] ByDestination(CostTable costs, double[] weights)
    {
        var sum = new double[costs.DestinationCount];
        for (int k = 0; k < weights.Length; k++) sum[costs.Destination[k]] += weights[k];
        return [.. weights.Select((w, k) => w > 0 ? w / sum[costs.Destination[k]] : 0)];
    }
}

using ServiceCircle.Coverage.Access;

namespace ServiceCircle.Tests.Coverage;

/// <summary>Measures by hand. Two homes (100 and 300 people), three facilities; home 1 cannot reach facility 0.</summary>
public class AccessMeasuresTests
{
    private static readonly CostTable Costs = CostTable.FromPairs(2, 3, [(1, 2, 5), (0, 0, 10), (0, 1, 20), (1, 1, 10)]);
    private static readonly double[] People = [100, 300];
    private static readonly double[] Places = [10, 40, 0];

    [Fact]
    public void Cumulative_counts_the_cutoff_itself()
    {
        Assert.Equal([50.0, 40], CumulativeOpportunities.Within(Costs, Places, 20));
        Assert.Equal([10.0, 40], CumulativeOpportunities.Within(Costs, Places, 19.999));
        Assert.Equal([0.0, 0], CumulativeOpportunities.Within(Costs, Places, 9));
    }

    [Fact]
    public void Interval_mean_counts_both_ends()
    {
        // Cutoffs 8, 10, ..., 20: home 0 has 0, 10 five times, 50; home 1 has 0, then 40 six times.
        double[] mean = CumulativeOpportunities.IntervalMean(Costs, Places, (8, 20, 2));
        Assert.Equal(100 / 7.0, mean[0], 12);
        Assert.Equal(240 / 7.0, mean[1], 12);
        Assert.Equal(CumulativeOpportunities.Within(Costs, Places, 20), CumulativeOpportunities.IntervalMean(Costs, Places, (20, 20, 1)));
        // The same seven: the fourth; without the last, the mean of the third and the fourth.
        Assert.Equal([10.0, 40], CumulativeOpportunities.IntervalMedian(Costs, Places, (8, 20, 2)));
        Assert.Equal([10.0, 40], CumulativeOpportunities.IntervalMedian(Costs, Places, (8, 18, 2)));
        Assert.Equal([30.0, 40], CumulativeOpportunities.IntervalMedian(Costs, Places, (18, 20, 2)));
        // 0.1 has no exact binary form: 0, 0.1, 0.2, 0.3 are four cutoffs.
        Assert.Equal(0.25, CumulativeOpportunities.IntervalMean(CostTable.FromPairs(1, 1, [(0, 0, 0.25)]), [1], (0, 0.3, 0.1))[0], 12);
    }

    [Fact]
    public void Cost_to_closest_adds_up_opportunities_and_skips_places_without_any()
    {
        Assert.Equal([10.0, 10.0], CostToClosest.Compute(Costs, Places));
        Assert.Equal([20.0, 10.0], CostToClosest.Compute(Costs, Places, 11));
        Assert.Equal([20.0, null], CostToClosest.Compute(Costs, Places, 50));
        Assert.Equal([null, null], CostToClosest.Compute(Costs, Places, 51));
        // One opportunity each: the n-th closest facility.
        Assert.Equal([20.0, 10.0], CostToClosest.Compute(Costs, [1, 1, 1], 2));
        // Less than one opportunity is still the closest, and a second one starts at two.
        Assert.Equal([10.0, 5.0], CostToClosest.Compute(Costs, [0.5, 1, 0.5]));
        Assert.Equal([null, null], CostToClosest.Compute(Costs, [0.5, 1, 0.5], 2));
    }

    [Fact]
    public void Gravity_weighs_by_cost() =>
        Assert.Equal([10 * 0.75 + 40 * 0.5, 40 * 0.75], Gravity.Compute(Costs, Places, new LinearDecay(40)));

    [Fact]
    public void Two_step_divides_by_everybody_in_the_catchment()
    {
        // R = 10/100 and 40/400.
        CatchmentAccess result = FloatingCatchment.TwoStep(Costs, People, Places, new BinaryDecay(20));
        Near([0.2, 0.1], result.Access);
        Assert.Equal([new FacilityLoad(10, 100), new FacilityLoad(40, 400), new FacilityLoad(0, 300)], result.Facilities);
        Assert.Equal(10, result.Facilities[0].Load);
        Assert.Equal(0.1, result.Facilities[0].PerPerson);
        Assert.Null(new FacilityLoad(10, 1e-320).PerPerson);
        Assert.Null(result.Facilities[2].Load);
        Assert.Equal(50, result.SupplyClaimed);
    }

    [Fact]
    public void Enhanced_two_step_weighs_by_zone_in_both_steps()
    {
        // Zones to 10 and 20 with 1 and 0.5: D = 100, 100/2 + 300.
        CatchmentAccess result = FloatingCatchment.TwoStep(Costs, People, Places, new ZonesDecay([(10, 1), (20, 0.5)]));
        Near([0.1 + 0.5 * 40 / 350, 40 / 350.0], result.Access);
    }

    [Fact]
    public void Three_step_lets_people_choose()
    {
        // w = 1 throughout: home 0 splits 1/2, 1/2; home 1 splits over facilities 1 and 2. D = 50, 50 + 150.
        CatchmentAccess result = FloatingCatchment.ThreeStep(Costs, People, Places, new BinaryDecay(20));
        Near([0.5 * 10 / 50 + 0.5 * 40 / 200, 0.5 * 40 / 200], result.Access);
        // Linear to 40: w = 3/4, 1/2 and 3/4, 7/8; g = 3/5, 2/5 and 6/13, 7/13.
        double u00 = 0.75 * 0.6, u01 = 0.5 * 0.4, u11 = 0.75 * 6 / 13, d1 = 100 * u01 + 300 * u11;
        Near([10 / 100.0 + u01 * 40 / d1, u11 * 40 / d1], FloatingCatchment.ThreeStep(Costs, People, Places, new LinearDecay(40)).Access);
        Assert.Equal(0.45, u00, 12);
    }

    [Fact]
    public void Balanced_counts_nobody_and_no_service_twice()
    {
        // Claims 50 | 50 + 150 | 150 sum to 400 people; R = 0.2, 0.2, 0; facility 1 hands out half to each home.
        CatchmentAccess result = FloatingCatchment.Balanced(Costs, People, Places, new BinaryDecay(20));
        Near([0.2 + 0.1, 0.1], result.Access);
        Assert.Equal([50.0, 200, 150], result.Facilities.Select(f => f.Demand));
    }

    [Fact]
    public void Spatial_availability_gives_every_place_away_once()
    {
        // Facility 1: weights 100/2 and 300/2.
        SpatialAvailabilityResult result = SpatialAvailability.Compute(new(Costs, People, Places) { Decay = new BinaryDecay(20) });
        Assert.Equal([10 + 10.0, 30], result.Available);
        Near([0.2, 0.1], result.PerPerson);
        Assert.Equal(50, result.Allocated);
        // Without pull of numbers both homes take half.
        var alike = new AccessInputs(Costs, People, Places) { Decay = new BinaryDecay(20), Alpha = 0 };
        Assert.Equal([30.0, 20], SpatialAvailability.Compute(alike).Available);
    }

    [Fact]
    public void Supply_that_no_demand_reaches_is_given_to_nobody()
    {
        // Home 0 is empty and alone at facility 0: supply divided by nobody is not defined.
        double[] people = [0, 300];
        Assert.Equal([null, 40 / 300.0], FloatingCatchment.TwoStep(Costs, people, Places, new BinaryDecay(20)).Access);
        Assert.Equal(40, FloatingCatchment.TwoStep(Costs, people, Places, new BinaryDecay(20)).SupplyClaimed);
        SpatialAvailabilityResult spatial = SpatialAvailability.Compute(new(Costs, people, Places) { Decay = new BinaryDecay(20) });
        Assert.Equal([0.0, 40], spatial.Available);
        Assert.Null(spatial.PerPerson[0]);
        Assert.Equal(40, spatial.Allocated);
        // Where the facility has nothing to give, 0 is known.
        Assert.Equal([40 / 300.0, 40 / 300.0], FloatingCatchment.TwoStep(Costs, people, [0, 40, 0], new BinaryDecay(20)).Access);
        // Out of every catchment: 0, not unknown.
        Assert.Equal([0.0, 0.0], FloatingCatchment.Balanced(Costs, People, Places, new BinaryDecay(1)).Access);
    }

    [Fact]
    public void Everybody_to_the_closest_shares_ties()
    {
        Assert.Equal([100.0, 300, 0], CapacityLoad.Closest(Costs, People, Places).Select(f => f.Demand));
        Assert.Equal([100.0, 0, 300], CapacityLoad.Closest(Costs, People, [1, 1, 1]).Select(f => f.Demand));
        Assert.Equal([100.0, 0, 0], CapacityLoad.Closest(Costs.Within(10), People, [1, 0, 0]).Select(f => f.Demand));
        CostTable tie = CostTable.FromPairs(1, 2, [(0, 0, 7), (0, 1, 7)]);
        Assert.Equal([50.0, 50], CapacityLoad.Closest(tie, [100], [1, 9]).Select(f => f.Demand));
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Gravity.Compute(Costs, People, new BinaryDecay(1)));
        Assert.Throws<ArgumentException>(() => FloatingCatchment.TwoStep(Costs, [1, -1], Places, new BinaryDecay(1)));
        Assert.Throws<ArgumentException>(() => SpatialAvailability.Compute(
            new(Costs, [1, double.NaN], Places) { Decay = new BinaryDecay(1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostToClosest.Compute(Costs, Places, 0));
        Assert.Throws<ArgumentException>(() => CostTable.FromPairs(1, 1, [(0, 0, 1), (0, 0, 2)]));
        Assert.Throws<ArgumentException>(() => CostTable.FromPairs(1, 1, [(0, 0, -1)]));
        Assert.Throws<ArgumentException>(() => CostTable.FromPairs(1, 1, [(0, 1, 1)]));
    }

    private static void Near(double?[] expected, IReadOnlyList<double?> found)
    {
        Assert.Equal(expected.Length, found.Count);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i]!.Value, found[i]!.Value, 12);
    }
}

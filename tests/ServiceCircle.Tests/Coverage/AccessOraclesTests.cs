using ServiceCircle.Coverage.Access;

namespace ServiceCircle.Tests.Coverage;

/// <summary>
/// The measures against their textbook formulas on full matrices, written out without any of the program's shortcuts, and their invariants.
/// </summary>
public class AccessOraclesTests
{
    private const int Homes = 23, Sites = 11;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int seed = 1; seed <= 5; seed++)
                foreach (string decay in (string[])[
                    "binary:30", "linear:45", "exponential:0.08", "gaussian:15", "logistic:25,8", "zones:10=1,30=0.5"])
                    cases.Add(seed, decay);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Measures_follow_their_formulas_and_reconcile(int seed, string decayText)
    {
        var random = new Random(seed);
        IDecay decay = DecayText.Parse(decayText);
        double[] p = [.. Enumerable.Range(0, Homes).Select(_ => (double)random.Next(1, 5000))];
        double[] s = [.. Enumerable.Range(0, Sites).Select(j => j == 3 ? 0.0 : random.Next(1, 80))];
        var pairs = new List<(int, int, double)>();
        var w = new double[Homes, Sites];
        for (int i = 0; i < Homes; i++)
        {
            for (int j = 0; j < Sites; j++)
            {
                if (random.Next(4) == 0) continue;
                double cost = random.NextDouble() * 60;
                pairs.Add((i, j, cost));
                w[i, j] = decay.Weight(cost);
            }
        }
        CostTable costs = CostTable.FromPairs(Homes, Sites, [.. pairs.OrderBy(_ => random.Next())]);

        Same(Rows(i => Sum(Sites, j => s[j] * w[i, j])), [.. Gravity.Compute(costs, s, decay).Select(v => (double?)v)]);

        double[] twoD = Columns(j => Sum(Homes, i => p[i] * w[i, j]));
        CatchmentAccess two = FloatingCatchment.TwoStep(costs, p, s, decay);
        Same(Rows(i => Sum(Sites, j => Ratio(s[j], twoD[j]) * w[i, j])), two.Access);
        Assert.Equal(two.SupplyClaimed, Sum(Homes, i => p[i] * two.Access[i]!.Value), 6);

        double G(int i, int j) => Ratio(w[i, j], Sum(Sites, k => w[i, k]));
        double[] threeD = Columns(j => Sum(Homes, i => p[i] * G(i, j) * w[i, j]));
        CatchmentAccess three = FloatingCatchment.ThreeStep(costs, p, s, decay);
        Same(Rows(i => Sum(Sites, j => G(i, j) * w[i, j] * Ratio(s[j], threeD[j]))), three.Access);
        Assert.Equal(three.SupplyClaimed, Sum(Homes, i => p[i] * three.Access[i]!.Value), 6);

        double[] balancedD = Columns(j => Sum(Homes, i => p[i] * G(i, j)));
        CatchmentAccess balanced = FloatingCatchment.Balanced(costs, p, s, decay);
        Same(Rows(i => Sum(Sites, j => Ratio(s[j], balancedD[j]) * Ratio(w[i, j], Sum(Homes, k => w[k, j])))), balanced.Access);
        // Everybody who reaches anything is sent somewhere once, and every level of service is handed out once.
        Assert.Equal(Sum(Homes, i => Sum(Sites, j => w[i, j]) > 0 ? p[i] : 0), balanced.Facilities.Sum(f => f.Demand), 6);
        Assert.Equal(balanced.Facilities.Sum(f => f.PerPerson ?? 0), balanced.Access.Sum(a => a!.Value), 9);

        foreach (double alpha in (double[])[1, 0.5])
        {
            double total = p.Sum(v => Math.Pow(v, alpha));
            double Fp(int i) => Math.Pow(p[i], alpha) / total;
            double Fc(int i, int j) => Ratio(w[i, j], Sum(Homes, k => w[k, j]));
            SpatialAvailabilityResult spatial = SpatialAvailability.Compute(new(costs, p, s) { Decay = decay, Alpha = alpha });
            Same(Rows(i => Sum(Sites, j => s[j] * Ratio(Fp(i) * Fc(i, j), Sum(Homes, k => Fp(k) * Fc(k, j))))),
                [.. spatial.Available.Select(v => (double?)v)]);
            Assert.Equal(spatial.Allocated, spatial.Available.Sum(), 6);
            Assert.Equal(two.SupplyClaimed, spatial.Allocated, 6);
        }
    }

    [Fact]
    public void Access_never_falls_when_a_facility_opens_or_the_cutoff_grows()
    {
        var random = new Random(7);
        List<(int, int, double)> pairs =
            [.. from i in Enumerable.Range(0, Homes) from j in Enumerable.Range(0, Sites) select (i, j, random.NextDouble() * 60)];
        CostTable costs = CostTable.FromPairs(Homes, Sites, pairs);
        double[] fewer = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], more = [1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1];
        double[] before = CumulativeOpportunities.Within(costs, fewer, 30), opened = CumulativeOpportunities.Within(costs, more, 30),
            wider = CumulativeOpportunities.Within(costs, fewer, 40);
        double?[] near = CostToClosest.Compute(costs, fewer, 3), nearer = CostToClosest.Compute(costs, more, 3);
        for (int i = 0; i < Homes; i++)
        {
            Assert.True(opened[i] >= before[i] && wider[i] >= before[i]);
            Assert.True(nearer[i] <= near[i]);
        }
        Assert.True(opened.Sum() > before.Sum());
        Assert.True(wider.Sum() > before.Sum());
    }

    private static double Ratio(double a, double b) => b > 0 ? a / b : 0;

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static double[] Rows(Func<int, double> value) => [.. Enumerable.Range(0, Homes).Select(value)];

    private static double[] Columns(Func<int, double> value) => [.. Enumerable.Range(0, Sites).Select(value)];

    private static void Same(double[] expected, IReadOnlyList<double?> found)
    {
        Assert.Contains(expected, v => v > 0);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(found[i]!.Value, expected[i] * (1 - 1e-12), expected[i] * (1 + 1e-12));
    }
}

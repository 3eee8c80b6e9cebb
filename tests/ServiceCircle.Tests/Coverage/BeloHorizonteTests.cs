using System.Globalization;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Coverage.Equity;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.Coverage;

/// <summary>Against the published outputs of the R package accessibility for Belo Horizonte, to 1e-6 relative.</summary>
public class BeloHorizonteTests
{
    private const double Tolerance = 1e-6;

    private static readonly Lazy<(LandUse Places, CostTable Costs)?> City = new(() =>
    {
        if (File("travel_matrix.csv.gz") is not { } matrix) return null;
        LandUse places = LandUse.Read(File("land_use_data.csv")!);
        return (places, CostFile.Read(matrix, places).Costs);
    });

    private static LandUse Places => City.Value!.Value.Places;

    private static CostTable Costs => City.Value!.Value.Costs;

    [Fact]
    public void Cumulative_opportunities_agree()
    {
        Assert.SkipWhen(City.Value is null, "shared data not present");
        double[] access = CumulativeOpportunities.Within(Costs, Column("jobs"), 30);
        Agrees("expected_cumulative_jobs_30min.csv", [.. access.Select(a => (double?)a)]);
    }

    [Fact]
    public void Two_step_floating_catchment_agrees()
    {
        Assert.SkipWhen(City.Value is null, "shared data not present");
        CatchmentAccess access = FloatingCatchment.TwoStep(Costs, Column("population"), Column("jobs"), new BinaryDecay(50));
        Agrees("expected_2sfca_jobs_binary50.csv", access.Access);
        double[] people = Column("population");
        Near(access.SupplyClaimed, people.Select((p, i) => p * access.Access[i]!.Value).Sum());
    }

    [Fact]
    public void Cost_to_closest_agrees_and_unreachable_stays_unknown()
    {
        Assert.SkipWhen(City.Value is null, "shared data not present");
        Agrees("expected_cost_to_closest_school.csv", CostToClosest.Compute(Costs, Column("schools")));
    }

    /// <summary>expected_inequality.txt, which prints seven digits.</summary>
    [Fact]
    public void Inequality_agrees()
    {
        Assert.SkipWhen(City.Value is null, "shared data not present");
        double[] access = CumulativeOpportunities.Within(Costs, Column("jobs"), 30);
        var distribution =
            new AccessDistribution([.. access.Select(a => (double?)a)], Column("population"), Places.Numbers("income_per_capita"));
        Near(0.4715251, LorenzCurve.Gini(distribution)!.Value);
        Near(3.800465, Palma.Ratio(distribution)!.Value);
        Near(0.3346494, ConcentrationIndex.Compute(distribution)!.Value.Corrected!.Value);
        Near(0.3616631, TheilT.Compute(distribution)!.Value);
        Near(TheilT.Compute(distribution)!.Value, TheilT.Decompose(distribution, Places.Labels("income_decile"))!.Total);
        AccessPoverty poverty = FosterGreerThorbecke.Compute(distribution, 95368)!.Value;
        Near(0.5745378, poverty.Fgt0);
        Near(0.3277383, poverty.Fgt1);
        Near(0.2218769, poverty.Fgt2);
        Assert.Equal(Column("population").Sum(), distribution.People + distribution.PeopleNotCounted);
    }

    /// <summary>
    /// Measures without a published output, against figures of a second implementation: a script that follows the definitions pair by
    /// pair with dictionaries and shares no code with the program. The sum over all cells, and two cells.
    /// </summary>
    [Theory]
    [InlineData("gravity", "jobs", "logistic:30,10", 99234647.47551225, 64288.41026326979, 104492.98422966557)]
    [InlineData("gravity", "jobs", "stepped:10=0.75,20=0.5,40=0.2,60=0", 132507678.4, 129686.0, 162969.75)]
    [InlineData("bfca", "jobs", "binary:45", 365.39411273300243, 0.26439500940132193, 0.41804342452238324)]
    [InlineData("3sfca", "jobs", "exponential:0.1", 500.37922475023163, 0.15452920604640394, 0.4574653733419167)]
    [InlineData("spatial_availability", "jobs", "exponential:0.1", 496088, 453.8817859510606, 423.21683308391823)]
    [InlineData("cumulative_interval", "jobs", "mean", 93381932.80952379, 50498.47619047619, 92437.04761904762)]
    [InlineData("cumulative_interval", "jobs", "median", 85640632.0, 30743.0, 71397.0)]
    [InlineData("cost_to_closest", "schools", "", 17723.0, 21.0, 19.0)]
    public void Other_measures_agree_with_a_second_implementation(
        string measure, string opportunities, string how, double sum, double first, double second)
    {
        Assert.SkipWhen(City.Value is null, "shared data not present");
        var inputs = new AccessInputs(Costs, Column("population"), Column(opportunities))
        {
            Decay = how.Contains(':') ? DecayText.Parse(how) : null,
            Interval = (20, 40, 1),
            IsMedian = how == "median",
            N = 5,
        };
        IReadOnlyList<double?> access = AccessMeasure.All.Single(m => m.Id == measure).Compute(inputs).Access;
        Near(sum, access.Sum(a => a ?? 0));
        Near(first, access[Places.IndexOf("89a881acda3ffff")]!.Value);
        Near(second, access[Places.IndexOf("89a88cda263ffff")]!.Value);
    }

    private static void Agrees(string file, IReadOnlyList<double?> found)
    {
        string[] lines = System.IO.File.ReadAllLines(File(file)!);
        Assert.Equal(Places.Ids.Count, lines.Length - 1);
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            double? value = found[Places.IndexOf(cells[0])];
            if (cells[1] == "Inf") Assert.Null(value);
            else Near(double.Parse(cells[1], CultureInfo.InvariantCulture), value!.Value);
        }
    }

    private static void Near(double expected, double found) =>
        Assert.True(Math.Abs(expected - found) <= Tolerance * Math.Abs(expected), $"expected {expected}, found {found}");

    private static double[] Column(string name) => [.. Places.Numbers(name).Select(v => v!.Value)];

    private static string? File(string name) => SharedData.Find("data/known-answers/accessibility-bh/" + name);
}

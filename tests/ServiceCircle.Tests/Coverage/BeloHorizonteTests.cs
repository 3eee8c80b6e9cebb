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

    [SkippableFact]
    public void Cumulative_opportunities_agree()
    {
        Skip.If(City.Value is null, "shared data not present");
        double[] access = CumulativeOpportunities.Within(Costs, Column("jobs"), 30);
        Agrees("expected_cumulative_jobs_30min.csv", [.. access.Select(a => (double?)a)]);
    }

    [SkippableFact]
    public void Two_step_floating_catchment_agrees()
    {
        Skip.If(City.Value is null, "shared data not present");
        CatchmentAccess access = FloatingCatchment.TwoStep(Costs, Column("population"), Column("jobs"), new BinaryDecay(50));
        Agrees("expected_2sfca_jobs_binary50.csv", access.Access);
        double[] people = Column("population");
        Near(access.SupplyClaimed, people.Select((p, i) => p * access.Access[i]!.Value).Sum());
    }

    [SkippableFact]
    public void Cost_to_closest_agrees_and_unreachable_stays_unknown()
    {
        Skip.If(City.Value is null, "shared data not present");
        Agrees("expected_cost_to_closest_school.csv", CostToClosest.Of(Costs, Column("schools")));
    }

    /// <summary>expected_inequality.txt, which prints seven digits.</summary>
    [SkippableFact]
    public void Inequality_agrees()
    {
        Skip.If(City.Value is null, "shared data not present");
        double[] access = CumulativeOpportunities.Within(Costs, Column("jobs"), 30);
        var distribution = new AccessDistribution([.. access.Select(a => (double?)a)], Column("population"), Places.Numbers("income_per_capita"));
        Near(0.4715251, LorenzCurve.Gini(distribution)!.Value);
        Near(3.800465, Palma.Ratio(distribution)!.Value);
        Near(0.3346494, ConcentrationIndex.Of(distribution)!.Value.Corrected!.Value);
        Near(0.3616631, TheilT.Of(distribution)!.Value);
        Near(TheilT.Of(distribution)!.Value, TheilT.Decompose(distribution, Places.Labels("income_decile"))!.Total);
        AccessPoverty poverty = FosterGreerThorbecke.Of(distribution, 95368)!.Value;
        Near(0.5745378, poverty.Fgt0);
        Near(0.3277383, poverty.Fgt1);
        Near(0.2218769, poverty.Fgt2);
        Assert.Equal(Column("population").Sum(), distribution.People + distribution.PeopleNotCounted);
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

using System.Globalization;
using System.Text.Json;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Tests.Siting;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>site --matrix: published optima through the program, and what it says to tables that are no cost matrices.</summary>
public sealed class SiteMatrixCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lscp", 8.0, "--radius", "5000", "--skip-uncoverable")]
    [InlineData("mclp", 875247.0, "--radius", "5000", "--p", "4")]
    [InlineData("pmedian", 2848268129.7145104, "--p", "4")]
    [InlineData("pcenter", 7403.06, "--p", "4")]
    public void San_Francisco_stores_as_published(string objective, double optimum, params string[] options)
    {
        Assert.SkipWhen(KnownInstances.Path("spopt-sf") is null, "shared data not present");
        SitingProblem sf = KnownInstances.SanFrancisco(SitingObjective.Mclp);
        string costs = _folder.Write(
            "costs.csv", "tract," + string.Join(',', sf.SiteIds!) + "\n" + string.Concat(sf.DemandIds!.Select((id, i) =>
            id + "," + string.Join(',', sf.SiteIds!.Select((_, j) => sf.Costs[i, j]?.ToString("R", CultureInfo.InvariantCulture)))
            + "\n")));
        string weights =
            _folder.Write("w.csv",
                "id,weight\n" + string.Concat(
                    sf.DemandIds!.Select((id, i) => FormattableString.Invariant($"{id},{sf.Weights![i]}\n")).Reverse()));
        CommandLine.Outcome outcome =
            CommandLine.Run(["site", "--matrix", costs, "--weights", weights, "--objective", objective, "--json", .. options]);
        Assert.Equal(0, outcome.ExitCode);
        JsonElement solution = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("optimal", solution.GetProperty("status").GetString());
        Assert.Equal(optimum, solution.GetProperty("objective").GetDouble(), objective == "pcenter" ? 0.005 : 1e-9 * optimum);
        Assert.Equal(solution.GetProperty("objective").GetDouble(), solution.GetProperty("bound").GetDouble());
        string[] chosen = [.. solution.GetProperty("chosen").EnumerateArray().Select(c => c.GetString()!)];
        Assert.Equal(objective == "lscp" ? 8 : 4, chosen.Length);
        Assert.Subset(sf.SiteIds!.ToHashSet(), chosen.ToHashSet());
        Assert.Equal(JsonValueKind.Null, solution.GetProperty("assignments_file").ValueKind);
    }

    /// <summary>Two sites cover a + b (3) or b + c (6); both cover 7 of 7.5, for d is reached by none.</summary>
    [Fact]
    public void Blank_cells_are_unreachable_and_weights_count()
    {
        string costs = _folder.Write("c.csv", ",x,y\na,1,\nb,4,4\nc,,2\nd,9,\n"),
            weights = _folder.Write("w.csv", "weight,id\n1,a\n2,b\n4,c\n0.5,d\n");
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "site", "--matrix", costs, "--weights", weights, "--objective", "mclp", "--p", "1", "--radius", "4", "-o",
                _folder.File("out"));
        Assert.Equal(0, outcome.ExitCode);
        JsonElement solution = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, "out", "solution.json"))).RootElement;
        Assert.Equal(6, solution.GetProperty("objective").GetDouble());
        Assert.Equal("y", solution.GetProperty("chosen")[0].GetString());
        Assert.Equal(["demand_id,site_id,is_new,weight,cost", "a,,,1,", "b,y,true,2,4", "c,y,true,4,2", "d,,,0.5,"],
            File.ReadAllLines(Path.Combine(_folder.Path, "out", solution.GetProperty("assignments_file").GetString()!)));

        JsonElement all =
            JsonDocument.Parse(
                CommandLine.Run(
                    "site", "--matrix", costs, "--weights", weights, "--objective", "lscp", "--radius", "4", "--json").Output).RootElement;
        Assert.Equal("infeasible", all.GetProperty("status").GetString());
        Assert.Contains(": d (9)", all.GetProperty("reason").GetString());
        JsonElement share =
            JsonDocument.Parse(
                CommandLine.Run(
                    "site", "--matrix", costs, "--weights", weights, "--objective", "lscp", "--radius", "4", "--target", "0.9",
                    "--json").Output).RootElement;
        Assert.Equal(2, share.GetProperty("objective").GetDouble());
        Assert.Equal(2, share.GetProperty("bound").GetDouble());
    }

    /// <summary>Nothing reaches b: a and c cost 1 x 2 + 3 x 5 at x, 1 x 4 + 3 x 1 at y.</summary>
    [Theory]
    [InlineData("pmedian", 7)]
    [InlineData("pcenter", 4)]
    public void Demand_that_nothing_reaches_is_left_out_only_when_asked(string objective, double optimum)
    {
        string costs = _folder.Write("c.csv", "id,x,y\na,2,4\nb,,\nc,5,1\n"),
            weights = _folder.Write("w.csv", "id,weight\na,1\nb,6\nc,3\n");
        JsonElement Answer(params string[] more) => JsonDocument.Parse(CommandLine.Run(
            ["site", "--matrix", costs, "--weights", weights, "--objective", objective, "--p", "1", "--json", .. more]).Output).RootElement;
        Assert.Contains(": b (-)", Answer().GetProperty("reason").GetString());
        JsonElement without = Answer("--skip-uncoverable");
        Assert.Equal("optimal", without.GetProperty("status").GetString());
        Assert.Equal(optimum, without.GetProperty("objective").GetDouble());
        Assert.Equal("y", without.GetProperty("chosen")[0].GetString());
        Assert.Equal("b", without.GetProperty("unmet")[0].GetProperty("id").GetString());
        Assert.Equal(0.4, without.GetProperty("share_after").GetDouble(), 1e-6);
    }

    [Theory]
    [InlineData("id,x\na,near\n", "id,weight\na,1\n", "c.csv", "line 2", "near")]
    [InlineData("id,x\na,-1\n", "id,weight\na,1\n", "c.csv", "line 2", "-1")]
    [InlineData("id,x\na,1\na,2\n", "id,weight\na,1\n", "c.csv", "line 3", "second time")]
    [InlineData("id\na\n", "id,weight\na,1\n", "c.csv", "line 1", "single column")]
    [InlineData("id,x\na,1\n", "id,weight\nb,1\n", "w.csv", "line 2", "\"b\"")]
    [InlineData("id,x\na,1\nb,2\n", "id,weight\na,1\n", "w.csv", "no row", "\"b\"")]
    [InlineData("id,x\na,1\n", "id,weight\na,\n", "w.csv", "line 2", "empty weight")]
    [InlineData("id,x\na,1\n", "id,people\na,1\n", "w.csv", "weight", "people")]
    public void Bad_tables_are_named_with_their_line(string costs, string weights, params string[] said)
    {
        CommandLine.Outcome outcome =
            CommandLine.Run("site", "--matrix", _folder.Write("c.csv", costs), "--weights", _folder.Write("w.csv", weights),
            "--objective", "pmedian", "--p", "1", "-o", _folder.File("out"));
        Assert.Equal(3, outcome.ExitCode);
        foreach (string text in said) Assert.Contains(text, outcome.Error);
        Assert.False(Directory.Exists(_folder.File("out")));
    }
}

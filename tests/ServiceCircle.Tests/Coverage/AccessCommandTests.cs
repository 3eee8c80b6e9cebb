using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Coverage;

/// <summary>
/// The access command as a script sees it. The town of four places is the one of the hand-derived tests, plus a place nobody reaches.
/// </summary>
public sealed class AccessCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _matrix, _places;

    public AccessCommandTests()
    {
        _matrix = _folder.Write("costs.csv", "from_id,to_id,travel_time\nb,y,10\na,y,20\na,x,10\nb,z,5\na,z,\n");
        _places = _folder.Write(
            "places.csv", "id,population,beds,income,unit\nx,,10,,\ny,,40,,\nz,0,0,,\na,100,,5,north\nb,300,,9,south\nlost,50,,NA,south\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cumulative", "a,50 b,40 lost,0", "--cutoff", "20")]
    [InlineData("cumulative_interval", "a,30 b,40 lost,0", "--interval", "10,20,10")]
    [InlineData("cumulative_interval", "a,50 b,40 lost,0", "--interval", "10,30,10", "--summary", "median")]
    [InlineData("cost_to_closest", "a,10 b,10 lost,")]
    [InlineData("cost_to_closest", "a,20 b, lost,", "--n", "41")]
    [InlineData("gravity", "a,27.5 b,30 lost,0", "--decay", "linear:40")]
    [InlineData("gravity", "a,7.5 b,30 lost,0", "--decay", "linear:40", "--cutoff", "10")]
    [InlineData("2sfca", "a,0.2 b,0.1 lost,0", "--cutoff", "20")]
    [InlineData("e2sfca", "a,0.2 b,0.1 lost,0", "--decay", "zones:20=1")]
    [InlineData("3sfca", "a,0.2 b,0.1 lost,0", "--cutoff", "20")]
    [InlineData("bfca", "a,0.30000000000000004 b,0.1 lost,0", "--cutoff", "20")]
    [InlineData("spatial_availability", "a,20,0.2 b,30,0.1 lost,0,0", "--decay", "binary:20")]
    public void Measures_tables(string measure, string expected, params string[] more)
    {
        CommandLine.Outcome outcome = Run(["--measure", measure, .. more]);
        Assert.Equal("", outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
        string[] lines = File.ReadAllLines(_folder.File("out.csv"));
        Assert.Equal(measure == "spatial_availability" ? "id,access,access_per_person" : "id,access", lines[0]);
        Assert.Equal(expected.Split(' '), lines[1..]);
    }

    [Fact]
    public void Compressed_costs_give_the_same_bytes()
    {
        using (var gz = new GZipStream(File.Create(_folder.File("costs.csv.gz")), CompressionMode.Compress))
            gz.Write(File.ReadAllBytes(_matrix));
        Run("--measure", "bfca", "--cutoff", "20");
        byte[] plain = File.ReadAllBytes(_folder.File("out.csv"));
        Assert.Equal(0, CommandLine.Run(
            "access", "--matrix", _folder.File("costs.csv.gz"), "--land-use", _places, "--opportunities", "beds", "--measure", "bfca",
            "--cutoff", "20", "-o", _folder.File("gz.csv")).ExitCode);
        Assert.Equal(plain, File.ReadAllBytes(_folder.File("gz.csv")));
    }

    [Fact]
    public void Summary_and_equity_as_JSON_reconcile()
    {
        CommandLine.Outcome outcome =
            Run("--measure", "cost_to_closest", "--equity", "gini,palma,theil,concentration,fgt,lorenz", "--income", "income",
            "--poverty-line", "11", "--units", "unit", "--groups", "unit", "--loads", _folder.File("loads.csv"), "--json");
        Assert.Equal(0, outcome.ExitCode);
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement, equity = json.GetProperty("equity");
        Assert.Equal(450, json.GetProperty("people").GetDouble());
        Assert.Equal(400, json.GetProperty("people_counted").GetDouble());
        Assert.Equal(50, json.GetProperty("people_not_counted").GetDouble());
        Assert.Equal(0, equity.GetProperty("gini_index").GetDouble(), 12);
        // Both quantiles of income are that of south, so that nobody is rich.
        Assert.Equal(JsonValueKind.Null, equity.GetProperty("palma_ratio").ValueKind);
        Assert.Equal(1, equity.GetProperty("fgt").GetProperty("fgt0").GetDouble());
        Assert.Equal(JsonValueKind.Null, equity.GetProperty("concentration_index").GetProperty("corrected").ValueKind);
        Assert.Equal(["north", "south"], equity.GetProperty("by_unit").EnumerateArray().Select(u => u.GetProperty("unit").GetString()));
        foreach (string people in (string[])["people_counted", "people_not_counted"])
            Assert.Equal(
                json.GetProperty(people).GetDouble(),
                equity.GetProperty("by_unit").EnumerateArray().Sum(u => u.GetProperty(people).GetDouble()));
        Assert.Equal(["id,supply,demand,supply_per_person,load", "x,10,100,0.1,10", "y,40,300,0.13333333333333333,7.5"],
            File.ReadAllLines(_folder.File("loads.csv")));

        JsonElement claimed = JsonDocument.Parse(Run("--measure", "2sfca", "--cutoff", "10", "--json").Output).RootElement;
        Assert.Equal(50, claimed.GetProperty("supply").GetDouble());
        Assert.Equal(50, claimed.GetProperty("supply_claimed").GetDouble());
        Assert.Equal(0, claimed.GetProperty("supply_out_of_reach").GetDouble());
    }

    [Theory]
    [InlineData("--measure", "cumulative")]
    [InlineData("--measure", "gravity", "--cutoff", "20")]
    [InlineData("--measure", "2sfca")]
    [InlineData("--measure", "no_such")]
    [InlineData("--measure", "cost_to_closest", "--equity", "palma")]
    [InlineData("--measure", "cost_to_closest", "--equity", "fgt")]
    [InlineData("--measure", "cost_to_closest", "--equity", "envy")]
    [InlineData("--measure", "cost_to_closest", "--n", "0")]
    public void What_is_missing_is_wrong_usage(params string[] more)
    {
        Assert.Equal(2, Run(more).ExitCode);
        Assert.False(File.Exists(_folder.File("out.csv")));
    }

    [Theory]
    [InlineData("from_id,to_id,cost\na,x,10\na,x,11\n", "line 3", "second time")]
    [InlineData("from_id,to_id,cost\na,q,10\n", "line 2", "\"q\"")]
    [InlineData("from_id,to_id,cost\na,x,-1\n", "line 2", "-1")]
    [InlineData("from_id,to_id,cost\na,x\n", "line 2", "2 cells")]
    [InlineData("from_id,to_id,minutes\na,x,1\n", "line 1", "minutes")]
    public void Bad_costs_are_named_by_line(string costs, string where, string what)
    {
        string bad = _folder.Write("bad.csv", costs);
        CommandLine.Outcome outcome =
            CommandLine.Run(
                "access", "--matrix", bad, "--land-use", _places, "--opportunities", "beds", "--measure", "cost_to_closest", "-o",
                _folder.File("out.csv"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("bad.csv", outcome.Error);
        Assert.Contains(where, outcome.Error);
        Assert.Contains(what, outcome.Error);
        Assert.False(File.Exists(_folder.File("out.csv")));
    }

    [Fact]
    public void Bad_decay_column_and_file_are_bad_input()
    {
        CommandLine.Outcome decay = Run("--measure", "gravity", "--decay", "linear:x");
        Assert.Equal(3, decay.ExitCode);
        Assert.Contains("--decay: ", decay.Error);
        Assert.Contains("no column ages", Run("--measure", "2sfca", "--cutoff", "9", "--demand", "ages").Error);
        Assert.Equal(3, CommandLine.Run(
            "access", "--matrix", "absent.csv", "--land-use", _places, "--opportunities", "beds", "--measure", "cost_to_closest", "-o",
            _folder.File("o.csv")).ExitCode);
        File.WriteAllText(_folder.File("broken.csv.gz"), "this is not compressed");
        Assert.Equal(3, CommandLine.Run(
            "access", "--matrix", _folder.File("broken.csv.gz"), "--land-use", _places, "--opportunities", "beds", "--measure",
            "cost_to_closest", "-o", _folder.File("o.csv")).ExitCode);
    }

    /// <summary>The sample's own answer is the oracle: closest within 15 minutes is coverage, and beds reconcile.</summary>
    [Fact]
    public void A_study_measures_on_its_network()
    {
        string study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
        Assert.Equal(0, CommandLine.Run("coverage", study, "-o", _folder.File("cover")).ExitCode);
        Assert.Equal(0, CommandLine.Run(
            "access", study, "--category", "elder.daycare", "--measure", "cost_to_closest", "--cutoff", "15", "-o",
            _folder.File("near")).ExitCode);
        Dictionary<string, string> minutes = Column("cover/communities.csv", "elder.daycare.minutes"),
            access = Column("near/access.csv", "access");
        Assert.Equal(minutes.Keys.Order(), access.Keys.Order());
        Assert.Equal("", access["c24"]);
        Assert.Contains(access, a => a.Value != "");
        foreach ((string id, string value) in access)
        {
            Assert.Equal(minutes[id] == "", value == "");
            if (value != "")
                Assert.Equal(double.Parse(minutes[id], CultureInfo.InvariantCulture), double.Parse(value, CultureInfo.InvariantCulture),
                    0.0006);
        }

        CommandLine.Outcome outcome =
            CommandLine.Run("access", study, "--category", "elder.daycare", "--measure", "3sfca", "--decay", "gaussian-catchment:15",
            "--cutoff", "15", "--opportunities", "capacity", "--demand", "population_60plus", "--equity", "gini,theil", "--groups", "unit",
            "-o", _folder.File("beds"), "--json");
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(95, json.GetProperty("supply_claimed").GetDouble());
        Assert.Equal(95,
            json.GetProperty("access").GetProperty("mean_per_person").GetDouble() * json.GetProperty("people_counted").GetDouble(), 6);
        Assert.InRange(json.GetProperty("equity").GetProperty("gini_index").GetDouble(), 0.1, 0.9);
        Assert.True(File.Exists(_folder.File("beds/facility_loads.csv")));
        Assert.Equal(outcome.Output, File.ReadAllText(_folder.File("beds/access.json")));
    }

    [Fact]
    public void People_who_are_named_twice_are_counted_once()
    {
        string study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
        string[] Summary(string people)
        {
            CommandLine.Outcome outcome = CommandLine.Run(
                "access", study, "--category", "elder.daycare", "--measure", "cost_to_closest", "--equity", "gini", "--population", people,
                "-o", _folder.File("twice"), "--json");
            Assert.Equal(0, outcome.ExitCode);
            return [.. outcome.Output.Split('\n').Where(line => !line.Contains("\"population\": \"population,"))];
        }
        Assert.Equal(Summary("population,population_60plus"), Summary("population,population_60plus,population_60plus"));
    }

    /// <summary>The option that gave what is wrong is named, whichever use is made of it.</summary>
    [Theory]
    [InlineData("--population: ", "elder.daycare", "--population", "everybody")]
    [InlineData("--population: ", "elder.daycare", "--population", "population,everybody", "--equity", "gini")]
    [InlineData("--demand: ", "elder.daycare", "--demand", "everybody")]
    [InlineData("--interval: ", "elder.daycare", "--measure", "cumulative_interval", "--interval", "10,200,10")]
    [InlineData("--cutoff: ", "elder.daycare", "--measure", "cumulative_interval", "--interval", "10,20,10", "--cutoff", "200")]
    [InlineData("--category: ", "elder.daycar")]
    public void A_wrong_word_or_number_is_blamed_on_its_option(string option, string category, params string[] more)
    {
        string study = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json");
        string[] measure = more.Contains("--measure") ? [] : ["--measure", "cost_to_closest"];
        CommandLine.Outcome outcome =
            CommandLine.Run(["access", study, "--category", category, "-o", _folder.File("wrong"), .. measure, .. more]);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(option, outcome.Error);
        Assert.False(Directory.Exists(_folder.File("wrong")));
    }

    private CommandLine.Outcome Run(params string[] more) =>
        CommandLine.Run(
            ["access", "--matrix", _matrix, "--land-use", _places, "--opportunities", "beds", "-o", _folder.File("out.csv"), .. more]);

    private Dictionary<string, string> Column(string file, string column)
    {
        string[] lines = File.ReadAllLines(_folder.File(file));
        int c = Array.IndexOf(lines[0].TrimStart('\ufeff').Split(','), column);
        return lines.Skip(1).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[c]);
    }
}

using ServiceCircle.Places;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Tests.EndToEnd;
using TemporaryFolder = ServiceCircle.Tests.Formats.TemporaryFolder;

namespace ServiceCircle.Tests.Plans;

/// <summary>Whether numbers that mean something else than the study says are told, and those that mean what it says are not.</summary>
public sealed class MeaningTests
{
    private static Community Home(string id, double? total, double? older = null, string? name = null, double? small = null) =>
        new(id, name ?? id, null, null, default, NetTopologySuite.Geometries.Point.Empty, new People(total, older, small));

    private static IEnumerable<string> KeysOf(params Community[] communities) => PeopleChecks.Find(communities).Select(d => d.What.Key);

    [Fact]
    public void People_that_can_be_are_not_doubted()
    {
        Assert.Empty(KeysOf(Home("a", 2450, 600, small: 60), Home("b", 1200, 300, small: 30), Home("c", 900, 900, small: 0)));
        // Cells of a raster may hold a few people each, in whole numbers; a single row tells nothing.
        Assert.Empty(KeysOf(Home("a", 3), Home("b", 5), Home("c", 2)));
        Assert.Empty(KeysOf(Home("a", 0.4)));
        Assert.Empty(KeysOf(Home("a", null), Home("b", null)));
    }

    [Fact]
    public void More_older_people_than_people_are_told_with_the_first_rows()
    {
        Doubt doubt = Assert.Single(PeopleChecks.Find([Home("a", 100, 101), Home("b", 100, 300), Home("c", 100, 100)]));
        Assert.True(doubt.IsFatal);
        Assert.Equal("In 2 of 3 communities the number for \"Residents of 60 and older\" is larger than for \"All residents\" (a, b): "
            + "figures of that group cannot be right. Check which columns the study names.", doubt.What.ToString());
        // One slip among many is a slip.
        IEnumerable<Community> many = Enumerable.Range(0, 30).Select(i => Home($"{i}", 100, i == 0 ? 101 : 20));
        Assert.False(Assert.Single(PeopleChecks.Find([.. many])).IsFatal);
    }

    [Theory]
    [InlineData("合计")]
    [InlineData("小计")]
    [InlineData("Total")]
    public void Rows_of_totals_are_told(string name) =>
        Assert.Equal(["meaning/total-rows"], KeysOf(Home("a", 100), Home("b", 200), Home("c", 300, name: name)));

    [Fact]
    public void Shares_instead_of_people_are_told()
    {
        Assert.Equal(["meaning/shares"], KeysOf(Home("a", 2000, 0.21), Home("b", 3000, 0.3), Home("c", 1000, 0.17)));
        Assert.Equal(["meaning/shares"], KeysOf(Home("a", 2000, 21.5), Home("b", 3000, 30.2), Home("c", 1000, 17.4)));
        Assert.Empty(KeysOf(Home("a", 2000, 21), Home("b", 3000, 30), Home("c", 1000, 17)));
    }

    [Fact]
    public void Ten_thousands_and_districts_are_told()
    {
        Assert.Equal(["meaning/few-people"], KeysOf(Home("a", 0.245), Home("b", 0.23), Home("c", 0.198)));
        Assert.Equal(["meaning/many-people"], KeysOf(Home("a", 900_000), Home("b", 300_000), Home("c", 250_000)));
    }

    [Fact]
    public void Some_without_a_population_are_counted() =>
        Assert.Equal("1 of 3 communities have no population (b): every number of people leaves them out.",
            Assert.Single(PeopleChecks.Find([Home("a", 10), Home("b", null), Home("c", 12)])).What.ToString());

    private static string[] WarningsOf(AnalyticTown town, string study = "") =>
        [.. town.Run(""" "indicator": "rule" """, study: study).Doubts.Select(d => d.What.Key)];

    private static AnalyticTown Town(params string[] ids)
    {
        var town = new AnalyticTown();
        foreach (string id in ids) town.Community(id, 100);
        return town.Facility("elder.daycare", 0);
    }

    [Theory]
    [InlineData("meaning/id-scientific", "1.10101E+11", "b", "c")]
    [InlineData("meaning/id-date", "2024-03-01", "b", "c")]
    [InlineData("meaning/id-date", "3月1日", "b", "c")]
    [InlineData("meaning/id-rounded", "110101000000", "110102000000", "110103001001")]
    [InlineData("meaning/id-zeros", "10101", "110101", "110102")]
    [InlineData(null, "110101", "110102", "110103")]
    [InlineData(null, "1", "2", "10")]
    [InlineData(null, "110101000000", "110102001001", "110103001001")]
    public void Ids_that_a_spreadsheet_damaged_are_told(string? key, params string[] ids) =>
        Assert.Equal(key is null ? [] : [key], WarningsOf(Town(ids)));

    /// <summary>A row of totals is told by an ordinary run, and ends a strict one with nothing written; in the reader's language.</summary>
    [Fact]
    public void Strict_stops_at_what_makes_figures_wrong_and_at_nothing_else()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Outcome Run(string study, params string[] more) =>
            CommandLine.RunIn("zh_CN.UTF-8", ["coverage", study, "-o", folder["out"], .. more]);
        // An id like this is a reason to look, and none to stop.
        string right = Town("1.10101E+11", "b").Write(folder, """ "indicator": "rule" """);
        CommandLine.Outcome passed = Run(right, "--strict");
        Assert.Equal(0, passed.ExitCode);
        Assert.Contains("1.10101E+11", passed.Error);
        Directory.Delete(folder["out"], recursive: true);

        string wrong = Town("a", "合计").Write(folder, """ "indicator": "rule" """);
        CommandLine.Outcome strict = Run(wrong, "--strict", "--quiet");
        Assert.Equal(3, strict.ExitCode);
        Assert.False(Directory.Exists(folder["out"]));
        Assert.Contains("社区表中有1行是合计而不是社区（合计）", strict.Error);
        Assert.Contains("请先更正以上1处", strict.Error);
        CommandLine.Outcome plain = Run(wrong);
        Assert.Equal(0, plain.ExitCode);
        Assert.Contains("社区表中有1行是合计而不是社区（合计）", plain.Error);
        Assert.Contains("社区表中有1行是合计而不是社区（合计）", File.ReadAllText(Path.Combine(folder["out"], "report.html")));
    }

    [Fact]
    public void Facilities_that_are_nowhere_near_anybody_are_told_with_the_distance()
    {
        StudyResult result = new AnalyticTown().Community("a", -3_000).Community("b", -2_900).Facility("elder.daycare", 6_000)
            .Run(""" "indicator": "rule" """);
        Doubt doubt = Assert.Single(result.Doubts);
        Assert.Equal(("meaning/far-from-everybody", false), (doubt.What.Key, doubt.IsFatal));
        Assert.Contains("the nearest is 8.9 km from", doubt.What.ToString());
        // Doubts come first among the warnings.
        Assert.Equal(doubt.What, result.Warnings[0]);
    }

    [Fact]
    public void Facilities_in_another_city_are_told_with_the_distance()
    {
        AnalyticTown town = new AnalyticTown().Community("a", 0).Facility("elder.daycare", 900_000).Facility("elder.daycare", 950_000);
        Doubt doubt = Assert.Single(town.Run(""" "indicator": "rule" """).Doubts);
        Assert.Equal(("meaning/all-outside", true), (doubt.What.Key, doubt.IsFatal));
        Assert.Contains("the nearest 890 km beyond it, the farthest 940 km", doubt.What.ToString());
        Assert.Equal(["meaning/some-outside"], WarningsOf(town.Facility("elder.daycare", 0)));
    }
}

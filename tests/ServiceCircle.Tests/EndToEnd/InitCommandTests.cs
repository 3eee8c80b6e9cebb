using System.Text.Json.Nodes;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// <c>init</c> on folders with messy tables of the sample town. The oracle is where the places are known to be: whatever was guessed, they
/// must come out there, under their names and with their people.
/// </summary>
public sealed class InitCommandTests
{
    private const double MostMetresOff = 0.05;

    private static JsonNode Init(string folder, params string[] more)
    {
        CommandLine.Outcome run = CommandLine.Run(["init", folder, "--json", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private static JsonNode Entry(JsonNode answer, string file) =>
        answer["files"]!.AsArray().Single(f => (string)f!["file"]! == file)!["entry"]!;

    private static string Doubts(JsonNode answer) => string.Join('\n', answer["doubts"]!.AsArray().Select(d => (string)d!));

    private static StudyResult Run(string folder) => Study.Run(StudyFile.Load(Path.Combine(folder, "study.json")));

    private static void AssertHomes(StudyResult result, bool withPeople)
    {
        Assert.Equal(MessyFolder.Communities.Count, result.Communities.Count);
        foreach (Community known in MessyFolder.Communities)
        {
            Community read = result.Communities.Single(c => c.Name == known.Name);
            Assert.InRange(LocalMetres.Between(known.Position, read.Position), 0, MostMetresOff);
            if (withPeople) Assert.Equal(known.People.Total, read.People.Total);
        }
    }

    private static void AssertFacilities(StudyResult result, IEnumerable<Facility> expected)
    {
        Facility[] all = [.. expected];
        Assert.True(all.Length > 4, $"{all.Length}");
        foreach (Facility known in all)
        {
            Facility read = result.Facilities.Facilities.First(f => f.Name == known.Name);
            Assert.InRange(LocalMetres.Between(known.Position, read.Position), 0, MostMetresOff);
        }
    }

    /// <summary>Whether a facility is of the services that a new study asks for.</summary>
    private static bool IsServed(Facility facility) => facility.Categories.Any(c => c.Split('.')[0] is "elder" or "child" or "health" or "sport");

    /// <summary>Amap's coordinates without a word of it, a title above the header, GBK, people in brackets.</summary>
    [Fact]
    public void Shifted_coordinates_are_found_by_the_streets()
    {
        using var folder = new MessyFolder();
        folder.Table("小区人口统计表.csv", "gb18030", ["清溪县小区人口统计表（2025年）,,,,,"],
            "序号,小区名称,所属街道,常住人口（人）,60岁及以上人口,经度,纬度", MessyFolder.Communities,
            c => [c.Id, c.Name, c.Unit ?? "", $"{c.People.Total}", $"{c.People.Aged60Plus}", MessyFolder.In("gcj02", c.Position).X,
                MessyFolder.In("gcj02", c.Position).Y]);
        folder.Table("POI.csv", "utf-8", [], "name,address,lng,lat", MessyFolder.Facilities,
            f => [f.Name, "清溪县", MessyFolder.In("gcj02", f.Position).X, MessyFolder.In("gcj02", f.Position).Y]);
        JsonNode answer = Init(folder.Path);
        Assert.Equal("gcj02", (string)Entry(answer, "小区人口统计表.csv")["crs"]!);
        Assert.Equal("gcj02", (string)Entry(answer, "POI.csv")["crs"]!);
        Assert.Equal(
            ("小区名称", "所属街道", "常住人口（人）", "60岁及以上人口"),
            (Column("name"), Column("unit"), Column("population"), Column("population_60plus")));
        Assert.Contains("gcj02", Doubts(answer), StringComparison.Ordinal);
        StudyResult result = Run(folder.Path);
        AssertHomes(result, withPeople: true);
        AssertFacilities(result, MessyFolder.Facilities.Where(IsServed));

        string Column(string name) => (string)Entry(answer, "小区人口统计表.csv")["columns"]![name]!;
    }

    /// <summary>Survey tables: northing first in X, with and without the zone's number, and a category by the file's name alone.</summary>
    [Fact]
    public void Metres_of_a_survey_are_found_by_the_map()
    {
        using var folder = new MessyFolder();
        folder.Table("居民点.txt", "gbk", [], "名称,X坐标,Y坐标,总人口", MessyFolder.Communities,
            c => [c.Name, MessyFolder.In("EPSG:4525", c.Position).Y, MessyFolder.In("EPSG:4525", c.Position).X, $"{c.People.Total}"]);
        Facility[] dayCare = [.. MessyFolder.Facilities.Where(f => f.Categories.Contains("elder.daycare"))];
        folder.Table("日间照料中心.csv", "utf-8", [], "站点,东坐标,北坐标,床位数", dayCare.Select((f, i) => (f, i)),
            p => [$"第{p.i + 1}处", MessyFolder.In("EPSG:4546", p.f.Position).X, MessyFolder.In("EPSG:4546", p.f.Position).Y, "30"]);
        JsonNode answer = Init(folder.Path);
        Assert.Equal("EPSG:4525", (string)Entry(answer, "居民点.txt")["crs"]!);
        Assert.Equal("EPSG:4546", (string)Entry(answer, "日间照料中心.csv")["crs"]!);
        Assert.Equal("elder.daycare", (string)Entry(answer, "日间照料中心.csv")["category"]!);
        Assert.Contains("EPSG:4525", Doubts(answer), StringComparison.Ordinal);
        StudyResult result = Run(folder.Path);
        AssertHomes(result, withPeople: true);
        foreach (Facility known in dayCare)
            Assert.Contains(result.Facilities.Facilities, f => LocalMetres.Between(known.Position, f.Position) < MostMetresOff);
    }

    /// <summary>A header that names the datum, columns that hold each other's numbers, units, and a file that is nothing.</summary>
    [Fact]
    public void What_headers_say_and_what_numbers_are_is_heeded()
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "社区.geojson");
        folder.Copy("admin.geojson", "行政区划.geojson");
        folder.Table("便民设施.csv", "utf-8", [], "设施名称,百度经度,百度纬度", MessyFolder.Facilities.Take(12),
            f => [f.Name, MessyFolder.In("bd09", f.Position).X, MessyFolder.In("bd09", f.Position).Y]);
        folder.Table("其他设施.csv", "utf-8", [], "设施名称,经度,纬度", MessyFolder.Facilities.Skip(12),
            f => [f.Name, MessyFolder.In("wgs84", f.Position).Y, MessyFolder.In("wgs84", f.Position).X]);
        folder.Write("说明.txt", "资料来源：民政局\n");
        JsonNode answer = Init(folder.Path);
        Assert.Equal("bd09", (string)Entry(answer, "便民设施.csv")["crs"]!);
        Assert.Equal("纬度", (string)Entry(answer, "其他设施.csv")["columns"]!["lon"]!);
        Assert.Contains("其他设施.csv", Doubts(answer), StringComparison.Ordinal);
        Assert.Equal(["county", "township", "community"], Entry(answer, "行政区划.geojson")["levels"]!.AsArray().Select(l => (string)l!));
        StudyResult result = Run(folder.Path);
        AssertHomes(result, withPeople: true);
        AssertFacilities(result, MessyFolder.Facilities.Where(IsServed));
    }

    /// <summary>The shifted one is shifted, and not the other one of the same name.</summary>
    [Fact]
    public void Files_of_one_name_in_two_folders_are_kept_apart()
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "社区.geojson");
        foreach ((string name, string crs) in (ReadOnlySpan<(string, string)>)[("甲", "bd09"), ("乙", "wgs84")])
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
            folder.Table($"{name}/设施.csv", "utf-8", [], "编号,名称,类别,经度,纬度", MessyFolder.Facilities,
                f =>
                [
                    name + f.Id, f.Name, string.Join(';', f.Categories), MessyFolder.In(crs, f.Position).X,
                    MessyFolder.In(crs, f.Position).Y,
                ]);
        }
        JsonNode answer = Init(folder.Path);
        Assert.Equal(("bd09", "wgs84"), ((string)Entry(answer, "甲/设施.csv")["crs"]!, (string)Entry(answer, "乙/设施.csv")["crs"]!));
        StudyResult result = Run(folder.Path);
        foreach (Facility known in MessyFolder.Facilities.Where(IsServed))
            Assert.Contains(result.Facilities.Facilities, f => LocalMetres.Between(known.Position, f.Position) < MostMetresOff);
    }

    /// <summary>Of two pairs of columns the one whose datum is taken is the one that is read.</summary>
    [Theory]
    [InlineData("lon,lat,wgs84_lon,wgs84_lat", "gcj02", "wgs84", "wgs84_lon")]
    [InlineData("百度经度,百度纬度,经度,纬度", "bd09", "wgs84", "百度经度")]
    [InlineData("gcj02_lng,gcj02_lat,x,y", "gcj02", "wgs84", "gcj02_lng")]
    public void The_pair_of_columns_that_names_the_datum_is_read(string header, string first, string second, string read)
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "社区.geojson");
        folder.Table("设施.csv", "utf-8", [], "名称,类别," + header, MessyFolder.Facilities, f =>
        [
            f.Name, string.Join(';', f.Categories), MessyFolder.In(first, f.Position).X, MessyFolder.In(first, f.Position).Y,
            MessyFolder.In(second, f.Position).X, MessyFolder.In(second, f.Position).Y,
        ]);
        JsonNode answer = Init(folder.Path);
        Assert.Equal(read, (string)Entry(answer, "设施.csv")["columns"]!["lon"]!);
        Assert.Contains("2 pairs", Doubts(answer), StringComparison.Ordinal);
        AssertFacilities(Run(folder.Path), MessyFolder.Facilities.Take(5));
    }

    /// <summary>Too few places to tell by the streets: the file's name, its codes, or a doubt.</summary>
    [Theory]
    [InlineData("养老设施_高德导出.csv", "gcj02", "gcj02")]
    [InlineData("百度.csv", "bd09", "bd09")]
    [InlineData("养老设施.csv", "wgs84", "nothing tells")]
    public void A_short_list_is_told_by_its_name_or_doubted(string name, string crs, string said)
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "社区.geojson");
        folder.Table(name, "utf-8", [], "名称,类别,lng,lat", MessyFolder.Facilities.Take(4),
            f => [f.Name, string.Join(';', f.Categories), MessyFolder.In(crs, f.Position).X, MessyFolder.In(crs, f.Position).Y]);
        JsonNode answer = Init(folder.Path);
        Assert.Equal(crs, (string)Entry(answer, name)["crs"]!);
        Assert.Contains(said, Doubts(answer), StringComparison.Ordinal);
    }

    /// <summary>What is left out is said by coverage too, and what came later.</summary>
    [Fact]
    public void A_row_of_totals_and_files_without_use_are_told()
    {
        using var folder = new MessyFolder();
        folder.Table("小区.csv", "utf-8", [], "名称,人口,东经,北纬", MessyFolder.Communities,
            c => [c.Name, $"{c.People.Total}", MessyFolder.In("wgs84", c.Position).X, MessyFolder.In("wgs84", c.Position).Y]);
        File.AppendAllText(Path.Combine(folder.Path, "小区.csv"), "合计,39750,,\r\n");
        folder.Write("说明.csv", "资料,来源\n人口,民政局\n");
        string output = Path.Combine(folder.Path, "out");
        CommandLine.Outcome first = CommandLine.Run("coverage", folder.Path, "-o", output);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("说明.csv: not used; it has no column of coordinates", first.Error, StringComparison.Ordinal);
        Assert.Equal(MessyFolder.Communities.Count + 1, File.ReadAllLines(Path.Combine(output, "communities.csv")).Length);
        folder.Write("新增.csv", "名称,经度,纬度\n甲,110.31,34.91\n");
        Assert.Contains("新增.csv", CommandLine.Run("coverage", folder.Path, "-o", output).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_of_a_folder_makes_the_study_once_and_keeps_it()
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "communities.geojson");
        folder.Copy("facilities.csv", "facilities.csv");
        string output = Path.Combine(folder.Path, "out"), study = Path.Combine(folder.Path, "study.json");
        CommandLine.Outcome first = CommandLine.Run("coverage", folder.Path, "-o", output);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.True(File.Exists(Path.Combine(output, "report.html")));
        string text = File.ReadAllText(study);
        File.WriteAllText(study, text.Replace("\"minutes\": 15", "\"minutes\": 5", StringComparison.Ordinal));
        Assert.Equal(0, CommandLine.Run("coverage", folder.Path, "-o", output).ExitCode);
        JsonNode summary = JsonNode.Parse(File.ReadAllText(Path.Combine(output, "summary.json")))!;
        Assert.Equal(4, summary["services"]!.AsArray().Count);
        Assert.All(summary["services"]!.AsArray(), s => Assert.Equal(5, (double)s!["minutes"]!));
        CommandLine.Outcome again = CommandLine.Run("init", folder.Path);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("study.json", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map", "OpenStreetMap")]
    [InlineData("communities", "--communities")]
    public void What_is_missing_is_said(string missing, string what)
    {
        using var folder = new MessyFolder();
        if (missing == "map") File.Delete(Path.Combine(folder.Path, "town.osm"));
        if (missing != "communities") folder.Copy("communities.geojson", "communities.geojson");
        CommandLine.Outcome run = CommandLine.Run("init", folder.Path);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(what, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "study.json")));
    }

    [Fact]
    public void Files_may_be_named_one_by_one()
    {
        using var folder = new MessyFolder();
        folder.Copy("communities.geojson", "a.geojson");
        folder.Copy("facilities.csv", "b.csv");
        string At(string name) => Path.Combine(folder.Path, name);
        CommandLine.Outcome run = CommandLine.RunIn("zh_CN.UTF-8", "init", "--network", At("town.osm"), "--communities", At("a.geojson"),
            "--facilities", At("b.csv"), "-o", At("my.json"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("社区，24行", run.Error, StringComparison.Ordinal);
        StudyFile study = StudyFile.Load(At("my.json"));
        Assert.Equal((At("a.geojson"), At("b.csv")), (study.Communities.File, study.Facilities[0].File));
    }
}

using System.Text.RegularExpressions;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>Names of columns in a study, and the people of 65 years and more.</summary>
public sealed class StudyColumnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A study with these columns; the tables themselves are not read.</summary>
    private StudyFile Load(string communities = "", string facilities = "", string more = "") => StudyFile.Load(_folder.Write("study.json", $$"""
        { "network": { "osm": "a.osm" }, "services": [ { "category": "elder", "minutes": 15 } ], {{more}}
          "communities": { "file": "c.csv", "columns": { {{communities}} } }, "facilities": [ { "osm": true }, { "file": "f.csv", "columns": { {{facilities}} } } ] }
        """));

    [Theory]
    [InlineData("communities", "popluation", "population")]
    [InlineData("communities", "population_66plus", "population_6")]
    [InlineData("communities", "capacity", "")]
    [InlineData("facilities[1]", "capasity", "capacity")]
    [InlineData("facilities[1]", "nursing_bed", "nursing_beds")]
    [InlineData("facilities[1]", "population", "")]
    [InlineData("units", "parents", "parent")]
    [InlineData("new_areas", "household", "households")]
    [InlineData("circles", "community", "communities")]
    public void A_name_that_means_nothing_is_shown_with_the_nearest_that_does(string table, string name, string near)
    {
        string column = $"\"{name}\": \"x\"", own = $$""" "{{table}}": { "file": "a.csv", "columns": { {{column}} } }, """;
        InputException e = Assert.Throws<InputException>(() => table switch
        {
            "communities" => Load(communities: column),
            "facilities[1]" => Load(facilities: column),
            _ => Load(more: own),
        });
        Assert.Equal(("study.json", $"the name \"{name}\""), (Path.GetFileName(e.File), e.Found));
        Assert.Matches($@"^line [12], {Regex.Escape(table)}\.columns\.{name}$", e.Where);
        Assert.StartsWith($"perhaps \"{near}", e.Expected);
    }

    [Fact]
    public void All_wrong_names_come_in_one_message()
    {
        InputException e = Assert.Throws<InputException>(() => Load("\"popluation\": \"x\"", "\"capasity\": \"x\""));
        Assert.Contains("communities.columns.popluation", e.Found, StringComparison.Ordinal);
        Assert.Contains("facilities[1].columns.capasity", e.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_name_that_is_read_may_be_given()
    {
        string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\": \"x\""));
        StudyFile study = Load(
            Columns(["id", "name", "type", "unit", "lon", "lat", "population", "population_60plus", "population_65plus", "population_0_2",
                "population_3_6", "households", "county", "township", "community"]),
            Columns(["id", "name", "category", "lon", "lat", "capacity", "inclusive", "area_m2", "opened_on", "access_cost_s", "serves",
                "type", "nursing_beds", "embedded", "daycare_zone", "county", "grid"]),
            $$""" "units": { "file": "u.geojson", "levels": ["county"], "columns": { {{Columns(["level", "id", "name", "parent"])}} } }, "new_areas": { "file": "n.geojson", "columns": { {{Columns(["id", "name", "delivered_on", "floor_area_m2", "households"])}} } }, """);
        Assert.Equal((15, 17), (study.Communities.Columns.Count, study.Facilities[1].Columns.Count));
    }

    [Theory]
    [InlineData("population_65plus")]
    [InlineData("65岁以上人口")]
    [InlineData("65岁及以上人口")]
    [InlineData("aged", "aged")]
    public void People_of_65_and_more_are_read_and_counted(string header, string? named = null)
    {
        string path = _folder.Write("c.csv", $"id,lon,lat,population,{header}\na,110,30,100,14\nb,110,30,200,\n");
        IReadOnlyList<Community> communities =
            CommunityReader.FromTable(
                Tables.Read(path), named is null ? null : new Dictionary<string, string> { ["population_65plus"] = named });
        Assert.Equal([14, null], communities.Select(c => c.People.Of("population_65plus")));
        Assert.Equal([null, null], communities.Select(c => c.People.Of("population_60plus")));
        Assert.Equal(21, communities[0].People.Times(1.5).Of("population_65plus"));
    }

    [Fact]
    public void A_clause_may_ask_of_people_of_65_and_more()
    {
        // 30 of the 40 people of 65 and more live within reach; of all people half do.
        var town = new AnalyticTown().Community("c0", 0).Community("c1", 5000).Facility("elder.daycare", 0, community: "c0");
        string study = town.Write(
            _folder, """ "indicator": "share_of_people", "categories": ["elder.daycare"], "minutes": 15, "people": "population_65plus" """,
            """ "operator": ">=", "value": 75, "unit": "%" """);
        string[] lines = File.ReadAllLines(_folder["communities.csv"]);
        File.WriteAllLines(_folder["communities.csv"], [lines[0] + ",65岁及以上人口", lines[1] + ",30", lines[2] + ",10"]);
        StudyResult result = Studies.Study.Run(StudyFile.Load(study));
        Assert.Equal((75.0, 30.0, 40.0, true),
            (result.Verdicts[0].Measured!.Value, result.Verdicts[0].Numerator!.Value, result.Verdicts[0].Denominator!.Value,
                result.Verdicts[0].Met!.Value));
        Assert.Contains(result.Coverage.Summaries[0].Groups, g => g.Group == "population_65plus");
        Assert.Equal("65岁及以上", GroupNames.Of(Messages.In(Language.Zh), "population_65plus"));
    }
}

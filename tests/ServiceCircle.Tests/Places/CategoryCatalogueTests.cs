using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Places;

public class CategoryCatalogueTests
{
    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();

    [Fact]
    public void Shipped_file_is_sound()
    {
        var ids = Catalogue.Categories.Concat(Catalogue.Groups).Select(c => c.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-z]+([.][a-z-]+)?$", id));
        Assert.All(Catalogue.Categories.Concat(Catalogue.Groups), c => Assert.True(c.Zh.Length > 0 && c.En.Length > 0, c.Id));
        Assert.All(Catalogue.Categories, c => Assert.NotEmpty(c.Level));
        Assert.All(Catalogue.Categories.Select(c => c.Amap).OfType<PoiClasses>().SelectMany(a => a.Codes.Concat(a.Except)),
            code => Assert.Matches("^([0-9]{6}|[0-9]{4}[*]|[^0-9; ][^; ]*(;[^; ]+){0,2})$", code));
        Assert.All(Catalogue.Categories.Select(c => c.Baidu).OfType<PoiClasses>().SelectMany(a => a.Codes),
            code => Assert.Matches("^[^; ]+(;[^; ]+)?$", code));
        Assert.False(Catalogue.Find("sport.gym")!.CountsAsPublic);
        Assert.False(Catalogue.Find("health.clinic")!.CountsAsPublic);
    }

    [Fact]
    public void Every_category_can_be_reached_by_tags_or_by_name()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Catalogue.Source));
        var named = file.RootElement.GetProperty("name_rules").EnumerateArray().Select(r => r.GetProperty("category").GetString())
            .ToHashSet();
        Assert.All(Catalogue.Categories, c => Assert.True(c.Osm.Count > 0 || named.Contains(c.Id), c.Id));
    }

    /// <summary>
    /// The reference holds parking and charging as one category, and dentists with clinics; plans ask for each, and a dentist is no clinic.
    /// </summary>
    private static readonly string[] Own = ["muni.charging", "dentist"];

    [Fact]
    public void Every_category_of_the_reference_is_there_and_has_its_rule()
    {
        string? path = SharedData.Find("reference/facility-taxonomy.json");
        Assert.SkipWhen(path is null, "shared data not present");
        using var reference = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(reference.RootElement.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("code").GetString()),
            Catalogue.Categories.Select(c => c.Id).Where(id => !Own.Contains(id)));
        // What the rules look for was corrected after trials (classification-2026-11.md); each category keeps its rule, in the same order.
        using var own = JsonDocument.Parse(File.ReadAllText(Catalogue.Source));
        Assert.Equal(
            reference.RootElement.GetProperty("nameRules").EnumerateArray().Select(r => r.GetProperty("code").GetString()).Distinct(),
            own.RootElement.GetProperty("name_rules").EnumerateArray().Select(r => r.GetProperty("category").GetString())
                .Where(c => !Own.Contains(c)).Reverse().Distinct().Reverse());
        Assert.All(Own, id => Assert.True(Catalogue.IsKnown(id)));
    }

    [Fact]
    public void Ids_and_groups_are_known_and_mistakes_get_suggestions()
    {
        Assert.True(Catalogue.IsKnown("elder.home"));
        Assert.True(Catalogue.IsKnown("elder"));
        Assert.True(Catalogue.IsKnown("park"));
        Assert.False(Catalogue.IsKnown("elder."));
        Assert.True(Catalogue.Find("elder")!.IsGroup);
        Assert.Equal("养老服务", Catalogue.Require("elder", "study.json", "services[0].category").Zh);
        var e = Assert.Throws<InputException>(() => Catalogue.Require("elder.daycar", "study.json", "services[0].category"));
        Assert.StartsWith("one of elder.daycare,", e.Expected);
        Assert.Equal("services[0].category", e.Where);
        Assert.Contains("child.kindergarten", Assert.Throws<InputException>(() => Catalogue.Require("幼儿园", "", "")).Expected);
    }

    [Fact]
    public void A_study_may_have_its_own_rules_and_say_what_counts_as_what()
    {
        using var folder = new TemporaryFolder();
        string own = folder.Write("own.json", File.ReadAllText(Catalogue.Source).Replace("\"elder.mutual\", \"zh\": \"", "\"elder.mutual\", \"zh\": \"互助幸福院/"));
        StudyFile study = StudyFile.Load(folder.Write("study.json", """
            { "name": "n", "network": { "osm": "a.osm" }, "communities": { "file": "c.csv" }, "facilities": [ { "osm": true } ],
              "services": [ { "category": "health.clinic", "minutes": 15 } ], "taxonomy": "own.json", "count_as": { "dentist": ["health.clinic"] } }
            """));
        Assert.Empty(study.Unknown);
        CategoryCatalogue catalogue = StudyCatalogues.Load(study).Categories;
        Assert.StartsWith("互助幸福院/", catalogue.Find("elder.mutual")!.Zh);
        Assert.Equal(Path.GetFullPath(own), Path.GetFullPath(catalogue.Source));
        Assert.Equal(["dentist", "health.clinic"],
            catalogue.Classify(null, new Dictionary<string, string> { ["amenity"] = "dentist" }).Categories);
        Assert.Equal(["dentist"], Catalogue.Classify(null, new Dictionary<string, string> { ["amenity"] = "dentist" }).Categories);
        Assert.Equal("count_as.dentist", Assert.Throws<InputException>(
            () => Catalogue.CountingAs(new Dictionary<string, IReadOnlyList<string>> { ["dentist"] = ["clinic"] }, "study.json")).Where);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void Spelling_distance(string a, string b, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(a, b));
        Assert.Equal(distance, Spelling.Distance(b, a));
    }

    [Theory]
    [InlineData("""$.categories[0].osm[0].all""", """{"name":["x"]}""", "place key")]
    [InlineData("""$.name_rules[0].category""", "\"elder.nowhere\"", "elder.nowhere")]
    [InlineData("""$.name_rules[0].include""", "\"(\"", "regular expression")]
    [InlineData("""$.categories[1].id""", "\"elder.daycare\"", "twice")]
    [InlineData("""$.categories[0].id""", "\"nobody.daycare\"", "group")]
    [InlineData("""$.categories[0].zh""", "null", "zh")]
    [InlineData("""$.schema""", "7", "schema")]
    [InlineData("""$.categories[0].counts_four""", "[]",
        "line 1, categories[0].counts_four: found the key \"counts_four\", which means nothing here; expected perhaps \"counts_for\"")]
    [InlineData("""$.categories[0].amap""", "{}", "categories[0].amap.codes: found nothing")]
    [InlineData("""$.name_exclude[0].pattern""", "\"(\"", "name_exclude[0].pattern")]
    [InlineData("""$.name_parts.wholes""", "[\"helth\"]", "helth")]
    [InlineData("""$.map_services[0].denies[0].what""", "[\"foods\"]", "foods")]
    public void A_bad_file_is_told_with_its_place(string path, string value, string said)
    {
        var file = JsonNode.Parse(File.ReadAllText(Catalogue.Source))!;
        var node = file;
        var steps = Regex.Matches(path, @"(?<name>[a-z_]+)|\[(?<index>[0-9]+)\]").ToList();
        foreach (Match step in steps.SkipLast(1))
            node = step.Groups["index"].Success ? node[int.Parse(step.Groups["index"].Value)]! : node[step.Value]!;
        node[steps[^1].Value] = JsonNode.Parse(value);
        using var folder = new TemporaryFolder();
        var e = Assert.Throws<InputException>(() => CategoryCatalogue.Load(folder.Write("c.json", file.ToJsonString())));
        Assert.Contains(said, e.Message);
    }

    [Fact]
    public void A_missing_catalogue_is_told() =>
        Assert.Throws<InputException>(() => CategoryCatalogue.Load("/nowhere/categories.json"));
}

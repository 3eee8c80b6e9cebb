using System.Text.Json.Nodes;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// Slips of the pen in a study: each is told with its line, its path and what was probably meant, and all of them at once.
/// </summary>
public sealed class StudySlipsTests : IDisposable
{
    private static readonly (string Key, string Value)[] Least =
    [
        ("network", """{ "osm": "a.osm" }"""), ("services", """[ { "category": "elder", "minutes": 15 } ]"""),
        ("communities", """{ "file": "c.csv" }"""), ("facilities", """[ { "osm": true } ]"""),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// A study of what every study needs and some keys more or otherwise, which stand last, each key on a line of its own.
    /// </summary>
    private StudyFile Load(params (string Key, string Value)[] keys)
    {
        IEnumerable<string> lines = Least.Where(l => keys.All(k => k.Key != l.Key)).Concat(keys).Select(k => $"\"{k.Key}\": {k.Value}");
        return StudyFile.Load(_folder.Write("study.json", "{\n" + string.Join(",\n", lines) + "\n}"));
    }

    private InputException Mistake(params (string Key, string Value)[] keys) => Assert.Throws<InputException>(() => Load(keys));

    [Theory]
    [InlineData("network", """{ "osm": "a.osm", "elevaton": "h.asc" }""", "network.elevaton", "elevation")]
    [InlineData("services", """[ { "category": "elder", "standard": "s", "minuts": 15 } ]""", "services[0].minuts", "minutes")]
    [InlineData("communities", """{ "file": "c.csv", "entrence": "g.csv" }""", "communities.entrence", "entrances")]
    [InlineData("communities", """{ "file": "c.csv", "osm": true }""", "communities.osm", "crs")]
    [InlineData(
        "communities", """{ "file": "c.geojson", "spread": { "over": "buildings", "default_level": 6 } }""",
        "communities.spread.default_level", "default_levels")]
    [InlineData("facilities", """[ { "osm": true }, { "file": "f.csv", "colums": { "name": "x" } } ]""", "facilities[1].colums", "columns")]
    [InlineData("facilities", """[ { "file": "f.csv", "categry": "elder" } ]""", "facilities[0].categry", "category")]
    [InlineData("new_areas", """{ "file": "n.geojson", "encodin": "gbk" }""", "new_areas.encodin", "encoding")]
    [InlineData("units", """{ "level": ["county"] }""", "units.level", "levels")]
    [InlineData("circles", """{ "around": "elder", "minute": 5 }""", "circles.minute", "minutes")]
    [InlineData("subsets", """{ "pilot": { "column": "p", "files": "x" } }""", "subsets.pilot.files", "file")]
    [InlineData("bases", """[ { "basis": "buildings", "fil": "b.csv" } ]""", "bases[0].fil", "file")]
    public void A_misspelt_key_is_told_with_the_nearest(string key, string value, string where, string near)
    {
        InputException e = Mistake((key, value));
        Assert.Equal(($"line {LineOf(key)}, {where}", $"perhaps \"{near}\""), (e.Where, e.Expected));
        Assert.Contains($"the key \"{where[(where.LastIndexOf('.') + 1)..]}\"", e.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "5", "name", "a text")]
    [InlineData("communities", """{ "file": "c.geojson", "spread": "houses" }""", "communities.spread", "one of buildings, streets")]
    [InlineData("communities", """{ "file": "c.geojson", "spread": { "over": "streets", "file": "s.shp" } }""",
        "communities.spread.file", "no file")]
    [InlineData("communities", """{ "file": "c.geojson", "spread": "streets", "entrances": "g.csv" }""", "communities.spread", "one of them")]
    [InlineData("facilities_outside", "\"no\"", "facilities_outside", "true or false")]
    [InlineData("network", "\"a.osm\"", "network", "an object")]
    [InlineData("communities", """[ "c.csv" ]""", "communities", "an object")]
    [InlineData("facilities", """{ "osm": true }""", "facilities", "a list")]
    [InlineData("facilities", """[ { "osm": "yes", "file": "f.csv" } ]""", "facilities[0].osm", "true or false")]
    [InlineData("facilities", """[ { "file": "f.csv", "columns": { "name": 1 } } ]""", "facilities[0].columns.name", "a text")]
    [InlineData("services", """[ "elder", { "category": "elder", "minutes": 15 } ]""", "services[0]", "an object")]
    [InlineData("services", """[ { "category": "elder", "minutes": "a few" } ]""", "services[0].minutes", "a number")]
    [InlineData("plans", "\"hebei\"", "plans", "a list")]
    [InlineData("standards", "[5]", "standards[0]", "a text")]
    [InlineData("units", """{ "levels": "county" }""", "units.levels", "a list")]
    [InlineData("circles", "5", "circles", "an object")]
    [InlineData("subsets", """{ "pilot": "column" }""", "subsets.pilot", "an object")]
    [InlineData("values", "5", "values", "the path of a table")]
    [InlineData("values", """{ "c": "many" }""", "values.c", "a number")]
    [InlineData("baselines", """{ "c": null }""", "baselines.c", "a number")]
    [InlineData("since", """{ "c": "2021" }""", "since.c", "a day")]
    [InlineData("as_of", """{ "year": 2021 }""", "as_of", "a year such as 2025")]
    [InlineData("as_of", """[ 2021, null ]""", "as_of[1]", "a year such as 2025")]
    [InlineData("bases", "[5]", "bases[0]", "an object")]
    [InlineData("area", "\"\"", "area", "the path of a file")]
    [InlineData("coverage_threshold", "2", "coverage_threshold", "a share above 0, at most 1")]
    [InlineData("circle_threshold", "0", "circle_threshold", "a share above 0, at most 1")]
    [InlineData("default_minutes", "181", "default_minutes", "minutes above 0")]
    [InlineData("max_snap_m", "5001", "max_snap_m", "metres above 0")]
    [InlineData("services", """[ { "category": "elder", "minutes": 0 } ]""", "services[0].minutes", "minutes above 0")]
    [InlineData("circles", """{ "around": "elder", "minutes": -1 }""", "circles.minutes", "minutes above 0")]
    [InlineData("circles", """{ "around": "elder", "file": "c.csv" }""", "circles", "one of them")]
    [InlineData("subsets", """{ "pilot": { "column": "p", "communities": [] } }""", "subsets.pilot", "exactly one")]
    [InlineData("units", """{ "levels": ["county", "twnship"] }""", "units.levels", "perhaps \"township\"")]
    [InlineData("units", """{ "covers": "contry" }""", "units.covers", "perhaps \"county\"")]
    [InlineData("facilities", """[ { "file": "f.csv" }, { "crs": "wgs84" } ]""", "facilities[1]", "one of them")]
    public void What_cannot_be_meant_is_told_with_what_could(string key, string value, string where, string expected)
    {
        InputException e = Mistake((key, value));
        Assert.Equal($"line {LineOf(key)}, {where}", e.Where);
        Assert.StartsWith(expected, e.Expected, StringComparison.Ordinal);
    }

    /// <summary>The line of a key that stands last.</summary>
    private static int LineOf(string key) => Least.Any(l => l.Key == key) ? 5 : 6;

    [Fact]
    public void Several_slips_come_in_one_message()
    {
        InputException e = Mistake(
            ("services", """[ { "category": "elder", "minuts": 15 }, { "category": "", "minutes": 500 } ]"""),
            ("facilities", """[ { "file": "f.csv", "colums": {} } ]"""),
            ("coverage_threshold", "\"most\""));
        Assert.StartsWith("5 problems", e.Found, StringComparison.Ordinal);
        Assert.All(
            ["line 4, services[0].minuts: found the key", "line 4, services[1].category: found nothing",
                "line 4, services[1].minutes: found 500", "line 5, facilities[0].colums: found",
                "line 6, coverage_threshold: found \"most\""],
            said => Assert.Contains(said, e.Found, StringComparison.Ordinal));
    }

    [Fact]
    public void A_strange_key_beside_all_that_is_needed_is_kept_for_a_warning_with_the_nearest() =>
        Assert.Equal([("planes", "plans"), ("bais", "bases")], Load(("planes", "[]"), ("bais", "null")).Unknown);

    [Fact]
    public void A_strange_key_instead_of_one_that_is_needed_is_told_with_what_is_missing()
    {
        InputException e = Assert.Throws<InputException>(() => StudyFile.Load(_folder.Write("study.json", """
            { "network": { "osm": "a.osm" }, "sevices": [ { "category": "elder", "minutes": 15 } ], "communities": { "file": "c.csv" }, "facilities": [ { "osm": true } ] }
            """)));
        Assert.Contains("services: found no service", e.Found, StringComparison.Ordinal);
        Assert.Contains("the key \"sevices\", which means nothing here; expected perhaps \"services\"", e.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_planners_write_by_hand_is_read()
    {
        StudyFile study = StudyFile.Load(_folder.Write("study.json", """
            { // a comment
              "name": "", "network": { "osm": "a.osm", "edits": null }, /* another */ "services": [ { "category": "elder", "minutes": "12.5" }, ],
              "communities": { "file": "c.csv", "columns": { "name": "名称", "type": null } }, "facilities": [ { "osm": true, "file": "f.csv" } ],
              "bases": [ "buildings", { "basis": "residential_land", "spacing_m": "20" } ], "as_of": [ 2021, "2023，2025-06-30" ], "walker": "walkers/me.json",
              "values": "v.csv", "baselines": { "c": "1e3" }, "since": { "c": "2021-02-03" }, "coverage_threshold": "0.9", "standards": ["gb50180", "own.json"], }
            """));
        string At(string file) => Path.Combine(_folder.Path, file);
        Assert.Equal((12.5, 0.9, 1000, 20.0),
            (study.Services[0].Minutes, study.CoverageThreshold, study.Baselines["c"], study.Bases[1].SpacingMetres));
        Assert.Equal((Path.GetFileName(_folder.Path), null, At("c.csv"), At("f.csv"), At("v.csv")),
            (study.Name, study.Network.Edits, study.Communities.File, study.Facilities[0].File, study.Values.File));
        Assert.Equal((At("walkers/me.json"), "gb50180", At("own.json")), (study.Walker, study.Standards[0], study.Standards[1]));
        Assert.Equal(["name"], study.Communities.Columns.Keys);
        Assert.Equal(new DateOnly(2021, 2, 3), study.Since["c"]);
        Assert.Equal([new DateOnly(2021, 12, 31), new DateOnly(2023, 12, 31), new DateOnly(2025, 6, 30)], AsOfDays.Read(study));
        Assert.Empty(study.Unknown);
    }

    [Fact]
    public void No_key_of_the_sample_with_a_wrong_or_a_missing_letter_is_passed_over_in_silence()
    {
        JsonObject sample = JsonNode.Parse(File.ReadAllText(SampleStudy.Write(_folder, _ => { })))!.AsObject();
        var silent = new List<string>();
        int tried = 0;
        foreach ((object[] steps, string key) in KeysOf(sample, []))
        {
            for (int i = 0; i < key.Length; i++)
            {
                foreach (string slip in new[] { key[..i] + "x" + key[(i + 1)..], key.Remove(i, 1) })
                {
                    tried++;
                    if (!IsTold(Renamed(sample, steps, key, slip), slip)) silent.Add(string.Join('.', steps.Append(slip)));
                }
            }
        }
        Assert.InRange(tried, 1000, 5000);
        Assert.Empty(silent);
    }

    /// <summary>Every key of every object, with the way to the object.</summary>
    private static IEnumerable<(object[] Steps, string Key)> KeysOf(JsonNode node, object[] steps) => node switch
    {
        JsonObject o => o.SelectMany(m => KeysOf(m.Value!, [.. steps, m.Key]).Prepend((steps, m.Key))),
        JsonArray list => list.SelectMany((item, i) => KeysOf(item!, [.. steps, i])),
        _ => [],
    };

    private static JsonObject Renamed(JsonObject study, object[] steps, string key, string slip)
    {
        var copy = (JsonObject)study.DeepClone();
        var at = (JsonObject)steps.Aggregate((JsonNode)copy, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        int index = at.IndexOf(key);
        JsonNode? value = at[key];
        at.RemoveAt(index);
        at.Insert(index, slip, value);
        return copy;
    }

    private bool IsTold(JsonObject json, string slip)
    {
        StudyFile study;
        try
        {
            study = StudyFile.Load(_folder.Write("slip.json", json.ToJsonString()));
        }
        catch (InputException e)
        {
            return e.Message.Contains($"\"{slip}\"", StringComparison.Ordinal);
        }
        if (study.Unknown.Any(u => u.Key == slip)) return true;
        // Ids of clauses are known once the plans are read.
        var warnings = new List<Notice>();
        StudyInputs.PlanSettings(
            study, new StudyCatalogues(Catalogue, Standards.Value, Plans.Value, Walker.Load("adult")), [], warnings);
        return warnings.Exists(
            w => w.Key == "warning/no-such-clause"
                && w.Values.Any(v => v.Value is string where && where.EndsWith(slip, StringComparison.Ordinal)));
    }

    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();

    private static Lazy<StandardCatalogue> Standards { get; } = new(() => StandardCatalogue.Load(Catalogue));

    private static Lazy<IReadOnlyList<Plan>> Plans { get; } =
        new(() => PlanCatalogue.LoadAll(["hebei", "tj"], Catalogue, Standards.Value, "study.json"));
}

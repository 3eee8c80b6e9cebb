using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>Keys of a study that are given as null.</summary>
public sealed class StudyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StudyFile Load(string key, string value)
    {
        (string Key, string Value)[] all =
        [
            ("network", """{ "osm": "a.osm" }"""), ("services", """[ { "category": "elder", "minutes": 15 } ]"""),
            ("communities", """{ "file": "c.csv" }"""), ("facilities", """[ { "osm": true } ]"""),
        ];
        string[] keys = [.. all.Where(k => k.Key != key).Append((key, value)).Select(k => $"\"{k.Item1}\": {k.Item2}")];
        return StudyFile.Load(_folder.Write("study.json", $"{{ {string.Join(", ", keys)} }}"));
    }

    [Theory]
    [InlineData("name", "null")]
    [InlineData("walker", "null")]
    [InlineData("plans", "null")]
    [InlineData("standards", "null")]
    [InlineData("values", "null")]
    [InlineData("baselines", "null")]
    [InlineData("since", "null")]
    [InlineData("subsets", "null")]
    [InlineData("units", "null")]
    [InlineData("circles", "null")]
    [InlineData("bases", "null")]
    [InlineData("as_of", "null")]
    [InlineData("communities", """{ "file": "c.csv", "columns": null, "crs": null, "encoding": null }""")]
    [InlineData("facilities", """[ { "osm": true, "columns": null } ]""")]
    [InlineData("units", """{ "levels": null, "columns": null, "main_urban": null }""")]
    public void A_key_that_is_null_is_one_that_is_not_given(string key, string value)
    {
        StudyFile study = Load(key, value), without = Load("default_minutes", "null");
        Assert.Equal((without.Name, without.Walker, 0, 0), (study.Name, study.Walker, study.Plans.Count, study.Subsets.Count));
        Assert.Equal((null, "auto", 0), (study.Communities.Crs, study.Communities.Encoding, study.Communities.Columns.Count));
        Assert.Empty(study.Values.Figures);
        Assert.Empty(study.AsOf);
    }

    [Theory]
    [InlineData("logo", "\"nul\\u0000.png\"", "logo")]
    [InlineData("area", "\"nul\\u0000.geojson\"", "area")]
    [InlineData("values", "\"nul\\u0000.csv\"", "values")]
    [InlineData("walker", "\"nul\\u0000/w.json\"", "walker")]
    [InlineData("plans", "[ \"nul\\u0000.json\" ]", "plans")]
    [InlineData("standards", "[ \"nul\\u0000.json\" ]", "standards")]
    [InlineData("network", "{ \"osm\": \"nul\\u0000.osm\" }", "network.osm")]
    [InlineData("communities", "{ \"file\": \"nul\\u0000.csv\" }", "communities.file")]
    [InlineData("facilities", "[ { \"file\": \"nul\\u0000.csv\" } ]", "facilities[0].file")]
    public void A_path_that_no_file_can_have_is_a_mistake_of_its_key(string key, string value, string where)
    {
        var refused = Assert.Throws<InputException>(() => Load(key, value));
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains("U+0000", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services", "null", "services")]
    [InlineData("facilities", "null", "facilities")]
    [InlineData("communities", "null", "communities.file")]
    [InlineData("network", "null", "network.osm")]
    [InlineData("services", """[ { "category": null } ]""", "services[0].category")]
    [InlineData("services", "[ null ]", "services[0]")]
    [InlineData("facilities", """[ { "osm": true }, null ]""", "facilities[1]")]
    [InlineData("plans", "[ null ]", "plans[0]")]
    [InlineData("standards", "[ null ]", "standards[0]")]
    [InlineData("bases", "[ null ]", "bases[0]")]
    [InlineData("subsets", """{ "pilot": null }""", "subsets.pilot")]
    [InlineData("units", """{ "levels": [ null ] }""", "units.levels[0]")]
    public void What_a_study_needs_is_asked_for_where_it_is_null(string key, string value, string where)
    {
        InputException e = Assert.Throws<InputException>(() => Load(key, value));
        Assert.Equal(("study.json", "line 1, " + where), (Path.GetFileName(e.File), e.Where));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Plans;

/// <summary>The schema of study files says what the reader reads, no key more and none less, and the page in docs says the same.</summary>
public sealed partial class StudySchemaTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Shared.RepositoryRoot, "data");
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "study.schema.json")))!.AsObject();
    private readonly EndToEnd.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string Path, JsonObject Key)> Keys(JsonObject schema, string path = "")
    {
        if (schema["properties"] is JsonObject properties)
        {
            foreach ((string name, JsonNode? key) in properties)
            {
                yield return (path + name, key!.AsObject());
                foreach (var below in Keys(key.AsObject(), path + name + ".")) yield return below;
            }
        }
        if (schema["items"] is JsonObject items)
            foreach (var below in Keys(items, path.TrimEnd('.') + "[].")) yield return below;
        if (schema["additionalProperties"] is JsonObject others)
            foreach (var below in Keys(others, path + "WORD.")) yield return below;
    }

    /// <summary>An object with every key of its schema, all null but those that must be there.</summary>
    private static JsonObject Nulls(string key, params (string Key, JsonNode Value)[] given)
    {
        JsonObject schema = Schema["properties"]![key]!.AsObject();
        JsonObject properties = (schema["items"] ?? schema["additionalProperties"] as JsonObject ?? schema)["properties"]!.AsObject();
        var nulls = new JsonObject([.. properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)null))]);
        foreach ((string name, JsonNode value) in given) nulls[name] = value;
        if (properties["columns"] is JsonObject columns)
            nulls["columns"] = new JsonObject([.. columns["properties"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, (JsonNode?)null))]);
        return nulls;
    }

    [Fact]
    public void Every_key_of_the_schema_is_one_that_is_read()
    {
        var study = new JsonObject(
            [.. Schema["properties"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, (JsonNode?)null))])
        {
            ["network"] = Nulls("network", ("osm", "a.osm")),
            ["communities"] = Nulls("communities", ("file", "a.csv")),
            ["facilities"] = new JsonArray(Nulls("facilities", ("osm", true))),
            ["services"] = new JsonArray(Nulls("services", ("category", "elder"), ("minutes", 15))),
            ["units"] = Nulls("units"),
            ["circles"] = Nulls("circles", ("around", "comm.centre")),
            ["subsets"] = new JsonObject { ["pilot"] = Nulls("subsets", ("column", "pilot")) },
            ["new_areas"] = Nulls("new_areas"),
            ["bases"] = new JsonArray(Nulls("bases", ("basis", "buildings"))),
        };
        StudyFile read = StudyFile.Load(_folder.Write("study.json", study.ToJsonString()));
        Assert.Empty(read.Unknown.Select(u => u.Key));
    }

    [Fact]
    public void Every_key_that_is_read_is_in_the_schema()
    {
        string source = File.ReadAllText(Path.Combine(Shared.RepositoryRoot, "src", "ServiceCircle", "Studies", "StudyReader.cs"));
        string[] read = [.. KeyRead().Matches(source).Select(m => m.Groups["key"].Value).Distinct()];
        Assert.True(read.Length > 35, $"{read.Length}");
        HashSet<string> known = [.. Keys(Schema).Select(k => k.Path.Split('.')[^1])];
        Assert.DoesNotContain(read, k => !known.Contains(k));
    }

    [Theory]
    [InlineData("communities.columns")]
    [InlineData("facilities[].columns")]
    [InlineData("units.columns")]
    [InlineData("new_areas.columns")]
    public void Columns_are_those_that_readers_know(string path)
    {
        IEnumerable<string> known = path switch
        {
            "communities.columns" => [.. CommunityReader.ColumnNames, .. UnitLevels.InStudies],
            "facilities[].columns" => [.. FacilityReader.ColumnNames, .. UnitLevels.InStudies],
            "units.columns" => UnitReader.ColumnNames,
            _ => NewArea.ColumnNames,
        };
        Assert.Equal(known.Order(), Keys(Schema).Where(k => k.Path.StartsWith(path + ".", StringComparison.Ordinal))
            .Select(k => k.Path[(path.Length + 1)..]).Order());
    }

    [Fact]
    public void The_page_in_docs_is_the_schema()
    {
        var page = new StringBuilder("# The study file\n\n");
        page.Append((string)Schema["description"]!).Append(" Editors that know JSON schemas complete and check it with `data/study.schema.json`")
            .Append(" (`\"$schema\": \"PATH/study.schema.json\"`). A study of your own files is made by `servicecircle init`: ")
            .Append("[own-data.md](own-data.md).\n\n| key | holds |\n|---|---|\n");
        foreach ((string path, JsonObject key) in Keys(Schema)) page.Append($"| `{path}` | {Row(key)} |\n");
        string file = Path.Combine(Shared.RepositoryRoot, "docs", "study-file.md");
        if (Environment.GetEnvironmentVariable("SERVICECIRCLE_WRITE_DOCS") == "1") File.WriteAllText(file, page.ToString());
        Assert.True(
            File.ReadAllText(file) == page.ToString(), "docs/study-file.md is out of date: run this test with SERVICECIRCLE_WRITE_DOCS=1");

        static string Row(JsonObject key) => (string)key["description"]!
            + (key["default"] is { } ifAbsent ? $" `{ifAbsent.ToJsonString()}` if it is absent." : "");
    }

    [GeneratedRegex(
        @"(?:file|f|words|columns)\.\w+(?:<\w+>)?\(""(?<key>[a-z0-9_$]+)""|(?:FileOf|Minutes|Share)\(\w+, ""(?<key>[a-z0-9_]+)""")]
    private static partial Regex KeyRead();
}

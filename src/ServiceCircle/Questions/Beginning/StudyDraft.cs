using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceCircle.Questions.Beginning;

/// <summary>A file that was looked at, and what it was taken for.</summary>
/// <param name="Name">Its path from the study's folder.</param>
/// <param name="Role">What it was taken for.</param>
/// <param name="Rows">Rows of a table; null of other files.</param>
/// <param name="Entry">What the study says of it; null where it says nothing.</param>
/// <param name="Says">What it was taken for, and by what, as a sentence; asked when the entry is complete.</param>
internal sealed record TakenFile(string Name, FileRole Role, int? Rows, JsonObject? Entry, Func<Notice> Says)
{
    public Notice Why => Says();
}

/// <summary>A study made of what lies in a folder, before anybody has looked at it.</summary>
/// <param name="Name">The study's name.</param>
/// <param name="Path">Where it is to be written.</param>
/// <param name="Files">Every file that was looked at, in the order of the study's keys, those that were not used last.</param>
/// <param name="Plans">Ids of the plans that fit.</param>
/// <param name="TakesOsm">Whether facilities of the map are taken too.</param>
/// <param name="Doubts">What a planner should look at first.</param>
internal sealed record StudyDraft(
    string Name, string Path, IReadOnlyList<TakenFile> Files, IReadOnlyList<string> Plans, bool TakesOsm,
    IReadOnlyList<Notice> Doubts)
{
    /// <summary>The four services of a circle of everyday life, each within a quarter of an hour.</summary>
    public static readonly string[] Services = ["elder", "child", "health", "sport"];

    public const int Minutes = 15;

    /// <summary>The study file, with a comment over each entry that says why; JSON but for the comments.</summary>
    public string ToText(Messages messages)
    {
        var text = new StringBuilder();
        Comment("init/file/head", indent: "");
        text.Append("{\n");
        Line($"\"name\": {Quote(Name)},");
        foreach (Notice doubt in Doubts) Said(messages.Text("init/file/doubt", ("text", messages.Text(doubt))));
        JsonObject network = new() { ["osm"] = NameOf(FileRole.Network) };
        if (NameOf(FileRole.Heights) is { } heights) network["elevation"] = heights;
        if (NameOf(FileRole.Edits) is { } edits) network["edits"] = edits;
        Entry("network", network, FileRole.Network);
        if (NameOf(FileRole.Area) is { } area) Entry("area", JsonValue.Create(area), FileRole.Area);
        Entry("communities", EntryOf(FileRole.Communities), FileRole.Communities);
        TakenFile[] facilities = [.. Files.Where(f => f.Role == FileRole.Facilities)];
        Line("\"facilities\": [");
        foreach (TakenFile file in facilities)
        {
            Said(messages.Text(file.Why), "    ");
            Line($"  {Json(file.Entry!)}{(file != facilities[^1] || TakesOsm ? "," : "")}");
        }
        if (TakesOsm)
        {
            Comment("init/file/osm", "    ");
            Line("  { \"osm\": true }");
        }
        Line("],");
        if (EntryOf(FileRole.Units) is { } units) Entry("units", units, FileRole.Units);
        if (EntryOf(FileRole.NewAreas) is { } newAreas) Entry("new_areas", newAreas, FileRole.NewAreas);
        if (NameOf(FileRole.Values) is { } values) Entry("values", JsonValue.Create(values), FileRole.Values);
        Comment("init/file/services");
        Line("\"services\": [");
        foreach (string service in Services)
            Line($"  {{ \"category\": {Quote(service)}, \"minutes\": {Minutes} }}{(service == Services[^1] ? "" : ",")}");
        Line("],");
        foreach (TakenFile file in Files.Where(f => f.Role == FileRole.None)) Said(messages.Text(file.Why));
        Comment("init/file/plans");
        Line($"\"plans\": [{string.Join(", ", Plans.Select(Quote))}]");
        text.Append("}\n");
        return text.ToString();

        void Line(string line) => text.Append("  ").Append(line).Append('\n');
        void Said(string comment, string indent = "  ") =>
            text.Append(indent).Append("// ").Append(comment.ReplaceLineEndings(" ")).Append('\n');
        void Comment(string key, string indent = "  ") => Said(messages[key], indent);

        void Entry(string key, JsonNode? value, FileRole role)
        {
            foreach (TakenFile file in Files.Where(f => f.Role == role)) Said(messages.Text(file.Why));
            Line($"{Quote(key)}: {Json(value)},");
        }
    }

    public string? NameOf(FileRole role) => Files.FirstOrDefault(f => f.Role == role)?.Name;

    private JsonObject? EntryOf(FileRole role) => Files.FirstOrDefault(f => f.Role == role)?.Entry;
    private static string Quote(string text) => Json(JsonValue.Create(text));

    private static string Json(JsonNode? node)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (node is null) json.WriteNullValue();
            else node.WriteTo(json);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

using ServiceCircle.Formats;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Scenarios;

/// <summary>
/// Scenario files: <c>{ "name": "…", "changes": [ { "op": "add_facility", … } ] }</c>. Reading looks at the words and types; whether
/// an id or a gate exists is known only beside a study (<see cref="ScenarioEffect"/>). Both note their problems in one list.
/// </summary>
internal static class ScenarioFile
{
    /// <summary>The operations, each with what reads its keys. A new operation is a line here and a record in Change.cs.</summary>
    private static readonly Dictionary<string, Func<JsonFields, Change?>> Operations = new(StringComparer.Ordinal)
    {
        ["add_facility"] = Add,
        ["move_facility"] = f => Both(Id(f), At(f), (id, at) => new MoveFacility(id, at)),
        ["close_facility"] = f => Id(f) is { } id ? new CloseFacility(id) : null,
        ["set_capacity"] = f => Both(Id(f), Capacity(f, required: true), (id, capacity) => new SetCapacity(id, capacity)),
        ["add_path"] = f => Path(f, NetworkEditKind.AddPath),
        ["close_path"] = f => Path(f, NetworkEditKind.ClosePath),
        ["open_gate"] = f => Gate(f, NetworkEditKind.OpenGate),
        ["close_gate"] = f => Gate(f, NetworkEditKind.CloseGate),
        ["scale_population"] = Scale,
    };

    private static readonly Dictionary<string, PathKind> Kinds = new(StringComparer.Ordinal)
    {
        ["footway"] = PathKind.Footway,
        ["steps"] = PathKind.Steps,
        ["bridge"] = PathKind.Bridge,
    };

    /// <summary>Reads a scenario; changes that cannot be read are noted and left out.</summary>
    /// <exception cref="InputException">The file is missing or not JSON.</exception>
    public static Scenario Read(string path, RowProblems problems)
    {
        var file = new JsonFields(JsonText.Load(path), problems);
        string? name = file.TextOrNull("name");
        if (!file.Has("changes")) file.Note("changes", "found/nothing", "expected/changes");
        var changes = new List<Change>();
        foreach (JsonText item in file.List("changes"))
        {
            var fields = new JsonFields(item, problems);
            if (item.Kind != JsonKind.Object) continue;
            (bool isKnown, Func<JsonFields, Change?> read) = fields.WordOrNull("op", Operations, required: true);
            if (!isKnown) continue;
            Change? change = read(fields);
            fields.Done();
            if (change is not null) changes.Add(change with { Where = $"{item.Where} ({change.Op})" });
        }
        file.Done();
        return new Scenario(name is { Length: > 0 } ? name : System.IO.Path.GetFileNameWithoutExtension(path), changes, path);
    }

    private static AddFacility? Add(JsonFields f)
    {
        string? id = Id(f);
        IReadOnlyList<string> categories = f.IsList("category") ? f.Texts("category") : [f.Text("category")];
        if (categories.Count == 0) f.Note("category", "found/empty-list", "expected/some-category");
        Position? at = At(f);
        var added = new AddFacility(id ?? "", [.. categories.Distinct().Order(StringComparer.Ordinal)], at ?? default)
        {
            Name = f.TextOrNull("name") ?? "",
            Capacity = Capacity(f, required: false),
            Inclusive = f.Has("inclusive") ? f.Flag("inclusive") : null,
            AreaSquareMetres = NotNegative(f, "area_m2"),
        };
        return id is null || at is null || categories.Any(c => c.Length == 0) || categories.Count == 0 ? null : added;
    }

    private static ScalePopulation? Scale(JsonFields f)
    {
        string community = f.Text("community");
        double? factor = f.Number("factor");
        if (factor is null && !f.Has("factor")) f.Note("factor", "found/nothing", "expected/factor");
        if (factor is <= 0 or > 1000) f.Note("factor", Notice.AsIs(FormattableString.Invariant($"{factor}")), "expected/factor-range");
        return community.Length > 0 && factor is > 0 and <= 1000 ? new ScalePopulation(community, factor.Value) : null;
    }

    private static ChangeNetwork? Path(JsonFields f, NetworkEditKind op)
    {
        PathKind kind = op == NetworkEditKind.AddPath && f.Has("kind") ? f.Word("kind", Kinds) : PathKind.Footway;
        if (!f.Has("line"))
        {
            f.Note("line", "found/nothing", "expected/path-positions");
            return null;
        }
        Position?[] line = [.. f.List("line").Select(item => PositionOf(item, f))];
        if (line.Any(p => p is null)) return null;
        Position[] distinct = [.. line.OfType<Position>().Where((p, i) => i == 0 || p != line[i - 1])];
        if (distinct.Length >= 2) return new ChangeNetwork(new NetworkEdit(op, distinct, kind, f.Where));
        f.Note("line", distinct.Length == 0 ? "found/no-position" : "found/one-position", "expected/two-that-differ");
        return null;
    }

    private static ChangeNetwork? Gate(JsonFields f, NetworkEditKind op) =>
        At(f) is { } at ? new ChangeNetwork(new NetworkEdit(op, [at], Where: f.Where)) : null;

    private static string? Id(JsonFields f) => f.Text("id") is { Length: > 0 } id ? id : null;

    private static Position? At(JsonFields f)
    {
        if (f.Item("at") is { } item) return PositionOf(item, f);
        f.Note("at", "found/nothing", "expected/position");
        return null;
    }

    private static Position? PositionOf(JsonText item, JsonFields f)
    {
        if (item is { Kind: JsonKind.List, Items: [{ Kind: JsonKind.Number } lon, { Kind: JsonKind.Number } lat] })
        {
            if (Math.Abs(lon.Number) <= 180 && Math.Abs(lat.Number) <= 90) return Position.FromDegrees(lon.Number, lat.Number);
            f.NoteAt(item, Notice.AsIs(FormattableString.Invariant($"[{lon.Number}, {lat.Number}]")), "expected/longitude-first");
            return null;
        }
        f.NoteAt(item, item.Shown, "expected/position");
        return null;
    }

    private static double? Capacity(JsonFields f, bool required)
    {
        if (required && !f.Has("capacity")) f.Note("capacity", "found/nothing", "expected/capacity");
        return NotNegative(f, "capacity");
    }

    private static double? NotNegative(JsonFields f, string key)
    {
        double? number = f.Number(key);
        if (number is >= 0 or null) return number;
        f.Note(key, Notice.AsIs(FormattableString.Invariant($"{number}")), "expected/not-negative");
        return null;
    }

    private static Change? Both<TA, TB>(TA? a, TB? b, Func<TA, TB, Change> make) where TA : class where TB : struct =>
        a is not null && b is { } value ? make(a, value) : null;
}

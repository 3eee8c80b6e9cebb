using NetTopologySuite.Geometries;
using ServiceCircle.Formats;

namespace ServiceCircle.Walking.Edits;

/// <summary>
/// Edits as a GeoJSON file: points and lines with the property <c>op</c> (add_path, close_path, open_gate, close_gate), and for
/// added paths <c>kind</c> (footway, steps, bridge).
/// </summary>
internal static class EditsFile
{
    /// <summary>Reads the edits of a file, in its order.</summary>
    /// <exception cref="InputException">Some feature is no edit; all such features are named at once.</exception>
    public static IReadOnlyList<NetworkEdit> Read(string path)
    {
        Table table = Tables.Read(path);
        int op = table.IndexOf("op"), kind = table.IndexOf("kind");
        if (op < 0) throw new InputException(path, "", "found/no-op", "expected/op-features");
        var edits = new List<NetworkEdit>();
        var problems = new RowProblems(path);
        foreach (Row row in table.Rows)
        {
            NetworkEditKind? does = row.Values[op] switch
            {
                "add_path" => NetworkEditKind.AddPath,
                "close_path" => NetworkEditKind.ClosePath,
                "open_gate" => NetworkEditKind.OpenGate,
                "close_gate" => NetworkEditKind.CloseGate,
                _ => null,
            };
            PathKind? drawn = (kind < 0 ? null : row.Values[kind]) switch
            {
                null or "footway" => PathKind.Footway,
                "steps" => PathKind.Steps,
                "bridge" => PathKind.Bridge,
                _ => null,
            };
            bool isGate = does is NetworkEditKind.OpenGate or NetworkEditKind.CloseGate;
            if (does is null) problems.Add(row.Where, new("found/cell", ("column", "op"), ("text", row.Values[op] ?? "")), "expected/op");
            else if (drawn is null)
                problems.Add(row.Where, new("found/cell", ("column", "kind"), ("text", row.Values[kind] ?? "")), "expected/path-kind");
            else if (isGate ? row.Geometry is not Point : row.Geometry is not LineString)
                problems.Add(row.Where, row.Geometry is { } other ? Notice.AsIs(other.GeometryType)
                    : "found/no-geometry", isGate ? "expected/point" : "expected/line");
            else edits.Add(new NetworkEdit(
                does.Value, [.. row.Geometry!.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y))], drawn.Value, row.Where));
        }
        problems.ThrowIfAny();
        return edits;
    }
}

using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// The drawing of a DXF in text form (AutoCAD R12 and later), of its model space: points, blocks with their attributes, texts, lines,
/// polylines, circles, arcs and hatches, or those of one layer. What blocks are drawn of is not read. A drawing does not say what its
/// numbers are, so the study must, unless they are degrees.
/// </summary>
internal static class DxfReader
{
    private const int HeaderBytes = 1 << 16;
    private const double Centimetre = 0.01, CentimetreInDegrees = 1e-7;

    /// <summary>Groups of one entity at most; a polyline of a million vertices has three million.</summary>
    private const int MostGroups = 4_000_000;

    /// <summary>Columns that every drawing has, in the order of <see cref="Cells"/>.</summary>
    private static readonly string[] Columns = ["layer", "entity", "handle", "text"];

    public static Table Read(string path, TableOptions options)
    {
        byte[] bytes = GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes));
        string? other = bytes.AsSpan().StartsWith("AutoCAD Binary DXF"u8) ? "found/binary-dxf"
            : bytes.AsSpan().StartsWith("AC10"u8) ? "found/dwg" : null;
        if (other is not null) throw new InputException(path, "", other, "expected/dxf", "advice/save-dxf");
        (Encoding encoding, Notice? guessed) = EncodingOf(path, bytes, options.Encoding);
        Crs crs = options.Crs ?? Crs.Wgs84;
        var allowance = new Allowance(path, bytes.Length);
        var shapes = new DxfShapes(crs.IsProjected ? Centimetre : CentimetreInDegrees, allowance);
        var problems = new RowProblems(path);
        var rows = new GrowingTable(path, bytes.Length);
        foreach (string column in Columns) rows.Column(column);
        var layers = new SortedSet<string>(StringComparer.Ordinal);
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (DxfEntity entity in Entities(path, new DxfGroups(path, bytes, encoding)))
        {
            string layer = Cell(DxfText.Plain(entity.Text(8) ?? "0")) ?? "0";
            layers.Add(layer);
            if (options.Layer is not null && !string.Equals(layer, options.Layer, StringComparison.OrdinalIgnoreCase)) continue;
            // In paper space lie the frame and the legend, in millimetres of paper.
            if (entity.Whole(67) == 1) continue;
            Geometry? shape = shapes.Of(entity, out bool isRead);
            if (!isRead)
            {
                leftOut[entity.Kind] = leftOut.GetValueOrDefault(entity.Kind) + 1;
                continue;
            }
            Geometry? geometry = options.WithoutGeometry ? null : Degrees.Checked(shape, entity.Where, crs, problems);
            rows.Add(entity.Where, Cells(entity, layer, rows), geometry);
        }
        if (options.Layer is { } asked && !layers.Contains(asked, StringComparer.OrdinalIgnoreCase))
            throw new InputException(path, "layer", new("found/no-such-layer", ("layer", asked)), Notice.OneOf(layers));
        problems.ThrowIfAny();
        Notice? missing = leftOut.Count == 0 ? null : new(
            "warning/drawing-left-out", ("file", Path.GetFileName(path)), ("count", leftOut.Values.Sum()),
            ("kinds", new NameList([.. leftOut.Select(k => FormattableString.Invariant($"{k.Key} ({k.Value})"))])));
        return rows.ToTable() with { Notes = [.. new[] { guessed, missing }.OfType<Notice>()], Crs = crs };
    }

    private static Dictionary<int, string?> Cells(DxfEntity entity, string layer, GrowingTable rows)
    {
        var cells = new Dictionary<int, string?> { [0] = layer, [1] = entity.Kind, [2] = Cell(entity.Text(5)), [3] = TextOf(entity) };
        if (entity.Kind != "INSERT") return cells;
        cells[rows.Column("block")] = Cell(DxfText.Plain(entity.Text(2) ?? ""));
        foreach (DxfEntity attribute in entity.Parts)
            if (Cell(DxfText.Plain(attribute.Text(2) ?? "")) is { } tag)
                cells.TryAdd(rows.Column(tag), Cell(DxfText.Plain(attribute.Text(1) ?? "")));
        return cells;
    }

    /// <summary>
    /// UTF-8 from AutoCAD 2007 on, before that the code page of the header. Some programs write UTF-8 whatever they say.
    /// </summary>
    private static (Encoding, Notice?) EncodingOf(string path, byte[] bytes, string asked)
    {
        string[] header =
            Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeaderBytes)).Split('\n', StringSplitOptions.TrimEntries);
        string version = Setting("$ACADVER"), page = Setting("$DWGCODEPAGE").ToUpperInvariant();
        string? hint = string.CompareOrdinal(version, "AC1021") >= 0 ? "UTF-8"
            : page is "" or "ANSI_1252" ? null : page;
        return HintedEncoding.Find(path, asked, hint, page.Length == 0 ? 0 : HintedEncoding.Western, [bytes]);

        // A name, the code of its value, the value.
        string Setting(string name) => Array.IndexOf(header, name) is >= 0 and var i && i + 2 < header.Length ? header[i + 2] : "";
    }

    private static string? TextOf(DxfEntity entity) => entity.Kind switch
    {
        "TEXT" => Cell(DxfText.Plain(entity.Text(1) ?? "")),
        // Long ones come in pieces of 250 characters, the last as 1.
        "MTEXT" => Cell(DxfText.Paragraphs(string.Concat(entity.Groups.Where(g => g.Code is 3 or 1).Select(g => g.Text)))),
        _ => null,
    };

    private static string? Cell(string? text) =>
        text is not null && PlainText.WithoutHidden(text).Trim() is { Length: > 0 } cell ? cell : null;

    /// <summary>The entities of the section ENTITIES; vertices and attributes with what they belong to.</summary>
    private static IEnumerable<DxfEntity> Entities(string path, DxfGroups groups)
    {
        bool isInside = false;
        DxfEntity? owner = null, last = null;
        bool isSection = false;
        while (groups.Next())
        {
            if (groups.Code == 0)
            {
                string kind = groups.Text();
                isSection = kind == "SECTION";
                bool isPart = owner is not null && kind is "VERTEX" or "ATTRIB";
                if (owner is not null && !isPart)
                {
                    yield return owner;
                    owner = null;
                }
                last = null;
                if (kind == "ENDSEC") isInside = false;
                if (!isInside || kind == "SEQEND") continue;
                last = new DxfEntity(kind, groups.Where);
                if (isPart) owner!.Parts.Add(last);
                else owner = last;
            }
            else if (last is not null)
            {
                last.Groups.Add((groups.Code, groups.Text()));
                if (last.Groups.Count > MostGroups)
                    throw new InputException(path, last.Where, new("found/huge-entity", ("count", MostGroups)), "expected/dxf");
            }
            else if (isSection && groups.Code == 2 && groups.Bytes.SequenceEqual("ENTITIES"u8)) isInside = true;
        }
        if (owner is not null) yield return owner;
    }
}

using System.IO.Compression;
using System.Xml;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Placemarks of KML 2.0 to 2.3 (OGC 12-007r2), or of all .kml in a .kmz: their folders, name, description and extended data.
/// Their numbers are degrees of WGS-84 unless the study says otherwise; maps of China are exported in GCJ-02 too. Heights are dropped.
/// </summary>
internal static class KmlReader
{
    private const int MostTimes = 50;
    private const long LeastUnpacked = 64L << 20;

    public static Table Read(string path, TableOptions options)
    {
        byte[] bytes = GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes));
        var problems = new RowProblems(path);
        var rows = new GrowingTable(path, bytes.Length);
        Crs crs = options.Crs ?? Crs.Wgs84;
        Notice? note = null;
        foreach (byte[] document in bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(path, bytes) : [bytes])
        {
            TextFile file = TextFile.Of(path, document, options.Encoding);
            note ??= file.Note;
            Placemarks(path, file.Text.TrimStart(), rows, problems, options.WithoutGeometry ? null : crs);
        }
        if (rows.Count == 0) throw new InputException(path, "", "found/no-placemark", "expected/placemarks");
        problems.ThrowIfAny();
        return rows.ToTable() with { Notes = note is null ? [] : [note], Crs = crs };
    }

    private static void Placemarks(string path, string text, GrowingTable rows, RowProblems problems, Crs? crs)
    {
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            new KmlPlacemarks(path, xml, rows, problems, crs).Read();
        }
        catch (XmlException e)
        {
            throw new InputException(
                path, FormattableString.Invariant($"line {e.LineNumber}"), "found/invalid-xml", "expected/kml", Notice.SaidBy(e), e);
        }
    }

    /// <summary>
    /// The documents of a .kmz in their order: one may only link to the others. Nothing is written anywhere, so no name in it matters.
    /// </summary>
    private static List<byte[]> Unpacked(string path, byte[] packed)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(packed));
            long left = Math.Min(GivenFile.MostBytes, Math.Max(LeastUnpacked, (long)MostTimes * packed.Length));
            var documents = new List<byte[]>();
            byte[] buffer = new byte[1 << 16];
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(".kml", StringComparison.OrdinalIgnoreCase)) continue;
                using Stream stream = entry.Open();
                using var unpacked = new MemoryStream();
                for (int count; (count = stream.Read(buffer)) > 0; left -= count)
                {
                    if (left < 0) throw new InputException(path, "", "found/unpacks-to-much", "expected/kml", "advice/fetch-again");
                    unpacked.Write(buffer, 0, count);
                }
                documents.Add(unpacked.ToArray());
            }
            return documents.Count > 0 ? documents : throw new InputException(path, "", "found/zip-without-kml", "expected/kml");
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            // What a broken archive leads to in the reader of .NET is any exception at all.
            throw new InputException(path, "", "found/broken-zip", "expected/kml", "advice/fetch-again", e);
        }
    }
}

/// <summary>Reads the placemarks of a document into a table, element by element.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="xml">Before its root.</param>
/// <param name="rows">Receives them.</param>
/// <param name="problems">Receives what is wrong with them.</param>
/// <param name="crs">What the numbers are; null if no geometry is asked for.</param>
internal sealed class KmlPlacemarks(string path, XmlReader xml, GrowingTable rows, RowProblems problems, Crs? crs)
{
    private const int Deepest = 64;

    private string Here => FormattableString.Invariant($"line {((IXmlLineInfo)xml).LineNumber}");

    public void Read()
    {
        xml.MoveToContent();
        if (xml.LocalName is not ("kml" or "Document" or "Folder" or "Placemark"))
            throw new InputException(path, Here, new("found/root", ("name", CsvReader.Clip(xml.LocalName))), "expected/kml");
        Feature("");
    }

    /// <summary>A placemark or what holds some, at its start; behind it afterwards.</summary>
    private void Feature(string folder)
    {
        if (xml.LocalName == "Placemark")
        {
            Placemark(folder);
            return;
        }
        bool isFolder = xml.LocalName == "Folder";
        string inside = folder;
        Children(name =>
        {
            if (name is "Document" or "Folder" or "Placemark") Feature(inside);
            else if (name == "name" && isFolder && Text() is { } own) inside = folder.Length == 0 ? own : $"{folder}/{own}";
            else if (name != "name" || !isFolder) xml.Skip();
        });
    }

    private void Placemark(string folder)
    {
        string where = Here;
        var cells = new Dictionary<int, string?>();
        var own = new HashSet<string>(StringComparer.Ordinal);
        if (folder.Length > 0) cells[rows.Column("folder")] = folder;
        Geometry? geometry = null;
        Children(name =>
        {
            switch (name)
            {
                case "name" or "description":
                    int column = rows.Column(name);
                    string? text = Text();
                    // Data of the same name come from the table that the placemarks were made of.
                    if (!own.Contains(name)) cells[column] = text;
                    break;
                case "ExtendedData":
                    Data();
                    break;
                case "Point" or "LineString" or "LinearRing" or "Polygon" or "MultiGeometry" or "Track" or "MultiTrack" or "Model"
                    when crs is not null:
                    geometry = Shape(name, where);
                    break;
                default:
                    xml.Skip();
                    break;
            }
        });
        rows.Add(where, cells, crs is null ? null : Degrees.Checked(geometry, where, crs, problems));

        void Data() => Children(name =>
        {
            string? column = xml.GetAttribute("name");
            if (name == "SchemaData") Data();
            else if (name == "SimpleData" && column is not null) Set(column, Text());
            else if (name == "Data" && column is not null)
            {
                string? value = null;
                Children(part =>
                {
                    if (part == "value") value = Text();
                    else xml.Skip();
                });
                Set(column, value);
            }
            else xml.Skip();
        });

        void Set(string column, string? value)
        {
            column = column.Trim();
            if (!own.Add(column))
                problems.Add(
                    where, new("found/column-twice", ("column", CsvReader.Clip(column))), "expected/distinct-columns", "advice/rename-one");
            int i = rows.Column(column);
            cells[i] = value ?? cells.GetValueOrDefault(i);
        }
    }

    private Geometry? Shape(string name, string where)
    {
        switch (name)
        {
            case "MultiGeometry":
                var parts = new List<Geometry>();
                Children(part =>
                {
                    if (Shape(part, where) is { } geometry) parts.Add(geometry);
                });
                return parts.Count == 0 ? null : GeometryFactory.Default.BuildGeometry(parts);
            case "Polygon":
                LinearRing? shell = null;
                var holes = new List<LinearRing>();
                Children(border => Children(_ =>
                {
                    Coordinate[] ring = Coordinates(where);
                    if (Rings.Fault(ring) is var (found, expected)) problems.Add(where, found, expected, "advice/close-ring");
                    else if (border == "outerBoundaryIs" && ring.Length > 0) shell = new LinearRing(ring);
                    else if (border == "innerBoundaryIs" && ring.Length > 0) holes.Add(new LinearRing(ring));
                }));
                return shell is null ? null : new Polygon(shell, [.. holes]);
            case "Point": return Coordinates(where) is [var at, ..] ? new Point(at) : null;
            case "LineString" or "LinearRing":
                Coordinate[] line = Coordinates(where);
                if (line.Length == 1) problems.Add(where, "found/one-position", "expected/two-positions");
                return line.Length < 2 ? null : new LineString(line);
            case "Track" or "MultiTrack" or "Model":
                problems.Add(where, new("found/geometry", ("type", name)), "expected/kml-shape");
                xml.Skip();
                return null;
            default:
                xml.Skip();
                return null;
        }
    }

    /// <summary>What the element's "coordinates" hold.</summary>
    private Coordinate[] Coordinates(string where)
    {
        Coordinate[] all = [];
        Children(name =>
        {
            if (name != "coordinates")
            {
                xml.Skip();
                return;
            }
            string text = Text() ?? "";
            if (Tuples(text) is { } tuples) all = tuples;
            else problems.Add(where, Notice.Quoted(CsvReader.Clip(text)), "expected/kml-coordinates");
        });
        return all;
    }

    /// <summary>
    /// "116.4,39.9,0 116.5,39.9,0", with blanks around the commas as some programs write them; null if it is something else.
    /// </summary>
    private static Coordinate[]? Tuples(string text)
    {
        var all = new List<Coordinate>();
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        while (rest.Length > 0)
        {
            double x = 0, y = 0;
            int part = 0;
            for (bool isMore = true; isMore; part++)
            {
                int end = rest.IndexOfAny(", \t\r\n");
                if (!NumberText.TryParse(end < 0 ? rest : rest[..end], out double value)) return null;
                if (part == 0) x = value;
                else if (part == 1) y = value;
                rest = end < 0 ? [] : rest[end..].TrimStart();
                isMore = rest.Length > 0 && rest[0] == ',';
                if (isMore) rest = rest[1..].TrimStart();
            }
            if (part is < 2 or > 3) return null;
            all.Add(new Coordinate(x, y));
        }
        return [.. all];
    }

    /// <summary>The text of an element at its start, with that of elements in it, such as unescaped HTML; behind it afterwards.</summary>
    private string? Text()
    {
        var text = new System.Text.StringBuilder();
        int depth = xml.Depth;
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (!isEmpty)
        {
            for (; xml.Depth > depth; xml.Read())
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace) text.Append(xml.Value);
            xml.Read();
        }
        return PlainText.WithoutHidden(text.ToString()).Trim() is { Length: > 0 } plain ? plain : null;
    }

    /// <summary>Reads the elements in the one at whose start it is, each by a function that ends behind it; behind it afterwards.</summary>
    private void Children(Action<string> read)
    {
        int depth = xml.Depth;
        if (depth > Deepest)
            throw new InputException(path, Here, new("found/deep-elements", ("depth", Deepest)), "expected/kml", "advice/fetch-again");
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (isEmpty) return;
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element) read(xml.LocalName);
            else xml.Read();
        }
        xml.Read();
    }
}

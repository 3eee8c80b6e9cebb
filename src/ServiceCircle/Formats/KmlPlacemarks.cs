using System.Text;
using System.Xml;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

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
            else if (name != "name" || !isFolder) Skip();
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
                    Skip();
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
                    else Skip();
                });
                Set(column, value);
            }
            else Skip();
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
                Skip();
                return null;
            default:
                Skip();
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
                Skip();
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
        var text = new StringBuilder();
        int depth = xml.Depth;
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (!isEmpty)
        {
            for (; xml.Depth > depth; xml.Read())
            {
                CheckDepth();
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace) text.Append(xml.Value);
            }
            xml.Read();
        }
        return PlainText.WithoutHidden(text.ToString()).Trim() is { Length: > 0 } plain ? plain : null;
    }

    /// <summary>Reads the elements in the one at whose start it is, each by a function that ends behind it; behind it afterwards.</summary>
    private void Children(Action<string> read)
    {
        CheckDepth();
        int depth = xml.Depth;
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

    /// <summary>Passes over the element at whose start it is.</summary>
    private void Skip() => Children(_ => Skip());

    /// <summary>The parser of .NET remembers every element that is open, and names all of them where the file ends too early.</summary>
    private void CheckDepth()
    {
        if (xml.Depth > Deepest)
            throw new InputException(path, Here, new("found/deep-elements", ("depth", Deepest)), "expected/kml", "advice/fetch-again");
    }
}

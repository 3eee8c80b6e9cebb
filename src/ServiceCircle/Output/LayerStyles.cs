using System.Globalization;
using System.Xml.Linq;
using ServiceCircle.Formats.Layers;
using ServiceCircle.Isochrones;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Output;

/// <summary>
/// How QGIS draws our layers, in the colours of the report's maps: communities by the services that they reach, circles by their bands,
/// facilities by category. A layer may hold points and areas, so that every rule says which of them it draws.
/// </summary>
internal sealed class LayerStyles(Messages messages, IReadOnlyDictionary<string, string> categoryNames)
{
    /// <summary>Colours of categories, told apart as far as so many can be (Okabe and Ito first, then darker ones).</summary>
    private static readonly string[] Palette =
    [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5b2a86", "#7a3b10", "#a3123a", "#14532d", "#333333", "#999933",
    ];

    /// <summary>A class of rows: what it is called, which they are (an expression of QGIS), and its colour.</summary>
    private sealed record Group(string Label, string Filter, string Colour);

    /// <summary>The styles of a layer, the usual one first; none for a table or a layer that speaks for itself.</summary>
    public IReadOnlyList<LayerStyle> Of(Layer layer)
    {
        if (!layer.IsSpatial) return [];
        string[] columns = [.. layer.Columns.Select(c => c.Name)];
        if (columns.Contains("circle_share")) return [.. Communities(layer)];
        if (columns.Contains("contour") && columns.Contains("stroke"))
            return [new LayerStyle(
                messages["layer/style-bands"],
                QgisStyle.Build(layer.Shapes == Shapes.Lines ? IsochroneShape.Edges : IsochroneShape.Polygon))];
        return columns.Contains("category") && columns.Contains("categories")
            ? [new LayerStyle(messages["layer/style-categories"], Rules(layer, Categories(layer)))] : [];
    }

    private IEnumerable<LayerStyle> Communities(Layer layer)
    {
        yield return new LayerStyle(messages["layer/style-circle"], Rules(layer,
        [
            Like(MapClass.CircleComplete, "\"circle_share\" = 1"),
            Like(MapClass.CircleMost, "\"circle_share\" >= 0.5 AND \"circle_share\" < 1"),
            Like(MapClass.CircleFew, "\"circle_share\" > 0 AND \"circle_share\" < 0.5"),
            Like(MapClass.CircleNone, "\"circle_share\" = 0"),
            Like(MapClass.CircleNotCounted, "\"circle_share\" IS NULL"),
        ]));
        string[] names = [.. layer.Columns.Select(c => c.Name)];
        foreach ((string column, string field) in names.Zip(FieldNames.Plain(names, GeoPackageWriter.OwnColumns)))
        {
            if (!column.EndsWith(".covered", StringComparison.Ordinal)) continue;
            string category = column[..column.LastIndexOf('.')];
            yield return new LayerStyle(categoryNames.GetValueOrDefault(category, category), Rules(layer,
            [
                Like(MapClass.InReach, $"\"{field}\"", "map/in-reach-cell"), Like(MapClass.OutOfReach, $"NOT \"{field}\""),
                Like(MapClass.CircleNotCounted, $"\"{field}\" IS NULL"),
            ]));
        }
    }

    private IReadOnlyList<Group> Categories(Layer layer)
    {
        int at = layer.Columns.Index().First(c => c.Item.Name == "category").Index;
        IEnumerable<string> categories = layer.Rows().Select(r => r.Values[at]).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return [.. categories.Select((category, i) => new Group(
            categoryNames.GetValueOrDefault(category, category),
            $"\"category\" = '{category.Replace("'", "''", StringComparison.Ordinal)}'", Palette[i % Palette.Length]))];
    }

    private Group Like(MapClass mapClass, string filter, string? label = null)
    {
        MapStyle style = MapStyle.Of(mapClass);
        return new Group(messages[label ?? style.LegendKey], filter, style.Fill.Length == 4 ? Long(style.Fill) : style.Fill);
    }

    private static string Rules(Layer layer, IReadOnlyList<Group> groups)
    {
        (Shapes Shape, string Type, string Kind)[] kinds =
            [(Shapes.Areas, "Polygon", "fill"), (Shapes.Lines, "Line", "line"), (Shapes.Points, "Point", "marker")];
        var rules = new XElement("rules", new XAttribute("key", "rules"));
        var symbols = new XElement("symbols");
        int number = 0;
        foreach ((_, string type, string kind) in kinds.Where(k => layer.Shapes.HasFlag(k.Shape)))
        {
            foreach (Group group in groups)
            {
                string filter = layer.Shapes == Shapes.Areas || layer.Shapes == Shapes.Lines || layer.Shapes == Shapes.Points
                    ? group.Filter : $"({group.Filter}) AND geometry_type($geometry) = '{type}'";
                rules.Add(new XElement(
                    "rule", new XAttribute("key", string.Create(CultureInfo.InvariantCulture, $"rule-{number}")),
                    new XAttribute("filter", filter), new XAttribute("symbol", number), new XAttribute("label", group.Label)));
                symbols.Add(QgisStyle.Symbol(kind, number++, kind == "fill" ? "0.7" : "1", Look(kind, group.Colour)));
            }
        }
        return QgisStyle.Document(new XElement(
            "renderer-v2", new XAttribute("type", "RuleRenderer"), new XAttribute("symbollevels", 0), rules, symbols));
    }

    /// <summary>One colour for all of a layer that speaks for itself, by the kind of its symbols.</summary>
    internal static XElement Plain(string kind) => new(
        "renderer-v2", new XAttribute("type", "singleSymbol"), new XAttribute("symbollevels", 0),
        new XElement("symbols", QgisStyle.Symbol(kind, 0, kind == "fill" ? "0.7" : "1", Look(kind, Palette[0]))));

    private static XElement Look(string kind, string colour) => kind switch
    {
        "fill" => QgisStyle.Layer("SimpleFill", QgisStyle.Map(
            ("color", Rgba(colour)), ("outline_color", "255,255,255,255"), ("outline_width", "0.3"), ("outline_width_unit", "MM"),
            ("outline_style", "solid"), ("style", "solid"))),
        "line" => QgisStyle.Layer("SimpleLine", QgisStyle.Map(
            ("line_color", Rgba(colour)), ("line_width", "0.6"), ("line_width_unit", "MM"), ("line_style", "solid"))),
        _ => QgisStyle.Layer("SimpleMarker", QgisStyle.Map(
            ("name", "circle"), ("color", Rgba(colour)), ("size", "2.6"), ("size_unit", "MM"), ("outline_color", "80,80,80,255"),
            ("outline_width", "0.2"), ("outline_width_unit", "MM"), ("outline_style", "solid"))),
    };

    /// <summary>"#36c" as "#3366cc".</summary>
    private static string Long(string colour) => "#" + string.Concat(colour[1..].Select(digit => new string(digit, 2)));

    private static string Rgba(string colour) => string.Join(',', Convert.FromHexString(colour[1..])) + ",255";
}

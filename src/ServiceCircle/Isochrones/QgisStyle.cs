using System.Xml.Linq;

namespace ServiceCircle.Isochrones;

/// <summary>
/// A QGIS layer style for a file of circles. QGIS takes it by itself when it lies beside the file under the same name. It
/// shows the colours that the features carry, large circles below small ones.
/// </summary>
internal static class QgisStyle
{
    /// <summary>The style as text of a <c>.qml</c> file (QGIS 3).</summary>
    public static string Build(IsochroneShape shape)
    {
        bool isPolygon = shape == IsochroneShape.Polygon;
        XElement look = isPolygon
            ? Layer(
                "SimpleFill",
                Map(("color", "46,143,163,255"), ("outline_color", "11,90,112,255"), ("outline_width", "0.3"), ("outline_width_unit", "MM"),
                    ("outline_style", "solid"), ("style", "solid")),
                FromFields(("fillColor", "fill"), ("outlineColor", "stroke")))
            : Layer(
                "SimpleLine",
                Map(("line_color", "11,90,112,255"), ("line_width", "0.6"), ("line_width_unit", "MM"), ("line_style", "solid"),
                    ("capstyle", "round"), ("joinstyle", "round")),
                FromFields(("outlineColor", "stroke")));
        XElement symbol = Symbol(isPolygon ? "fill" : "line", 0, isPolygon ? "0.6" : "1", look);
        var renderer = new XElement("renderer-v2",
            new XAttribute("type", "singleSymbol"), new XAttribute("symbollevels", 0), new XAttribute("enableorderby", 1),
            new XElement("symbols", symbol),
            new XElement("orderby", new XElement("orderByClause", new XAttribute("asc", 0), new XAttribute("nullsFirst", 0), "\"value\"")));
        return Document(renderer);
    }

    /// <summary>The text of a style that draws a layer in some way.</summary>
    internal static string Document(XElement renderer)
    {
        var style = new XElement("qgis", new XAttribute("version", "3.22"), new XAttribute("styleCategories", "Symbology"), renderer);
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + style.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>A symbol of a kind ("marker", "line", "fill"), by its number in the list of symbols.</summary>
    internal static XElement Symbol(string kind, int number, string opacity, XElement look) => new(
        "symbol", new XAttribute("type", kind), new XAttribute("name", number), new XAttribute("alpha", opacity), look);

    /// <summary>A layer of a symbol, such as "SimpleFill".</summary>
    internal static XElement Layer(string kind, params XElement[] content) => new(
        "layer", new XAttribute("class", kind), new XAttribute("enabled", 1), new XAttribute("locked", 0), new XAttribute("pass", 0),
        content);

    /// <summary>Options by name.</summary>
    internal static XElement Map(params (string Name, string Value)[] options) =>
        new("Option", new XAttribute("type", "Map"), options.Select(o => Option("QString", o.Name, o.Value)));

    /// <summary>Properties of the symbol that each feature's own columns give.</summary>
    private static XElement FromFields(params (string Property, string Field)[] fields) => new("data_defined_properties", new XElement(
        "Option", new XAttribute("type", "Map"),
        Option("QString", "name", ""),
        new XElement("Option", new XAttribute("type", "Map"), new XAttribute("name", "properties"),
            fields.Select(f => new XElement("Option", new XAttribute("type", "Map"), new XAttribute("name", f.Property),
                Option("bool", "active", "true"), Option("QString", "field", f.Field), Option("int", "type", 2)))),
        Option("QString", "type", "collection")));

    private static XElement Option(string type, string name, object value) =>
        new("Option", new XAttribute("type", type), new XAttribute("name", name), new XAttribute("value", value));
}

using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Reports.Sections;

/// <summary>The maps, each with its legend.</summary>
internal static class MapsSection
{
    public static void Write(Page page)
    {
        if (page.Model.Maps.Count == 0) page.Paragraph(page.Messages["maps/none"]);
        Write(page, page.Model.Maps);
    }

    /// <summary>Maps one below the other.</summary>
    public static void Write(Page page, IReadOnlyList<MapDrawing> maps)
    {
        Markup html = page.Html;
        foreach (MapDrawing map in maps)
        {
            using (html.Open("figure"))
            {
                SvgMap.WriteInline(html, map);
                using (html.Open("figcaption"))
                {
                    html.Leaf("p", map.Title, ("class", "map-title"));
                    MapLegend.WriteList(html, map);
                    page.Paragraph(page.Messages.Text("maps/note", ("credit", SvgMap.Attribution)));
                }
            }
        }
    }
}

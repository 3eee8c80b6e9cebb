using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Reports.Sections;

/// <summary>The maps, each with its legend: all services together, then one by one over the same streets.</summary>
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
        MapDrawing[] overlays = [.. maps.Where(m => m.IsOverlay)];
        foreach (MapDrawing map in maps.Where(m => !m.IsOverlay))
        {
            using (html.Open("figure"))
            {
                SvgMap.WriteInline(html, map, isGround: overlays.Length > 0);
                using (html.Open("figcaption"))
                {
                    html.Leaf("p", map.Title, ("class", "map-title"));
                    MapLegend.WriteList(html, map);
                    page.Paragraph(page.Messages.Text("maps/note", ("credit", SvgMap.Attribution)));
                }
            }
        }
        if (overlays.Length == 0) return;
        html.Leaf("h3", page.Messages["maps/by-service"]);
        using (html.Open("div", ("class", "small-maps")))
            foreach (MapDrawing map in overlays) Small(html, map);
    }

    private static void Small(Markup html, MapDrawing map)
    {
        using (html.Open("figure"))
        {
            SvgMap.WriteInline(html, map);
            using (html.Open("figcaption"))
            {
                html.Leaf("p", map.Title, ("class", "map-title"));
                MapLegend.WriteList(html, map);
            }
        }
    }
}

using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Sections;

/// <summary>The maps, each with its legend: all services together, then one by one over the same streets.</summary>
internal static class MapsSection
{
    public static void Write(Page page)
    {
        if (page.Model.Maps.Count == 0) page.Paragraph(page.Messages["maps/none"]);
        Write(page, page.Model.Maps);
    }

    public static void Write(Page page, IReadOnlyList<MapDrawing> maps)
    {
        MapDrawing[] overlays = [.. maps.Where(m => m.IsOverlay)];
        foreach (MapDrawing map in maps.Where(m => !m.IsOverlay)) Figure(page, map, isGround: overlays.Length > 0);
        if (overlays.Length == 0) return;
        page.Html.Leaf("h3", page.Messages["maps/by-service"]);
        using (page.Html.Open("div", ("class", "small-maps")))
            foreach (MapDrawing map in overlays) Figure(page, map);
    }

    private static void Figure(Page page, MapDrawing map, bool isGround = false)
    {
        Markup html = page.Html;
        using (html.Open("figure"))
        {
            SvgMap.WriteInline(html, map, isGround);
            using (html.Open("figcaption"))
            {
                html.Leaf("p", map.Title, ("class", "map-title"));
                MapLegend.WriteList(html, map);
                foreach (string sentence in map.Notes) page.Paragraph(sentence);
                string note = map.Form == PlaceForm.Circles && map.HasNumbersInCircles ? "maps/note" : "maps/note-cells";
                if (!map.IsOverlay) page.Paragraph(page.Messages.Text(note, ("credit", MapOrnaments.Attribution)));
            }
        }
    }
}

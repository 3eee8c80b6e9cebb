using ServiceCircle.Places;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>What was taken for a facility: counts by category and source, for the categories that the study asks for.</summary>
internal static class FacilitiesSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        FacilityUsed[] facilities = [.. page.Model.Facilities.Where(f => f.Facility.Categories.Any(c => IsAsked(page, c)))];
        if (facilities.Length == 0)
        {
            page.Paragraph(m["facilities/none"], "");
            return;
        }
        var rows = facilities
            .SelectMany(f => f.Facility.Categories.Where(c => IsAsked(page, c)).Select(category => (category, used: f)))
            .GroupBy(pair => (pair.category, pair.used.Origin), pair => pair.used)
            .OrderBy(group => group.Key.category, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Origin, StringComparer.Ordinal);
        page.Table("facilities", m["facilities/caption"],
        [
            new(m["column/category"]), new(m["column/source"]), new(m["column/facilities"], true),
            new(m["column/on-network"], true), new(m["column/capacity"], true),
        ], rows, row =>
        {
            page.RowName(page.NameOf(row.Key.category));
            page.Name(row.Key.Origin == "osm" ? m["facilities/osm"] : row.Key.Origin);
            page.Number(row.Count());
            page.Number(row.Count(f => f.SnapDistanceMetres is not null));
            page.Number(row.Any(f => f.Facility.Capacity is not null) ? row.Sum(f => f.Facility.Capacity ?? 0) : null);
        });
        page.Paragraph(m.Text("facilities/note", ("count", facilities.Length), ("off", facilities.Count(f => f.SnapDistanceMetres is null)),
            ("others", page.Model.Facilities.Count - facilities.Length)));
    }

    private static bool IsAsked(Page page, string category) =>
        page.Model.Coverage.Services.Any(s => CategoryCatalogue.IsWithin(category, s.Category));
}

using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>What one more facility would be worth, as a file, in short, and for the report.</summary>
internal static class MarginalFiles
{
    private const int MostListed = 10, MostDrawn = 4_000;
    private const double DotRadius = 6;

    /// <summary><c>marginal_value.geojson</c>: positions worth something, with the people newly covered by service.</summary>
    public static void Write(Stream stream, StudyResult study, MarginalMap map)
    {
        JsonObject query = Metadata.Query(study);
        query["candidates"] = map.Candidates;
        query["cell_m"] = map.CellMetres;
        query["thinning"] = "of the junctions in each square cell, counted from the south-west corner of the network, "
            + "the one nearest to the cell's centre; positions worth nothing are left out";
        GeoJsonWriter.Write(stream, Metadata.Of(study) with { Query = query }, writer =>
        {
            foreach (MarginalPoint point in map.Points)
            {
                writer.Feature(new Point(point.At.Lon, point.At.Lat), json =>
                {
                    json.WriteString("id", point.At.ToString());
                    for (int s = 0; s < map.Services.Count; s++)
                        json.WriteNumber(
                            study.Coverage.Services[map.Services[s]].Category + ".population_gained", Rounded.People(point.People[s]));
                }, point.At.ToString());
            }
        });
    }

    /// <summary>The best positions by service.</summary>
    public static JsonArray Best(StudyResult study, MarginalMap map) => map.Services.Index().ToJson(m => new JsonObject
    {
        ["category"] = study.Coverage.Services[m.Item].Category,
        ["minutes"] = study.Coverage.Services[m.Item].Limit.Minutes,
        ["best"] = map.Best(m.Index, MostListed).ToJson(
            p => new JsonObject { ["at"] = new JsonArray(p.At.Lon, p.At.Lat), ["population_gained"] = Rounded.People(p.People[m.Index]) }),
    });

    /// <summary>Each service with its best positions and its map.</summary>
    public static IReadOnlyList<MarginalService> Services(StudyResult study, MarginalMap map, ReportModel report, Language language) =>
    [
        .. map.Services.Select((service, s) => new MarginalService(
            study.Coverage.Services[service], [.. map.Best(s, MostListed).Select(p => (p.At, p.People[s]))], map.Candidates, map.CellMetres,
            MapOf(study, map, s, report, language))),
    ];

    private static MapDrawing MapOf(StudyResult study, MarginalMap map, int s, ReportModel report, Language language)
    {
        Service service = study.Coverage.Services[map.Services[s]];
        Messages messages = Messages.In(language);
        IReadOnlyList<MarginalPoint> drawn = map.Best(s, MostDrawn);
        double best = drawn.Count > 0 ? drawn[0].People[s] : 0;
        bool areGathered = PlaceCrowd.FormOf(study.Coverage, report.Maps[0].Extent) != PlaceForm.Circles;
        HashSet<Position> without =
            [.. study.Coverage.Communities.Where(c => c.Status != CommunityStatus.NotSnapped && !c.Reach[map.Services[s]].Covered)
                .Select(c => c.Community.Position)];
        return new MapDrawing(
            messages.Text("whatif/where-map", ("service", report.CategoryNames.GetValueOrDefault(service.Category, service.Category))),
            language, report.Maps[0].Extent,
        [
            .. report.Maps[0].Layers.Where(l => l is LineLayer or AreaLayer),
            new PlaceLayers(
                study.Coverage, map.Services[s], study.Facilities.Facilities, report.Maps[0].Extent, report.CategoryNames, language)
                .Symbols(isOverlay: false),
            // Many would hide the positions that the map is about.
            new PointLayer(areGathered ? [] : [
                .. CoverageLayers.Communities(study.Coverage, report.CategoryNames, language).Points.Where(
                    p => without.Contains(p.Position))]),
            // The best on top.
            new PointLayer([
                .. drawn.Reverse().Select(p => new MapPoint(ClassOf(p.People[s] / best), p.At, DotRadius, messages.People(p.People[s])))]),
        ], report.Maps[0].PathBudget)
        { Notes = areGathered ? [messages["map/communities-elsewhere"]] : [], Approval = report.Maps[0].Approval };
    }

    private static MapClass ClassOf(double share) =>
        share > 2.0 / 3 ? MapClass.WorthMost : share > 1.0 / 3 ? MapClass.WorthMore : MapClass.WorthLittle;
}

using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Meaning;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Diagnosis;

/// <summary>
/// Something about a study's data that a planner should look at: its text is the key "doctor/" and the id. Results may be wrong for a
/// problem; else it is only worth knowing. The value is a figure, where there is one (people, or km per square km); the places are the
/// layer to look at.
/// </summary>
internal sealed record Finding(string Id, bool IsProblem, int Count, double? Value, IReadOnlyList<Geometry> Places)
{
    /// <summary>How the points of each file lie on the roads; for the finding about datums only.</summary>
    public IReadOnlyList<FileDatum> Datums { get; init; } = [];

    /// <summary>One of the places in words, where that helps; may be empty.</summary>
    public NameList Example { get; init; } = new([]);
}

/// <summary>Examines a study before anybody believes its figures.</summary>
internal static class Doctor
{
    /// <summary>Streets per square km that GB 50180-2018 asks of residential areas (6.0.2).</summary>
    public const double StreetDensityStandard = 8;

    /// <summary>A place, or the door of a compound, this far from the network is put onto it, but looked at.</summary>
    public const double FarMetres = 75;

    /// <summary>The findings, always all of them in one order; a count of 0 is good news.</summary>
    public static IReadOnlyList<Finding> Examine(StudyResult result)
    {
        WalkGraph graph = result.Graph;
        WalkNetwork network = graph.Network;
        CommunityCoverage[] rows = [.. result.Coverage.Communities];
        CommunityCoverage[] off = [.. rows.Where(r => r.Status == CommunityStatus.NotSnapped)],
            edge = [.. rows.Where(r => r.Status == CommunityStatus.EdgeOfMap)];
        (Geometry Geometry, PlaceAccess Access)[] sites = [.. result.Walks.Sites.Select(s => (s.Facility.Geometry, s.Access))];
        (Geometry Geometry, PlaceAccess Access)[] places = [.. result.Walks.Homes.Select(h => (h.Community.Geometry, h.Access)), .. sites];
        (double density, Geometry[] area) = Density(result);
        return
        [
            Datums(result),
            .. DoctorTables.Examine(result),
            Of("people-off-network", true, off.Select(r => r.Community.Geometry), off.Sum(r => r.Community.People.Total ?? 0)),
            Of("facilities-off-network", true, sites.Where(s => s.Access.Kind == AccessKind.None).Select(s => s.Geometry)),
            Of("edge-of-map", true, edge.Select(r => r.Community.Geometry), edge.Sum(r => r.Community.People.Total ?? 0)),
            Of("far-from-network", true,
                places.Where(p => p.Access.Snap is { IsSnapped: true } s && LocalMetres.Between(s.From, s.Position) > FarMetres)
                    .Select(p => p.Geometry)),
            Of("behind-barrier", true, places.Where(p => p.Access.Snap.CrossesBarrier).Select(p => p.Geometry)),
            Of("on-island", true, places.Where(p => p.Access.Snap.Status == SnapStatus.OnIsland).Select(p => p.Geometry)),
            Of("doors-assumed", false, places.Where(p => p.Access.Kind == AccessKind.RimAssumed).Select(p => p.Geometry)),
            Of("closed-gates", true, NetworkChecks.ClosedGates(graph).Select(PointAt)),
            Of("dead-end-gates", false, network.DeadEndGates.Select(PointAt)),
            Of("islands", true, NetworkChecks.IslandEdges(graph).Select(e => LineOf(network, e)),
                graph.Components.LengthMetres.Where((_, c) => graph.Components.IsIsland(c)).Sum()),
            Of("unjoined-crossings", true, NetworkChecks.UnjoinedCrossings(graph).Select(PointAt)),
            Of("duplicate-ways", false, NetworkChecks.Duplicates(network).Select(e => LineOf(network, e))),
            Of("square-lines", false, Assumed(network, isLink: false)),
            Of("sidewalk-links", false, Assumed(network, isLink: true)),
            new("street-density", density < StreetDensityStandard, area.Length, Math.Round(density, 2), area),
            new("unknown-to-walker", false, 0, Math.Round(NetworkChecks.UnknownShare(network, graph.Walker), 4), []),
        ];
    }

    /// <summary>Whether the points of some file lie on the roads in another datum than the one they are said to be in.</summary>
    private static Finding Datums(StudyResult result)
    {
        IReadOnlyList<LocatedFile> files = result.Givens.Located;
        IReadOnlyList<FileDatum> datums = DatumChecks.Compare(files, result.Walks.Locator.VisitorSnapper);
        string[] shifted = [.. datums.Where(d => d.IsShifted).Select(d => d.Fit.File)];
        Geometry[] places = [.. files.Where(f => shifted.Contains(f.Name)).SelectMany(f => f.Places).Select(p => PointAt(p.At))];
        double? metres = datums.Count > 0 ? Math.Round(datums.Max(d => d.Fit.MedianMetres[d.Fit.Stated]), 1) : null;
        return new Finding("datum-shift", shifted.Length > 0, shifted.Length, metres, places) { Datums = datums };
    }

    private static Finding Of(string id, bool isProblem, IEnumerable<Geometry> places, double? value = null)
    {
        Geometry[] all = [.. places];
        return new Finding(id, isProblem && all.Length > 0, all.Length, value, all);
    }

    /// <summary>Streets per square km of the study's area, or of the box of its communities when it names none.</summary>
    private static (double Density, Geometry[] Area) Density(StudyResult result)
    {
        var box = new Envelope();
        foreach (Community community in result.Communities) box.ExpandToInclude(community.Geometry.EnvelopeInternal);
        Geometry area = result.File.Area is { } file ? AreaFile.Read(file) : GeometryFactory.Default.ToGeometry(box);
        var scale = new LocalMetres(area.EnvelopeInternal.Centre.Y * 1e7);
        double squareKilometres = area.Area * 1e14 * scale.MetresPerLonUnit * scale.MetresPerLatUnit / 1e6;
        if (!(squareKilometres > 0)) return (0, []);
        var locator = new IndexedPointInAreaLocator(area);
        double kilometres =
            NetworkChecks.StreetKilometres(result.Graph.Network, p => locator.Locate(new Coordinate(p.Lon, p.Lat)) != Location.Exterior);
        return (kilometres / squareKilometres, [area]);
    }

    private static IEnumerable<Geometry> Assumed(WalkNetwork network, bool isLink) => Enumerable.Range(0, network.EdgeCount)
        .Where(e => network.Attributes(e).Has(WayFlags.Assumed) && network.Attributes(e).Has(WayFlags.Sidewalk) == isLink)
        .Select(e => LineOf(network, e));

    private static Point PointAt(Position p) => GeometryFactory.Default.CreatePoint(new Coordinate(p.Lon, p.Lat));

    private static LineString LineOf(WalkNetwork network, int edge) => GeometryFactory.Default.CreateLineString(
        [.. Enumerable.Range(0, network.ShapeLength(edge)).Select(i => network.ShapePosition(edge, i))
            .Select(p => new Coordinate(p.Lon, p.Lat))]);
}

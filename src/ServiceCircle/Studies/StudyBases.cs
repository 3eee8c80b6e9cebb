using NetTopologySuite.Geometries;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Studies;

/// <summary>Gathers the further bases that a study asks for.</summary>
internal static class StudyBases
{
    /// <summary>
    /// The bases, in the order of the study; empty if it asks for none, which costs nothing. Buildings that a network cache cannot
    /// give stand there as not given: the same study runs with the extract and with the cache.
    /// </summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public static IReadOnlyList<CoverageBasis> Gather(StudyFile study, WalkNetwork network, IReadOnlyList<Community> communities)
    {
        if (study.Bases.Count == 0) return [];
        StudyBounds within = StudyBounds.Find(study.Area is null ? null : AreaFile.Read(study.Area), communities);
        var bases = new List<CoverageBasis>();
        for (int i = 0; i < study.Bases.Count; i++)
        {
            BasisInput basis = study.Bases[i];
            if (basis.Basis == CoverageBasis.Land) bases.Add(Land(study, i, network, within));
            else if (basis.File is not null || !NetworkFile.IsNetworkFile(study.Network.Osm)) bases.Add(Buildings(study, i, within));
            else bases.Add(CoverageBasis.NotGiven(basis.Basis, within.Kind, $"bases[{i}].file"));
        }
        return bases;
    }

    private static CoverageBasis Buildings(StudyFile study, int i, StudyBounds within)
    {
        string path = study.Bases[i].File ?? study.Network.Osm;
        if (!IsTable(path)) return OsmBuildings.Read(path, within);
        Position[] points =
            [.. Rows(study, i).Select(r => Positions.Inside(r.Geometry!)).Where(p => within.Holds(new Coordinate(p.Lon, p.Lat)))];
        return new CoverageBasis(CoverageBasis.Buildings, points, 1) { Within = within.Kind, Source = Path.GetFileName(path) };
    }

    private static CoverageBasis Land(StudyFile study, int i, WalkNetwork network, StudyBounds within)
    {
        BasisInput basis = study.Bases[i];
        return basis.File is { } path
            ? ResidentialLand.Sample(Rows(study, i).Select(r => r.Geometry!), within, basis.SpacingMetres, Path.GetFileName(path))
            : ResidentialLand.Sample(
                network.Features.Find(FeatureGroups.Residential).Select(f => f.Geometry), within, basis.SpacingMetres, "osm");
    }

    private static IEnumerable<Row> Rows(StudyFile study, int i)
    {
        bool isLand = study.Bases[i].Basis == CoverageBasis.Land;
        Table table = StudyInputs.Read(study.Bases[i]);
        Row? bad = table.Rows.FirstOrDefault(r => r.Geometry is null || isLand && r.Geometry is not IPolygonal);
        if (bad is null) return table.Rows;
        throw new InputException(
            table.Source, bad.Where, PlaceTable.Shape(bad), isLand ? "expected/polygon" : "expected/point-or-a-polygon");
    }

    /// <summary>Whether a file of buildings is a table rather than an OSM extract.</summary>
    internal static bool IsTable(string path) => Tables.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}

using NetTopologySuite.Geometries;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies.Spreading;

/// <summary>
/// A place that people are spread to, and what it weighs: of a building square metres times levels, of a stretch of street metres, each in
/// hundredths, so that whole numbers are compared.
/// </summary>
internal readonly record struct SpreadPlace(Position At, long Weight, bool IsLevelsStated);

/// <summary>Gathers the places that people are spread to, in an order that does not depend on the machine.</summary>
internal static class SpreadPlaces
{
    /// <summary>Longest stretch of street that is one place, metres: nobody's walk is told wrong by more than half of it.</summary>
    public const double StretchMetres = 50;

    /// <summary>Columns of a planner's own table of buildings.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["levels"];

    /// <summary>The places; empty if there are none.</summary>
    /// <exception cref="InputException">There is nothing to take buildings from, or a file cannot be used.</exception>
    public static IReadOnlyList<SpreadPlace> Gather(StudyFile study, SpreadInput spread, WalkNetwork network)
    {
        if (spread.Over == SpreadInput.Streets) return Streets(network);
        string path = spread.File ?? study.Network.Osm;
        if (spread.File is null && NetworkFile.IsNetworkFile(path))
            throw new InputException(
                study.Path, "communities.spread", new("found/cache-without-buildings", ("file", Path.GetFileName(path))),
                "expected/buildings-or-streets");
        IEnumerable<(Position Middle, double Footprint, double? Levels)> buildings = StudyBases.IsTable(path)
            ? OfTable(spread) : OsmBuildings.All(path).Select(b => (b.Middle, b.Footprint, b.Levels));
        return
        [
            .. buildings.Select(b =>
                new SpreadPlace(b.Middle, Hundredths(b.Footprint * (b.Levels ?? spread.DefaultLevels)), b.Levels is not null)),
        ];
    }

    /// <summary>
    /// Stretches of the streets that people live on: not main streets, service ways or paths, nor where nobody can live. The network keeps
    /// no more of a street than this.
    /// </summary>
    private static List<SpreadPlace> Streets(WalkNetwork network)
    {
        const WayFlags Uninhabited = WayFlags.Tunnel | WayFlags.Bridge | WayFlags.Assumed;
        var places = new List<SpreadPlace>();
        for (int edge = 0; edge < network.EdgeCount; edge++)
        {
            WayAttributes way = network.Attributes(edge);
            double length = network.LengthMetres[edge];
            if (way.Kind != WayKind.Street || (way.Flags & Uninhabited) != 0 || length <= 0) continue;
            double pieces = Math.Ceiling(length / StretchMetres);
            for (int i = 0; i < pieces; i++)
                places.Add(new SpreadPlace(network.PositionAt(edge, (i + 0.5) * length / pieces), Hundredths(length / pieces), true));
        }
        return places;
    }

    private static IEnumerable<(Position Middle, double Footprint, double? Levels)> OfTable(SpreadInput spread)
    {
        var source = new PlaceTable(StudyInputs.Read(spread), spread.Columns);
        int levels = source.Column("levels", "building:levels", "floors", "storeys", "层数", "地上层数", "建筑层数", "楼层数", "楼层");
        var buildings = new List<(Position, double, double?)>();
        foreach (Row row in source.Table.Rows)
        {
            if (row.Geometry is not IPolygonal)
            {
                source.Note(row, PlaceTable.Shape(row), "expected/polygon");
                continue;
            }
            Position middle = Position.FromDegrees(row.Geometry.Centroid.X, row.Geometry.Centroid.Y);
            var scale = new LocalMetres(middle.LatE7);
            double footprint = row.Geometry.Area * 1e14 * scale.MetresPerLonUnit * scale.MetresPerLatUnit;
            buildings.Add((middle, footprint, LevelsOf(row)));
        }
        source.ThrowIfAny();
        return buildings;

        double? LevelsOf(Row row)
        {
            string? text = PlaceTable.Text(row, levels)?.TrimEnd('层', '楼', 'F', 'f', ' ');
            double? stated = Building.LevelsOf(text);
            // No levels above ground are as good as none stated; a year of construction is a mistake that would move a town's people.
            if (text is not null && stated is null && !(NumberText.TryParse(text, out double number) && number <= 0))
                source.Note(row, Notice.Quoted(text), new("expected/levels", ("most", $"{Building.MostLevels}")));
            return stated;
        }
    }

    private static long Hundredths(double weight) => Math.Max(1, (long)Math.Round(weight * 100));
}

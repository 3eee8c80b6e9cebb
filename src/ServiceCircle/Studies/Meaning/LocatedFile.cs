using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Studies.Meaning;

/// <summary>A file of the study with its located places, and the datum that its coordinates are said to be in.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Stated">The datum of the study file; the places are WGS-84 made from it.</param>
/// <param name="Places">All rows with coordinates, whatever else is known of them, each with where it stands.</param>
internal sealed record LocatedFile(string Name, ChineseDatum Stated, IReadOnlyList<(string Where, Position At)> Places)
{
    public static LocatedFile Of(Table table) => new(Path.GetFileName(table.Source), table.Crs.Datum,
        [.. table.Rows.Where(r => r.Geometry is not null).Select(r => (r.Where, Positions.Inside(r.Geometry!)))]);
}

using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;

namespace ServiceCircle.Places;

/// <summary>
/// People of communities from a raster of people per pixel (WorldPop, GHS-POP): each pixel gives the share of its people that the share of
/// its area in the community is, so that communities side by side add up to the pixels that they cover together.
/// </summary>
internal static class PopulationRaster
{
    /// <summary>The share of an area that has data below which its people may be many more than the raster tells.</summary>
    private const double MostlyKnown = 0.5;

    /// <summary>More people than live on earth: a pixel that says so is none of people.</summary>
    private const double TooMany = 1e10;

    /// <summary>
    /// The communities, those without a number of people with that of the raster where their area lies in it and it has data there.
    /// </summary>
    /// <exception cref="InputException">No raster of people, or no community without a number is an area.</exception>
    public static IReadOnlyList<Community> Fill(IReadOnlyList<Community> communities, string path, List<Notice> warnings)
    {
        using PixelGrid raster = PixelGrid.Open(path);
        var filled = new List<Community>(communities.Count);
        int counted = 0, blank = 0, areas = 0, partly = 0;
        double people = 0;
        foreach (Community community in communities)
        {
            filled.Add(community);
            if (community.People.Total is not null) continue;
            if (community.Geometry is IPolygonal) areas++;
            if (PeopleIn(raster, community.Geometry, path) is not var (total, known))
            {
                blank++;
                continue;
            }
            filled[^1] = community with { People = community.People with { Total = total } };
            counted++;
            if (known < MostlyKnown) partly++;
            people += total;
        }
        if (areas == 0 && blank > 0) throw new InputException(path, "population_raster", "found/no-areas", "expected/areas-for-raster");
        string file = Path.GetFileName(path);
        if (counted > 0) warnings.Add(new("warning/raster-people", ("file", file), ("count", counted), ("people", people)));
        if (partly > 0) warnings.Add(new("warning/raster-partly", ("file", file), ("count", partly)));
        if (blank > 0) warnings.Add(new("warning/raster-blank", ("file", file), ("count", blank)));
        return filled;
    }

    /// <summary>
    /// The people of an area and the share of it that has data; null if it is none, reaches beyond the raster, or has no data at all.
    /// </summary>
    private static (double People, double Known)? PeopleIn(PixelGrid raster, Geometry area, string path)
    {
        if (area is not IPolygonal || area.IsEmpty) return null;
        (double Column, double Row) At(Coordinate c) => raster.ToPixels(c.X, c.Y);
        bool IsInside(Coordinate c) => At(c) is var (column, row)
            && column >= 0 && row >= 0 && column <= raster.Columns && row <= raster.Rows;
        if (!area.Coordinates.All(IsInside)) return null;
        double people = 0, withData = 0, all = 0;
        foreach ((int column, int row, double share) in PixelShares.Of(area, c => At(c)))
        {
            all += share;
            double pixel = raster.At(column, row);
            if (double.IsNaN(pixel)) continue;
            if (pixel is not (>= 0 and < TooMany))
                throw new InputException(
                    path, "",
                    new("found/pixel", ("value", FormattableString.Invariant($"{pixel:R}")), ("column", column + 1), ("row", row + 1)),
                    "expected/people-per-pixel");
            people += share * pixel;
            withData += share;
        }
        // What is left of a rounding in the raster is nobody.
        return withData > 0 ? (NumberText.IsAmount(people) ? people : 0, withData / all) : null;
    }
}

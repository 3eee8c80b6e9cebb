using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Maps;

/// <summary>Whether circles can still be told apart.</summary>
internal static class PlaceCrowd
{
    /// <summary>Fewer communities are circles however near they are to each other: a reader finds each by its name.</summary>
    private const int FewPlaces = 100;

    /// <summary>Share of the communities that may be hidden.</summary>
    private const double MostHidden = 0.1;

    /// <summary>Share of the communities of a map drawn as outlines that need to have one.</summary>
    private const double LeastOutlined = 0.9;

    /// <summary>Symbols that a page with a map of all services and of each may draw, so that it stays below five megabytes.</summary>
    private const int MostSymbols = 12_000;

    /// <summary>The form in which the maps of a page show communities.</summary>
    public static PlaceForm FormOf(CoverageResult coverage, Box extent)
    {
        if (coverage.Communities.Count > PlaceCells.MostPlaces
            || coverage.Communities.Count * (coverage.Services.Count + 1L) > MostSymbols) return PlaceForm.Squares;
        return FormOf([.. coverage.Communities.Select(c => c.Community)], extent);
    }

    /// <summary>The form for communities of which there are not too many for a page.</summary>
    public static PlaceForm FormOf(IReadOnlyCollection<Community> communities, Box extent) =>
        communities.Count > PlaceCells.MostPlaces ? PlaceForm.Squares
        : communities.Count <= FewPlaces || Hidden(communities, extent) <= MostHidden * communities.Count ? PlaceForm.Circles
        : communities.Count(CommunityOutlines.Has) >= LeastOutlined * communities.Count ? PlaceForm.Outlines
        : PlaceForm.Squares;

    /// <summary>Communities whose middle, where their number stands, lies below the circle of another.</summary>
    internal static int Hidden(IReadOnlyCollection<Community> communities, Box extent)
    {
        var frame = new MapFrame(extent);
        double most = communities.Select(c => c.People.Total ?? 0).DefaultIfEmpty(0).Max();
        var discs = new Dictionary<(int, int), List<(Pixel At, double Radius)>>();
        int hidden = 0;
        // From the top to the bottom of the pile: a circle is hidden by those that are there before it.
        foreach (Community community in CoverageLayers.InOrder(communities, c => c).Reverse())
        {
            Pixel at = frame.Project(community.Position);
            int x = Cell(at.X), y = Cell(at.Y);
            bool isHidden = false;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    isHidden |= discs.TryGetValue((x + dx, y + dy), out var near) && near.Exists(d => IsWithin(at, d.At, d.Radius));
            if (isHidden) hidden++;
            if (!discs.TryGetValue((x, y), out var there)) discs.Add((x, y), there = []);
            there.Add((at, CoverageLayers.Radius(community.People.Total, most)));
        }
        return hidden;

        static int Cell(double units) => (int)Math.Floor(units / CoverageLayers.LargestCircle);
    }

    private static bool IsWithin(Pixel at, Pixel middle, double radius) =>
        (at.X - middle.X) * (at.X - middle.X) + (at.Y - middle.Y) * (at.Y - middle.Y) < radius * radius;
}

namespace ServiceCircle.Reports.Maps;

/// <summary>The lines and areas of a map as path texts, one per layer, coarse enough for a bounded size.</summary>
internal static class MapPaths
{
    /// <summary>Characters that all paths of a map may take together where nothing else is said.</summary>
    public const int Budget = 1_000_000;

    /// <summary>
    /// Path text per layer, null for layers of points. Detail is half a pixel; while the text is over the budget, the grid
    /// doubles. A grid holds finitely many segments, so that this ends for any input.
    /// </summary>
    public static string?[] Draw(IReadOnlyList<MapLayer> layers, MapFrame frame, int budget = Budget)
    {
        var clipping = new Clipping(MapFrame.Width, frame.Height);
        List<Pixel>[][] lines = [.. layers.Select(layer => layer is not LineLayer own ? []
            : LineChains.Join(own.Lines).SelectMany(line => clipping.Line([.. line.Select(frame.Project)])).ToArray())];
        for (int grid = 1; ; grid *= 2)
        {
            var paths = new PathData[layers.Count];
            for (int i = 0; i < paths.Length; i++)
            {
                paths[i] = new PathData(grid);
                foreach (List<Pixel> line in lines[i]) paths[i].Line(Simplification.Thin(line, grid));
                Fill(paths[i], AreasOf(layers[i]), frame, clipping, grid);
            }
            if (paths.Sum(p => p.Length) <= budget)
                return [.. paths.Select((p, i) => layers[i] is PointLayer or CellLayer ? null : p.ToString())];
        }
    }

    private static IReadOnlyList<MapArea> AreasOf(MapLayer layer) => layer switch
    {
        AreaLayer areas => areas.Areas,
        OutlineLayer outlines => outlines.Areas,
        _ => [],
    };

    private static void Fill(PathData path, IReadOnlyList<MapArea> areas, MapFrame frame, Clipping clipping, int grid)
    {
        foreach (MapArea area in areas)
        {
            for (int r = 0; r < area.Rings.Count; r++)
            {
                List<Pixel> ring = clipping.Ring([.. area.Rings[r].Select(frame.Project)]);
                // Borders one way and holes the other: with the non-zero rule overlapping areas unite and holes stay open.
                if (ring.Count > 2) path.Ring(Simplification.Thin([.. ring, ring[0]], grid), clockwise: r == 0);
            }
        }
    }
}

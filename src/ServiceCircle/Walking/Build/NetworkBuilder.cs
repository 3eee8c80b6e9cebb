using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Build;

/// <summary>What to leave out while a network is built, and whom to tell how far it is.</summary>
internal sealed record NetworkOptions
{
    /// <summary>Keep only nodes for which this holds; null keeps all.</summary>
    public Func<Position, bool>? IsInside { get; init; }

    /// <summary>
    /// The border that <see cref="IsInside"/> stands for; the data end at it or earlier. Null when only the file's own counts.
    /// </summary>
    public Box? Border { get; init; }

    /// <summary>Called with a stage ("read_nodes", "build_edges") and a share from 0 to 1.</summary>
    public Action<string, double>? Progress { get; init; }
}

/// <summary>Makes a <see cref="WalkNetwork"/> of an OSM file.</summary>
/// <remarks>
/// Steps: read what matters (<see cref="OsmExtractReader"/>); cut ways into segments; put gates between the two sides of
/// their node; contract every stretch in which nothing happens into one edge; number nodes along a space-filling curve.
/// Linear in the size of the file, apart from sorting the nodes.
/// </remarks>
internal static class NetworkBuilder
{
    /// <summary>The network of an OSM file (.osm.pbf, .osm, .osm.gz, .osm.bz2).</summary>
    /// <exception cref="InputException">The file is missing, broken, or holds nothing to walk on.</exception>
    public static WalkNetwork FromOsm(string path, NetworkOptions? options = null)
    {
        options ??= new NetworkOptions();
        using OsmFile file = OsmFile.Open(path);
        // The hash needs only the disk and one core; it runs beside the first pass.
        Task<string> hash = Task.Run(() => FileHash.Compute(path));
        OsmExtract extract = new OsmExtractReader(file, options.IsInside, options.Progress).Read();
        if (extract.Ways.Count == 0) throw new InputException(path, "", "found/no-way", "expected/streets", "advice/check-extract");
        if (!extract.HasNodes) throw new InputException(path, "", "found/no-node", "expected/nodes", "advice/ask-nodes");
        options.Progress?.Invoke("build_edges", 0);
        var warnings = new List<Notice>();
        DataBorder border = DataBorder.Of(extract, warnings);
        SegmentList segments = Segmentation.Cut(extract, border, warnings);
        if (segments.HasTooManyAttributes) throw new InputException(path, "", "found/way-kinds", "expected/fewer-way-kinds");
        var source = new NetworkSource(
            System.IO.Path.GetFileName(path), hash.GetAwaiter().GetResult(), file.Header.OsmDate ?? file.NewestTimestamp, warnings);
        WalkNetwork network = Contraction.ToNetwork(segments, extract, border.Box.Within(options.Border), source);
        options.Progress?.Invoke("build_edges", 1);
        return network;
    }
}

using ServiceCircle.Geo;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

/// <summary>
/// Everything that anybody might walk on, as a graph for no walker in particular. Nodes are junctions, ends, gates and
/// places where the way changes; an edge is a whole stretch between two of them with its shape.
/// </summary>
/// <remarks>
/// Plain parallel arrays, immutable once built, safe to share between threads. Ids are 0..n-1. Nodes are in the order of a
/// space-filling curve, so that neighbours in the city are neighbours in memory; edges are sorted by tail, head and shape, so
/// that the same streets give the same bytes whatever the order of the file. Loops, parallel edges and edges of no length are normal.
/// </remarks>
internal sealed record WalkNetwork
{
    public required Position[] NodePositions { get; init; }

    /// <summary>Where people wait to cross: for each node a <see cref="CrossingPlace"/> as one byte, 0 where nobody does.</summary>
    public required byte[] Crossings { get; init; }

    public required int[] Tail { get; init; }
    public required int[] Head { get; init; }
    public required float[] LengthMetres { get; init; }

    /// <summary>Index of each edge into <see cref="AttributeTable"/>, the distinct attributes.</summary>
    public required ushort[] AttributeIndex { get; init; }

    /// <summary>OSM id of the (first) way that each edge comes from; the node's id for gates.</summary>
    public required long[] OsmId { get; init; }

    public required WayAttributes[] AttributeTable { get; init; }

    /// <summary>Inner positions of edge e are those from FirstInner[e] up to, not including, FirstInner[e + 1].</summary>
    public required int[] FirstInner { get; init; }

    /// <summary>Inner positions of all edges, in order from tail to head.</summary>
    public required Position[] InnerPositions { get; init; }

    /// <summary>Metres from the edge's tail along its shape to each inner position.</summary>
    public required float[] InnerMetres { get; init; }

    /// <summary>
    /// In which directions a bicycle is ridden, tail to head being forward, on each straight piece of each edge: piece i of edge e is at
    /// FirstInner[e] + e + i. Empty where nothing is known of bicycles. Kept by piece, so that it cuts no edge that people walk on.
    /// </summary>
    public Riding[] PieceRiding { get; init; } = [];

    /// <summary>Heights in metres, NaN where unknown; empty when the network has none.</summary>
    public float[] NodeHeights { get; init; } = [];
    public float[] InnerHeights { get; init; } = [];
    public bool HasHeights => NodeHeights.Length > 0;

    /// <summary>The box that holds the data, as the file states it or as its data span it; beyond it they are not whole.</summary>
    public required Box DataBox { get; init; }

    /// <summary>Nodes where a way leads out of the data or ends in nothing, sorted.</summary>
    public required int[] CutNodes { get; init; }

    /// <summary>Gates of the map that one way leads to and none leads on from: something behind them is not mapped.</summary>
    public Position[] DeadEndGates { get; init; } = [];

    public required NetworkSource Source { get; init; }

    /// <summary>Other things in the extract that the product needs: facilities, water, railways, walls, parks, homes.</summary>
    public required FeatureStore Features { get; init; }

    public IReadOnlyList<PreparedPart> Prepared { get; init; } = [];
    public int NodeCount => NodePositions.Length;
    public int EdgeCount => Tail.Length;

    /// <summary>The day of the data; null if the file does not tell.</summary>
    public DateOnly? DataDay => Source.OsmDate is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : null;

    /// <summary>The network of a day: what opens later or is gone by then is closed. Nothing else changes.</summary>
    public WalkNetwork AsOf(DateOnly? day)
    {
        bool IsThere(WayAttributes way) => day is not { } on || way.Days.Include(on);
        return AttributeTable.All(IsThere) ? this : this with
        {
            AttributeTable = [.. AttributeTable.Select(way => IsThere(way) ? way : way with { Flags = way.Flags | WayFlags.Closed })],
        };
    }

    public WayAttributes Attributes(int edge) => AttributeTable[AttributeIndex[edge]];

    /// <summary>Number of positions of an edge's shape, both ends included.</summary>
    public int ShapeLength(int edge) => FirstInner[edge + 1] - FirstInner[edge] + 2;

    /// <summary>A position of an edge's shape: 0 is the tail, ShapeLength - 1 the head.</summary>
    public Position ShapePosition(int edge, int index)
    {
        if (index == 0) return NodePositions[Tail[edge]];
        int inner = FirstInner[edge] + index - 1;
        return inner < FirstInner[edge + 1] ? InnerPositions[inner] : NodePositions[Head[edge]];
    }

    /// <summary>Where a bicycle is ridden on the straight piece behind a position of the shape.</summary>
    public Riding RidingOn(int edge, int piece) => PieceRiding.Length == 0 ? Riding.None : PieceRiding[FirstInner[edge] + edge + piece];

    /// <summary>Metres from the tail to a position of the shape.</summary>
    public float ShapeMetres(int edge, int index)
    {
        if (index == 0) return 0;
        int inner = FirstInner[edge] + index - 1;
        return inner < FirstInner[edge + 1] ? InnerMetres[inner] : LengthMetres[edge];
    }

    /// <summary>Height of a position of the shape in metres; NaN where unknown.</summary>
    public float ShapeHeight(int edge, int index)
    {
        if (index == 0) return NodeHeights[Tail[edge]];
        int inner = FirstInner[edge] + index - 1;
        return inner < FirstInner[edge + 1] ? InnerHeights[inner] : NodeHeights[Head[edge]];
    }

    /// <summary>The position that lies a number of metres from the tail along an edge.</summary>
    public Position PositionAt(int edge, double metresFromTail)
    {
        int last = ShapeLength(edge) - 1;
        int segment = 0;
        while (segment + 1 < last && ShapeMetres(edge, segment + 1) <= metresFromTail) segment++;
        double start = ShapeMetres(edge, segment), end = ShapeMetres(edge, segment + 1);
        double share = end > start ? Math.Clamp((metresFromTail - start) / (end - start), 0, 1) : 0;
        return Segments.At(ShapePosition(edge, segment), ShapePosition(edge, segment + 1), share);
    }
}

/// <summary>Where a network comes from; goes into every output.</summary>
/// <param name="FileName">Name of the OSM file, without its folder.</param>
/// <param name="Sha256">Hash of that file, lower-case hexadecimal.</param>
/// <param name="OsmDate">Date of the OSM data as the file states it, or of its newest element; null if neither is there.</param>
/// <param name="Warnings">What was odd in the file.</param>
internal sealed record NetworkSource(string FileName, string Sha256, DateTimeOffset? OsmDate, IReadOnlyList<Notice> Warnings);

/// <summary>
/// Something that was computed once from a network and is kept with it in its cache, in bytes that only its maker reads. The key is the
/// hash of exactly what it was computed from, by which the maker of an edited network's parts knows that they no longer fit; the file is
/// the cache that it was read from, empty before it was written.
/// </summary>
internal sealed record PreparedPart(string Kind, string Key, byte[] Bytes, string File = "");

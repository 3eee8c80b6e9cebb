using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Towns;

/// <summary>
/// A seeded town of crooked blocks, some 200 m wide: every side of a block is a way of its own, so that the town with an edit built
/// in is the same elements with one changed. Sides are streets, footways, stairs and one-ways, some are missing; some corners are gates.
/// </summary>
internal sealed class GridTown
{
    /// <summary>Corners along a side of the town.</summary>
    public const int Corners = 5;

    private static readonly string[] Kinds =
        ["highway=residential", "highway=footway", "highway=footway", "highway=steps", "highway=footway oneway:foot=yes",
            "highway=service access=private"];

    private static readonly string[] GateKinds = ["barrier=gate", "barrier=gate locked=yes", "barrier=gate access=private"];

    public GridTown(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < Corners * Corners; i++)
            Places.Add((i % Corners * 200 + random.Next(-40, 41), i / Corners * 200 + random.Next(-40, 41)));
        for (int i = 0; i < Places.Count; i++)
        {
            if (i % Corners < Corners - 1 && random.Next(10) > 0) Sides.Add((i, i + 1, Kinds[random.Next(Kinds.Length)]));
            if (i + Corners < Places.Count && random.Next(10) > 0) Sides.Add((i, i + Corners, Kinds[random.Next(Kinds.Length)]));
        }
        foreach (int node in Enumerable.Range(0, Places.Count).Where(n => Sides.Count(s => s.From == n || s.To == n) >= 2)
            .OrderBy(_ => random.Next()).Take(4)) Gates[node] = GateKinds[random.Next(GateKinds.Length)];
    }

    /// <summary>Metres east and north of each corner.</summary>
    public List<(double East, double North)> Places { get; } = [];

    /// <summary>The ways: two corners and tags.</summary>
    public List<(int From, int To, string Tags)> Sides { get; } = [];

    /// <summary>The tags of corners that are gates.</summary>
    public SortedDictionary<int, string> Gates { get; } = [];

    /// <summary>Corners without a gate that some way passes, by number.</summary>
    public int[] OpenCorners =>
        [.. Enumerable.Range(0, Places.Count).Where(n => !Gates.ContainsKey(n) && Sides.Exists(s => s.From == n || s.To == n))];

    public Position At(int corner) => OsmText.At(Places[corner].East, Places[corner].North);

    /// <summary>The network of the town, with changed tags and further elements if any.</summary>
    /// <param name="gates">Tags of gates in place of the town's.</param>
    /// <param name="tagsOf">Tags of a side in place of the town's.</param>
    /// <param name="path">A further way: its corners or, from 1,000 on, places on sides.</param>
    /// <param name="onSides">These further places: their metres, the side they lie on, and their tags.</param>
    public WalkNetwork Network(
        IReadOnlyDictionary<int, string>? gates = null, Func<int, string>? tagsOf = null,
        (IReadOnlyList<long> Nodes, string Tags)? path = null,
        IReadOnlyList<(long Id, double East, double North, int Side, string Tags)>? onSides = null)
    {
        using var osm = new OsmText();
        for (int n = 0; n < Places.Count; n++) osm.Node(n + 1, At(n), (gates ?? Gates).GetValueOrDefault(n, ""));
        foreach ((long id, double east, double north, int _, string tags) in onSides ?? []) osm.Node(id, OsmText.At(east, north), tags);
        for (int s = 0; s < Sides.Count; s++)
        {
            (double east, double north) = Places[Sides[s].From];
            IEnumerable<long> between = (onSides ?? []).Where(p => p.Side == s)
                .OrderBy(p => Math.Abs(p.East - east) + Math.Abs(p.North - north)).Select(p => p.Id);
            osm.Way(s + 1, [Sides[s].From + 1, .. between, Sides[s].To + 1], tagsOf?.Invoke(s) ?? Sides[s].Tags);
        }
        if (path is { } way) osm.Way(Sides.Count + 1, way.Nodes, way.Tags);
        return osm.Network();
    }
}

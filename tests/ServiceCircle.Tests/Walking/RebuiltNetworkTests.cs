using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// An edited network against the network built from the same OSM elements with the edit in them: 1,000 seeded edits, the walks
/// between all corners of the town. The rebuilt one rounds every part of a cut edge to a tick, the edited one the whole, so a walk may
/// differ by some of them.
/// </summary>
public sealed class RebuiltNetworkTests
{
    private const int Towns = 100, EditsOfEach = 10;

    private enum Edit
    {
        OpenGate,
        CloseGate,
        Bar,
        ClosePath,
        AddJoined,
        AddBridge,
        AddCrossing,
    }

    [Fact]
    public void An_overlay_gives_what_a_rebuild_gives()
    {
        var failures = new List<string>();
        var changed = new int[Enum.GetValues<Edit>().Length];
        var cases = new int[changed.Length];
        Parallel.For(0, Towns, seed =>
        {
            var town = new GridTown(seed);
            var random = new Random(seed);
            WalkNetwork network = town.Network();
            // Every other town has people who wait at crossings: a path that meets a street is crossed there as an unmarked crossing.
            Walker walker = seed % 2 == 0 ? Town.Walker : Town.Walker with { Crossings = Walker.Load("adult").Crossings };
            WalkGraph graph = WalkGraph.Of(network, walker);
            var editor = new NetworkEditor(network);
            int[] corners = town.OpenCorners;
            WalkTime[] before = Times(graph, corners, town, edited: null);
            for (int i = 0; i < EditsOfEach; i++)
            {
                var kind = (Edit)random.Next(changed.Length);
                // Where the only carriageway of a corner is taken out of the file, nobody waits any more; closed to walkers, it is still
                // there.
                if (kind == Edit.ClosePath && walker != Town.Walker) kind = Edit.AddCrossing;
                (NetworkEdit Edit, WalkNetwork Rebuilt) drawn = Draw(kind, town, random);
                EditedNetwork edited = editor.Apply([drawn.Edit]);
                WalkTime[] overlay = Times(edited.GraphOf(graph), corners, town, (edited, network)),
                    rebuilt = Times(WalkGraph.Of(drawn.Rebuilt, walker), corners, town, null);
                int slack = kind is Edit.OpenGate or Edit.CloseGate ? 0 : 4 + 2 * (edited.Network.NodeCount - network.NodeCount);
                (WalkTime First, WalkTime Second)[] apart =
                    [.. overlay.Zip(rebuilt)
                        .Where(t => t.First.IsReachable != t.Second.IsReachable || t.First.IsReachable
                            && Math.Abs(t.First.Ticks - t.Second.Ticks) > slack)];
                lock (failures)
                {
                    if (apart.Length > 0)
                        failures.Add($"{kind}, seed {seed}, edit {i}: {apart.Length} walks, the first {apart[0].First.Seconds} s, rebuilt {apart[0].Second.Seconds} s");
                    cases[(int)kind]++;
                    if (!overlay.SequenceEqual(before)) changed[(int)kind]++;
                }
            }
        });
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order(StringComparer.Ordinal).Take(20)));
        Assert.Equal(Towns * EditsOfEach, cases.Sum());
        // Each kind of edit does something in a good part of its cases, or nothing was compared.
        Assert.All(changed.Zip(cases), c => Assert.InRange(c.First, 0.2 * c.Second, c.Second));
    }

    private static (NetworkEdit Edit, WalkNetwork Rebuilt) Draw(Edit kind, GridTown town, Random random)
    {
        int[] corners = town.OpenCorners;
        int gate = town.Gates.Keys.ElementAt(random.Next(town.Gates.Count)), side = random.Next(town.Sides.Count);
        (int from, int to, _) = town.Sides[side];
        switch (kind)
        {
            case Edit.OpenGate or Edit.CloseGate:
                var gates = new SortedDictionary<int, string>(
                    town.Gates)
                { [gate] = kind == Edit.OpenGate ? "barrier=gate" : "barrier=gate locked=yes" };
                return (new(kind == Edit.OpenGate ? NetworkEditKind.OpenGate : NetworkEditKind.CloseGate, [town.At(gate)]),
                    town.Network(gates));
            case Edit.Bar:
                (double East, double North) middle = Between(town.Places[from], town.Places[to], 0.3 + 0.4 * random.NextDouble());
                return (new(NetworkEditKind.CloseGate, [OsmText.At(middle.East, middle.North)]),
                    town.Network(onSides: [(1000, middle.East, middle.North, side, "barrier=gate locked=yes")]));
            case Edit.ClosePath:
                return (new(NetworkEditKind.ClosePath, [town.At(from), town.At(to)]),
                    town.Network(tagsOf: s =>
                        town.Sides[s].Tags.Split(' ')[0]
                        + (s == side ? " foot=no" : town.Sides[s].Tags[town.Sides[s].Tags.Split(' ')[0].Length..])));
            case Edit.AddJoined when Diagonal(corners, random) is var (a, b):
                bool isSteps = random.Next(2) == 0;
                return (new(NetworkEditKind.AddPath, [town.At(a), town.At(b)], isSteps ? PathKind.Steps : PathKind.Footway),
                    town.Network(path: ([a + 1, b + 1], isSteps ? "highway=steps" : "highway=footway")));
            case Edit.AddJoined or Edit.AddBridge:
                (int c, int d) = Two(corners, random);
                return (new(NetworkEditKind.AddPath, [town.At(c), town.At(d)], PathKind.Bridge),
                    town.Network(path: ([c + 1, d + 1], "highway=footway bridge=yes")));
            default:
                (int e, int f) = Two(corners, random);
                var places = new List<(double Share, long Id, double East, double North, int Side)>();
                for (int s = 0; s < town.Sides.Count; s++)
                {
                    (int sideFrom, int sideTo, _) = town.Sides[s];
                    if (sideFrom == e || sideTo == e || sideFrom == f || sideTo == f) continue;
                    if (Crossing(town.Places[e], town.Places[f], town.Places[sideFrom], town.Places[sideTo]) is not { } share) continue;
                    (double east, double north) = Between(town.Places[e], town.Places[f], share);
                    places.Add((share, 1000 + s, east, north, s));
                }
                places.Sort();
                return (new(NetworkEditKind.AddPath, [town.At(e), town.At(f)], PathKind.Footway), town.Network(
                    path: ([e + 1, .. places.Select(p => p.Id), f + 1], "highway=footway"),
                    onSides: [.. places.Select(p => (p.Id, p.East, p.North, p.Side, ""))]));
        }
    }

    private static (int, int) Two(int[] corners, Random random)
    {
        int first = random.Next(corners.Length);
        return (corners[first], corners[(first + 1 + random.Next(corners.Length - 1)) % corners.Length]);
    }

    /// <summary>Two corners of one block that face each other.</summary>
    private static (int, int)? Diagonal(int[] corners, Random random)
    {
        (int, int)[] all = [.. corners.SelectMany(a => corners.Where(b => b > a && b / GridTown.Corners == a / GridTown.Corners + 1
            && Math.Abs(b % GridTown.Corners - a % GridTown.Corners) == 1).Select(b => (a, b)))];
        return all.Length > 0 ? all[random.Next(all.Length)] : null;
    }

    private static (double East, double North) Between((double East, double North) a, (double East, double North) b, double share) =>
        (a.East + share * (b.East - a.East), a.North + share * (b.North - a.North));

    /// <summary>Cramer's rule, in metres.</summary>
    private static double? Crossing((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        double det = (b.X - a.X) * (c.Y - d.Y) - (c.X - d.X) * (b.Y - a.Y);
        double t = ((c.X - a.X) * (c.Y - d.Y) - (c.X - d.X) * (c.Y - a.Y)) / det,
            u = ((b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y)) / det;
        return t is > 0 and < 1 && u is > 0 and < 1 ? t : null;
    }

    /// <summary>
    /// Times between all corners, found on the network by where they lie; places of an edited network by where the editor says they are.
    /// </summary>
    private static WalkTime[] Times(WalkGraph graph, int[] corners, GridTown town, (EditedNetwork Edited, WalkNetwork Base)? edited)
    {
        WalkNetwork named = edited?.Base ?? graph.Network;
        IReadOnlyList<Access>[] places = [.. corners.Select(c => AccessAt(town.At(c)))];
        TravelTimeMatrix matrix = TravelTimeMatrix.Compute(new(graph, places, places), WalkTime.FromMinutes(300), Direction.From);
        var times = new WalkTime[corners.Length * corners.Length];
        Array.Fill(times, WalkTime.Unreachable);
        for (int row = 0; row < corners.Length; row++)
        {
            foreach (Walk walk in matrix.Row(row)) times[row * corners.Length + walk.Column] = walk.Time;
            // A corner whose last way was taken out of the file is still where it is.
            times[row * corners.Length + row] = WalkTime.Zero;
        }
        return times;

        IReadOnlyList<Access> AccessAt(Position at)
        {
            for (int e = 0; e < named.EdgeCount; e++)
            {
                for (int i = 0; i < named.ShapeLength(e); i++)
                {
                    if (named.Attributes(e).Kind == WayKind.Gate || named.ShapePosition(e, i) != at) continue;
                    (int edge, double along) = edited?.Edited.Place(e, named.ShapeMetres(e, i)) ?? (e, named.ShapeMetres(e, i));
                    return [new Access(edge, along, 0, 0)];
                }
            }
            return [];
        }
    }
}

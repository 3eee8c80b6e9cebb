using ServiceCircle.Geo;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// What no edit may break, on 3,200 seeded cases: adding a path or opening a gate never lengthens a walk, closing never shortens
/// one, and an edit followed by its inverse restores every time to the tick, between nodes and between places inside edges.
/// </summary>
public sealed class RandomEditTests
{
    private const int PathTowns = 60, GateTowns = 100, EditsOfEach = 20;

    /// <summary>Crooked ways that cross each other, loops, one-ways and stairs: paths are added and closed.</summary>
    [Fact]
    public void Paths_keep_the_rules()
    {
        var failures = new List<string>();
        int cases = 0, shorter = 0, longer = 0;
        Parallel.For(0, PathTowns, seed =>
        {
            using var town = new RandomTown(seed, nodes: 16, ways: 8);
            var random = new Random(seed);
            var question = new Question(town.Network, Waiting(seed), random);
            Position[] onWays = [.. town.Positions.Where(p => question.IsOnAWay(p))];
            for (int i = 0; i < EditsOfEach; i++)
            {
                NetworkEdit add =
                    new(NetworkEditKind.AddPath, [onWays[random.Next(onWays.Length)], Bend(random), onWays[random.Next(onWays.Length)]],
                        (PathKind)random.Next(3));
                NetworkEdit other =
                    new(NetworkEditKind.AddPath, [onWays[random.Next(onWays.Length)], onWays[random.Next(onWays.Length)]],
                        (PathKind)random.Next(3));
                if (other.Line[0] == other.Line[1]) other = add with { Line = [.. add.Line, Bend(random)] };
                NetworkEdit close = question.OnAnEdge(random);
                WalkTime[] added = question.After(add);
                string name = $"seed {seed}, edit {i}: ";
                var wrong = new List<string>();
                if (!NoneLonger(added, question.Before)) wrong.Add(name + "adding lengthens");
                if (!question.After(add, Closing(add)).SequenceEqual(question.Before))
                    wrong.Add(name + "adding and closing does not restore");
                // The order of undoing does not matter, nor what else was done in between. The costlier questions are asked of every third
                // case.
                if (i % 3 == 0 && !question.After(add, other, Closing(add), Closing(other)).SequenceEqual(question.Before))
                    wrong.Add(name + "two added, two closed");
                if (i % 3 == 0 && !question.After(add, other, Closing(other)).SequenceEqual(added))
                    wrong.Add(name + "two added, one closed");
                WalkTime[] closed = question.After(close);
                if (!NoneLonger(question.Before, closed)) wrong.Add(name + "closing shortens");
                if (!question.After(close, close with { Kind = NetworkEditKind.AddPath }).SequenceEqual(question.Before))
                    wrong.Add(name + "closing and adding does not restore");
                if (i % 3 == 0 && !question.IsGraphOfItsNetwork(add))
                    wrong.Add(name + "the patched graph is not that of the patched network");
                lock (failures)
                {
                    failures.AddRange(wrong);
                    cases++;
                    if (!added.SequenceEqual(question.Before)) shorter++;
                    if (!closed.SequenceEqual(question.Before)) longer++;
                }
            }
        });
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order(StringComparer.Ordinal).Take(20)));
        Assert.Equal(PathTowns * EditsOfEach, cases);
        Assert.InRange(shorter, cases / 4, cases);
        Assert.InRange(longer, cases / 8, cases);
    }

    /// <summary>Blocks with private ways and gates: gates are opened, closed, and put where there were none.</summary>
    [Fact]
    public void Gates_keep_the_rules()
    {
        var failures = new List<string>();
        int cases = 0, changed = 0;
        Parallel.For(0, GateTowns, seed =>
        {
            var town = new GridTown(seed);
            var random = new Random(seed);
            var question = new Question(town.Network(), Waiting(seed), random, asResident: seed % 2 == 1);
            for (int i = 0; i < EditsOfEach; i++)
            {
                (int corner, string gate) = town.Gates.ElementAt(random.Next(town.Gates.Count));
                // Opening what is open does nothing, so it has no inverse.
                bool isBar = random.Next(3) == 0, opens = !isBar
                    && (gate.Contains("locked") || gate.Contains("private") && random.Next(2) == 0);
                Position at = isBar ? Middle(question.OnAnEdge(random).Line) : town.At(corner);
                NetworkEdit edit = new(opens ? NetworkEditKind.OpenGate : NetworkEditKind.CloseGate, [at]);
                NetworkEdit inverse = edit with { Kind = opens ? NetworkEditKind.CloseGate : NetworkEditKind.OpenGate };
                WalkTime[] after = question.After(edit);
                string name = $"seed {seed}, edit {i} ({(isBar ? "bar" : gate)}): ";
                var wrong = new List<string>();
                if (!(opens ? NoneLonger(after, question.Before) : NoneLonger(question.Before, after)))
                    wrong.Add(name + (opens ? "opening lengthens" : "closing shortens"));
                if (!question.After(edit, inverse).SequenceEqual(question.Before)) wrong.Add(name + "the inverse does not restore");
                if (!question.After(edit, inverse, edit).SequenceEqual(after)) wrong.Add(name + "a third time is not the first");
                if (i % 3 == 0 && !question.IsGraphOfItsNetwork(edit))
                    wrong.Add(name + "the patched graph is not that of the patched network");
                lock (failures)
                {
                    failures.AddRange(wrong);
                    cases++;
                    if (!after.SequenceEqual(question.Before)) changed++;
                }
            }
        });
        Assert.True(failures.Count == 0, string.Join('\n', failures.Order(StringComparer.Ordinal).Take(20)));
        Assert.Equal(GateTowns * EditsOfEach, cases);
        Assert.InRange(changed, cases / 4, cases);
    }

    /// <summary>Every other town has people who wait at crossings.</summary>
    private static Walker Waiting(int seed) => seed % 4 < 2 ? Town.Walker : Town.Walker with { Crossings = Walker.Load("adult").Crossings };

    private static Position Bend(Random random) => OsmText.At(random.Next(2_000), random.Next(2_000));

    /// <summary>Of a line that OnAnEdge gave: further than 15 m from the ends of the edge, where there may be a gate.</summary>
    private static Position Middle(IReadOnlyList<Position> line) => Segments.At(line[0], line[1], 0.5);

    private static NetworkEdit Closing(NetworkEdit add) => add with { Kind = NetworkEditKind.ClosePath, Line = [.. add.Line.Reverse()] };

    private static bool NoneLonger(WalkTime[] times, WalkTime[] than) => times.Zip(than).All(t => t.First.Ticks <= t.Second.Ticks);

    /// <summary>Walks between some places of a network, before and after edits.</summary>
    private sealed class Question
    {
        private readonly WalkNetwork _network;
        private readonly WalkGraph _graph;
        private readonly Access[] _places;

        public Question(WalkNetwork network, Walker walker, Random random, bool asResident = false)
        {
            _network = network;
            _graph = WalkGraph.Of(network, walker, asResident);
            Editor = new NetworkEditor(network);
            // Inside edges and at nodes; two of them on one edge.
            _places = [.. Enumerable.Range(0, 8)
                .Select(i => PlaceOn(random.Next(network.EdgeCount), i % 3 == 0 ? random.Next(2) : random.NextDouble()))];
            _places = [.. _places, PlaceOn(_places[1].Edge, random.NextDouble()), PlaceOn(_places[1].Edge, random.NextDouble())];
            Before = Times(_graph, _places);
        }

        public NetworkEditor Editor { get; }

        public WalkTime[] Before { get; }

        public WalkTime[] After(params NetworkEdit[] edits)
        {
            EditedNetwork edited = Editor.Apply(edits);
            return Times(edited.GraphOf(_graph),
                [.. _places.Select(
                    p => edited.Place(p.Edge, p.AlongMetres) is var (edge, along) ? p with { Edge = edge, AlongMetres = along } : p)]);
        }

        /// <summary>Whether some way passes a position.</summary>
        public bool IsOnAWay(Position p) =>
            Enumerable.Range(0, _network.EdgeCount)
            .Any(e => Enumerable.Range(0, _network.ShapeLength(e)).Any(i => _network.ShapePosition(e, i) == p));

        /// <summary>A stretch of some edge, to be closed.</summary>
        public NetworkEdit OnAnEdge(Random random)
        {
            while (true)
            {
                int edge = random.Next(_network.EdgeCount), piece = random.Next(_network.ShapeLength(edge) - 1);
                Position a = _network.ShapePosition(edge, piece), b = _network.ShapePosition(edge, piece + 1);
                double from = 0.4 * random.NextDouble();
                if (_network.Attributes(edge).Kind != WayKind.Gate && LocalMetres.Between(a, b) > 80)
                    return new NetworkEdit(NetworkEditKind.ClosePath, [Segments.At(a, b, from), Segments.At(a, b, from + 0.5)]);
            }
        }

        /// <summary>Between nodes of the base; cut edges are rounded once for each part.</summary>
        public bool IsGraphOfItsNetwork(params NetworkEdit[] edits)
        {
            EditedNetwork edited = Editor.Apply(edits);
            int slack = 2 * (edited.Network.NodeCount - _network.NodeCount);
            // Who waits at the end of an edge waits at the node that ties a path to it; the rest is the same.
            WalkGraph patched = edited.GraphOf(_graph), whole = WalkGraph.Of(edited.Network, _graph.Walker, _graph.IsForResidents);
            Access[] nodes =
                [.. Enumerable.Range(0, _network.EdgeCount).Where(e => patched.IsWalkable(e)).Take(12).Select(e => new Access(e, 0, 0, 0))];
            return Times(patched, nodes).Zip(Times(whole, nodes))
                .All(t => t.First == t.Second || Math.Abs((long)t.First.Ticks - t.Second.Ticks) <= slack);
        }

        private Access PlaceOn(int edge, double share) => new(edge, share * _network.LengthMetres[edge], 0, 0);

        private static WalkTime[] Times(WalkGraph graph, Access[] places)
        {
            IReadOnlyList<Access>[] all = [.. places.Select(IReadOnlyList<Access> (p) => [p])];
            TravelTimeMatrix matrix = TravelTimeMatrix.Compute(new(graph, all, all), WalkTime.FromMinutes(500), Direction.From);
            var times = new WalkTime[places.Length * places.Length];
            Array.Fill(times, WalkTime.Unreachable);
            for (int row = 0; row < places.Length; row++)
                foreach (Walk walk in matrix.Row(row)) times[row * places.Length + walk.Column] = walk.Time;
            return times;
        }
    }
}

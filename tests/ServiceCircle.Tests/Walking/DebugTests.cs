using ServiceCircle.Geo;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
namespace ServiceCircle.Tests.Walking;
public sealed class DebugTests
{
    [Fact]
    public void Dump()
    {
        using var town = new RandomTown(1, nodes: 16, ways: 8);
        var random = new Random(1);
        WalkNetwork n = town.Network;
        for (int i = 0; i < 10; i++) { random.Next(); }
        using var w = new StreamWriter("/tmp/net/dump.txt");
        WalkGraph g = WalkGraph.Of(n, Town.Walker);
        var ed = new NetworkEditor(n);
        Position[] on = [.. town.Positions.Where(p => Enumerable.Range(0, n.EdgeCount).Any(e => Enumerable.Range(0, n.ShapeLength(e)).Any(k => n.ShapePosition(e, k) == p)))];
        for (int i = 0; i < 200; i++)
        {
            NetworkEdit add = new(NetworkEditKind.AddPath, [on[random.Next(on.Length)], on[random.Next(on.Length)]], PathKind.Footway);
            NetworkEdit other = new(NetworkEditKind.AddPath, [on[random.Next(on.Length)], on[random.Next(on.Length)]], PathKind.Footway);
            if (add.Line[0] == add.Line[1] || other.Line[0] == other.Line[1]) continue;
            EditedNetwork a = ed.Apply([add]), b = ed.Apply([add, other, other with { Kind = NetworkEditKind.ClosePath }]);
            long[] ta = T(a.GraphOf(g), n), tb = T(b.GraphOf(g), n);
            if (ta.SequenceEqual(tb)) continue;
            w.WriteLine($"case {i}: add {add.Line[0]} {add.Line[1]} other {other.Line[0]} {other.Line[1]} nodes {n.NodeCount} edges {n.EdgeCount}");
            foreach (var (name, x) in new[] { ("a", a), ("b", b) })
            {
                WalkGraph gx = x.GraphOf(g);
                for (int e = 0; e < x.Network.EdgeCount; e++)
                    w.WriteLine($"{name} {e}: {x.Network.Tail[e]}-{x.Network.Head[e]} {x.Network.LengthMetres[e]:0.00} {x.Network.Attributes(e).Kind} {x.Network.Attributes(e).Flags} f {gx.ForwardTicks[e]} b {gx.BackwardTicks[e]}");
            }
            w.WriteLine(string.Join(' ', ta)); w.WriteLine(string.Join(' ', tb));
            break;
        }
    }
    private static long[] T(WalkGraph g, WalkNetwork n)
    {
        var s = new ServiceCircle.Reachability.WalkSearch(g);
        var l = new List<long>();
        int e = Enumerable.Range(0, n.EdgeCount).First(x => g.IsWalkable(x));
        s.Run([new ServiceCircle.Reachability.Access(e, 0, 0, 0)], WalkTime.FromMinutes(500), ServiceCircle.Reachability.Direction.From);
        for (int v = 0; v < n.NodeCount; v++) l.Add(s.TimeOf(v).Ticks);
        return [.. l];
    }
}

using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// Walking distances in Porto against two independent programs (Routino and SciPy): docs/porto-distances.md has the table.
/// </summary>
public sealed class PortoDistancesTests
{
    /// <summary>Pairs that are further than one per cent from at least one of the programs, each with a known reason (see the page).</summary>
    private static readonly HashSet<(long From, long To)> Explained =
    [
        (823576017, 3328793047), // Routino's is shorter than any path in the file
        (1252543207, 2619572431), // the same
        (1559314492, 1559392187), // the same
        (2468336156, 2250812511), // Routino's is longer than the walk that SciPy and we find
        (1505131382, 2830621208), // SciPy walks through a gate with access=private
    ];

    [SkippableFact]
    public void Distances_agree_within_one_per_cent()
    {
        Pair[] pairs = [.. File.ReadAllLines(Shared.Path("porto", "walk_distances_reference.csv")).Skip(1).Select(Pair.Of)];
        // The other programs walk round squares and do not mend sidewalks: neither do we, here.
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_metro_streets.osm.pbf"));
        network = network with { AttributeTable = [.. network.AttributeTable.Select(w => w.Has(WayFlags.Assumed) ? w with { Flags = w.Flags | WayFlags.Closed } : w)] };
        WalkGraph graph = WalkGraph.Of(network, Town.Walker with { StepsFactor = 1 }); // shortest, not fastest
        var snapper = new Snapper(graph);
        Pair[] both = [.. pairs.Where(p => p.Routino is not null && p.Scipy is not null)];
        Assert.Equal(244, both.Length);
        Pair[] far = [.. both.AsParallel().AsOrdered().Where(p => !Agrees(p))];

        Assert.True(1 - (double)far.Length / both.Length >= 0.97, $"{both.Length - far.Length} of {both.Length} agree");
        Assert.Empty(far.Select(p => (p.From, p.To)).Except(Explained));

        bool Agrees(Pair pair)
        {
            if (OurMetres(graph, snapper, pair) is not { } metres) return false;
            return Math.Abs(metres / pair.Routino!.Value - 1) <= 0.01 && Math.Abs(metres / pair.Scipy!.Value - 1) <= 0.01;
        }
    }

    private static float? OurMetres(WalkGraph graph, Snapper snapper, Pair pair)
    {
        // The walker does a metre a second; nothing is gained by looking much further than both programs went.
        WalkTime limit = Town.Seconds(1.3 * Math.Max(pair.Routino!.Value, pair.Scipy!.Value));
        IReadOnlyList<Access> from = Access.List(snapper.Snap(pair.Start), Town.Walker), to = Access.List(snapper.Snap(pair.End), Town.Walker);
        return TravelTimeMatrix.Compute(graph, [from], [to], limit, Direction.From).Row(0) is [var walk] ? walk.Metres : null;
    }

    private sealed record Pair(long From, long To, Position Start, Position End, double? Routino, double? Scipy)
    {
        public static Pair Of(string line)
        {
            string[] cells = line.Split(',');
            return new Pair(
                long.Parse(cells[0], CultureInfo.InvariantCulture), long.Parse(cells[1], CultureInfo.InvariantCulture),
                Position.FromDegrees(Number(2)!.Value, Number(3)!.Value), Position.FromDegrees(Number(4)!.Value, Number(5)!.Value), Number(7), Number(9));

            double? Number(int cell) => double.TryParse(cells[cell], CultureInfo.InvariantCulture, out double number) ? number : null;
        }
    }
}

using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// Walking distances in Porto against two independent programs (Routino and SciPy), as the command <c>matrix</c> gives them: with
/// the rules of the product, and with those rules switched off that the other programs do not have, by the same walker
/// file and the same edits that docs/porto-distances.md tells the reader to use.
/// </summary>
public sealed class PortoDistancesTests
{
    /// <summary>Pairs shortened by lines across squares.</summary>
    private static readonly HashSet<(long From, long To)> OverSquares =
    [
        (1438444063, 2466286897), (1838975253, 3392711317), (2468336156, 2250812511), (3391597630, 2231614310), (3092699112, 3391598638),
    ];

    /// <summary>SciPy walks through a gate with access=private.</summary>
    private static readonly (long From, long To) ThroughPrivateGate = (1505131382, 2830621208);

    /// <summary>
    /// Pairs on which Routino's own figure is not that of a walk between these nodes; the page says for each how it was found.
    /// </summary>
    private static readonly HashSet<(long From, long To)> RoutinoElsewhere =
    [
        (823576017, 3328793047), // it ends on the street 43 m before the destination, in a car park with access=destination
        (2468336156, 2250812511), // it starts on a viaduct above the origin
        (1252543207, 2619572431), // it leaves out short segments; unpruned, it gives 1,050.5 m, as we do
        (1559314492, 1559392187), // the same, 175.4 m
    ];

    private static string Page(string file) => Path.Combine(Shared.RepositoryRoot, "docs", "porto", file);

    [Fact]
    public void Every_difference_goes_away_with_the_rule_that_makes_it()
    {
        Pair[] pairs = [
            .. File.ReadAllLines(Shared.Path("porto", "walk_distances_reference.csv")).Skip(1).Select(Pair.Of)
            .Where(p => p.Routino is not null && p.Scipy is not null)];
        Assert.Equal(244, pairs.Length);
        WalkNetwork network = NetworkBuilder.FromOsm(Shared.Path("porto", "porto_metro_streets.osm.pbf"));
        Walker adult = Walker.Load("adult"), onlyDrawn = Walker.Load(Page("only-drawn.json"));

        // The product as it is: five squares and a private gate.
        Comparison product = Compare(pairs, network, adult);
        Assert.Equal(OverSquares.Append(ThroughPrivateGate).Order(), product.FarFromScipy);
        Assert.Equal(238, pairs.Length - product.FarFromScipy.Length);

        // Squares walked round, as the others do: the gate is left, and nothing else is far from either of them but what the page explains.
        Comparison drawn = Compare(pairs, network, onlyDrawn);
        Assert.Equal([ThroughPrivateGate], drawn.FarFromScipy);
        Assert.Equal(RoutinoElsewhere.Order(), drawn.FarFromRoutino);
        Assert.Empty(drawn.FarFromScipy.Intersect(drawn.FarFromRoutino));

        // The gate opened too: everything agrees with SciPy, and no more than before is far from Routino but that pair.
        WalkNetwork opened = new NetworkEditor(network).Apply(EditsFile.Read(Page("open-gate.geojson"))).Network;
        Comparison asTheOthers = Compare(pairs, opened, onlyDrawn);
        Assert.Empty(asTheOthers.FarFromScipy);
        Assert.Empty(asTheOthers.FarFromRoutino.Except(RoutinoElsewhere.Append(ThroughPrivateGate)));
        Assert.True(pairs.Length - asTheOthers.FarFromScipy.Length >= 0.99 * pairs.Length);
    }

    private sealed record Comparison((long From, long To)[] FarFromScipy, (long From, long To)[] FarFromRoutino);

    private static Comparison Compare(Pair[] pairs, WalkNetwork network, Walker walker)
    {
        // The metres of the command `matrix`: of the shortest walk, between places snapped as this walker is.
        WalkGraph metres = WalkGraph.InMetres(network, walker);
        var snapper = new Snapper(WalkGraph.Of(network, walker));
        double?[] ours = [.. pairs.AsParallel().AsOrdered().Select(p => Metres(metres, snapper, p))];
        (long, long)[] FarFrom(Func<Pair, double> theirs) =>
            [.. pairs.Zip(ours).Where(p => !(Math.Abs(p.Second / theirs(p.First) - 1 ?? 1) <= 0.01)).Select(p => (p.First.From, p.First.To))
                .Order()];
        return new Comparison(FarFrom(p => p.Scipy!.Value), FarFrom(p => p.Routino!.Value));
    }

    private static double? Metres(WalkGraph graph, Snapper snapper, Pair pair)
    {
        Walker walker = graph.Walker;
        // Nothing is gained by looking much further than both programs went.
        WalkTime limit = WalkTime.FromSeconds(1.3 * Math.Max(pair.Routino!.Value, pair.Scipy!.Value) / walker.SpeedMetresPerSecond);
        IReadOnlyList<Access> from = Access.List(snapper.Snap(pair.Start), walker), to = Access.List(snapper.Snap(pair.End), walker);
        return TravelTimeMatrix.Compute(new(graph, [from], [to]), limit, Direction.From, withMetres: true).Row(0) is [var walk]
            ? walk.Metres : null;
    }

    private sealed record Pair(long From, long To, Position Start, Position End, double? Routino, double? Scipy)
    {
        public static Pair Of(string line)
        {
            string[] cells = line.Split(',');
            return new Pair(
                long.Parse(cells[0], CultureInfo.InvariantCulture), long.Parse(cells[1], CultureInfo.InvariantCulture),
                Position.FromDegrees(Number(2)!.Value, Number(3)!.Value), Position.FromDegrees(Number(4)!.Value, Number(5)!.Value),
                Number(7), Number(9));

            double? Number(int cell) => double.TryParse(cells[cell], CultureInfo.InvariantCulture, out double number) ? number : null;
        }
    }
}

using ServiceCircle.Isochrones;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Isochrones;

public class BitLayerTests
{
    private static readonly Lattice Metre = new(391_000_000, 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4.3)]
    [InlineData(25)]
    [InlineData(70.5)]
    public void A_dilation_is_what_lies_within_the_distance(double radius)
    {
        const double Column = 0.98, Row = 1.03;
        var random = new Random(4);
        SampleFrame frame = Metre.Frame(-80, -80, 230, 220);
        var seeds = new BitLayer().Empty(frame);
        (int X, int Y)[] points = [.. Enumerable.Range(0, 12).Select(_ => (random.Next(82, 230), random.Next(82, 220)))];
        foreach ((int x, int y) in points) seeds.Set(frame.Index(x, y));
        var result = new BitLayer();
        new DiscDilation().Run(frame, seeds, DiscDilation.HalfWidths(radius, Column, Row), result);

        for (int y = 0; y < frame.Rows; y++)
        {
            for (int x = 0; x < frame.RowBits; x++)
            {
                double square = points.Min(p => (p.X - x) * (p.X - x) * Column * Column + (p.Y - y) * (p.Y - y) * Row * Row);
                if (Math.Abs(square - radius * radius) < 1e-9) continue;
                Assert.Equal(square < radius * radius, result[frame.Index(x, y)]);
            }
        }
    }

    [Fact]
    public void Beside_a_barrier_the_reach_holds_the_disc_and_little_more()
    {
        SampleFrame frame = Metre.Frame(0, 0, 120, 120);
        var seeds = new BitLayer().Empty(frame);
        seeds.Set(frame.Index(60, 60));
        // Too far from both seeds to stop anybody.
        BitLayer reach = Reach(frame, Wall((100, 60), (101, 61)), seeds, [new LateSeed(frame.Index(110, 85), 10)], 25);

        int near = 0;
        for (int y = 10; y < 115; y++)
        {
            for (int x = 10; x < 115; x++)
            {
                double leg = Math.Min(Distance(x - 60, y - 60), 15 + Distance(x - 110, y - 85));
                if (leg <= 24.5) Assert.True(reach[frame.Index(x, y)], $"{x},{y}");
                if (leg <= 25 * 1.09 || Distance(x - 100.5, y - 60.5) > 25) continue;
                near++;
                Assert.False(reach[frame.Index(x, y)], $"{x},{y}");
            }
        }
        Assert.True(near > 500);

        static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
    }

    [Fact]
    public void Runs_of_a_row_are_found_across_words()
    {
        SampleFrame frame = Metre.Frame(0, 0, 700, 3);
        var random = new Random(8);
        for (int round = 0; round < 50; round++)
        {
            var layer = new BitLayer().Empty(frame);
            int row = frame.Index(0, 2);
            bool[] set = new bool[frame.RowBits];
            for (int k = 0; k < 6; k++)
            {
                int first = random.Next(1, 640), last = first + random.Next(k == 0 ? 150 : 5);
                last = Math.Min(last, frame.RowBits - 2);
                layer.Set(row + first, row + last);
                Array.Fill(set, true, first, last - first + 1);
            }
            for (int i = 0; i < set.Length; i++)
            {
                int end = Math.Min(set.Length - 1, i + random.Next(200)), next = Array.IndexOf(set, true, i, end - i + 1);
                Assert.Equal(next < 0 ? -1 : row + next, layer.Next(row + i, row + end));
                if (!set[i]) continue;
                Assert.Equal(row + Array.LastIndexOf(set, false, i) + 1, layer.RunStart(row + i));
                Assert.Equal(row + Array.IndexOf(set, false, i) - 1, layer.RunEnd(row + i));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_closed_wall_has_no_gap(int seed)
    {
        // Walls in every direction, corners on samples, on lines and between them.
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            SampleFrame frame = Metre.Frame(0, 0, 120, 120);
            int corners = random.Next(3, 12);
            bool isWhole = random.Next(2) == 0;
            (double X, double Y)[] ring = [.. Enumerable.Range(0, corners).Select(i =>
            {
                double angle = 2 * Math.PI * i / corners, radius = 8 + 25 * random.NextDouble();
                (double x, double y) = (60 + radius * Math.Cos(angle), 60 + radius * Math.Sin(angle));
                return isWhole ? (Math.Round(x), Math.Round(y)) : (x, y);
            })];
            var seeds = new BitLayer().Empty(frame);
            seeds.Set(frame.Index(60, 60));
            BitLayer reach = Reach(frame, Wall([.. ring, ring[0]]), seeds, [], 55);
            int inside = 0;
            for (int y = 2; y < 120; y++)
                for (int x = 2; x < 120; x++)
                {
                    if (!reach[frame.Index(x, y)]) continue;
                    inside++;
                    Assert.True(Distance(ring, x, y) < 0.01 || Holds(ring, x, y), $"{x},{y} in round {round}");
                }
            Assert.True(inside > 20);
        }
    }

    /// <summary>What is left of a frame full of ground.</summary>
    private static BitLayer Reach(SampleFrame frame, Barriers wall, BitLayer seeds, List<LateSeed> late, int steps)
    {
        var ground = new BitLayer().Empty(frame);
        for (int row = 0; row < frame.Rows; row++) ground.Set(frame.Index(0, row), frame.Index(frame.RowBits - 1, row));
        var field = new BarrierField();
        Assert.True(field.Look(frame, wall, steps));
        field.CutOff(frame, ground, seeds, late, steps);
        return ground;
    }

    private static Barriers Wall(params (double X, double Y)[] corners) => Barriers.Among(Features.Lines(
        FeatureGroups.Barrier,
        (Position[])[.. corners.Select(
            c => new Position((int)Math.Round((c.X - 2) * Metre.ColumnUnits), (int)Math.Round((c.Y - 2) * Metre.RowUnits)))]));

    private static bool Holds((double X, double Y)[] ring, double x, double y)
    {
        bool isInside = false;
        (double X, double Y) a = ring[^1];
        foreach ((double X, double Y) b in ring)
        {
            if (a.Y > y != b.Y > y && x < a.X + (b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) isInside = !isInside;
            a = b;
        }
        return isInside;
    }

    private static double Distance((double X, double Y)[] ring, double x, double y)
    {
        double best = double.PositiveInfinity;
        (double X, double Y) a = ring[^1];
        foreach ((double X, double Y) b in ring)
        {
            double dx = b.X - a.X, dy = b.Y - a.Y, square = dx * dx + dy * dy;
            double share = square > 0 ? Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / square, 0, 1) : 0;
            best = Math.Min(best, Math.Sqrt(Math.Pow(a.X + share * dx - x, 2) + Math.Pow(a.Y + share * dy - y, 2)));
            a = b;
        }
        return best;
    }
}

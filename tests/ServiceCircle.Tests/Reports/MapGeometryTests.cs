using System.Text.RegularExpressions;
using ServiceCircle.Geo;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Tests.Reports;

public class MapGeometryTests
{
    [Fact]
    public void A_kilometre_is_as_long_eastwards_as_northwards()
    {
        Position centre = Position.FromDegrees(114.5, 38);
        var frame = new MapFrame(
            Box.Empty.Extend(centre).Extend(Position.FromDegrees(114.6, 38.1)).Extend(Position.FromDegrees(114.4, 37.9)));
        Position east = Position.FromDegrees(114.5114, 38), north = Position.FromDegrees(114.5, 38.009);
        Pixel at = frame.Project(centre), e = frame.Project(east), n = frame.Project(north);
        Assert.Equal(MapFrame.Width / 2.0, at.X, 1e-6);
        Assert.Equal(LocalMetres.Between(centre, east) / frame.MetresPerUnit, e.X - at.X, 0.01);
        Assert.Equal(LocalMetres.Between(centre, north) / frame.MetresPerUnit, at.Y - n.Y, 0.01);
    }

    [Fact]
    public void Any_extent_gives_a_map_that_holds_it()
    {
        Position[] corners = [Position.FromDegrees(-15.5, 28), Position.FromDegrees(-15.3, 28.01), Position.FromDegrees(-15.4, 29)];
        foreach (Position other in corners)
        {
            var frame = new MapFrame(Box.Empty.Extend(corners[0]).Extend(other));
            Assert.True(frame.Contains(frame.Project(corners[0])) && frame.Contains(frame.Project(other)));
            Assert.InRange(frame.Height, 1000, 1600);
        }

        Assert.InRange(new MapFrame(Box.Empty).Height, 1000, 1600);
    }

    [Fact]
    public void Simplified_lines_stay_within_the_tolerance_and_keep_their_ends()
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            Pixel[] line = [
                .. Enumerable.Range(0, 2 + random.Next(40))
                .Select(i => new Pixel(i * 3 + random.NextDouble() * 8, random.NextDouble() * 12))];
            if (round % 3 == 0) line[^1] = line[0];
            double tolerance = 0.5 + random.NextDouble() * 4;
            List<Pixel> thin = Simplification.Thin(line, tolerance);
            Assert.Equal(line[0], thin[0]);
            Assert.Equal(line[^1], thin[^1]);
            Assert.All(line, p => Assert.True(thin.Zip(thin.Skip(1)).Min(s => Distance(p, s.First, s.Second)) <= tolerance + 1e-9));
        }
    }

    [Fact]
    public void A_straight_line_needs_two_points() =>
        Assert.Equal(2, Simplification.Thin([.. Enumerable.Range(0, 50).Select(i => new Pixel(i, 2 * i))], 1e-9).Count);

    [Fact]
    public void Clipped_lines_are_what_is_inside()
    {
        var random = new Random(2);
        var clipping = new Clipping(100, 60);
        for (int round = 0; round < 200; round++)
        {
            Pixel[] line = [
                .. Enumerable.Range(0, 2 + random.Next(6)).Select(_ => new Pixel(random.Next(-150, 250), random.Next(-150, 200)))];
            List<List<Pixel>> pieces = [.. clipping.Line(line)];
            Assert.All(pieces.SelectMany(p => p), p => Assert.True(Inside(p, 1e-6)));
            // Second implementation: the length of the line inside, by very many sample points.
            const int samples = 4000;
            double expected = line.Zip(line.Skip(1)).Sum(s => Length(s.First, s.Second)
                * Enumerable.Range(0, samples).Count(i => Inside(At(s.First, s.Second, (i + 0.5) / samples), 0)) / samples);
            double actual = pieces.Sum(p => p.Zip(p.Skip(1)).Sum(s => Length(s.First, s.Second)));
            Assert.Equal(expected, actual, 1.0);
        }

        static bool Inside(Pixel p, double eps) => p.X >= -8 - eps && p.X <= 108 + eps && p.Y >= -8 - eps && p.Y <= 68 + eps;
    }

    [Fact]
    public void A_ring_around_the_map_becomes_the_map()
    {
        List<Pixel> ring = new Clipping(100, 60).Ring([new(-500, -500), new(500, -500), new(500, 500), new(-500, 500)]);
        Assert.Equal(116 * 76, Math.Abs(Area(ring)), 1e-6);
        Assert.Empty(new Clipping(100, 60).Ring([new(200, 0), new(300, 0), new(300, 50)]));
    }

    [Fact]
    public void Chains_hold_every_edge_once()
    {
        List<IReadOnlyList<Position>> streets = SampleReport.Streets(12);
        List<IReadOnlyList<Position>> both = [.. streets, .. streets.Select(IReadOnlyList<Position> (l) => [.. l.Reverse()])];
        List<IReadOnlyList<Position>> chains = LineChains.Join(both);
        var edges = chains.SelectMany(c => c.Zip(c.Skip(1), Edge)).ToList();
        Assert.Equal(streets.Count, edges.Count);
        Assert.Equal(streets.Select(l => Edge(l[0], l[1])).ToHashSet(), edges.ToHashSet());
        Assert.True(chains.Count < streets.Count / 4, $"{chains.Count} chains");

        static (Position, Position) Edge(Position a, Position b) => (a.LonE7, a.LatE7).CompareTo((b.LonE7, b.LatE7)) < 0 ? (a, b) : (b, a);
    }

    [Fact]
    public void A_path_reads_back_as_its_lines_without_repetitions()
    {
        var path = new PathData(1);
        path.Line([new(10, 10), new(20, 5), new(20, 5.2), new(0, 30)]);
        path.Line([new(0, 30), new(20, 5), new(50, 5)]);
        path.Ring([new(0, 0), new(4, 0), new(4, 4), new(0, 4), new(0, 0)], clockwise: false);
        Assert.Equal("M10 10l10-5-20 25m20-25l30 0m-50-1l4 0 0-4-4 0z", path.ToString());
        Assert.Equal(
            [(10, 10), (20, 5), (0, 30), (20, 5), (50, 5), (0, 4), (4, 4), (4, 0), (0, 0)],
            Points(path.ToString()));
    }

    [Theory]
    [InlineData(9.99, 5)]
    [InlineData(10, 10)]
    [InlineData(450, 200)]
    [InlineData(5200, 5000)]
    public void Scale_bars_have_round_lengths(double longest, double expected) => Assert.Equal(expected, MapOrnaments.BarMetres(longest));

    /// <summary>Reads relative path data as SVG 1.1, section 8.3 defines it.</summary>
    private static List<(int, int)> Points(string path)
    {
        int x = 0, y = 0;
        List<(int, int)> points = [];
        int[] numbers = [.. Regex.Matches(path, @"-?\d+").Select(m => int.Parse(m.Value, null))];
        for (int i = 0; i < numbers.Length; i += 2) points.Add((x += numbers[i], y += numbers[i + 1]));
        return points;
    }

    private static Pixel At(Pixel a, Pixel b, double t) => new(a.X + t * (b.X - a.X), a.Y + t * (b.Y - a.Y));

    private static double Length(Pixel a, Pixel b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    private static double Distance(Pixel p, Pixel a, Pixel b) => Length(a, b) == 0
        ? Length(p, a)
        : Length(p, At(a, b, Math.Clamp(((p.X - a.X) * (b.X - a.X) + (p.Y - a.Y) * (b.Y - a.Y)) / (Length(a, b) * Length(a, b)), 0, 1)));

    private static double Area(List<Pixel> ring) =>
        ring.Zip([.. ring.Skip(1), ring[0]], (a, b) => a.X * b.Y - b.X * a.Y).Sum() / 2;
}

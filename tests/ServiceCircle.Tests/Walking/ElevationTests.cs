using System.Globalization;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>Heights: reading them, and what they do to times, by Tobler's formula computed here.</summary>
public sealed class ElevationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heights-").FullName;
    private static readonly Walker Hiker = Town.Walker
        with
    { Slope = new SlopeRule { Steepness = 3.5, BestGrade = -0.05, MaxGrade = 0.4 } };

    /// <summary>Ground that rises to the east of 10 degrees by a grade: 1e-3 degree is 111.32 m at the equator.</summary>
    private HeightGrid Ramp(double grade, string name = "dem.asc")
    {
        var rows = Enumerable.Range(0, 41).Select(_ => string.Join(' ',
            Enumerable.Range(0, 41)
            .Select(c => ((c - 20) * 111.319490793 * grade + 1000).ToString("0.#####", CultureInfo.InvariantCulture))));
        string path = Path.Combine(_folder, name);
        File.WriteAllText(
            path, "ncols 41\nnrows 41\nxllcenter 9.98\nyllcenter -0.02\ncellsize 0.001\nNODATA_value -9999\n" + string.Join('\n', rows));
        return HeightGrid.Read(path);
    }

    /// <summary>Two rows of cells from the equator to the north, as text.</summary>
    private HeightGrid Grid(string cells)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.asc");
        string[] rows = cells.Split('|');
        File.WriteAllText(path,
            $"ncols {rows[0].Split(' ').Length}\nnrows {rows.Length}\nxllcenter 10\nyllcenter 0\ncellsize 0.001\n" + string.Join('\n', rows));
        return HeightGrid.Read(path);
    }

    [Theory]
    [InlineData("-32768")]
    [InlineData("-9999")]
    [InlineData("9999")]
    [InlineData("-500")]
    public void What_is_no_height_on_earth_is_a_void_declared_or_not(string cell)
    {
        HeightGrid grid = Grid($"500 500 {cell}|500 500 {cell}");
        Assert.Equal(500, grid.At(Position.FromDegrees(10.0005, 0.0005)));
        Assert.Null(grid.At(Position.FromDegrees(10.0015, 0.0005)));
        Assert.Equal(-430, Grid("-430 -430|-430 -430").At(Position.FromDegrees(10.0005, 0.0005))); // the shore of the Dead Sea
    }

    [Theory]
    [InlineData("500 0 500|500 500 500", 1)]
    [InlineData("0 0 100|100 0 0", 4)]
    [InlineData("0 0 99|99 0 0", 0)] // a shore
    [InlineData("500 1 500|500 500 500", 0)]
    public void Zeros_beside_heights_are_counted_and_told(string cells, int zeros)
    {
        HeightGrid grid = Grid(cells);
        Assert.Equal(zeros, grid.CountZerosBesideHeights());
        using Town town = new Town("A-B").Way("AB");
        Assert.Equal(zeros > 0, Elevation.Add(town.Network, grid).Source.Warnings.Any(w => w.Key == "warning/zero-heights"));
    }

    private static double Factor(double grade) => Math.Exp(3.5 * (Math.Abs(grade + 0.05) - 0.05));

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.05)]
    [InlineData(0.02)]
    public void Up_and_down_differ_as_tobler_says(double grade)
    {
        using Town town = new Town("A---M---B").Way("AMB");
        WalkGraph graph = WalkGraph.Of(Elevation.Add(town.Network, Ramp(grade)), Hiker);
        double length = town.Network.LengthMetres[0];
        bool eastwards = town.Network.NodePositions[town.Network.Tail[0]] == town.At('A');
        Assert.Equal(800 * Factor(grade), graph.Along(0, eastwards ? 0 : length, eastwards ? length : 0).Seconds!.Value, 1.0);
        Assert.Equal(800 * Factor(-grade), graph.Along(0, eastwards ? length : 0, eastwards ? 0 : length).Seconds!.Value, 1.0);
        Assert.Equal(WalkTime.FromSeconds(800).Ticks, WalkGraph.Of(Elevation.Add(town.Network, Ramp(grade)), Town.Walker).ForwardTicks[0],
            32.0);
    }

    [Fact]
    public void Half_way_is_not_half_the_time_where_only_half_is_steep()
    {
        using Town town = new Town("A---M---B").Way("AMB");
        WalkNetwork n = town.Network;
        bool eastwards = n.NodePositions[n.Tail[0]] == town.At('A');
        // Level to M, then up 40 m.
        WalkNetwork hill = n with { NodeHeights = eastwards ? [0, 40] : [40, 0], InnerHeights = [0] };
        if (n.NodePositions[0] != town.At(eastwards ? 'A' : 'B'))
            hill = hill with { NodeHeights = [hill.NodeHeights[1], hill.NodeHeights[0]] };
        WalkGraph graph = WalkGraph.Of(hill, Hiker);
        double whole = n.LengthMetres[0], middle = n.InnerMetres[0], start = eastwards ? 0 : whole, end = whole - start;
        Assert.Equal(400, graph.Along(0, start, middle).Seconds!.Value, 0.5);
        Assert.Equal(400 * Factor(0.1), graph.Along(0, middle, end).Seconds!.Value, 0.5);
        Assert.Equal(400 * Factor(-0.1), graph.Along(0, end, middle).Seconds!.Value, 0.5);
        // A circle of 500 s from A: 400 m on the level, then as far uphill as 100 s go; towards A downhill.
        var place = new Access(0, start, 0, 0);
        Assert.Equal(400 + 100 / Factor(0.1), ReachedEdges.Find(graph, [place], Town.Seconds(500), Direction.From).Sum(r => r.LengthMetres),
            0.5);
        Assert.Equal(400 + 100 / Factor(-0.1), ReachedEdges.Find(graph, [place], Town.Seconds(500), Direction.To).Sum(r => r.LengthMetres),
            0.5);
    }

    [Theory]
    [InlineData("bridge=yes")]
    [InlineData("tunnel=yes")]
    public void Bridges_and_tunnels_lie_between_their_ends(string tag)
    {
        // A valley: the ground falls by 10 m on every 100 m to the middle M, and rises again.
        using Town town = new Town("""
            A-B-M-C-D
                |
                N
            """).Way("AB").Way("BMC", "highway=footway " + tag).Way("CD").Way("MN", "highway=footway " + tag);
        string path = Path.Combine(_folder, "valley.asc");
        var rows = Enumerable.Range(0, 41).Select(_ => string.Join(' ', Enumerable.Range(0, 41).Select(c => Math.Abs(c - 24) * 10)));
        File.WriteAllText(path, "ncols 41\nnrows 41\nxllcenter 9.98\nyllcenter -0.02\ncellsize 0.001\n" + string.Join('\n', rows));
        WalkNetwork lifted = Elevation.Add(town.Network, HeightGrid.Read(path));
        float HeightOf(char letter) => lifted.NodeHeights[Array.IndexOf(lifted.NodePositions, town.At(letter))];
        float b = HeightOf('B'), c = HeightOf('C');
        Assert.Equal((b + c) / 2, HeightOf('M'), 0.3); // and not the bottom of the valley
        Assert.True(HeightOf('M') > 10);
    }

    [Fact]
    public void Cliffs_are_clamped_and_counted_and_stairs_keep_their_own_factor()
    {
        using Town town = new Town("A---B---C").Way("AB").Way("BC", "highway=steps");
        WalkGraph graph = WalkGraph.Of(Elevation.Add(town.Network, Ramp(2)), Hiker);
        Assert.Equal(1, graph.SteepPieces);
        Assert.Equal(400 * Factor(0.4), Math.Max(graph.ForwardTicks[0], graph.BackwardTicks[0]) / 32.0, 1.0);
        Assert.Equal(graph.ForwardTicks[1], graph.BackwardTicks[1]);
    }

    [Fact]
    public void Outside_the_grid_is_level_and_said()
    {
        using Town town = new Town("A---B", 100_000).Way("AB");
        WalkNetwork network = Elevation.Add(town.Network, Ramp(0.1));
        Assert.Contains(new Notice("warning/no-heights", ("count", 1), ("all", 2)), network.Source.Warnings);
        WalkGraph graph = WalkGraph.Of(network, Hiker);
        Assert.Equal(graph.ForwardTicks[0], graph.BackwardTicks[0]);
    }

    [Fact]
    public void Heights_are_kept_in_the_cache()
    {
        using Town town = new Town("A---M---B").Way("AMB");
        WalkNetwork network = Elevation.Add(town.Network, Ramp(0.1));
        string path = Path.Combine(_folder, "n.scnet");
        using (FileStream stream = File.Create(path)) NetworkFile.Write(network, stream);
        WalkNetwork read = NetworkFile.Read(path);
        Assert.Equal(network.NodeHeights, read.NodeHeights);
        Assert.Equal(network.InnerHeights, read.InnerHeights);
    }

    [Fact]
    public void Srtm_tiles_are_placed_by_their_name()
    {
        // Three by three heights, north to south; the middle of the tile S02W003 is 1.5 south, 2.5 west.
        short[] metres = [10, 20, 30, 40, 50, 60, 70, 80, short.MinValue];
        string path = Path.Combine(_folder, "S02W003.hgt");
        File.WriteAllBytes(path, [.. metres.SelectMany(m => new[] { (byte)(m >> 8), (byte)m })]);
        HeightGrid grid = HeightGrid.Read(path);
        Assert.Equal(50, grid.At(Position.FromDegrees(-2.5, -1.5)));
        Assert.Equal(10, grid.At(Position.FromDegrees(-3, -1)));
        Assert.Equal(45, grid.At(Position.FromDegrees(-2.75, -1.5)));
        Assert.Null(grid.At(Position.FromDegrees(-2.2, -1.8))); // one of the four has no data
        Assert.Null(grid.At(Position.FromDegrees(-3.5, -1.5)));
    }

    [Theory]
    [InlineData("dem.tif", "", "gdal_translate -of AAIGrid -co FORCE_CELLSIZE=YES")]
    [InlineData("dem.hgt", "", "The name says where the tile lies.")]
    [InlineData("dem.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3", "found 3 heights")]
    [InlineData("dem.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3 x", "line 6")]
    [InlineData("dem.asc", "ncols 2\nnrows 2\nxllcorner 500000\nyllcorner 0\ncellsize 1\n1 2 3 4", "gdalwarp -t_srs EPSG:4326")]
    [InlineData("dem.asc", "nothing", "no ncols")]
    public void Bad_files_say_what_to_do(string name, string text, string said)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        Assert.Contains(said, Assert.Throws<InputException>(() => HeightGrid.Read(path)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

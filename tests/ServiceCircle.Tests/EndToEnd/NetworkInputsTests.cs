using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// What a planner adds to the network: edits and heights, in a study and when it is built, and the gates of communities. The oracle is the
/// locked gate of Dongfang Huacheng (c04), which keeps its people from the day care next door.
/// </summary>
public sealed class NetworkInputsTests : IDisposable
{
    private const string Gate = "110.3197507,34.9068506";
    private static readonly string Town = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string OpenGate(string op = "open_gate") => _folder.Write("edits.geojson",
        $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": { "op": "{{op}}" }, "geometry": { "type": "Point", "coordinates": [{{Gate}}] } } ] }""");

    /// <summary>Heights that rise to the east by a grade, over the whole town.</summary>
    private string Ground(double grade)
    {
        // 0.01 degree of longitude is 913.4 m at 34.9 degrees north.
        string row = string.Join(
            ' ', Enumerable.Range(0, 21).Select(c => (100 + c * 913.4 * grade).ToString("0.###", CultureInfo.InvariantCulture)));
        return _folder.Write(FormattableString.Invariant($"ground-{grade}.asc"),
            "ncols 21\nnrows 21\nxllcenter 110.2\nyllcenter 34.8\ncellsize 0.01\nNODATA_value -9999\n"
            + string.Join('\n', Enumerable.Repeat(row, 21)));
    }

    private static double? MinutesToDayCare(StudyResult result, string community) =>
        result.Coverage.Communities.Single(c => c.Community.Id == community).Reach[0].Nearest.Minutes;

    [Fact]
    public void A_study_s_edits_open_the_gate()
    {
        StudyResult closed = SampleStudy.Run(_folder, _ => { }), open = SampleStudy.Run(_folder, s => s["network"]!["edits"] = OpenGate());
        Assert.Null(MinutesToDayCare(closed, "c04"));
        Assert.InRange(MinutesToDayCare(open, "c04")!.Value, 1, 6);
        Assert.Equal(MinutesToDayCare(closed, "c01"), MinutesToDayCare(open, "c01"));
    }

    /// <summary>The area is one community; what it can walk to lies outside.</summary>
    [Fact]
    public void Facilities_outside_the_area_count_unless_switched_off()
    {
        StudyResult whole = SampleStudy.Run(_folder, _ => { });
        Position home = whole.Communities.Single(c => c.Id == "c01").Position;
        string x0 = Degrees(home.Lon - 0.0004), x1 = Degrees(home.Lon + 0.0004), y0 = Degrees(home.Lat - 0.0004),
            y1 = Degrees(home.Lat + 0.0004);
        string area = _folder.Write(
            "area.geojson", $$"""{ "type": "Polygon", "coordinates": [[[{{x0}},{{y0}}],[{{x1}},{{y0}}],[{{x1}},{{y1}}],[{{x0}},{{y1}}],[{{x0}},{{y0}}]]] }""");
        StudyResult inside = SampleStudy.Run(_folder, s => s["area"] = area);
        Assert.Equal("c01", Assert.Single(inside.Communities).Id);
        Assert.Equal(whole.Facilities.Facilities.Select(f => f.Id), inside.Facilities.Facilities.Select(f => f.Id));
        Assert.NotNull(MinutesToDayCare(whole, "c01"));
        Assert.Equal(MinutesToDayCare(whole, "c01"), MinutesToDayCare(inside, "c01"));

        StudyResult alone = SampleStudy.Run(_folder, s => (s["area"], s["facilities_outside"]) = (area, false));
        Assert.Null(MinutesToDayCare(alone, "c01"));
        Assert.All(alone.Facilities.Facilities,
            f => Assert.True(Math.Abs(f.Position.Lon - home.Lon) <= 0.0004 && Math.Abs(f.Position.Lat - home.Lat) <= 0.0004));
        Assert.Contains(alone.Facilities.Audit, a => a.Reason == "outside the study's area");

        static string Degrees(double value) => value.ToString("0.0000000", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_network_built_with_edits_and_heights_keeps_both()
    {
        CommandLine.Outcome outcome =
            CommandLine.Run("build", Town, "-o", _folder.File("n.scnet"), "--edits", OpenGate(), "--elevation", Ground(0.05), "--json");
        Assert.Equal(0, outcome.ExitCode);
        StudyResult cached = SampleStudy.Run(_folder, s => s["network"]!["osm"] = _folder.File("n.scnet"));
        StudyResult direct =
            SampleStudy.Run(_folder, s => (s["network"]!["edits"], s["network"]!["elevation"]) = (OpenGate(), Ground(0.05)));
        StudyResult level = SampleStudy.Run(_folder, s => s["network"]!["edits"] = OpenGate());
        Assert.True(cached.Graph.Network.HasHeights);
        Assert.InRange(MinutesToDayCare(cached, "c04")!.Value, 1, 6);
        foreach (string id in cached.Communities.Select(c => c.Id))
            Assert.Equal(MinutesToDayCare(direct, id), MinutesToDayCare(cached, id));
        Assert.NotEqual(
            level.Communities.Select(c => MinutesToDayCare(level, c.Id)), level.Communities.Select(c => MinutesToDayCare(cached, c.Id)));
    }

    [Fact]
    public void On_level_ground_heights_change_nothing()
    {
        StudyResult without = SampleStudy.Run(_folder, _ => { }),
            flat = SampleStudy.Run(_folder, s => s["network"]!["elevation"] = Ground(0));
        Assert.True(flat.Graph.Network.HasHeights);
        Assert.Equal(without.Communities.Select(c => MinutesToDayCare(without, c.Id)),
            without.Communities.Select(c => MinutesToDayCare(flat, c.Id)));
        // A hillside of 20 % makes nobody's way to day care quicker than half as quick again, and most people's slower.
        StudyResult steep = SampleStudy.Run(_folder, s => s["network"]!["elevation"] = Ground(0.2));
        (double? Before, double? After)[] both =
            [.. without.Communities.Select(c => (MinutesToDayCare(without, c.Id), MinutesToDayCare(steep, c.Id)))
                .Where(t => t.Item1 is not null)];
        Assert.True(both.Count(t => t.After is null || t.After > t.Before) > both.Length / 2);
    }

    /// <summary>A hill of 500 m in which voids were filled with 0: whoever walks it is told, also from a cache.</summary>
    [Fact]
    public void Every_verb_that_walks_slopes_tells_of_heights_that_are_none()
    {
        string Row(int row) => string.Join(' ', Enumerable.Range(0, 21).Select(column => row * column % 7 == 3 ? 0 : 500));
        string heights = _folder.Write(
            "voids.asc", "ncols 21\nnrows 21\nxllcenter 110.2\nyllcenter 34.8\ncellsize 0.01\nNODATA_value -9999\n"
            + string.Join('\n', Enumerable.Range(0, 21).Select(Row)));
        string study = SampleStudy.Write(_folder, s => s["network"]!["elevation"] = heights);
        string network = _folder.File("n.scnet");
        string scenario = _folder.Write("s.json", """{ "name": "s", "changes": [] }""");
        string points = _folder.Write("p.csv", "id,lon,lat\na,110.3150,34.9080\nb,110.3170,34.9080\n");
        string[][] verbs =
        [
            ["build", Town, "--elevation", heights, "-o", network],
            ["isochrone", network, "--at", "110.3150,34.9080", "-o", _folder.File("i.geojson")],
            ["matrix", network, "--origins", points, "--destinations", points, "-o", _folder.File("m.csv")],
            ["coverage", study, "-o", _folder.File("coverage")],
            ["whatif", study, scenario, "-o", _folder.File("whatif")],
            ["access", study, "--category", "elder.daycare", "--measure", "cumulative", "--cutoff", "15", "-o", _folder.File("access")],
            ["site", study, "--category", "elder.daycare", "--objective", "mclp", "--p", "1", "-o", _folder.File("site")],
            ["site", study, "--plan", "lps", "-o", _folder.File("plan")],
            ["streets", study, "-o", _folder.File("streets.geojson")],
            ["doctor", study],
        ];
        foreach (string[] verb in verbs)
        {
            CommandLine.Outcome outcome = CommandLine.Run(verb);
            Assert.True(outcome.ExitCode == 0, $"{verb[0]}: {outcome.Error}");
            int told = (outcome.Error + outcome.Output).Split("cells of the elevation file are exactly 0").Length - 1;
            Assert.True(told == 1, $"{verb[0]} tells it {told} times: {outcome.Error}");
        }
    }

    [Fact]
    public void Edits_that_cannot_be_used_are_bad_input_with_their_place()
    {
        CommandLine.Outcome outcome = CommandLine.Run("build", Town, "-o", _folder.File("n.scnet"), "--edits", OpenGate("unlock"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("edits.geojson", outcome.Error);
        Assert.Contains("features[0]", outcome.Error);
        Assert.Contains("\"unlock\"", outcome.Error);
        Assert.False(File.Exists(_folder.File("n.scnet")));
        string nowhere =
            _folder.Write("far.geojson",
                """{ "type": "Feature", "properties": { "op": "open_gate" }, "geometry": { "type": "Point", "coordinates": [110.4, 34.9] } }""");
        InputException e = Assert.Throws<InputException>(() => SampleStudy.Run(_folder, s => s["network"]!["edits"] = nowhere));
        Assert.Equal(nowhere, e.File);
        Assert.Contains("no gate within 15 m", e.Found);
    }

    [Fact]
    public void A_community_is_left_by_the_gates_that_the_planner_names()
    {
        string gates = _folder.Write("gates.csv", $"community,lon,lat\nc04,{Gate}\nnobody,110.31,34.91\n");
        StudyResult result = SampleStudy.Run(_folder, s => s["communities"]!["entrances"] = gates);
        int c04 = result.Communities.ToList().FindIndex(c => c.Id == "c04"),
            c01 = result.Communities.ToList().FindIndex(c => c.Id == "c01");
        Assert.Equal(AccessKind.Entrance, result.Walks.Homes[c04].Access.Kind);
        Assert.Equal(110.3197507, result.Walks.Homes[c04].Access.Snap.From.Lon, 7);
        Assert.NotEqual(AccessKind.Entrance, SampleStudy.Run(_folder, _ => { }).Walks.Homes[c04].Access.Kind);
        Assert.InRange(MinutesToDayCare(result, "c04")!.Value, 1, 6); // by the gate that the map says is locked
        Assert.Equal(MinutesToDayCare(SampleStudy.Run(_folder, _ => { }), "c01"), MinutesToDayCare(result, "c01"));
        Assert.NotEqual(AccessKind.None, result.Walks.Homes[c01].Access.Kind);
        Assert.Contains(result.Warnings, w => w.Key == "warning/strange-entrances");

        string nameless = _folder.Write("nameless.csv", "lon,lat\n110.31,34.91\n");
        Assert.Contains(
            "community", Assert.Throws<InputException>(
                () => SampleStudy.Run(_folder, s => s["communities"]!["entrances"] = nameless)).Expected);
        string pointless = _folder.Write("pointless.csv", "community,lon,lat\nc04,,\n");
        Assert.Equal("line 2",
            Assert.Throws<InputException>(() => SampleStudy.Run(_folder, s => s["communities"]!["entrances"] = pointless)).Where);
    }
}

using System.Globalization;
using System.Text.Json;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>build, matrix and facilities on the sample.</summary>
public sealed class OtherCommandsTests : IDisposable
{
    private static readonly string Town = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "town.osm");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Build_reports_the_network_as_JSON()
    {
        CommandLine.Outcome outcome = CommandLine.Run("build", Town, "-o", _folder.File("town.scnet"), "--json");
        Assert.Equal(0, outcome.ExitCode);
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement;
        foreach (string key in (string[])[
            "nodes", "arcs", "length_km", "components", "largest_component_share", "osm_date", "elapsed_s", "peak_memory_mb"])
            Assert.True(json.TryGetProperty(key, out _), key);
        Assert.InRange(json.GetProperty("length_km").GetDouble(), 45, 60);
        Assert.True(File.Exists(_folder.File("town.scnet")));
    }

    [Fact]
    public void Build_can_keep_hierarchies_and_answers_stay_the_same()
    {
        Assert.Equal(0, CommandLine.Run("build", Town, "-o", _folder.File("plain.scnet"), "--quiet").ExitCode);
        CommandLine.Outcome outcome =
            CommandLine.Run("build", Town, "-o", _folder.File("kept.scnet"), "--hierarchy", "adult,elderly", "--json");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(2, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("hierarchies").GetInt32());
        Assert.True(new FileInfo(_folder.File("kept.scnet")).Length > new FileInfo(_folder.File("plain.scnet")).Length);

        // From a cache with hierarchies: kept without changes, left out when the network is another.
        JsonElement Again(params string[] more) => JsonDocument.Parse(
            CommandLine.Run(
                ["build", _folder.File("kept.scnet"), "-o", _folder.File("again.scnet"), "--json", .. more]).Output).RootElement;
        Assert.Equal(2, Again().GetProperty("hierarchies").GetInt32());
        Assert.Equal(File.ReadAllBytes(_folder.File("kept.scnet")), File.ReadAllBytes(_folder.File("again.scnet")));
        Assert.Equal(3, CommandLine.Run("build", Town, "-o", _folder.File("no.scnet"), "--hierarchy", "nobody").ExitCode);
    }

    [Fact]
    public void Build_with_a_box_keeps_what_is_inside()
    {
        JsonElement Built(params string[] more) =>
            JsonDocument.Parse(CommandLine.Run(["build", Town, "-o", _folder.File("b.scnet"), "--json", .. more]).Output).RootElement;
        double whole = Built().GetProperty("length_km").GetDouble(),
            part = Built("--bbox", "110.300,34.905,110.312,34.915").GetProperty("length_km").GetDouble();
        Assert.InRange(part, 1, whole / 2);
        foreach (string box in (string[])["1,2,3", "nan,0,1,1"])
            Assert.Equal(3, CommandLine.Run("build", Town, "-o", _folder.File("b.scnet"), "--bbox", box).ExitCode);
    }

    [Fact]
    public void A_truncated_extract_is_bad_input_and_writes_nothing()
    {
        byte[] bytes = File.ReadAllBytes(Town);
        File.WriteAllBytes(_folder.File("half.osm"), bytes[..(bytes.Length / 2)]);
        CommandLine.Outcome outcome = CommandLine.Run("build", _folder.File("half.osm"), "-o", _folder.File("half.scnet"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("half.osm", outcome.Error);
        Assert.Equal(["half.osm"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Matrix_lists_every_pair_within_the_limit_sorted()
    {
        string origins = _folder.Write("o.csv", "id,lon,lat\nb,110.3043,34.9098\na,110.3102,34.9124\n");
        string destinations = _folder.Write("d.csv", "id,lon,lat\nx,110.3043,34.9098\nfar,110.9,34.5\ny,110.3110,34.9124\n");
        CommandLine.Outcome outcome = CommandLine.Run("matrix", Town, "--origins", origins, "--destinations", destinations,
            "--limit-minutes", "15", "-o", _folder.File("m.csv"), "--snap-report", _folder.File("s.csv"), "--json");
        Assert.Equal(0, outcome.ExitCode);
        string[][] rows = [.. File.ReadAllLines(_folder.File("m.csv")).Select(l => l.Split(','))];
        Assert.Equal(["from_id", "to_id", "travel_time_s", "distance_m"], rows[0]);
        (string, string)[] pairs = [.. rows[1..].Select(r => (r[0], r[1]))];
        Assert.Equal([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], pairs);
        foreach (string[] row in rows[1..])
        {
            double seconds = double.Parse(row[2], CultureInfo.InvariantCulture),
                metres = double.Parse(row[3], CultureInfo.InvariantCulture);
            Assert.InRange(seconds, 0, 900);
            // Adults walk 4 km/h; nothing on the way here is slower or faster, but they wait at crossings.
            Assert.InRange(seconds - metres / (4 / 3.6), -0.5, 40);
        }
        Assert.Contains("far,false,", File.ReadAllText(_folder.File("s.csv")));

        CommandLine.Run("matrix", Town, "--origins", origins, "--destinations", destinations, "--all-pairs", "-o", _folder.File("all.csv"));
        string[] all = File.ReadAllLines(_folder.File("all.csv"));
        Assert.Equal(7, all.Length);
        Assert.Contains("a,far,,", all);
    }

    [Fact]
    public void Homes_of_a_matrix_are_left_as_in_a_study()
    {
        string folder = QuickstartFilesTests.QuickstartFolder();
        StudyResult study = Study.Run(StudyFile.Load(Path.Combine(folder, "study.json")));
        var walks = new Dictionary<(string, string), double>();
        for (int f = 0; f < study.Facilities.Facilities.Count; f++)
            foreach (Walk walk in study.Walks.Times.Row(f))
                walks[(study.Communities[walk.Column].Id, study.Facilities.Facilities[f].Id)] = walk.Ticks / 32.0;
        // Polygons are entered at their doors; a table of places has points.
        Facility[] points =
            [.. study.Walks.Sites.Where(
                s => s.Access.Kind == AccessKind.Point && s.Facility.Geometry.Dimension == NetTopologySuite.Geometries.Dimension.Point)
                .Select(s => s.Facility)];
        string places = _folder.Write("places.csv", "id,lon,lat\n" + string.Concat(points
            .Select(f => FormattableString.Invariant($"{f.Id},{f.Position.Lon},{f.Position.Lat}\n"))));
        Dictionary<(string, string), double> Matrix(params string[] more)
        {
            CommandLine.Outcome outcome =
                CommandLine.Run(
                    ["matrix", Town, "--origins", Path.Combine(folder, "communities.geojson"), "--destinations", places, "-o",
                        _folder.File("r.csv"), .. more]);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            return File.ReadAllLines(_folder.File("r.csv")).Skip(1).Select(l => l.Split(','))
                .ToDictionary(r => (r[0], r[1]), r => double.Parse(r[2], CultureInfo.InvariantCulture));
        }
        Dictionary<(string, string), double> homes = Matrix("--residents", "origins");
        Assert.All(homes, pair => Assert.Equal(walks[pair.Key], pair.Value, 0.051));
        Assert.Equal(walks.Keys.Where(k => points.Any(f => f.Id == k.Item2) && walks[k] <= 900).Order(), homes.Keys.Order());
        Assert.NotEqual(homes.OrderBy(p => p.Key), Matrix().OrderBy(p => p.Key));
    }

    [Fact]
    public void Facilities_are_classified_and_duplicates_audited()
    {
        Assert.Equal(0, CommandLine.Run("facilities", Town, "-o", _folder.File("f.geojson")).ExitCode);
        JsonElement json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("f.geojson"))).RootElement;
        string[] categories =
            [.. json.GetProperty("features").EnumerateArray()
                .Select(f => f.GetProperty("properties").GetProperty("category").GetString()!)];
        Assert.Contains("elder.daycare", categories);
        Assert.Contains("child.nursery", categories);
        JsonElement audit = json.GetProperty("metadata").GetProperty("query").GetProperty("audit");
        // The town draws Wenchang day care as an area and as a node in it.
        Assert.Contains(audit.EnumerateArray(), a => a.GetProperty("name").GetString()!.Contains("文昌"));
    }

    /// <summary>A layer is GeoJSON whatever it is called; of it and the table of the same name one would be lost.</summary>
    [Fact]
    public void A_layer_that_is_called_like_the_table_asked_for_is_refused()
    {
        CommandLine.Outcome outcome = CommandLine.Run("facilities", Town, "-o", _folder.File("f.csv"), "--formats", "csv,gpkg");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("f.csv", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("written twice", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File(""), "f.*"));
    }
}

using System.Text.Json;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The table "what a correct engine finds" of samples/quickstart/README.md. Every covered walk is at most 960 m and every
/// walk that is too long at least 1,290 m, so that the answers hold for any level walking speed from 1.07 to 1.43 m/s.
/// </summary>
public class QuickstartLayoutTests
{
    private const double CoveredAtMost = 960;
    private const double UncoveredAtLeast = 1290;

    private static readonly string Folder = QuickstartFilesTests.QuickstartFolder();
    private static readonly string Osm = Path.Combine(Folder, "town.osm");

    // Metres on the drawing board, read off the plan.
    private static readonly Dictionary<string, (double X, double Y)[]> Sites = new()
    {
        ["elder.daycare"] = [(394, 1095), (930, 1375), (1850, 732)],
        ["child.nursery"] = [(1100, 1256), (268, 1115), (1700, 1258)],
        ["health"] = [(1042, 1032), (1836, 1300), (980, 325), (1600, 1800), (92, 1000)],
        ["sport"] = [(1154, 675), (1085, 690), (800, 1265), (2075, 1305), (1520, 1287), (800, 315)],
    };

    [Theory]
    [InlineData("elder.daycare", "c04 c17 c18 c19 c20 c21 c23")]
    [InlineData("child.nursery", "c17 c18 c19 c20 c21 c22 c23")]
    [InlineData("health", "c19 c22 c23")]
    [InlineData("sport", "c17 c18 c19 c22 c23")]
    public void Communities_without_the_service_are_those_of_the_table(string service, string uncovered)
    {
        var walk = new PlainWalk(Osm);
        foreach ((string id, (double X, double Y) home) in Communities().Where(c => c.Key != "c24"))
        {
            double nearest = Sites[service].Min(site => walk.Metres(home, site));
            if (uncovered.Split(' ').Contains(id)) Assert.True(nearest >= UncoveredAtLeast, $"{id} has {service} in {nearest:F0} m");
            else Assert.True(nearest <= CoveredAtMost, $"{id} has {service} only in {nearest:F0} m");
        }
    }

    [Fact]
    public void Opening_the_gate_brings_day_care_to_Dongfang_Huacheng()
    {
        var open = new PlainWalk(Osm, locked: false);
        Assert.InRange(Sites["elder.daycare"].Min(site => open.Metres(Communities()["c04"], site)), 150, 300);
    }

    [Fact]
    public void Without_steps_Xiatan_village_loses_its_day_care()
    {
        var wheels = new PlainWalk(Osm, steps: false);
        Assert.InRange(Sites["elder.daycare"].Min(site => wheels.Metres(Communities()["c22"], site)), 2000, 3000);
    }

    [Fact]
    public void Forest_farm_is_far_from_every_way_and_only_the_building_site_is_an_island()
    {
        var walk = new PlainWalk(Osm);
        Assert.InRange(walk.OffNetwork(Communities()["c24"]), 600, 800);
        Assert.Equal(1, walk.Islands);
        Assert.InRange(walk.OffNetwork(Communities()["c14"]), 70, 90);
    }

    /// <summary>The middle of each community (all polygons are rectangles).</summary>
    private static Dictionary<string, (double X, double Y)> Communities()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "communities.geojson")));
        return json.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            feature => feature.GetProperty("properties").GetProperty("id").GetString()!,
            feature =>
            {
                JsonElement geometry = feature.GetProperty("geometry");
                JsonElement coordinates = geometry.GetProperty("coordinates");
                List<(double X, double Y)> corners =
                    [.. (geometry.GetProperty("type").GetString() == "Point" ? [coordinates] : coordinates[0].EnumerateArray().ToArray())
                    .Select(corner => PlainWalk.Place(corner[0].GetDouble(), corner[1].GetDouble()))];
                return ((corners.Min(p => p.X) + corners.Max(p => p.X)) / 2, (corners.Min(p => p.Y) + corners.Max(p => p.Y)) / 2);
            });
    }
}

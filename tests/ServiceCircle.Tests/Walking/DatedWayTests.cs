using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Tests.Walking;

/// <summary>Ways that open later, or are gone by then, on some day. The dated way is 100 m long, the way round it 300 m.</summary>
public sealed class DatedWayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Town Street(string tags, string beside = "") => new Town("""
        E--F
        |  |
        |  |
        A--B--C
        """, 100.0 / 3).Way("AEFB", "highway=footway" + beside).Way("AB", "highway=footway" + tags).Way("BC");

    [Theory]
    [InlineData("start_date=2026", "2025-12-31", false)]
    [InlineData("start_date=2026", "2026-01-01", true)]
    [InlineData("start_date=2026-03", "2026-02-28", false)]
    [InlineData("start_date=2026-03", "2026-03-01", true)] // perhaps not yet: that is not certain
    [InlineData("opening_date=2026-06-01", "2026-05-31", false)]
    [InlineData("opening_date=2026-06-01", "2026-06-01", true)]
    [InlineData("start_date=2001 opening_date=2026", "2025-06-01", false)]
    [InlineData("start_date=2026 opening_date=2001", "2025-06-01", false)]
    [InlineData("end_date=2019", "2019-12-30", true)]
    [InlineData("end_date=2019", "2019-12-31", false)]
    [InlineData("end_date=2027-05-01", "2027-04-30", true)]
    [InlineData("end_date=2027-05-01", "2027-05-01", false)]
    [InlineData("end_date=2018 closing_date=2020", "2019-06-01", true)]
    [InlineData("end_date=2018 closing_date=2020", "2021-01-01", false)]
    [InlineData("end_date=2031 closing_date=2031-03-01", "2031-06-01", true)] // the later of both may be any day from then on
    [InlineData("end_date=2031 closing_date=2031-03-01", "2031-12-31", false)]
    [InlineData("start_date=2020 end_date=2024", "2019-06-01", false)]
    [InlineData("start_date=2020 end_date=2024", "2022-06-01", true)]
    [InlineData("start_date=2020 end_date=2024", "2025-06-01", false)]
    [InlineData("start_date=soon end_date=never", "2025-01-01", true)]
    [InlineData("start_date=1850", "1849-01-01", true)] // streets of before 2000 are not dated
    [InlineData("end_date=1999", "2025-01-01", false)]
    public void A_way_is_walked_on_the_days_on_which_it_is_there(string tags, string day, bool isThere)
    {
        using Town town = Street(" " + tags).On(day);
        Assert.Equal(isThere ? 200 : 400, town.Time('A', 'C').Seconds!.Value, 0.5);
        using var cache = new NetworkFileTests.TemporaryFile(NetworkFileTests.Bytes(Street(" " + tags).Network));
        WalkNetwork read = NetworkFile.Read(cache.Path).AsOf(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        Assert.Equal(town.Network.AttributeTable, read.AttributeTable);
    }

    [Fact]
    public void Dates_that_change_nothing_cut_nothing()
    {
        using Town dated = Street(" start_date=1987", " start_date=1911-01-01 note=x"), plain = Street("");
        Assert.Equal(plain.Network.AttributeTable, dated.Network.AttributeTable);
        Assert.Equal(plain.Network.Tail, dated.Network.Tail);
        Assert.Same(dated.Network, dated.Network.AsOf(new DateOnly(2025, 1, 1)));
    }

    /// <summary>Without a day of its own, a question is about the day of the data.</summary>
    [Theory]
    [InlineData(null, "2030-06-01", 200)]
    [InlineData(null, "2025-06-01", 400)]
    [InlineData(null, null, 200)] // who does not tell the day gets all ways
    [InlineData("2025", "2030-06-01", 400)]
    [InlineData("2035", "2025-06-01", 200)]
    [InlineData("2021,2035", "2025-06-01", 200)] // of several days the last
    public void A_study_walks_the_ways_of_its_day(string? asOf, string? dataDay, double seconds)
    {
        using var map = new OsmText { Date = dataDay };
        // The community at 0 m, the clinic at 200 m.
        for (int i = 0; i < 3; i++) map.Node(i + 1, OsmText.At(i * 100, 0));
        map.Node(4, OsmText.At(0, 100));
        map.Node(5, OsmText.At(100, 100));
        map.Node(6, OsmText.At(200, 0), "amenity=clinic name=x");
        map.Way(1, [1, 2], "highway=footway start_date=2028-01-01");
        map.Way(2, [1, 4, 5, 2], "highway=footway");
        map.Way(3, [2, 3], "highway=footway");
        Position home = OsmText.At(0, 0);
        string communities = _folder.Write("c.csv", FormattableString.Invariant($"id,lon,lat,population\nc,{home.Lon},{home.Lat},100\n"));
        var study = new JsonObject
        {
            ["name"] = "t",
            ["network"] = new JsonObject { ["osm"] = map.Write() },
            ["communities"] = new JsonObject { ["file"] = communities },
            ["facilities"] = new JsonArray(new JsonObject { ["osm"] = true }),
            ["services"] = new JsonArray(new JsonObject { ["category"] = "health.clinic", ["minutes"] = 15 }),
        };
        if (asOf is not null) study["as_of"] = asOf;
        StudyResult result = Study.Run(StudyFile.Load(_folder.Write("study.json", study.ToJsonString())));
        double metres = result.Coverage.Communities[0].Reach[0].Nearest.Seconds!.Value * result.Graph.Walker.SpeedMetresPerSecond;
        Assert.Equal(seconds, metres, 2.0);
        Assert.Equal(asOf is null && dataDay is null, result.Warnings.Any(w => w.Key == "warning/dated-ways"));
    }

    [Fact]
    public void A_map_with_more_dates_than_can_be_numbered_is_refused()
    {
        using var map = new OsmText();
        map.Node(1, OsmText.At(0, 0));
        map.Node(2, OsmText.At(100, 0));
        for (int i = 0; i < 66_000; i++)
            map.Way(i, [1, 2], $"highway=footway start_date={new DateOnly(2000, 1, 1).AddDays(i % 33_000):yyyy-MM-dd}"
                + (i < 33_000 ? "" : " lit=yes access=private"));
        var e = Assert.Throws<InputException>(() => NetworkBuilder.FromOsm(map.Write()));
        Assert.Contains("65,535", e.Message);
    }
}

using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Tests.Places;

public class DuplicatesTests
{
    private static readonly Position Origin = Position.FromDegrees(114.5, 38.0);

    [Fact]
    public void A_node_in_the_area_of_the_same_kind_is_the_same_place()
    {
        var list = Merge(Point("node/1", "阳光幼儿园", "child.kindergarten", 0, 0), Square("way/1", "", "child.kindergarten", 0, 0, 40));
        var f = Assert.Single(list.Facilities);
        Assert.Equal(("way/1", "阳光幼儿园"), (f.Id, f.Name));
        Assert.Equal(("node/1", "way/1", 0.0),
            (Assert.Single(list.Audit).DroppedId, list.Audit[0].KeptId, list.Audit[0].DistanceMetres!.Value));
    }

    [Fact]
    public void Two_rows_of_a_table_in_one_yard_under_names_of_their_own_are_two()
    {
        Facility home = Square("a", "东风养老院", "elder.home", 0, 0, 40) with { Source = "homes.csv, line 2", Capacity = 50 },
            flats = Point("b", "幸福老年公寓", "elder.home", 0, 0) with { Source = "homes.csv, line 3", Capacity = 80 };
        Assert.Equal(2, Merge(home, flats).Facilities.Count);
        Assert.Single(Merge(home with { Source = FacilityReader.OsmSource }, flats).Facilities);
    }

    [Fact]
    public void Two_names_in_one_area_without_a_name_are_two_places()
    {
        FacilityList list = Merge(
            Square("way/1", "", "health.clinic", 0, 0, 40), Point("node/1", "康民诊所", "health.clinic", 5, 0),
            Point("node/2", "仁爱门诊部", "health.clinic", -5, 0), Point("node/3", "", "health.clinic", 0, 5));
        Assert.Equal([("node/2", "仁爱门诊部"), ("way/1", "康民诊所")], list.Facilities.Select(f => (f.Id, f.Name)));
    }

    [Fact]
    public void Rows_of_tables_that_contradict_each_other_leave_it_open()
    {
        Facility one = Point("a", "东风日间照料中心", "elder.daycare", 0, 0)
            with
        { Source = "t.csv, line 2", Capacity = 40, Inclusive = true, OpenedOn = new DateOnly(2020, 1, 1) };
        Facility two = one with { Id = "b", Source = "t.csv, line 3", Capacity = 10, OpenedOn = new DateOnly(2030, 1, 1) };
        foreach (Facility[] rows in new[] { new[] { one, two }, [two with { Id = "a" }, one with { Id = "b" }] })
        {
            Facility merged = Assert.Single(Merge(rows).Facilities);
            Assert.Equal((null, true, new RoughDate(new DateOnly(2020, 1, 1), new DateOnly(2030, 1, 1))),
                (merged.Capacity, merged.Inclusive, merged.OpenedOn!.Value));
        }
        Assert.Equal("2020-01-01/2030-01-01", Merge(one, two).Facilities[0].OpenedOn.ToString());
        // What the table says is believed beside the map.
        Assert.Equal(40, Assert.Single(Merge(one, two with { Source = FacilityReader.OsmSource }).Facilities).Capacity);
    }

    [Fact]
    public void What_only_one_of_two_records_says_is_kept()
    {
        Facility bare = Point("a", "东风日间照料中心", "elder.daycare", 0, 0) with { Source = "t.csv, line 2" };
        Facility full = bare
            with
        {
            Id = "b",
            Source = "t.csv, line 3",
            Capacity = 40,
            Inclusive = true,
            AreaSquareMetres = 300,
            OpenedOn = new DateOnly(2020, 1, 1),
            Type = "rural"
        };
        foreach (Facility[] rows in new[] { new[] { bare, full }, [full with { Id = "a" }, bare with { Id = "b" }] })
        {
            Facility merged = Assert.Single(Merge(rows).Facilities);
            Assert.Equal((40, true, 300, "rural"), (merged.Capacity, merged.Inclusive, merged.AreaSquareMetres, merged.Type));
            Assert.Equal(new RoughDate(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 1)), merged.OpenedOn!.Value);
        }
    }

    [Fact]
    public void Several_functions_at_one_address_stay() =>
        Assert.Equal(3, Merge(
            Point("a", "东里邻里中心", "elder.daycare", 0, 0), Point("b", "东里邻里中心", "health.station", 0, 0),
            Square("c", "东里邻里中心", "comm.complex", 0, 0, 50)).Facilities.Count);

    [Theory]
    [InlineData("东里社区卫生服务站", "东里社区卫生服务站", 99, true)]
    [InlineData("东里社区卫生服务站", "东里社区卫生服务站", 101, false)]
    [InlineData("东里社区卫生服务站", "友谊街道东里社区卫生服务站", 49, true)]
    [InlineData("东里社区卫生服务站", "友谊街道东里社区卫生服务站", 51, false)]
    [InlineData("第一实验幼儿园", "第二实验幼儿园", 10, false)]
    [InlineData("东里小区幼儿园", "西里小区幼儿园", 10, false)]
    [InlineData("Farmacia López", "Farmacia Gómez", 10, false)]
    [InlineData("Clinic-Vision", "ＣＬＩＮＩＣ vision", 99, true)]
    [InlineData("", "", 1, false)]
    [InlineData("", "甲", 1, false)]
    public void Names_and_distances_decide_between_points(string a, string b, double metres, bool same)
    {
        var list = Merge(Point("a", a, "park", 0, 0), Point("b", b, "park", metres, 0));
        Assert.Equal(same ? 1 : 2, list.Facilities.Count);
        if (same) Assert.Equal(metres, Assert.Single(list.Audit).DistanceMetres!.Value, 0.1);
    }

    [Fact]
    public void Distance_between_areas_is_from_edge_to_edge() =>
        Assert.Single(Merge(Square("a", "中山公园", "park", 0, 0, 400), Square("b", "中山公园", "park", 450, 0, 400)).Facilities);

    [Fact]
    public void The_official_list_wins_and_takes_what_it_lacks()
    {
        var official = Point("f1", "西美养老院", "elder.home", 5, 5) with { Source = "f.csv, line 2", Capacity = 30 };
        var osm = Square("way/1", "西美养老院", "elder.home", 0, 0, 40)
            with
        { Capacity = 99, AreaSquareMetres = 800, Categories = ["elder.home", "elder.meal"] };
        var f = Assert.Single(Merge(osm, official).Facilities);
        Assert.Equal(("f1", 30.0, 800.0), (f.Id, f.Capacity!.Value, f.AreaSquareMetres!.Value));
        Assert.Equal(["elder.home", "elder.meal"], f.Categories);
        Assert.Equal(osm.Geometry, f.Geometry);
        Assert.Equal(official.Position, f.Position);
    }

    [Fact]
    public void A_planners_list_outranks_a_map_service_and_that_the_map()
    {
        Facility osm = Point("node/1", "西美养老院", "elder.home", 0, 0) with { Capacity = 3 };
        Facility poi = Point("p1", "西美养老院", "elder.home", 5, 0) with { Source = "poi.csv, line 2", IsOfMapService = true, Capacity = 2 };
        Facility official = Point("z1", "西美养老院", "elder.home", 10, 0) with { Source = "list.csv, line 2", Capacity = 1 };
        FacilityList all = Merge(osm, poi, official);
        Assert.Equal(("z1", 1.0), (Assert.Single(all.Facilities).Id, all.Facilities[0].Capacity!.Value));
        Assert.Equal([("node/1", "z1"), ("p1", "z1")], all.Audit.Select(a => (a.DroppedId, a.KeptId)));
        Assert.Equal(("p1", 2.0), (Assert.Single(Merge(osm, poi).Facilities).Id, Merge(osm, poi).Facilities[0].Capacity!.Value));
    }

    [Theory]
    [InlineData("人民医院急诊楼", "人民医院", "人民医院")]
    [InlineData("人民医院", "人民医院急诊楼", "人民医院")]
    [InlineData("友谊街道东里社区卫生服务中心", "东里社区卫生服务中心", "友谊街道东里社区卫生服务中心")]
    public void The_whole_keeps_its_name_over_its_parts(string first, string second, string name) => Assert.Equal(
        name, Assert.Single(Merge(Point("a", first, "health", 0, 0), Point("b", second, "health", 30, 0)).Facilities).Name);

    [Theory]
    [InlineData("实验小学", "实验小学分校")]
    [InlineData("人民医院", "人民医院滨江院区")]
    [InlineData("人民医院滨江院区", "人民医院城南院区")]
    [InlineData("阳光幼儿园", "阳光幼儿园(花园分园)")]
    public void A_branch_is_not_the_whole(string one, string other)
    {
        Assert.Equal(2, Merge(Point("a", one, "edu", 0, 0), Point("b", other, "edu", 10, 0)).Facilities.Count);
        Assert.Equal(2, Merge(Square("a", one, "edu", 0, 0, 80), Point("b", other, "edu", 10, 0)).Facilities.Count);
    }

    [Fact]
    public void A_group_is_the_same_as_its_kind_and_gives_way_to_it()
    {
        var f = Assert.Single(Merge(Point("a", "西美", "elder", 0, 0), Point("b", "西美", "elder.home", 20, 0)).Facilities);
        Assert.Equal(["elder.home"], f.Categories);
    }

    [Fact]
    public void Chains_are_not_merged_end_to_end()
    {
        // 40 m apart: each matches its neighbours only. a takes b, c takes d.
        var list = Merge([.. "abcd".Select((id, i) => Point(id.ToString(), "东里健身点" + new string('甲', i), "sport.outdoor", 40 * i, 0))]);
        Assert.Equal(["a", "c"], list.Facilities.Select(f => f.Id));
    }

    [Fact]
    public void The_order_of_the_input_does_not_matter_and_brute_force_agrees()
    {
        var random = new Random(7);
        string[] names = ["东里幼儿园", "东里中心幼儿园", "西里幼儿园", ""];
        string[] categories = ["child.kindergarten", "child.nursery", "child"];
        var facilities = Enumerable.Range(0, 300).Select(i =>
        {
            double x = random.Next(1500), y = random.Next(1500);
            string name = names[random.Next(names.Length)], category = categories[random.Next(categories.Length)];
            var f = random.Next(3) == 0 ? Square($"w{i}", name, category, x, y, 60) : Point($"n{i}", name, category, x, y);
            return random.Next(4) == 0 ? f with { Source = "f.csv" } : f;
        }).ToArray();
        var expected = Merge(facilities);
        Assert.InRange(expected.Audit.Count, 20, 280);
        for (int round = 0; round < 3; round++)
        {
            random.Shuffle(facilities);
            var again = Merge(facilities);
            Assert.Equal(expected.Facilities.Select(Text), again.Facilities.Select(Text));
            Assert.Equal(expected.Audit, again.Audit);
        }
        // Every place is either kept or stands in the audit under one that is kept.
        var kept = expected.Facilities.Select(f => f.Id).ToHashSet();
        Assert.Equal(facilities.Length, kept.Count + expected.Audit.Count);
        Assert.All(expected.Audit, a => Assert.Contains(a.KeptId!, kept));
        // What is kept has no duplicate left: a second pass over the originals of the kept finds nothing.
        Assert.Empty(Merge([.. facilities.Where(f => kept.Contains(f.Id))]).Audit);
    }

    [Fact]
    public void The_same_id_twice_is_bad_input() =>
        Assert.Throws<InputException>(() => Merge(Point("a", "甲", "park", 0, 0), Point("a", "乙", "park", 900, 0)));

    private static string Text(Facility f) => $"{f.Id} {f.Name} {string.Join(',', f.Categories)} {f.Geometry}";

    private static FacilityList Merge(params Facility[] facilities) => Duplicates.Merge(new FacilityList(facilities, []));

    private static Facility Point(string id, string name, string category, double x, double y)
    {
        var p = At(x, y);
        return new Facility(id, name, [category], p, new Point(p.Lon, p.Lat), "osm");
    }

    private static Facility Square(string id, string name, string category, double x, double y, double side)
    {
        Position sw = At(x - side / 2, y - side / 2), ne = At(x + side / 2, y + side / 2);
        var box = new GeometryFactory().ToGeometry(new Envelope(sw.Lon, ne.Lon, sw.Lat, ne.Lat));
        return new Facility(id, name, [category], At(x, y), box, "osm");
    }

    private static Position At(double x, double y)
    {
        var scale = new LocalMetres(Origin.LatE7);
        return new Position(
            (int)Math.Round(Origin.LonE7 + x / scale.MetresPerLonUnit), (int)Math.Round(Origin.LatE7 + y / scale.MetresPerLatUnit));
    }
}

using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Osm;
using ServiceCircle.Places;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;

namespace ServiceCircle.Tests.Places;

public sealed class FacilityReaderTests : IDisposable
{
    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("正常运营", "InUse")]
    [InlineData("已备案", "InUse")]
    [InlineData("筹建中", "NotYet")]
    [InlineData("规划建设", "NotYet")]
    [InlineData("未投入使用", "NotYet")]
    [InlineData("待开业", "NotYet")]
    [InlineData("暂停营业", "Closed")]
    [InlineData("已拆除", "Closed")]
    [InlineData("永久关闭", "Closed")]
    [InlineData("Under construction", "NotYet")]
    [InlineData("合格", "Unknown")]
    public void Words_of_states_are_known(string word, string state) => Assert.Equal(state, $"{FacilityStates.Of(word)}");

    /// <summary>The map's record of the place goes with a row that says closed or is overruled; a new house next door does not.</summary>
    [Theory]
    [InlineData("状态", "已关停", "")]
    [InlineData("类别修正", "剔除", "")]
    [InlineData("状态", "在建", "node/1")]
    [InlineData("状态", "合格", "1")]
    [InlineData("状态", "已关停", "2", "2,文昌社区日间照料中心新址,110.3003,34.9,\n")]
    public void What_a_table_leaves_out_is_left_out_of_the_map_too(string column, string word, string counted, string newHouse = "")
    {
        FacilityList table = FacilityReader.FromTable(
            Tables.Read(_folder.Write("f.csv", $"编号,名称,经度,纬度,{column}\n1,文昌社区日间照料中心,110.3,34.9,{word}\n{newHouse}")),
            CategoryCatalogue.Load());
        var at = new Point(110.30001, 34.9);
        var osm = new Facility(
            "node/1", "文昌社区日间照料中心", ["elder.daycare"], Position.FromDegrees(at.X, at.Y), at, FacilityReader.OsmSource);
        FacilityList merged = Duplicates.Merge(table.Concat(FacilityList.Sorted([osm], [])));
        Assert.Equal(counted, string.Join(",", merged.Facilities.Select(f => f.Id)));
    }

    /// <summary>
    /// A closed tenant of a building does not close the house that stands there under another name; one without a name goes.
    /// </summary>
    [Theory]
    [InlineData("河东养老院", 1)]
    [InlineData("", 0)]
    public void What_is_closed_closes_no_house_of_another_name(string name, int counted)
    {
        FacilityList table = FacilityReader.FromTable(
            Tables.Read(_folder.Write("f.csv", "编号,名称,类别,经度,纬度,状态\n1,文昌日间照料中心,elder.daycare,110.3,34.9,已关停\n")),
            CategoryCatalogue.Load());
        Geometry house = new Point(110.3, 34.9).Buffer(0.0003);
        var osm = new Facility("way/1", name, ["elder.daycare"], Position.FromDegrees(110.3, 34.9), house, FacilityReader.OsmSource);
        Assert.Equal(counted, Duplicates.Merge(table.Concat(FacilityList.Sorted([osm], []))).Facilities.Count);
    }

    /// <summary>What is not there yet, or no more, serves nobody; a tick is a yes, a day to be settled none.</summary>
    [Fact]
    public void States_ticks_and_days_to_be_settled_are_read()
    {
        var notes = new List<Notice>();
        FacilityList list = Duplicates.Merge(FacilityReader.FromTable(
            Tables.Read(_folder.Write("f.csv", "编号,类别,经度,纬度,状态,普惠,开业时间\n1,elder.daycare,110.3,34.9,运营,√,2020年5月\n"
                + "2,elder.daycare,110.3,34.91,在建,,2027\n3,elder.daycare,110.3,34.92,已关停,×,2017\n4,elder.daycare,110.3,34.93,,,待定\n"
                + "5,elder.daycare,110.3,34.94,,无,不详\n")),
            CategoryCatalogue.Load(), notes: notes));
        Assert.Equal(["1", "5"], list.Facilities.Select(f => f.Id));
        Assert.Equal([FacilityReader.OutOfUse, FacilityReader.OutOfUse, FacilityReader.OutOfUse], list.Audit.Select(a => a.Reason));
        Assert.Equal((true, false, true), (list.Facilities[0].Inclusive, list.Facilities[1].Inclusive, list.Facilities[1].OpeningIsBlank));
        Assert.Equal(3, notes.Count(n => n.Key == "meaning/out-of-use"));
    }

    [Fact]
    public void All_columns_are_read()
    {
        var f = Read("id,name,category,beds,inclusive,area_m2,opened_on,access_cost_s,lon,lat\nf1,东里,elder.home; elder.meal|elder.home,30,是,450.5,2024年9月1日,40,1,2\n").Facilities.Single();
        Assert.Equal(("f1", "东里"), (f.Id, f.Name));
        Assert.Equal(["elder.home", "elder.meal"], f.Categories);
        Assert.Equal((30.0, true, 450.5, new DateOnly(2024, 9, 1), 40.0),
            (f.Capacity!.Value, f.Inclusive!.Value, f.AreaSquareMetres!.Value, f.OpenedOn!.Value, f.AccessCostSeconds));
        Assert.Equal("f.csv, line 2", f.Source);
    }

    [Theory]
    [InlineData("2024-09-01", "2024-09-01")]
    [InlineData("2024/9/1", "2024-09-01")]
    [InlineData("20240901", "2024-09-01")]
    [InlineData("2024-09", "2024-09")]
    [InlineData("2024年9月", "2024-09")]
    [InlineData("2024", "2024")]
    public void Dates_as_people_write_them(string text, string date) =>
        Assert.Equal(date, Read($"category,opened_on,lon,lat\npark,{text},1,2\n").Facilities.Single().OpenedOn.ToString());

    [Theory]
    [InlineData("日间照料中心", "elder.daycare")]
    [InlineData("托老所", "elder.daycare")]
    [InlineData("社区卫生服务站", "health.station")]
    [InlineData("day care", "elder.daycare")]
    public void A_category_may_be_said_in_words(string word, string category)
    {
        var notes = new List<Notice>();
        Table table = Tables.Read(_folder.Write("f.csv", $"category,lon,lat\n{word},1,2\n{word},1,3\n"));
        Assert.All(FacilityReader.FromTable(table, Catalogue, notes: notes).Facilities, f => Assert.Contains(category, f.Categories));
        Assert.Equal($"f.csv: 2 cells of category hold words such as \"{word}\", taken for {category}.", Assert.Single(notes).ToString());
    }

    [Theory]
    [InlineData("学校")]
    [InlineData("驿站")]
    [InlineData("广场")]
    public void A_word_that_may_mean_several_categories_is_refused(string word) =>
        Assert.Throws<InputException>(() => Read($"category,lon,lat\n{word},1,2\n"));

    [Fact]
    public void A_fixed_category_and_numbered_ids()
    {
        var list = FacilityReader.FromTable(
            Tables.Read(_folder.Write("f.csv", "名称,床位数,经度,纬度\n甲,10,1,2\n乙,,3,4\n")), Catalogue, category: "elder.daycare");
        Assert.Equal(["f-1", "f-2"], list.Facilities.Select(f => f.Id));
        Assert.Equal([10.0, null], list.Facilities.Select(f => f.Capacity));
        Assert.All(list.Facilities, f => Assert.Equal(["elder.daycare"], f.Categories));
    }

    [Fact]
    public void Without_categories_names_tell_and_the_rest_is_audited()
    {
        var list = Read("name,lon,lat\n阳光宝贝托育中心,1,2\n某某宠物诊所,1,2\n某某九年一贯制学校,1,2\n");
        Assert.Equal(["child.nursery", "edu.junior edu.nine edu.primary"], list.Facilities.Select(f => string.Join(' ', f.Categories)));
        Assert.Equal(("f-2", "某某宠物诊所"), (Assert.Single(list.Audit).DroppedId, list.Audit[0].DroppedName));
    }

    [Theory]
    [InlineData("typecode", "090101", "141204")]
    [InlineData("typecode", "90101", "141204")]
    [InlineData("type", "医疗保健服务;综合医院;三级甲等医院", "科教文化服务;学校;幼儿园")]
    [InlineData("tag", "医疗;综合医院", "教育培训;幼儿园")]
    [InlineData("std_tag", "医疗;综合医院", "教育培训;幼儿园")]
    [InlineData("类别", "医疗保健服务;综合医院;综合医院", "科教文化服务;学校;幼儿园")]
    [InlineData("category", "090100|090200", "141204")]
    [InlineData("分类", "医疗>综合医院", "教育培训>幼儿园")]
    public void Classes_of_map_services_tell_together_with_names(string column, string hospital, string kindergarten)
    {
        FacilityList list = Read($"""
            name,{column},lon,lat
            市第一医院,{hospital},1,2
            市第一医院-挂号处,{hospital},1,2
            东方日出精品园,{kindergarten},1,2
            东里卫生室,{hospital},1,2
            东里,{hospital},1,2
            """);
        Assert.Equal(["health.hospital", "child.kindergarten", "health.village"], list.Facilities.Select(f => f.Categories.Single()));
        Assert.Equal([(FacilityReader.NameExcludes + " (part of another place)"), FacilityReader.Untold], list.Audit.Select(a => a.Reason));
    }

    [Fact]
    public void The_three_levels_of_a_class_may_have_columns_of_their_own() =>
        Assert.Equal(["health.pharmacy"], Read("name,大类,中类,小类,lon,lat\n国大,医疗保健服务,医药保健销售店,药房,1,2\n")
            .Facilities.Single().Categories);

    [Fact]
    public void A_class_may_overrule_a_name_and_a_column_of_the_planner_both()
    {
        FacilityList list = Read("""
            name,typecode,override,lon,lat
            安徽牛肉面生鲜,050100,,1,2
            东里学校,141206,,1,2
            服装城,061100,,1,2
            康复俱乐部,080300,dis.rehab,1,2
            向阳养老院,,无,1,2
            """);
        FacilityList merged = Duplicates.Merge(list);
        Assert.Equal(["dis.rehab"], merged.Facilities.Single().Categories);
        Assert.Equal([FacilityReader.ClassExcludes, FacilityReader.ClassExcludes, FacilityReader.ClassExcludes, FacilityReader.Overruled],
            merged.Audit.Select(a => a.Reason));
        Assert.Equal(["class", "deny amap 05*", "deny amap 141206", "override", "override"], list.Rules.Select(r => r.Rule));
    }

    [Fact]
    public void Columns_of_classes_may_be_named_and_a_column_of_other_words_is_none()
    {
        Table table = Tables.Read(_folder.Write("f.csv", "name,类型,代号,lon,lat\n甲,公办,141204,1,2\n乙,民办,141203,1,2\n"));
        Assert.Empty(FacilityReader.FromTable(table, Catalogue).Facilities);
        FacilityList list = FacilityReader.FromTable(table, Catalogue, new Dictionary<string, string> { ["class_code"] = "代号" });
        Assert.Equal(["child.kindergarten", "edu.primary"], list.Facilities.Select(f => f.Categories.Single()));
    }

    [Fact]
    public void What_each_rule_took_is_counted()
    {
        FacilityList list = Read("name,lon,lat\n东里养老院,1,2\n西里养老院,1,2\n某某宠物诊所,1,2\n某某大厦,1,2\n");
        Assert.Equal([("exclude animals", 1), ("name elder.home 1", 2), ("none", 1)], list.Rules.Select(r => (r.Rule, r.Count)));
        Assert.Equal(["东里养老院", "西里养老院"], list.Rules[1].Examples);
        using var stream = new MemoryStream();
        Output.ClassifiedRows.Write(stream, list.Rules, Catalogue);
        string[] lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.StartsWith("f.csv,exclude animals,,1,动物诊疗,for animals,某某宠物诊所,宠物", lines[1]);
        Assert.StartsWith("f.csv,name elder.home 1,elder.home,2,养老院/老年公寓/养护院,residential care home,东里养老院 | 西里养老院,养老(院", lines[2]);
    }

    [Fact]
    public void A_list_of_categories_in_geojson_reads_as_one_in_a_cell()
    {
        string path = _folder.Write("f.geojson", """
            {"type":"Feature","properties":{"id":"a","categories":["elder.home","elder.meal"]},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}
            """);
        Assert.Equal(["elder.home", "elder.meal"], FacilityReader.FromTable(Tables.Read(path), Catalogue).Facilities.Single().Categories);
    }

    [Fact]
    public void An_empty_list_is_no_error() => Assert.Empty(Read("id,category,lon,lat\n").Facilities);

    [Fact]
    public void Bad_rows_are_told_together()
    {
        var e = Assert.Throws<InputException>(() => Read("""
            id,category,capacity,inclusive,opened_on,lon,lat
            a,elder.hom,1,yes,2024-01-01,1,1
            a,elder.home,-1,maybe,soon,1,1
            b,,1,no,2024-01-01,,
            """));
        Assert.Contains("7 problems", e.Found);
        Assert.Contains("line 2: found the category \"elder.hom\"; expected one of elder.home", e.Found);
        Assert.Contains("line 3: found the id \"a\"", e.Found);
        Assert.Contains("inclusive \"maybe\"", e.Found);
        Assert.Contains("opened_on \"soon\"", e.Found);
        Assert.Contains("line 4: found an empty category", e.Found);
    }

    [Fact]
    public void An_unknown_fixed_category_is_told() =>
        Assert.Contains("elder.home", Assert.Throws<InputException>(() => FacilityReader.FromTable(
            Tables.Read(_folder.Write("f.csv", "lon,lat\n1,2\n")), Catalogue, category: "elder.hone")).Expected);

    [Fact]
    public void Osm_elements_become_facilities_sorted_by_id_and_the_closed_ones_are_audited()
    {
        OsmFeature[] features =
        [
            Node(2, "amenity=pharmacy"),
            Node(1, "amenity=clinic name=甲 capacity=12"),
            Node(3, "leisure=pitch access=private name=院内球场"),
            Node(4, "amenity=bench"),
        ];
        var list = FacilityReader.FromOsm(features, Catalogue);
        Assert.Equal(["node/1", "node/2"], list.Facilities.Select(f => f.Id));
        Assert.Equal((12.0, "甲", "osm"), (list.Facilities[0].Capacity!.Value, list.Facilities[0].Name, list.Facilities[0].Source));
        Assert.Equal(("node/3", "院内球场", null), (Assert.Single(list.Audit).DroppedId, list.Audit[0].DroppedName, list.Audit[0].KeptId));
        Assert.True(Catalogue.CountsAsPublic(list.Facilities[1], "health"));
        Assert.False(Catalogue.CountsAsPublic(list.Facilities[0], "health"));
    }

    [Fact]
    public void An_area_of_which_the_file_has_one_node_is_told()
    {
        using var town = new OsmText();
        for (int i = 0; i < 4; i++) town.Node(i + 1, OsmText.At(i * 100, i % 2));
        town.Way(1, [1, 2, 3], "highway=residential");
        town.Way(2, [4], "amenity=clinic name=one");
        town.Way(3, [4, 77, 78, 4], "amenity=clinic name=whole");
        town.Way(4, [79, 80], "amenity=clinic name=none");
        town.Way(5, [4], "highway=residential");
        FacilityList list = FacilityReader.FromOsm(town.Network().Features.Find(FeatureGroups.Place, withShapeless: true), Catalogue);
        Assert.Equal(["one", "none"], list.Audit.Where(a => a.Reason == FacilityReader.Shapeless).Select(a => a.DroppedName));
    }

    /// <summary>As of the end of 2025; the later of two starts counts, and what the map does not date is open.</summary>
    [Theory]
    [InlineData("amenity=clinic", true)]
    [InlineData("amenity=clinic start_date=2025-12-31", true)]
    [InlineData("amenity=clinic start_date=2026", false)]
    [InlineData("amenity=clinic opening_date=2026-01-01", false)]
    [InlineData("amenity=clinic start_date=1990 opening_date=2026", false)]
    [InlineData("amenity=clinic end_date=2019", false)]
    [InlineData("amenity=clinic end_date=2026", true)]
    [InlineData("amenity=clinic start_date=C20", true)]
    public void Osm_says_when_a_facility_opens_and_closes(string tags, bool isOpen)
    {
        FacilityList all = FacilityReader.FromOsm([Node(1, tags), Node(2, "amenity=pharmacy")], Catalogue);
        FacilityList open = StudyInputs.OpenOn(all, new DateOnly(2025, 12, 31));
        Assert.Equal(isOpen ? 2 : 1, open.Facilities.Count);
        Assert.Equal(isOpen ? 0 : 1, open.Audit.Count);
        // What the map dates says nothing of a table's blank cells.
        Assert.DoesNotContain(open.Facilities, f => f.MayOpenLater);
    }

    private static OsmFeature Node(long id, string tags) => new(new OsmId(OsmType.Node, id), new Point(1, 2),
        tags.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));

    private FacilityList Read(string text) => FacilityReader.FromTable(Tables.Read(_folder.Write("f.csv", text)), Catalogue);
}

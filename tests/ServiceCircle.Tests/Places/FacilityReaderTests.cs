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

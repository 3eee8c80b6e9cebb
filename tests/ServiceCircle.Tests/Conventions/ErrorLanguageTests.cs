using System.Text;
using System.Text.RegularExpressions;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;
using ServiceCircle.Osm;
using ServiceCircle.Places;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Scenarios;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using TemporaryFolder = ServiceCircle.Tests.Formats.TemporaryFolder;

namespace ServiceCircle.Tests.Conventions;

/// <summary>
/// Errors are whole in either language: nothing English is left in a Chinese sentence but names of formats, columns, keys and commands.
/// </summary>
public sealed partial class ErrorLanguageTests : IDisposable
{
    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();
    private static readonly StandardCatalogue Standards = StandardCatalogue.Load(Categories);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Words that are the same in either language: names, columns, keys, values and commands.
    private static readonly HashSet<string> Untranslated = [.. """
        PNG JPEG SVG DOCTYPE Inkscape AAIGrid API ASCII BBBike Buffers DenseNodes ESRI EPSG FILE FORCE CELLSIZE YES FROM Shapefile GeoJSON GeoTIFF Geofabrik GeometryCollection JSON LineString MultiLineString MultiPoint
        MultiPolygon OSM OSMHeader OpenStreetMap OsmSchema Overpass PBF POINT Point Polygon Protocol RFC SQLite SRTM STEP TO UTF WALKER WGS WKT XML ZIP Zip Zstandard CGCS GB
        GBK CSV NET true false auto big gb gbk utf add path apply changes osc asc build bzip capacity close closable gate open move set facility facilities geojson csv gz json city scnet clause co cat cost
        count county data categories dem tif docs plan files md footway steps bridge from id gdal translate warp gdalwarp gzip hgt hierarchy in osh osm osmium pbf out xml lat lon TIFF LZW DEFLATE PackBits ModelPixelScale ModelTiepoint PGPASSWORD postgres sum unscale TILED COMPRESS scale offset SRID
        metres minutes ncols nrows xllcorner yllcorner cellsize new no node note null of compression zlib zstd lz xz gunzip bunzip extract simple relation servicecircle site source srs tier time filter to township
        coordinates crs csv tsv txt docx features op kind name pop grade inclusive weight isochrone edits classes people modes elder foot bicycle jobs schools distance LeaveMetres StrayQuote
        Shapefile GeoPackage dBASE III IV FoxPro QGIS ArcGIS AutoCAD EOF MultiGeometry Placemark WKB KML KMZ DXF DWG Parquet shp dbf prj cpg gpkg kml kmz dxf dwg parquet
        community communities type unit value way wkt xls xlsx year yes values template targets standards
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), .. ShippedData.Names("plans"), .. ShippedData.Names("walkers"), .. CategoryCatalogue.Load().Groups.Select(g => g.Id)];

    public static TheoryData<string> Keys =>
        [.. MessageTable.Entries.Keys.Where(
            k => k.Split('/')[0] is "text" or "error" or "where" or "found" or "expected" or "advice" or "warning")];

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_text_of_an_error_is_left_untranslated(string key) =>
        AssertChinese(Placeholder().Replace(MessageTable.Entries[key][(int)Language.Zh], "甲"));

    public static TheoryData<string, string, string> BadTables => new()
    {
        { "a.csv", "", "空文件" }, { "a.csv", " \n", "空白" }, { "a.csv", "1,2\n3,4\n", "第1行：发现全部为数字；应为含列名的表头。请在首行填写列名。" },
        { "a.csv", "id,id\n1,2\n", "“id”列重复出现" }, { "a.csv", "id,lon,lat\n1,2\n", "第2行：发现2个单元格；应为与表头一致，共3个单元格。" },
        { "a.csv", "id,lon,lat\n1,abc,39\n2,116,\n", "发现2个问题\n  第2行：发现lon 为“abc”；应为数值\n  第3行：发现“lat”为空；应为数值" },
        { "a.csv", "id,lon,lat\n1,39.9,116.4\n", "经纬度可能写反了" }, { "a.csv", "id,lon,lat\n1,500123.4,4400123.4\n", "EPSG:4547" },
        { "a.csv", "id;lon;lat\n1;116,4;39,9\n", "第2行及另外1处" }, { "a.csv", "id,wkt\n1,POINT 3\n", "系统提示" },
        { "a.csv", "id,wkt\n1,POINT (39 116)\n", "坐标 39 116" },
        { "a.csv", "id,name\n1,a\"b\n", "引号位置有误" }, { "a.docx", "", "扩展名 .docx" }, { "a", "", "没有扩展名" },
        { "a.xlsx", "no workbook", "无法作为工作簿读取的文件" },
        { "a.geojson", "{\n\"type\":\n}", "第3行，第1字节" }, { "a.geojson", """{"type":"FeatureCollection"}""", "features：发现不是数组；应为要素数组。" },
        { "a.geojson", """{"type":"FeatureCollection","features":[{"type":"Point"}]}""", "features[0]：发现type 为“Point”" },
        { "a.geojson", "[1,2]", "应为几何对象或 null" },
        { "a.geojson", """{"type":"Point","coordinates":[1]}""", "1个数值" },
        { "a.geojson", """{"type":"Point","coordinates":["1","2"]}""", "均为数值" },
        { "a.geojson", """{"type":"Point"}""", "缺少“coordinates”" },
        { "a.geojson", """{"type":"Circle","coordinates":[1,2]}""", "Point、MultiPoint" },
        { "a.geojson", """{"type":"LineString","coordinates":[[1,2]]}""", "只有一个坐标" },
        { "a.geojson", """{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,1]]]}""", "未闭合的环" },
        { "a.geojson", """{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,0]]]}""", "只有3个坐标的环" },
        { "a.geojson", """{"type":"Point","coordinates":[1,2],"crs":{"properties":{"name":"EPSG:2360"}}}""", "4491至4554" },
    };

    [Theory]
    [MemberData(nameof(BadTables))]
    public void A_bad_table_is_told_in_Chinese(string name, string text, string said) =>
        AssertTold(said, () => Tables.Read(_folder.Write(name, text)));

    [Theory]
    [InlineData("id,lon,lat,pop\n", "至少一个社区")]
    [InlineData("id,lon,lat,pop\na,116,39,-1\na,116,39,5\n,116,39,5\nb,,,5\n", "编号“a”，与第2行相同")]
    [InlineData("id,name\na,b\n", "没有坐标，只有id、name列")]
    public void A_bad_table_of_communities_is_told_in_Chinese(string text, string said) =>
        AssertTold(said, () => CommunityReader.FromTable(Tables.Read(_folder.Write("c.csv", text))));

    [Fact]
    public void A_bad_table_of_facilities_is_told_in_Chinese() =>
        AssertTold("类别“elder.hom”；应为以下之一：elder.home、", () => FacilityReader.FromTable(Tables.Read(
        _folder.Write("f.csv", "id,lon,lat,category,inclusive,opened_on,grade\na,116,39,elder.hom,maybe,soon,x\na,116,39,,,,\n")),
            Categories));

    [Fact]
    public void Bad_costs_weights_and_land_use_are_told_in_Chinese()
    {
        AssertTold("只有一列", () => CostMatrix.Read(_folder.Write("m.csv", "id\na\n"), null));
        AssertTold("只有表头", () => CostMatrix.Read(_folder.Write("m.csv", "id,s\n"), null));
        string costs = _folder.Write("m.csv", "id,s\na,1\n");
        AssertTold("s 列的“x”", () => CostMatrix.Read(_folder.Write("n.csv", "id,s\na,x\na,-1\n,2\n"), null));
        AssertTold("第一列中的编号", () => CostMatrix.Read(costs, _folder.Write("w.csv", "id,weight\nb,2\na,x\n")));
        AssertTold("没有“a”的数据行", () => CostMatrix.Read(costs, _folder.Write("w.csv", "id,weight\n")));
        AssertTold("没有 id 列", () => LandUse.Read(_folder.Write("l.csv", "a,b\n1,2\n")));
        LandUse places = LandUse.Read(_folder.Write("l.csv", "id,jobs\na,1\nb,x\n"));
        AssertTold("jobs 为“x”", () => places.Numbers("jobs"));
        AssertTold("没有 schools 列；应为以下之一：id、jobs", () => places.Numbers("schools"));
        AssertTold("cost 或 travel_time", () => CostFile.Read(_folder.Write("t.csv", "from_id,to_id\na,b\n"), places));
        AssertTold("a至b重复出现", () => CostFile.Read(_folder.Write("t.csv", "from_id,to_id,cost\na,b,1\na,b,1\na,c,1\na,b,x\na\n"), places));
        AssertTold("文件不存在", () => CostFile.Read(_folder["none.csv"], places));
        AssertTold("应为衰减函数，如 binary:30", () => DecayText.Parse("exp"));
        AssertTold("取值范围", () => DecayText.Parse("linear:-1"));
    }

    [Theory]
    [InlineData("h.asc", "ncols 2\nnrows 2\n", "没有 cellsize")]
    [InlineData("h.asc", "ncols 1\nnrows 2\ncellsize 1\n", "1×2个大小为1的像元")]
    [InlineData("h.asc", "ncols 2\nnrows 2\nxllcorner 500000\nyllcorner 4000000\ncellsize 1\n1 2\n3 4\n", "gdalwarp")]
    [InlineData("h.asc", "ncols 2\nnrows 2\nxllcorner 5\nyllcorner 4\ncellsize 1\n1 2\n3\n", "3个高程值；应为4个（2行，每行2个）")]
    [InlineData("h.asc", "ncols 2\nnrows 2\nxllcorner 5\nyllcorner 4\ncellsize 1\n1 2\n3 4 5\n", "多余的高程值")]
    [InlineData("h.asc", "ncols 2\nnrows 2\nxllcorner 5\nyllcorner 4\ncellsize 1\n1 2\n3 x\n", "第7行：发现“x”；应为数值。")]
    [InlineData("h.tif", "x", "GeoTIFF")]
    [InlineData("h.hgt", "x", "SRTM 分幅名")]
    [InlineData("N47E009.hgt", "x", "1字节")]
    public void A_bad_elevation_file_is_told_in_Chinese(string name, string text, string said) =>
        AssertTold(said, () => HeightGrid.Read(_folder.Write(name, text)));

    [Theory]
    [InlineData("a.osm.pbf", "PK\u0003\u0004rest", "ZIP 压缩包")]
    [InlineData("a.osm", "hello, world", "OSM XML 文件（按扩展名 .osm）")]
    [InlineData("a.osm.gz", "{\"elements\":[]}", "gzip 压缩的 OSM XML")]
    [InlineData("a.txt", "", "空文件；应为OSM PBF 或 OSM XML")]
    [InlineData("a.osm", "<osmChange/>", "请先应用")]
    [InlineData("a.osm", "<html>x</html>", "这是网页")]
    [InlineData("a.osm", "<osm>\n<node id='1' lat='x' lon='2'/></osm>", "第2行：发现node/1，纬度“x”，经度“2”；应为有效的经纬度。文件已损坏或不完整")]
    [InlineData("a.osm", "<osm><way/></osm>", "缺少 id")]
    [InlineData("a.osm", "<osm><way id='1'><tag k='a'/></way></osm>", "<tag> 缺少 v")]
    [InlineData("a.osm", "<osm><relation id='1'><member type='area' ref='1' role=''/></relation></osm>", "类型为“area”的成员")]
    [InlineData("a.osm", "<osm><way id='1'></node></osm>", "无效的 XML")]
    [InlineData("a.osm", "<osm><node id='1' lat='1' lon='2'/><remark>runtime error</remark></osm>", "备注“runtime error”")]
    [InlineData("a.osm", "<osm><node id='1' lat='1' lon='2'/></osm>", "没有可供步行的道路")]
    public void A_bad_map_is_told_in_Chinese(string name, string text, string said) =>
        AssertTold(said, () => NetworkFiles.Open(_folder.Write(name, Encoding.Latin1.GetBytes(text))));

    [Theory]
    [InlineData("\0\0\0\u0001\n", "在消息结尾处截断的数值")]
    [InlineData("\0\u0001\0\u0001\n", "65537字节的数据块头；应为1至65536字节的数据块头。")]
    [InlineData("\0\0\0\u0007\u000A\u0005Other", "未注明字节数的数据块")]
    [InlineData("\0\0\0\u0009\u000A\u0005Other\u0018\0", "类型为“Other”的数据块")]
    public void A_damaged_map_is_told_in_Chinese(string text, string said)
    {
        string path = _folder.Write("a.osm.pbf", Encoding.Latin1.GetBytes(text));
        AssertTold(said, () => OsmFile.Open(path));
    }

    [Fact]
    public void A_bad_network_cache_is_told_in_Chinese()
    {
        using var town = new Towns.Town("ABCD").Way("ABCD");
        using var stream = new MemoryStream();
        NetworkFile.Write(town.Network, stream);
        byte[] bytes = stream.ToArray();
        AssertTold("不是路网缓存", () => NetworkFile.Read(_folder.Write("a.scnet", "x")));
        AssertTold("版本", () => NetworkFile.Read(_folder.Write("a.scnet", (byte[])[.. bytes[..6], 99, .. bytes[7..]])));
        AssertTold("校验值与内容不符", () => NetworkFile.Read(_folder.Write("a.scnet", (byte[])[.. bytes, 0])));
        AssertTold("OSM 数据", () => NetworkFiles.Open(_folder["none.scnet"]));
    }

    [Theory]
    [InlineData("\"name\": \"x\"", "缺少属性“op”")]
    [InlineData("\"op\": \"dig\"", "op 为“dig”；应为add_path、close_path、open_gate 或 close_gate。")]
    [InlineData("\"op\": \"add_path\", \"kind\": \"slide\"", "kind 为“slide”")]
    [InlineData("\"op\": \"open_gate\"", "没有几何图形；应为Point（点）。")]
    public void A_bad_edit_is_told_in_Chinese(string properties, string said) =>
        AssertTold(said, () => EditsFile.Read(_folder.Write("e.geojson",
        $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{ {{properties}} },"geometry":null}]}""")));

    [Fact]
    public void Edits_that_meet_nothing_are_told_in_Chinese()
    {
        using var town = new Towns.Town("ABCD").Way("ABCD");
        var far = Position.FromDegrees(50, 50);
        NetworkEdit[] edits =
            [new(NetworkEditKind.OpenGate, [far]), new(NetworkEditKind.AddPath, [far, Position.FromDegrees(51, 50)]),
                new(NetworkEditKind.ClosePath, [far])];
        AssertTold("第1项修正：15米内没有大门；第2项修正：路径两端25米内都没有道路；第3项修正：只有一个坐标的路径；应为与路网相接的修正。",
            () => new NetworkEditor(town.Network).Apply(edits));
    }

    [Theory]
    [InlineData("\"indicator\": \"share_of_people\", \"minutes\": 500, \"metres\": 500, \"threshold\": 50, \"categories\": [\"elder.hom\"]",
        "minutes：发现500；应为大于0且不超过180的分钟数")]
    [InlineData("\"indicator\": \"share_of_people\", \"unit\": \"perc\"", "单位“perc”")]
    [InlineData("\"indicator\": \"share_of_people\", \"unit\": \"beds\", \"categories\": [\"elder\"]", "指标“share_of_people”的单位“beds”")]
    [InlineData("\"indicator\": \"share_of_people\", \"classes\": [], \"year\": 20255, \"where\": { \"embeded\": 1 }, \"modes\": [\"bycicle\"]", "年份 20255；应为1949至2100之间的年份")]
    [InlineData("\"indicator\": \"walk_circle\", \"operator\": \">=\", \"value\": 15, \"interim\": [ { \"value\": 10 } ]", "应为“<=”")]
    [InlineData("\"indicator\": \"share_of_people\", \"unit\": \"%\", \"operator\": \">=\", \"value\": 0.6, \"categories\": [\"elder\"]",
        "百分数：60%写作60")]
    [InlineData("\"indicator\": \"share_of_people\", \"unit\": \"%\", \"operator\": \">=\", \"value\": 160, \"categories\": [\"elder\"]",
        "不超过100，即全部")]
    [InlineData("\"indicator\": \"share_of_people\", \"operator\": \">=\", \"categories\": [\"elder\"], \"standards\": [\"gb\"]", "没有数值")]
    [InlineData("\"indicator\": \"gap\", \"between\": \"county\", \"of\": \"capacity\", \"study_services\": true", "“categories”，“of”需要它")]
    [InlineData("\"indicator\": \"new_areas\", \"requires\": { \"inclusive\": true }", "每处新建住区")]
    public void A_bad_plan_is_told_in_Chinese(string keys, string said) => AssertTold(said, () => PlanFile.Read(_folder.Write("own.json", $$"""
        { "schema": "servicecircle-plan-1", "id": "own", "title": "Own", "year": 2025, "clauses": [ { "id": "a", "clause": "1", "quote": "q", "strength": "firm", {{keys}} } ] }
        """), Categories, Standards));

    [Fact]
    public void Ids_that_there_are_not_are_told_in_Chinese()
    {
        AssertTold("study.json，plans[0]：发现规划“hebe”；应为“hebei”（疑为笔误）。自带规划：",
            () => PlanCatalogue.Load("hebe", Categories, Standards, ("study.json", "plans[0]")));
        AssertTold("标准“gb”", () => Standards.Require("gb", "study.json", "services[0].standard"));
        AssertTold("类别“elders”", () => Categories.Require("elders", "study.json", "services[0].category"));
    }

    [Fact]
    public void A_bad_scenario_is_told_in_Chinese() => AssertTold("第2行，changes[0].id：", () =>
    {
        var problems = new RowProblems("s.json");
        ScenarioFile.Read(_folder.Write("s.json", """
            { "changes": [
              { "op": "set_capacity", "id": "", "capacity": -3 }, { "op": "add_path", "line": [] }, { "op": "add_path", "line": [[1, 2]] }, { "op": "open_gate", "at": [0, 95] },
              { "op": "open_gate" }, { "op": "scale_population", "community": "c", "factor": 0 }, { "op": "scale_population", "community": "c" },
              { "op": "add_facility", "id": "n", "category": [], "at": [1, 2] }, { "op": "set_capacity", "id": "n" }, { "op": "close_path" } ] }
            """), problems);
        problems.ThrowIfAny();
    });

    [Fact]
    public void Bad_numbers_of_circles_are_told_in_Chinese()
    {
        var request = new IsochroneRequest { Origins = [], Contours = [] };
        AssertTold("没有时限", request.Check);
        AssertTold("大于0的数值", () => (request with { Contours = [-1] }).Check());
        AssertTold("0至200米", () => (request with { Contours = [5], LeaveMetres = 300 }).Check());
    }

    /// <summary>Four sites of which one is asked for: each rule is what an answer is in the way of, or what helps without it.</summary>
    private static SitingProblem Sites => new()
    {
        Objective = SitingObjective.Mclp,
        Costs = SparseCosts.FromPairs(4, 4, Enumerable.Range(0, 4).SelectMany(i => Enumerable.Range(0, 4).Select(j => (i, j, 1.0)))),
        P = 1,
    };

    public static TheoryData<string, string, string> Rules => new()
    {
        { "unit", "at least 3 in group T1", "单元T1至少设3处" },
        { "tier", "at least 3 in tier 2", "级别2至少设3处" },
        { "most", "at most 1 in group T1", "单元T1至多设1处" },
        { "apart", "separation of 0 and 1", "0与1的最小间距" },
        { "place", "one tier at P7", "P7只设一个级别" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_on_sites_is_told_in_either_language(string rule, string english, string chinese)
    {
        SiteStatus[] standing = [SiteStatus.Fixed, SiteStatus.Fixed, SiteStatus.Candidate, SiteStatus.Candidate];
        SitingSolution found = SitingSolver.Solve(rule switch
        {
            "unit" => Sites with { Groups = [new SiteGroup("T1", [0, 1, 2], 3)] },
            "tier" => Sites with { Tiers = [new SiteTier("2", [1, 2, 3], null, 3)] },
            "most" => Sites with { Statuses = standing, Groups = [new SiteGroup("T1", [0, 1], 0, 1)] },
            "apart" => Sites with { Statuses = standing, Apart = [(0, 1)] },
            _ => Sites with
            {
                Statuses = standing,
                Limits = [new SiteLimit(new Notice("siting/rule/one-tier", ("place", "P7")), [0, 1], [1, 1], 1)],
            },
        });
        Assert.Equal(SitingStatus.Infeasible, found.Status);
        Notice[] told = [found.Why!, .. found.Remedies.SelectMany(r => r.Changes)];
        Assert.Contains(told, t => t.ToString().Contains(english, StringComparison.Ordinal));
        string[] inChinese = [.. told.Select(Messages.In(Language.Zh).Text)];
        Assert.Contains(inChinese, t => t.Contains(chinese, StringComparison.Ordinal));
        foreach (string text in inChinese) AssertChinese(text.Replace("T1", "甲").Replace("P7", "甲"));
    }

    [Theory]
    [InlineData("existing a", "existing a", "现有设施a")]
    [InlineData("new existing", "new existing", "候选点existing")]
    public void A_site_of_a_study_is_told_in_either_language(string id, string english, string chinese)
    {
        Notice told = new WalkCosts(null!, [], [], default).Site(id);
        Assert.Equal((english, chinese), (told.ToString(), Messages.In(Language.Zh).Text(told)));
    }

    [Fact]
    public void The_command_line_speaks_Chinese_of_what_is_wrong_with_it()
    {
        CommandLine.Outcome input =
            CommandLine.Run("isochrone", "none.osm", "--at", "x", "--minutes", "5", "-o", "o.geojson", "--lang", "zh");
        Assert.Equal((3, "输入有误：--at：发现“x”；应为以逗号分隔的数值。"), (input.ExitCode, input.Error.Trim()));
        CommandLine.Outcome usage = CommandLine.Run("coverage", "--lang", "zh", "--nonsense");
        Assert.Equal(2, usage.ExitCode);
        foreach (string line in usage.Error.Trim().Split('\n')[..^1]) Assert.Matches("[\u4e00-\u9fff]", line);
    }

    [Fact]
    public void No_error_is_written_in_English_at_its_place()
    {
        var english = new List<string>();
        foreach (string file in Shared.SourceFiles("src"))
        {
            string source = File.ReadAllText(Path.Combine(Shared.RepositoryRoot, file));
            foreach (Match place in Throws().Matches(source))
            {
                string statement = source[place.Index..source.IndexOf(';', place.Index)];
                english.AddRange(
                    Literal().Matches(statement).Where(m => Words().IsMatch(m.Value)).Select(m => $"{Path.GetFileName(file)}: {m.Value}"));
            }
        }
        Assert.Empty(english);
    }

    private static void AssertTold(string said, Action act)
    {
        string text = InChinese(Assert.Throws<InputException>(act));
        Assert.Contains(said, text, StringComparison.Ordinal);
        AssertChinese(text);
    }

    private static string InChinese(InputException e) => Messages.In(Language.Zh).Text(e);

    /// <summary>
    /// Outside of quotation marks, paths and files nothing is left but Chinese and words that are the same in either language.
    /// </summary>
    private static void AssertChinese(string text)
    {
        string rest = Named().Replace(text, " ");
        string[] strange = [.. LatinWord().Matches(rest).Select(m => m.Value).Where(w => !Untranslated.Contains(w))];
        Assert.True(strange.Length == 0, $"{string.Join(' ', strange)}: {text}");
        Assert.DoesNotContain(" 。", text, StringComparison.Ordinal);
    }

    // Quotations, paths of files, options, key paths, ids, numbers of several letters, and the wrong properties of questions.
    [GeneratedRegex(
        "“[^”]*”|\"[^\"]*\"|[A-Z][A-Za-z]+(?=：发现)|/[^ ，：；。]+|--[a-z-]+|"
        + "[A-Za-z_-]+(\\[\\d+\\]|[.:_][A-Za-z0-9_*]+)+[A-Za-z0-9_.]*|<[^>]*>|[0-9A-F]{8,}")]
    private static partial Regex Named();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex LatinWord();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"new InputException\(|new MalformedException\(|new Fault\(|\.Note(At)?\(|roblems\.Add\(|\bBad\(|new (Notice)?\(""(found|expected|advice)/")]
    private static partial Regex Throws();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("[A-Za-z]+ [a-z]+")]
    private static partial Regex Words();
}

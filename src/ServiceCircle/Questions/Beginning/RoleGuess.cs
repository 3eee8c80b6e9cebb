using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Questions.Beginning;

/// <summary>A table and what it seems to be.</summary>
/// <param name="Path">The file.</param>
/// <param name="Table">Its rows.</param>
/// <param name="Scores">By role how much speaks for it.</param>
internal sealed record JudgedTable(string Path, Table Table, IReadOnlyDictionary<FileRole, double> Scores)
{
    /// <summary>Less than this is no reason to take a file for anything.</summary>
    public const double Enough = 3;

    /// <summary>The role for which most speaks.</summary>
    public FileRole Role { get; init; } = Scores.Where(s => s.Value >= Enough).OrderByDescending(s => s.Value).ThenBy(s => s.Key)
        .Select(s => s.Key).FirstOrDefault();

    public double ScoreOf(FileRole role) => Scores.GetValueOrDefault(role);
}

/// <summary>
/// What a table is to a study, by its name, its headers, its shapes and what its names tell. Each hint adds to the score of a role; the
/// weights are such that two weak hints or one strong one do.
/// </summary>
internal static partial class RoleGuess
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static JudgedTable Judge(string path, Table table, CategoryCatalogue catalogue)
    {
        string stem = Path.GetFileNameWithoutExtension(path);
        bool hasPlaces = table.Rows.Any(r => r.Geometry is not null) || ColumnGuess.Coordinates(table).Count > 0;
        bool arePolygons = hasPlaces && table.Rows.All(r => r.Geometry is null or IPolygonal);
        Dictionary<string, string> people = ColumnGuess.OfCommunities(table), places = ColumnGuess.OfFacilities(table, catalogue);
        IReadOnlyList<string> names = NamesOf(table, people.GetValueOrDefault("name") ?? places.GetValueOrDefault("name"));
        double told = ColumnGuess.Share(names, n => catalogue.ClassifyName(n) is not null);
        var scores = new Dictionary<FileRole, double>();
        if (HasColumn("op") && hasPlaces) scores[FileRole.Edits] = 9;
        if (HasColumn("clause") && HasColumn("value")) scores[FileRole.Values] = 9;
        if (arePolygons && table.Columns.Any(c => DeliveredOn().IsMatch(c))) scores[FileRole.NewAreas] = 7;
        if (hasPlaces && GateFile().IsMatch(stem)) scores[FileRole.Gates] = 7;
        if (arePolygons)
        {
            scores[FileRole.Area] = (AreaFileName().IsMatch(stem) ? 3 : 0) + (table.Rows.Count == 1 ? 2.5 : 0);
            scores[FileRole.Units] = (HasColumn("level") && HasColumn("parent") ? 6 : 0) + (UnitFile().IsMatch(stem) ? 2 : 0)
                + (ColumnGuess.Share(names, n => UnitName().IsMatch(n)) >= 0.6 ? 3 : 0);
        }
        if (hasPlaces)
        {
            scores[FileRole.Communities] = (people.ContainsKey("population") ? 3 : people.Keys.Any(IsOfPeople) ? 2 : 0)
                + (CommunityFile().IsMatch(stem) ? 2.5 : 0)
                + (ColumnGuess.Share(names, n => CommunityNames().IsMatch(n)) >= 0.5 ? 2 : 0)
                + (table.Rows.Count > 1 ? 0.5 : 0) - (places.ContainsKey("category") ? 3 : 0) - (told >= 0.5 ? 2 : 0);
            scores[FileRole.Facilities] = (places.ContainsKey("category") ? 4 : 0) + (told >= 0.3 ? 3 : 0)
                + (CategoryOf(stem, catalogue) is not null || FacilityFile().IsMatch(stem) ? 3 : 0)
                + (places.ContainsKey("capacity") || places.ContainsKey("opened_on") || places.ContainsKey("inclusive") ? 1 : 0)
                - (people.ContainsKey("population") ? 2 : 0);
        }
        return new JudgedTable(path, table, scores);

        bool HasColumn(string name) => ColumnNames.Find(table.Columns, [name]) >= 0;
        static bool IsOfPeople(string column) => column.StartsWith("population", StringComparison.Ordinal) || column == "households";
    }

    /// <summary>The category that the name of a file tells: "社区养老服务驿站.xlsx", "day_care.csv"; null if none.</summary>
    public static string? CategoryOf(string stem, CategoryCatalogue catalogue)
    {
        string words = NotWords().Replace(stem, " ").Trim();
        return words.Length == 0 ? null : catalogue.FindByWord(words)
            ?? (words.EndsWith('s') ? catalogue.FindByWord(words[..^1]) : null)
            ?? catalogue.FindByWord(ListWords().Replace(words, ""));
    }

    /// <summary>The share of the rows whose names tell what they are.</summary>
    public static double ToldShare(Table table, string? nameColumn, CategoryCatalogue catalogue) =>
        ColumnGuess.Share(NamesOf(table, nameColumn), n => catalogue.ClassifyName(n) is not null);

    private static IReadOnlyList<string> NamesOf(Table table, string? column) => column is null ? [] : ColumnGuess.Cells(table, column);

    [GeneratedRegex("交付|deliver", Options)]
    private static partial Regex DeliveredOn();

    [GeneratedRegex("出入口|大门|门口|(^|[_ -])(gates?|entrances?)([_ -]|$)", Options)]
    private static partial Regex GateFile();

    [GeneratedRegex("边界|范围|研究区|boundary|(^|[_ -])(area|aoi|limits?|border)([_ -]|$)", Options)]
    private static partial Regex AreaFileName();

    [GeneratedRegex("行政|街道|乡镇|镇街|区划|辖区|admin|township|district|units|distrito|freguesia|parish", Options)]
    private static partial Regex UnitFile();

    [GeneratedRegex("(街道|街道办事处|镇|乡|区|县|市|地区|办事处|街办)$", Options)]
    private static partial Regex UnitName();

    [GeneratedRegex("社区|小区|居民|居住|村|人口|communit|barrio|bairro|neighbou?rhood|block|tract|census|residen|population|demand|estates", Options)]
    private static partial Regex CommunityFile();

    [GeneratedRegex("(社区|小区|村|苑|园|花园|家园|公寓|里|坊|居委会|新村|城|府|庭|湾|大院|宿舍|新区|屯|庄)([0-9一二三四五六七八九十]+期|[东西南北]区)?$", Options)]
    private static partial Regex CommunityNames();

    [GeneratedRegex("设施|服务|机构|站点|网点|点位|poi|facilit|services?|养老|托育|托幼|医疗|卫生|体育|健身", Options)]
    private static partial Regex FacilityFile();

    [GeneratedRegex("[^\\p{L}]+", Options)]
    private static partial Regex NotWords();

    [GeneratedRegex("(数据|表|清单|名单|一览|列表|点位|分布|汇总|名录|设施点|坐标|高德|百度|amap|baidu|list|points)", Options)]
    private static partial Regex ListWords();
}

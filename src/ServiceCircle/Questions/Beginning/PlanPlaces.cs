using System.Text.RegularExpressions;
using ServiceCircle.Formats;

namespace ServiceCircle.Questions.Beginning;

/// <summary>Which plan fits, by the names of provinces and cities in the files' names and cells.</summary>
internal static partial class PlanPlaces
{
    /// <summary>Ids of plans that hold in a part of the country, and the names of the provinces and cities where they do.</summary>
    private static readonly (string Plan, string[] Names)[] Places =
    [
        ("hebei", ["河北", "石家庄", "唐山", "秦皇岛", "邯郸", "邢台", "保定", "张家口", "承德", "沧州", "廊坊", "衡水", "雄安"]),
        ("lps", ["六盘水"]),
        ("tj", ["天津"]),
        ("sx", ["山西", "太原", "大同", "阳泉", "长治", "晋城", "朔州", "晋中", "运城", "忻州", "临汾", "吕梁"]),
    ];

    private const int CellsLooked = 20_000;

    /// <summary>The plans whose places are named, each with the name that tells it.</summary>
    public static IReadOnlyList<(string Plan, string Name)> Find(IEnumerable<string> fileNames, IEnumerable<Table> tables)
    {
        string[] files = [.. fileNames];
        // A street may be called after another city; "天津市" is a place.
        string[] cells = [.. tables.SelectMany(t => t.Rows).SelectMany(r => r.Values).OfType<string>().Take(CellsLooked)
            .SelectMany(cell => Named().Matches(cell).Select(m => m.Groups["name"].Value)).Distinct()];
        bool IsNamed(string place) =>
            files.Any(f => Regex.IsMatch(f, place + "(?!.{0,2}(路|街|里|村|社区|小区))")) || cells.Any(c => c.EndsWith(place));
        return [.. Places.Select(p => (p.Plan, Name: Array.Find(p.Names, IsNamed)!)).Where(p => p.Name is not null)];
    }

    [GeneratedRegex("(?<name>\\p{IsCJKUnifiedIdeographs}{2,4})(省|市)")]
    private static partial Regex Named();
}

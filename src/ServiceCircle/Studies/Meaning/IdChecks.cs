using System.Text.RegularExpressions;
using ServiceCircle.Places;

namespace ServiceCircle.Studies.Meaning;

/// <summary>Whether ids were damaged by a spreadsheet, so that tables no longer fit each other.</summary>
internal static partial class IdChecks
{
    private const int FewestRows = 3;
    private const string Month = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

    public static IEnumerable<Doubt> Find(StudyResult result)
    {
        string[] communities = [.. result.Communities.Select(c => c.AsGiven.Id).Distinct()];
        string[] facilities =
            [.. result.Facilities.Facilities.Where(f => f.Source != FacilityReader.OsmSource && !IsGiven(f)).Select(f => f.Id)];
        string[] units = [.. result.Communities.SelectMany(c => c.Units.Values).Distinct().Except(communities)];
        string[] rounded = [.. communities.Where(id => Rounded().IsMatch(id))];
        return
        [
            .. Damaged(communities), .. Damaged(facilities), .. Damaged(units),
            // Codes of counties end in zeros; of most communities they do not.
            .. rounded.Length > communities.Length / 2 ? DoubtOf("meaning/id-rounded", rounded, communities) : [],
        ];
    }

    private static IEnumerable<Doubt> Damaged(string[] ids) =>
    [
        .. DoubtOf("meaning/id-scientific", [.. ids.Where(id => Scientific().IsMatch(id))], ids),
        .. DoubtOf("meaning/id-date", [.. ids.Where(id => Date().IsMatch(id))], ids),
        .. DoubtOf("meaning/id-zeros", Shortened(ids), ids),
    ];

    private static IEnumerable<Doubt> DoubtOf(string key, string[] damaged, string[] all) => damaged.Length == 0 ? []
        : [new Doubt(
            new(key, ("count", damaged.Length), ("all", all.Length), ("rows", new NameList(damaged, MeaningChecks.RowsShown))),
            IsFatal: false)];

    /// <summary>Whether the reader gave the id, because the table has none.</summary>
    private static bool IsGiven(Facility facility) =>
        facility.Id.StartsWith(Path.GetFileNameWithoutExtension(facility.Source.Split(',')[0]) + "-", StringComparison.Ordinal);

    /// <summary>Ids of digits that are one digit shorter than all others, of which none begins with a zero.</summary>
    private static string[] Shortened(string[] ids)
    {
        if (ids.Length < FewestRows || !ids.All(id => id.All(char.IsAsciiDigit))) return [];
        int length = ids.Max(id => id.Length);
        string[] shorter = [.. ids.Where(id => id.Length == length - 1)];
        // 99,999 and 100,000 are neighbours, not damaged.
        bool isLost = length >= 6 && shorter.Length > 0 && ids.All(id => id.Length >= length - 1) && !ids.Any(id => id[0] == '0')
            && !shorter.Any(id => id[0] == '9');
        return isLost ? shorter : [];
    }

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?[Ee]\+[0-9]+$")]
    private static partial Regex Scientific();

    [GeneratedRegex("^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}-" + Month + "|" + Month + "-[0-9]{1,2})$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    /// <summary>
    /// Twelve digits or more of which the last six are zeros; of sixteen or more, of which a spreadsheet keeps fifteen, the last.
    /// </summary>
    [GeneratedRegex("^([0-9]{6,}0{6}|[0-9]{15,}0)$")]
    private static partial Regex Rounded();
}

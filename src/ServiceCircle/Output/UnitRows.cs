using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>
/// <c>units.csv</c>: per administrative unit how many communities and people, by age group, each service covers. A level's units
/// and its line without an id ("not in any unit") together hold everybody of the study.
/// </summary>
internal static class UnitRows
{
    public static void Write(Stream stream, StudyResult result)
    {
        CoverageResult coverage = result.Coverage;
        string[] groups =
            [.. People.Groups.Where(g => g == People.Groups[0] || coverage.Communities.Any(c => c.Community.People.Of(g) is not null))];
        string[] columns =
        [
            "level", "id", "name", "communities", groups[0], "not_snapped", "not_snapped_population",
            .. groups.Skip(1).SelectMany(g => new[] { g, "not_snapped_" + g }),
            .. coverage.Services.SelectMany(s => new[] { "facilities", "communities_covered" }
                .Concat(groups.SelectMany(g => new[] { g + "_covered", "share_" + g })).Select(c => $"{s.Category}.{c}")),
        ];
        using var csv = new CsvWriter(stream, columns, byteOrderMark: true);
        foreach (string level in result.Units.Levels)
        {
            IReadOnlyList<AdministrativeUnit> units = result.Units.At(level);
            ILookup<int, CommunityCoverage> members = result.Units.ByUnit(level, coverage.Communities);
            ILookup<int, Facility> facilities =
                result.Facilities.Facilities.Select((f, i) => (Facility: f, Unit: result.Units.OfFacility(level, i)))
                .ToLookup(f => f.Unit, f => f.Facility);
            for (int u = 0; u < units.Count; u++)
                Row(csv, coverage, groups, level, units[u].Id, units[u].Name, [.. members[u]], facilities[u]);
            if (members.Contains(-1)) Row(csv, coverage, groups, level, "", "", [.. members[-1]], facilities[-1]);
        }
    }

    private static void Row(
        CsvWriter csv, CoverageResult coverage, string[] groups, string level, string id, string name, CommunityCoverage[] rows,
        IEnumerable<Facility> facilities)
    {
        CommunityCoverage[] on = [.. rows.Where(r => r.Status != CommunityStatus.NotSnapped)];
        static double Sum(IEnumerable<CommunityCoverage> some, string group) => some.Sum(r => r.Community.People.Of(group) ?? 0);
        csv.Cell(level).Cell(id).Cell(name).Cell((long)rows.Length);
        csv.Cell(Rounded.People(Sum(rows, groups[0]))).Cell((long)(rows.Length - on.Length))
            .Cell(Rounded.People(Sum(rows, groups[0]) - Sum(on, groups[0])));
        foreach (string group in groups.Skip(1))
            csv.Cell(Rounded.People(Sum(rows, group))).Cell(Rounded.People(Sum(rows, group) - Sum(on, group)));
        for (int s = 0; s < coverage.Services.Count; s++)
        {
            csv.Cell((long)facilities.Count(f => f.Offers(coverage.Services[s].Category)));
            csv.Cell((long)on.Count(r => r.Reach[s].Covered));
            foreach (string group in groups)
            {
                double covered = Sum(on.Where(r => r.Reach[s].Covered), group), all = Sum(on, group);
                csv.Cell(Rounded.People(covered)).Cell(Rounded.Share(all > 0 ? covered / all : null));
            }
        }
        csv.EndRow();
    }
}

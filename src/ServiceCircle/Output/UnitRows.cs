using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Plans;

namespace ServiceCircle.Output;

/// <summary>
/// <c>units.csv</c>: per administrative unit how many people and communities each service covers. A level's units and its line
/// "not in any unit" together hold everybody of the study.
/// </summary>
internal static class UnitRows
{
    public static void Write(Stream stream, StudyResult result)
    {
        CoverageResult coverage = result.Coverage;
        var columns = new List<string> { "level", "id", "name", "communities", "population", "not_snapped", "not_snapped_population" };
        foreach (var service in coverage.Services)
            columns.AddRange(new[] { "facilities", "communities_covered", "population_covered", "share_population" }.Select(c => $"{service.Category}.{c}"));
        using var csv = new CsvWriter(stream, columns, byteOrderMark: true);
        foreach (string level in result.Units.Levels)
        {
            IReadOnlyList<AdministrativeUnit> units = result.Units.At(level);
            for (int u = 0; u < units.Count; u++)
                Row(csv, result, level, units[u].Id, units[u].Name, u);
            if (coverage.Communities.Where((_, c) => result.Units.OfCommunity(level, c) < 0).Any()) Row(csv, result, level, "", "", -1);
        }
    }

    private static void Row(CsvWriter csv, StudyResult result, string level, string id, string name, int unit)
    {
        CommunityCoverage[] rows = [.. result.Coverage.Communities.Where((_, c) => result.Units.OfCommunity(level, c) == unit)];
        CommunityCoverage[] on = [.. rows.Where(r => r.Status != CommunityStatus.NotSnapped)];
        static double People(IEnumerable<CommunityCoverage> some) => some.Sum(r => r.Community.People.Total ?? 0);
        csv.Cell(level);
        csv.Cell(id);
        csv.Cell(name);
        csv.Cell((long)rows.Length);
        csv.Cell(Rounded.People(People(rows)));
        csv.Cell((long)(rows.Length - on.Length));
        csv.Cell(Rounded.People(People(rows) - People(on)));
        for (int s = 0; s < result.Coverage.Services.Count; s++)
        {
            string category = result.Coverage.Services[s].Category;
            csv.Cell((long)result.Facilities.Facilities.Where((f, i) => result.Units.OfFacility(level, i) == unit && f.Offers(category)).Count());
            csv.Cell((long)on.Count(r => r.Reach[s].Covered));
            double covered = People(on.Where(r => r.Reach[s].Covered));
            csv.Cell(Rounded.People(covered));
            csv.Cell(Rounded.Share(People(on) > 0 ? covered / People(on) : null));
        }
        csv.EndRow();
    }
}

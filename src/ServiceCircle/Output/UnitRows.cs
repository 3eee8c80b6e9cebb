using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Output;

/// <summary>
/// <c>units.csv</c>: per administrative unit how many communities and people, by age group, each service covers. A level's units
/// and its line without an id ("not in any unit") together hold everybody of the study.
/// </summary>
internal static class UnitRows
{
    private sealed record UnitRow(string Level, string Id, string Name, CommunityCoverage[] Members, IEnumerable<Facility> Facilities)
    {
        public CommunityCoverage[] OnNetwork { get; } = [.. Members.Where(c => c.Status != CommunityStatus.NotSnapped)];
    }

    public static void Write(Stream stream, StudyResult result) =>
        ColumnsOf(result.Coverage).WriteCsv(stream, result.Units.Levels.SelectMany(level => RowsOf(level, result)), byteOrderMark: true);

    private static IEnumerable<UnitRow> RowsOf(string level, StudyResult result)
    {
        ILookup<int, CommunityCoverage> members = result.Units.ByUnit(level, result.Coverage.Communities);
        ILookup<int, Facility> facilities =
            result.Facilities.Facilities.Select((f, i) => (Facility: f, Unit: result.Units.OfFacility(level, i)))
            .ToLookup(f => f.Unit, f => f.Facility);
        IEnumerable<UnitRow> units =
            result.Units.At(level).Select((unit, u) => new UnitRow(level, unit.Id, unit.Name, [.. members[u]], facilities[u]));
        return members.Contains(-1) ? units.Append(new UnitRow(level, "", "", [.. members[-1]], facilities[-1])) : units;
    }

    private static List<TableColumn<UnitRow>> ColumnsOf(CoverageResult coverage)
    {
        string all = People.Groups[0];
        string[] groups = [.. People.Groups.Where(g => g == all || coverage.Communities.Any(c => c.Community.People.Of(g) is not null))];
        var columns = new List<TableColumn<UnitRow>>
        {
            new("level", u => u.Level), new("id", u => u.Id), new("name", u => u.Name), new("communities", u => u.Members.Length),
            new(all, u => Rounded.People(Sum(u.Members, all))), new("not_snapped", u => u.Members.Length - u.OnNetwork.Length),
            new("not_snapped_population", u => NotSnapped(u, all)),
        };
        foreach (string group in groups.Skip(1))
        {
            columns.Add(new(group, u => Rounded.People(Sum(u.Members, group))));
            columns.Add(new("not_snapped_" + group, u => NotSnapped(u, group)));
        }
        for (int s = 0; s < coverage.Services.Count; s++)
        {
            (int service, string category) = (s, coverage.Services[s].Category);
            columns.Add(new(category + ".facilities", u => u.Facilities.Count(f => f.Offers(category))));
            columns.Add(new(category + ".communities_covered", u => u.OnNetwork.Count(c => c.Reach[service].Covered)));
            foreach (string group in groups)
            {
                double Covered(UnitRow u) => Sum(u.OnNetwork.Where(c => c.Reach[service].Covered), group);
                columns.Add(new($"{category}.{group}_covered", u => Rounded.People(Covered(u))));
                columns.Add(new($"{category}.share_{group}", u => Rounded.Share(Covered(u) / Sum(u.OnNetwork, group))));
            }
        }
        return columns;
    }

    private static double NotSnapped(UnitRow unit, string group) => Rounded.People(Sum(unit.Members, group) - Sum(unit.OnNetwork, group));

    private static double Sum(IEnumerable<CommunityCoverage> some, string group) => some.Sum(r => r.Community.People.Of(group) ?? 0);
}

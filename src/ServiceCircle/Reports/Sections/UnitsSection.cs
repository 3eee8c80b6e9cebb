using ServiceCircle.Coverage;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>The coverage of each county, street and township; of communities there is a section of its own.</summary>
internal static class UnitsSection
{
    /// <summary>Rows of a level that a reader still reads; units.csv always has all.</summary>
    private const int MostRows = 200;

    public static void Write(Page page)
    {
        Messages m = page.Messages;
        UnitMap? map = page.Model.Units;
        string[] levels = [.. (map?.Levels ?? []).Where(l => l != UnitLevels.Community && map!.At(l).Count > 0)];
        if (levels.Length == 0)
        {
            page.Paragraph(m["units/none"], "");
            return;
        }
        page.Paragraph(m["units/intro"], "");
        page.LeftOutOfPeople(withoutNumber: false);
        var words = new VerdictWords(m, page.Model.CategoryNames);
        foreach (string level in levels)
        {
            page.Table("units", words.Level(level),
            [
                new(m["units/unit"]), new(m["column/communities"], true), new(m["column/people"], true), new(m["bases/not-counted"], true),
                new(m["bases/no-number"], true),
                .. page.Model.Coverage.Services.Select(s => new Column(page.NameOf(s), true)), new(m["units/complete"], true),
            ], () =>
            {
                ILookup<int, CommunityCoverage> members = map!.ByUnit(level, page.Model.Coverage.Communities);
                foreach ((int u, AdministrativeUnit unit) in map.At(level).Take(MostRows).Index()) Row(page, unit.Name, [.. members[u]]);
                if (members.Contains(-1)) Row(page, m["units/outside"], [.. members[-1]]);
            });
            if (map!.At(level).Count > MostRows) page.Paragraph(m.Text("units/cut", ("shown", MostRows), ("all", map.At(level).Count)));
        }
    }

    private static void Row(Page page, string name, CommunityCoverage[] members)
    {
        CommunityCoverage[] on = [.. members.Where(c => c.Status != CommunityStatus.NotSnapped)];
        static double People(IEnumerable<CommunityCoverage> some) => some.Sum(c => c.Community.People.Total ?? 0);
        double counted = People(on);
        CoverageResult coverage = page.Model.Coverage;
        using (page.Row())
        {
            page.RowName(name);
            page.Number(members.Length);
            page.Number(counted);
            page.Number(People(members) - counted);
            page.Number(on.Count(c => c.Community.People.Total is null));
            for (int s = 0; s < coverage.Services.Count; s++)
                page.Percent(coverage.Summaries[s], counted > 0 ? People(on.Where(c => c.Reach[s].Covered)) / counted : null);
            page.Number(page.Messages.Text("figures/of", ("part", on.Count(c => coverage.KnownShare(c) == 1)), ("all", on.Length)));
        }
    }
}

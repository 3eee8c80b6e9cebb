using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Per community the grade of its circle and the services it lacks, those for most people first.</summary>
internal static class MissingListSection
{
    /// <summary>Rows that a reader still reads; missing.csv always has all.</summary>
    private const int MostRows = 200;

    public static void Write(Page page)
    {
        Messages m = page.Messages;
        IGrouping<Community, LackingService>[] all = [.. MissingList.Of(page.Model.Coverage).GroupBy(l => l.Community)];
        if (all.Length == 0)
        {
            page.Paragraph(page.People.OnNetwork == 0 ? m["missing/unknown"] : m["missing/nothing"], "");
            return;
        }
        page.Paragraph(m["missing-list/intro"], "");
        if (all.Length > MostRows) page.Paragraph(m.Text("missing-list/cut", ("shown", MostRows), ("all", all.Length)), "");
        Dictionary<string, double?> shares =
            page.Model.Coverage.Communities.ToDictionary(c => c.Community.Id, c => c.CircleShare, StringComparer.Ordinal);
        page.Table("sortable missing-by-community", m["missing-list/caption"],
            [new(m["column/community"]), new(m["column/people"], true), new(m["column/grade"]), new(m["column/missing"])],
            all.Take(MostRows), lacking =>
            {
                page.RowName(lacking.Key.Name);
                page.PeopleOf(lacking.Key);
                page.Text(CircleGrades.Shipped.Of(shares[lacking.Key.Id]) ?? m["value/none"]);
                page.Text(m.List(lacking.OrderBy(l => l.Rank).Select(l => m.Text("missing-list/item",
                    ("service", page.NameOf(l.Service)), ("people", l.People is { } behind ? m.People(behind) : m["value/unknown"])))));
            });
    }
}

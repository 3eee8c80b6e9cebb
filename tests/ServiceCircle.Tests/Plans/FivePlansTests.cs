using System.Globalization;
using System.Text;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;
using ServiceCircle.Tests.Places;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// The five plans on the sample town and on a real city: every clause has a verdict or a named missing input; docs/targets.md counts them.
/// </summary>
public class FivePlansTests
{
    private static readonly string[] Ids = ["hebei", "lps", "tj", "sx", "city"];

    [Fact]
    public void Quickstart()
    {
        StudyFile study = StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"));
        Check(Study.Run(study with { Plans = Ids }), "quickstart");
    }

    [Fact]
    public void Las_Palmas()
    {
        string? osm = SharedData.Find("data/laspalmas/laspalmas.osm.pbf");
        Assert.SkipWhen(osm is null, "shared data not present");
        using var folder = new Formats.TemporaryFolder();
        string path = folder.Write("study.json", $$"""
            { "network": { "osm": "{{osm}}" }, "plans": ["hebei", "lps", "tj", "sx", "city"], "default_minutes": 15,
              "communities": { "file": "{{SharedData.Find("data/laspalmas/communities_located.csv")}}", "columns": { "name": "barrio", "population": "poblacion", "unit": "distrito" } },
              "facilities": [ { "osm": true } ],
              "services": [ { "category": "elder", "minutes": 15 }, { "category": "child.nursery", "minutes": 15 }, { "category": "health", "minutes": 15 }, { "category": "sport", "minutes": 15 } ] }
            """);
        Check(Study.Run(StudyFile.Load(path)), "las-palmas");
    }

    private static void Check(StudyResult result, string name)
    {
        IGrouping<string, Verdict>[] clauses = [.. result.Verdicts.GroupBy(v => v.Clause.Id)];
        Assert.Equal(result.Plans.Sum(p => p.Clauses.Count), clauses.Length);
        foreach (IGrouping<string, Verdict> clause in clauses)
        {
            Assert.Contains(clause, v => v.IsDeciding);
            foreach (Verdict verdict in clause)
            {
                bool named = verdict.Met is not null || verdict.Needs.Count > 0 || verdict.Outcome is Outcome.NoTarget or Outcome.Rule;
                Assert.True(named, $"{clause.Key}: neither a verdict nor a missing input");
                if (verdict.Met is not null)
                    Assert.True(verdict.Clause.Value is not null || result.File.Baselines.ContainsKey(clause.Key), clause.Key);
                if (verdict.Basis == Basis.NotMeasurable) Assert.Null(verdict.Measured);
                if (verdict is
                    {
                        Numerator: { } part, Denominator: { } all, Clause.Indicator: "share_of_units" or "share_of_people"
                    or "walk_circle"
                    }) Assert.InRange(part, 0, all);
            }
        }
        string docs = File.ReadAllText(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..", "docs", "targets.md"));
        string table = Table(result);
        Assert.True(docs.Contains(table, StringComparison.Ordinal), $"docs/targets.md should hold for {name}:\n{table}");
    }

    private static string Table(StudyResult result)
    {
        var table = new StringBuilder(
            "| plan | clauses | from the network | from attributes | supplied | input missing | rules | met | not met | no number |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (Plan plan in result.Plans) Line(plan.Id, [.. result.Verdicts.Where(v => v.Clause.Plan == plan.Id)]);
        Line("all", result.Verdicts);
        return table.ToString();

        void Line(string name, IReadOnlyList<Verdict> verdicts)
        {
            ClauseCount count = ClauseCount.Of(verdicts);
            Basis[] judged = [.. verdicts.Where(v => v.IsDeciding).GroupBy(v => v.Clause.Id)
                .Where(c => ClauseCount.OutcomeOf(c) is Outcome.Met or Outcome.NotMet or Outcome.NoTarget)
                .Select(c => c.First(v => v.Outcome == ClauseCount.OutcomeOf(c)).Basis)];
            int From(Basis basis) => judged.Count(b => b == basis);
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {name} | {count.Clauses} | {From(Basis.Network)} | {From(Basis.Attributes)} | {From(Basis.Supplied)} | {count.NotMeasurable} | {count.Rules} | {count.Met} | {count.NotMet} | {count.NoTarget} |");
        }
    }
}

using System.Globalization;
using System.Text;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;
using ServiceCircle.Tests.EndToEnd;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// The duties since 2023: every figure says where it was read and how well it is known, and what is only remembered fails nobody.
/// </summary>
public class DutiesTests
{
    private static readonly string Root = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "..", "..");

    public static TheoryData<string> Ids => [.. FoundingPlans.Duties.Select(p => p.Id)];

    [Fact]
    public void Six_duties() =>
        Assert.Equal(["nongcun", "qianru", "shangwu", "shiwuwu", "tijian", "zhucan"], FoundingPlans.Duties.Select(p => p.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_clause_has_a_source_and_a_confidence(string id)
    {
        Plan plan = FoundingPlans.Duties.Single(p => p.Id == id);
        Assert.Equal("", plan.TextFile);
        Assert.True(plan.TextCondition.Length > 20);
        foreach (Clause clause in plan.Clauses)
        {
            Assert.True(clause.Source.Length > 8, clause.Id);
            Assert.True(clause.Confidence is not null, clause.Id);
            Assert.StartsWith(id + "-", clause.Id, StringComparison.Ordinal);
            Assert.InRange(clause.Year, 2023, 2030);
            Assert.True(clause.Quote.Length > 3 && clause.Meaning.Length > 3 && clause.Number.Length > 0, clause.Id);
            if (clause.Value is { } value)
            {
                Assert.NotEqual("", clause.Unit);
                Assert.True(QuotedNumbers.Values(clause.Quote).Contains(value), $"{clause.Id}: {value} is not in the quote");
            }
        }
    }

    [Fact]
    public void Plans_whose_text_is_at_hand_need_no_source() =>
        Assert.All(FoundingPlans.AndDuties.Where(p => p.TextFile.Length > 0).SelectMany(p => p.Clauses), c => Assert.Null(c.Confidence));

    [Theory]
    [InlineData("source", true, "")]
    [InlineData("derived", true, "")]
    [InlineData("secondary", true, "verdict/clause-unverified")]
    [InlineData("memory", false, "verdict/clause-unverified verdict/clause-memory")]
    public void What_is_only_remembered_fails_nobody(string confidence, bool fails, string remarks)
    {
        IReadOnlyList<Verdict> verdicts = new AnalyticTown().Community("c0", 0).Judge(
            $$""" "source": "here", "confidence": "{{confidence}}", "indicator": "share_of_people", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 50, "unit": "%" """);
        Assert.Equal(fails, ClauseCount.MissesFirm(verdicts));
        Assert.Equal(Outcome.NotMet, Assert.Single(verdicts).Outcome);
        Assert.Equal(remarks,
            string.Join(' ', verdicts[0].Remarks.Select(r => r.Key).Where(k => k.StartsWith("verdict/clause-", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_docs_count_them()
    {
        var table = new StringBuilder(
            "| plan | document | until | clauses | with a number | source | secondary | derived | memory |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (Plan plan in FoundingPlans.Duties)
        {
            int Of(Confidence confidence) => plan.Clauses.Count(c => c.Confidence == confidence);
            table.Append(CultureInfo.InvariantCulture,
                $"| {plan.Id} | {plan.Document} | {plan.Year} | {plan.Clauses.Count} | {plan.Clauses.Count(c => c.Value is not null)} | {Of(Confidence.Source)} | {Of(Confidence.Secondary)} | {Of(Confidence.Derived)} | {Of(Confidence.Memory)} |\n");
        }
        string docs = File.ReadAllText(Path.Combine(Root, "docs", "targets.md"));
        Assert.True(docs.Contains(table.ToString(), StringComparison.Ordinal), $"docs/targets.md should hold:\n{table}");
    }

    [Fact]
    public void Every_clause_has_a_verdict_or_a_named_missing_input_on_the_sample_town()
    {
        StudyFile study = StudyFile.Load(Path.Combine(QuickstartFilesTests.QuickstartFolder(), "study.json"));
        StudyResult result = Study.Run(study with { Plans = [.. FoundingPlans.Duties.Select(p => p.Id)], DefaultMinutes = 15 });
        Assert.Equal(FoundingPlans.Duties.Sum(p => p.Clauses.Count), result.Verdicts.Select(v => v.Clause.Id).Distinct().Count());
        foreach (Verdict verdict in result.Verdicts)
            Assert.True(verdict.Met is not null || verdict.Needs.Count > 0 || verdict.Outcome is Outcome.NoTarget
                or Outcome.Rule, $"{verdict.Clause.Id}: neither a verdict nor a missing input");
        Verdict Deciding(string id) => result.Verdicts.Single(v => v.Clause.Id == id && v.IsDeciding);
        Assert.InRange(Deciding("tijian-park-radius").Measured!.Value, 0, 100);
        Verdict elder = Deciding("tijian-elder");
        Assert.Equal((elder.Numerator, Outcome.NoTarget), (result.Ledger.Count(p => p.Verdict.Clause.Id == "tijian-elder"), elder.Outcome));
    }
}

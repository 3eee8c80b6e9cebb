using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>What becomes of the plan's targets: those met by building, with what was measured before and after; and the others.</summary>
internal static class PlanTargetsSection
{
    public static void Write(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        PlanSiting answer = model.Answer;
        PlannedTarget[] built = [.. answer.Targets.Where(t => t.Step == TargetStep.ToBuild).OrderBy(t => NumberOf(answer, t))];
        if (built.Length == 0) page.Paragraph(m["plan-report/none-built"], "");
        else
        {
            var words = new VerdictWords(m, page.Model.CategoryNames);
            page.Table("targets", m["plan-report/targets-caption"],
            [
                new(m["column/rank"], true), new(m["targets/target"]), new(m["column/measured-before"], true),
                new(m["column/measured-after"], true), new(m["column/verdict-after"]), new(m["plan-report/facilities-for"], true),
            ], built, target =>
            {
                page.Number(PlanSitesSection.NumbersOf(page, answer, [target.Before.Clause.Id]));
                Name(page, words, target);
                page.Number(TargetsSection.Measured(m, target.Before));
                if (target.After is { } after)
                {
                    page.Number(TargetsSection.Measured(m, after));
                    TargetsSection.Outcome(page, words, after);
                }
                else page.NoNumbers(2);
                page.Number(target.Facilities.Count);
            });
        }
        page.Table("figures", m["plan-report/steps-caption"],
            [new(m["column/what"]), new(m["plan-report/clauses"], true)], Steps, step =>
            {
                page.RowName(m[step.Key]);
                page.Number(answer.Clauses.Count(c => c.Step == step.Step));
            });
    }

    /// <summary>Targets that building does not meet, or that cannot be judged, and why.</summary>
    public static void WriteOpen(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        PlannedTarget[] open =
        [
            .. model.Answer.Targets.Where(
                t => t.Step is TargetStep.OutOfReach or TargetStep.NotByBuilding or TargetStep.NotMeasurable),
        ];
        if (open.Length == 0)
        {
            page.Paragraph(m["plan-report/none-open"], "");
            return;
        }
        var words = new VerdictWords(m, page.Model.CategoryNames);
        page.Table("targets", m["plan-report/open-caption"],
            [new(m["targets/target"]), new(m["column/measured-before"], true), new(m["siting-report/why"])], open, target =>
            {
                Name(page, words, target);
                page.Number(TargetsSection.Measured(m, target.Before));
                page.Text(PlanSitingWords.Reason(target, m, page.Model.CategoryNames));
            });
    }

    private static readonly (TargetStep Step, string Key)[] Steps =
    [
        (TargetStep.Met, "plan-report/step-met"), (TargetStep.ToBuild, "plan-report/step-to-build"),
        (TargetStep.OutOfReach, "plan-report/step-out-of-reach"), (TargetStep.NotByBuilding, "plan-report/step-not-by-building"),
        (TargetStep.NotMeasurable, "plan-report/step-not-measurable"), (TargetStep.NoTarget, "plan-report/step-no-target"),
        (TargetStep.Rule, "plan-report/step-rule"), (TargetStep.Later, "plan-report/step-later"),
    ];

    private static int NumberOf(PlanSiting answer, PlannedTarget target) =>
        answer.Costs.Index().FirstOrDefault(c => c.Item.Clause.Id == target.Before.Clause.Id, (int.MaxValue, null!)).Index;

    private static void Name(Page page, VerdictWords words, PlannedTarget target)
    {
        using (page.Html.Open("th", ("scope", "row")))
        {
            TargetsSection.Clause(page, target.Before.Clause);
            TargetsSection.Kind(page, words, target.Before);
            using (page.Html.Open("span", ("class", "kind-of"))) page.Html.Name(target.Before.Clause.Id);
        }
    }
}

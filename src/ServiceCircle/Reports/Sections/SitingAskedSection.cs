using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Reports.Sections;

/// <summary>What was asked: the objective, whom to serve within which walk, where one may build, and every rule.</summary>
internal static class SitingAskedSection
{
    public static void Write(Page page, SitingModel model) => page.Facts(page.Messages["siting-report/asked"], [.. Facts(page, model)]);

    private static IEnumerable<(string, string)> Facts(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingQuestion question = model.Asked.Question;
        yield return (m["asked/objective"], m[question.Model switch
        {
            SitingObjective.Lscp => "asked/lscp",
            SitingObjective.Mclp => "asked/mclp",
            SitingObjective.PMedian => "asked/pmedian",
            SitingObjective.PCenter => "asked/pcenter",
            SitingObjective.WorstFirst => "asked/worst-first",
            _ => "asked/backup",
        }]);
        yield return (m["column/category"], page.NameOf(question.Category));
        yield return (m["access/whom"], GroupNames.Of(m, question.Demand));
        yield return (m["column/limit"], m.Minutes(model.Asked.Reach.Minutes!.Value));
        if (!question.Model.IsCovering()) yield return (m["asked/longest"], m.Minutes(question.LongestMinutes));
        if (question.P is { } p) yield return (m["asked/p"], m.Number(p));
        if (question.Target is { } target) yield return (m["asked/target"], m.Percent(target));
        if (question.SkipUncoverable) yield return (m["asked/skip"], m["asked/yes"]);
        foreach ((string, string) fact in AskedFacts.Candidates(m, question, model.Asked.Candidates.Ids.Count)) yield return fact;
        yield return (m["asked/existing"], m.Text(question.Existing switch
        {
            SiteStatus.Closable => "asked/closable",
            SiteStatus.Relocatable => "asked/relocatable",
            _ => "asked/fixed",
        }, ("count", model.Asked.Existing.Count)));
        foreach ((string, string) rule in Rules(m, question, model)) yield return rule;
    }

    private static IEnumerable<(string, string)> Rules(Messages m, SitingQuestion question, SitingModel model)
    {
        if (question.UsesCapacity)
        {
            yield return (m["asked/capacity"], model.Asked.CapacityAssumed is { } assumed
                ? m.Text("asked/capacity-assumed", ("capacity", m.Number(assumed))) : m["asked/capacity-stated"]);
            yield return (m["asked/together"], AskedFacts.YesOrNo(m, question.KeepTogether));
        }
        if (question.Budget is { } budget) yield return (m["asked/budget"], m.Number(budget, budget % 1 == 0 ? 0 : 2));
        if (question.ApartMetres is { } apart) yield return (m["asked/apart"], m.Text("number/metres", ("metres", apart)));
        if (question.UnitLevel is { } level)
            yield return (m.Text("asked/per-unit", ("level", Phrase.OfLevel(level))), Between(m, question.UnitLeast, question.UnitMost));
        foreach (TierQuestion tier in question.Tiers)
            yield return (
                m.Text("asked/tier", ("name", tier.Name), ("minutes", m.Minutes(tier.Minutes))), Between(m, tier.Least, tier.Most));
    }

    private static string Between(Messages m, int least, int? most) => most is { } upTo
        ? m.Text("asked/between", ("least", least), ("most", upTo)) : m.Text("asked/at-least", ("least", least));
}

using ServiceCircle.Coverage;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Reports.Sections;

/// <summary>The new sites, those that help most first, and whom each serves; or why there are none, and what would help.</summary>
internal static class SitingSitesSection
{
    public static void Write(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingAnswer answer = model.Answer;
        if (answer.Solution.Status == SitingStatus.Infeasible) NoAnswer(page, answer);
        else if (!answer.HasSites) page.Paragraph(m["siting-report/none-found"], "");
        else if (answer.Coverage.Steps.Count == 0)
            page.Paragraph(m[answer.HasNobody ? "siting-report/nobody" : "siting-report/nothing"], "");
        else Table(page, model);
        Standing(page, model);
    }

    private static void NoAnswer(Page page, SitingAnswer answer)
    {
        Messages m = page.Messages;
        page.Paragraph(m.Text("siting-report/infeasible", ("reason", SitingWords.Reason(answer.Solution, m)!)), "");
        if (answer.Solution.Remedies.Count == 0) return;
        page.Paragraph(m["siting-report/ways-out"], "");
        page.List(answer.Solution.Remedies.Select(r => SitingWords.Remedy(r, m)));
    }

    private static void Table(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        SitingProblem problem = model.Asked.Problem;
        List<Column> columns =
        [
            new(m["column/rank"], true), new(m["siting-report/site"]), new(m["siting-report/gained"], true),
            new(m["siting-report/share-after"], true),
        ];
        if (problem.Capacities is not null) columns.Add(new(m["siting-report/capacity"], true));
        if (problem.SiteCosts is not null) columns.Add(new(m["siting-report/cost"], true));
        columns.AddRange([new(m["siting-report/served-here"], true), new(m["siting-report/communities"])]);
        ILookup<int, Assignment> bySite = model.Answer.Solution.Assignments.ToLookup(a => a.Site);
        Dictionary<string, CommunityCoverage> communities =
            model.Study.Coverage.Communities.ToDictionary(c => c.Community.Id, StringComparer.Ordinal);
        IReadOnlyList<SiteStep> steps = model.Answer.Coverage.Steps;
        page.Table("sites", m["siting-report/sites-caption"], columns, () =>
        {
            foreach ((int k, SiteStep step) in steps.Index())
                using (page.Row()) Cells(k, step);
            using (page.Row(("class", "total"))) Total();
        });
        page.Paragraph(m["siting-report/sites-note"]);
        SitingFiguresSection.LeftOut(page, model);

        void Cells(int k, SiteStep step)
        {
            page.Number(k + 1);
            using (page.Html.Open("th", ("scope", "row"))) Place(page, model, step.Site);
            page.Number(step.Gained);
            page.Percent(model.Answer.ShareOf(step.CoveredAfter));
            if (problem.Capacities is { } capacities) page.Number(capacities[step.Site]);
            if (problem.SiteCosts is { } costs) page.Number(costs[step.Site], costs[step.Site] % 1 == 0 ? 0 : 2);
            page.Number(bySite[step.Site].Sum(a => a.Weight));
            using (page.Html.Open("td", ("class", "where")))
                page.Names([.. bySite[step.Site].Select(a => communities[problem.DemandIds![a.Demand]])]);
        }

        void Total()
        {
            page.Number("");
            page.RowName(m["siting-report/all-sites"]);
            page.Number(steps.Sum(s => s.Gained));
            page.Percent(model.Answer.ShareAfter);
            if (problem.Capacities is { } capacities) page.Number(steps.Sum(s => capacities[s.Site]));
            if (problem.SiteCosts is not null) page.Number(model.Answer.SiteCost, model.Answer.SiteCost % 1 == 0 ? 0 : 2);
            page.Number(steps.SelectMany(s => bySite[s.Site]).Sum(a => a.Weight));
            page.Text("");
        }
    }

    /// <summary>A new site by the name of its community, or its id; what stands there, and where that is.</summary>
    private static void Place(Page page, SitingModel model, int site)
    {
        SiteCandidates candidates = model.Asked.Candidates;
        int k = site - model.Asked.Existing.Count;
        string place = candidates.Tiers.Count > 0 ? candidates.Tiers[k].Place : candidates.Ids[k];
        string? community = model.Asked.Question.IsCommunities
            ? model.Study.Coverage.Communities.FirstOrDefault(c => c.Community.Id == place)?.Community.Name : null;
        page.Html.Name(NameWithId.Of(community, place));
        string what = page.NameOf(model.Asked.Question.Category);
        if (candidates.Tiers.Count > 0)
            what = page.Messages.Text("siting-report/of-tier", ("service", what), ("tier", candidates.Tiers[k].Tier));
        page.Html.Leaf("span", what, ("class", "kind-of"));
        // A junction's id is where it lies.
        if (!model.Asked.Question.IsNetwork) page.Html.Leaf("span", candidates.Positions[k].ToString(), ("class", "kind-of"));
    }

    /// <summary>What becomes of the facilities of today.</summary>
    private static void Standing(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        page.Paragraph(m.Text("siting-report/kept", ("count", model.Reach.Kept.Count)), "");
        if (model.Answer.Solution.Closed is not { Count: > 0 } closed) return;
        page.Paragraph(m["siting-report/closed"], "");
        page.List(closed.Select(j => model.Asked.Existing[j]).Select(f => NameWithId.Of(f.Name, f.Id)));
    }
}

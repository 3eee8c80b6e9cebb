using ServiceCircle.Reports.Model;
using ServiceCircle.Siting;

namespace ServiceCircle.Reports.Sections;

/// <summary>What each further site, or a larger budget, brings at best.</summary>
internal static class SitingCurveSection
{
    public static void Write(Page page, SitingModel model)
    {
        Messages m = page.Messages;
        IReadOnlyList<ParetoPoint> curve = model.Answer.Curve!;
        bool byCost = model.Answer.Problem.Budget is not null;
        var picture = new ParetoPicture(curve, byCost, m);
        using (page.Html.Open("figure"))
        {
            picture.WriteInline(page.Html);
            using (page.Html.Open("figcaption")) page.Html.Leaf("p", picture.Title, ("class", "map-title"));
        }
        page.Table("curve", picture.Title,
        [
            new(m[byCost ? "pareto/budget" : "pareto/sites"], true), new(m["column/people-covered"], true), new(m["pareto/covered"], true),
            new(m["pareto/bound"], true), new(m["siting-report/gap"], true),
        ], curve, point =>
        {
            page.Number(point.Limit, point.Limit % 1 == 0 ? 0 : 2);
            page.Number(point.Covered);
            page.Percent(point.Share);
            page.Percent(point.BoundShare);
            page.Percent(point.Solution.Gap);
        });
        SitingFiguresSection.LeftOut(page, model);
    }
}

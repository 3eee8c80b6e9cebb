using ServiceCircle.Coverage;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Site by site what is built: a row for the place, below it one for each facility, whom they newly serve and why.</summary>
internal static class PlanSitesSection
{
    public static void Write(Page page, PlanSitingModel model)
    {
        Messages m = page.Messages;
        PlanSiting answer = model.Answer;
        if (answer.Proposed.Count == 0)
        {
            page.Paragraph(m["siting-report/nothing"], "");
            return;
        }
        page.Paragraph(m["plan-report/sites-intro"], "");
        page.Table("sites", m["plan-report/sites-caption"],
        [
            new(m["column/rank"], true), new(m["plan-report/site"]), new(m["siting-report/gained"], true), new(m["column/limit"], true),
            new(m["siting-report/capacity"], true), new(m["plan-report/for-targets"]),
        ], () =>
        {
            foreach ((int k, IGrouping<string, ProposedFacility> place) in answer.ByPlace.Index())
            {
                using (page.Row(("class", "total"))) Site(page, model, k + 1, place);
                page.Rows(place, facility => Facility(page, model, facility));
            }
        });
        page.Paragraph(m["plan-report/sites-note"]);
        page.LeftOutOfPeople();
    }

    /// <summary>The number that a target has in this report, by the place of its clause; "–" for one that has none.</summary>
    public static string NumbersOf(Page page, PlanSiting answer, IEnumerable<string> clauses)
    {
        int[] numbers =
            [.. answer.Costs.Index().Where(c => clauses.Contains(c.Item.Clause.Id)).Select(c => c.Index + 1)];
        return numbers.Length == 0 ? page.Messages["value/none"] : page.Messages.List(numbers.Select(n => page.Messages.Number(n)));
    }

    private static void Site(Page page, PlanSitingModel model, int number, IGrouping<string, ProposedFacility> place)
    {
        Messages m = page.Messages;
        page.Number(number);
        using (page.Html.Open("th", ("scope", "row")))
        {
            page.Html.Name(NameOf(page, model, place));
            page.Html.Leaf("span", m.Text("plan-report/facilities", ("count", place.Count())), ("class", "kind-of"));
            if (!place.First().IsWalkable) page.Html.Leaf("span", m["plan-report/not-walkable"], ("class", "tag"));
        }
        page.Number(model.Answer.Reach.PeopleOf(place));
        page.NoNumbers(2);
        page.Text(NumbersOf(page, model.Answer, place.SelectMany(p => p.Closes)));
    }

    private static void Facility(Page page, PlanSitingModel model, ProposedFacility facility)
    {
        Messages m = page.Messages;
        page.Number("");
        using (page.Html.Open("th", ("scope", "row")))
        {
            page.Html.Text(page.NameOf(facility.Kind));
            using (page.Html.Open("span", ("class", "kind-of"))) page.Html.Name(facility.Facility.Id);
        }
        page.Number(model.Answer.Reach.PeopleOf(facility));
        page.Number(model.Answer.Reach.LimitOf(facility.Kind)?.Minutes is { } minutes ? m.Minutes(minutes) : m["value/none"]);
        page.Number(facility.Facility.Capacity);
        page.Text(NumbersOf(page, model.Answer, facility.Closes));
    }

    /// <summary>A place by the facility of today that houses what is built, its new area, the name of its community, or its id.</summary>
    private static string NameOf(Page page, PlanSitingModel model, IGrouping<string, ProposedFacility> place)
    {
        Messages m = page.Messages;
        if (place.First().Host is { } host)
            return m.Text("plan-report/hosted", ("host", new PlanSitingWords(model.Answer, m, page.Model.CategoryNames).HostName(host)));
        if (!model.Answer.Question.IsFile && place.Key.StartsWith(BuildingGround.AreaPrefix, StringComparison.Ordinal))
            return m.Text("plan-report/area", ("id", place.Key[BuildingGround.AreaPrefix.Length..]));
        if (!model.Answer.Question.IsCommunities) return place.Key;
        CommunityCoverage? community = page.Model.Coverage.Communities.FirstOrDefault(c => c.Community.Id == place.Key);
        return NameWithId.Of(community?.Community.Name, place.Key);
    }
}

using ServiceCircle.Places;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Sites;

/// <summary>What a siting question's reader should know: places that nobody walks to, units without a community, nobody to serve.</summary>
internal static class SitingRemarks
{
    private const int NamesShown = 5;

    /// <summary>The remarks; the sites are those that offer the category today.</summary>
    public static IReadOnlyList<Notice> Collect(
        SitingQuestion question, StudyResult study, SitingProblem problem, IReadOnlyList<Site> offering, SiteCandidates candidates)
    {
        Notice Off(string key, IReadOnlyList<string> ids) =>
            new(key, ("count", ids.Count), ("metres", study.File.MaxSnapMetres), ("names", List(ids)));
        Notice Island(string key, IReadOnlyList<string> ids) => new(key, ("count", ids.Count), ("names", List(ids)));
        string[] On(SnapStatus status) => [.. offering.Where(s => s.Access.Snap.Status == status).Select(s => s.Facility.Id)];
        var remarks = new List<Notice>
        {
            Off("siting/warning/candidates-off", candidates.NotSnapped),
            Island("siting/warning/candidates-island", candidates.OnIsland),
            Off("siting/warning/existing-off", On(SnapStatus.TooFar)),
            Island("siting/warning/existing-island", On(SnapStatus.OnIsland)),
        };
        IReadOnlyList<double> people = problem.Weights!;
        if (people.Sum() <= 0) remarks.Add(new("siting/warning/nobody", ("count", people.Count), ("group", question.Demand)));
        if (question.UnitLevel is { } level)
        {
            string[] empty = [.. study.Units.At(level).Where((_, u) => study.Units.Members(level, u).Count == 0).Select(u => u.Name)];
            remarks.Add(new("siting/warning/units", ("count", empty.Length), ("level", Phrase.OfLevel(level)), ("names", List(empty))));
        }
        return [.. remarks.Where(r => r.Values[0].Value is > 0)];
    }

    private static NameList List(IReadOnlyList<string> names) => new(names, NamesShown);
}

using ServiceCircle.Places;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Sites;

/// <summary>
/// What a siting question's reader should know: places that nobody can walk to, and units without a community, of which sites are asked
/// all the same.
/// </summary>
internal static class SitingRemarks
{
    private const int NamesShown = 5;

    /// <summary>The remarks.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="study">The study as it stands.</param>
    /// <param name="offering">Its facilities of the category.</param>
    /// <param name="candidates">Where something could be built.</param>
    public static IReadOnlyList<Notice> Collect(
        SitingQuestion question, StudyResult study, IReadOnlyList<Site> offering, SiteCandidates candidates)
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
        if (question.UnitLevel is { } level)
        {
            string[] empty = [.. study.Units.At(level).Where((_, u) => study.Units.Members(level, u).Count == 0).Select(u => u.Name)];
            remarks.Add(
                new Notice("siting/warning/units", ("count", empty.Length), ("level", Phrase.OfLevel(level)), ("names", List(empty))));
        }
        return [.. remarks.Where(r => r.Values[0].Value is > 0)];
    }

    private static NameList List(IReadOnlyList<string> names) => new(names, NamesShown);
}

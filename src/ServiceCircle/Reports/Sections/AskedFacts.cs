using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Reports.Sections;

/// <summary>What every siting question asks and every answer proves, in words.</summary>
internal static class AskedFacts
{
    /// <summary>Where one may build, and how many places that are.</summary>
    public static IEnumerable<(string What, string Value)> Candidates(Messages m, CandidateQuestion question, int count)
    {
        yield return (m["asked/candidates"], m.Text(
            question.IsCommunities ? "asked/at-communities" : question.IsNetwork ? "asked/at-junctions" : "asked/at-file",
            ("count", count)));
        if (question.IsNetwork)
            yield return (m["asked/cell"], m.Text("number/metres", ("metres", question.CellMetres)));
        if (question.IsFile) yield return (m["column/file"], Path.GetFileName(question.Candidates));
        if (question.CandidateRules.MinimumSquareMetres is { } area)
            yield return (m["asked/area"], m.Text("asked/square-metres", ("area", m.Number(area))));
        if (question.CandidateRules.Exclude is { } zones) yield return (m["asked/exclude"], Path.GetFileName(zones));
        if (question.CandidateRules.ThinMetres is { } thin) yield return (m["asked/thin"], m.Text("number/metres", ("metres", thin)));
    }

    /// <summary>How good an answer is.</summary>
    public static string Status(Messages m, SitingStatus status, bool isFound) => m[
        status switch
        {
            SitingStatus.Optimal => "asked/optimal",
            SitingStatus.Infeasible => "asked/infeasible",
            _ => isFound ? "asked/feasible" : "asked/none-found",
        }];

    public static string YesOrNo(Messages m, bool answer) => m[answer ? "asked/yes" : "asked/no"];
}

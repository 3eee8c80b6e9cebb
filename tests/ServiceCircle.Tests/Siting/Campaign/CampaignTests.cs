using System.Diagnostics;
using System.Text;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting.Campaign;

/// <summary>
/// A hundred random questions against OR-Tools: the same status and objective, sets that do what was asked, explanations that hold when
/// they are followed, and no run beyond its time. The suite takes twenty; all of them:
/// SERVICECIRCLE_CAMPAIGN=1 dotnet test -c Release --filter FullyQualifiedName~CampaignTests --logger "console;verbosity=detailed"
/// </summary>
public class CampaignTests(ITestOutputHelper output)
{
    private const int Seeds = 10;
    private const double OracleSeconds = 10, Overtime = 2;

    private static readonly bool All = Environment.GetEnvironmentVariable("SERVICECIRCLE_CAMPAIGN") == "1";

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(90)]
    public void Random_questions_are_answered_as_OrTools_answers_them(int first)
    {
        Assert.SkipWhen(first >= 20 && !All, "one of the hundred that only the long campaign takes");
        var wrong = new StringBuilder();
        int optimal = 0, infeasible = 0, limited = 0, remedies = 0, unexplained = 0, undecided = 0;
        double longest = double.NegativeInfinity;
        for (int seed = first; seed < first + Seeds; seed++)
        {
            SitingProblem problem = RandomQuestion.Of(seed);
            var options = new SitingOptions { TimeLimit = RandomQuestion.Limit(seed) };
            long start = Stopwatch.GetTimestamp();
            var answer = SitingAnswer.Find(problem, problem.TargetShare, options);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            SitingSolution ours = answer.Solution;
            double over = (took - options.TimeLimit).TotalSeconds;
            longest = Math.Max(longest, over);
            var found = new List<string>();
            if ((took - answer.Elapsed).Duration() > TimeSpan.FromSeconds(0.5)) found.Add($"took {took}, says {answer.Elapsed}");
            if (over > Overtime) found.Add($"{over:0.0} s beyond its time");
            if (ours.Objective is not null && AnswerCheck.Wrong(problem, ours) is { Length: > 0 } fault) found.Add(fault);
            // The large ones are about the clock.
            OrToolsOracle.Verdict theirs = RandomQuestion.IsLarge(seed) ? default : OrToolsOracle.Solve(problem, OracleSeconds);
            if (!theirs.Proven) undecided++;
            found.AddRange(Differences(problem, ours, theirs));
            switch (ours.Status)
            {
                case SitingStatus.Optimal: optimal++; break;
                case SitingStatus.Feasible: limited++; break;
                default:
                    infeasible++;
                    if (ours.Remedies.Count == 0) unexplained++;
                    remedies += ours.Remedies.Count;
                    foreach (Remedy remedy in RandomQuestion.IsLarge(seed) ? [] : ours.Remedies) found.AddRange(Unhelpful(problem, remedy));
                    break;
            }
            foreach (string what in found) wrong.AppendLine($"seed {seed}, {problem.Objective}: {what}");
        }
        output.WriteLine(
            $"seeds {first} on: {optimal} optimal, {infeasible} infeasible ({remedies} explanations, {unexplained} without), {limited} limited by time, {undecided} beyond OR-Tools' time; at most {longest:+0.00;-0.00} s from the limit");
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private static IEnumerable<string> Differences(SitingProblem problem, SitingSolution ours, OrToolsOracle.Verdict theirs)
    {
        double? value = problem.Objective == SitingObjective.WorstFirst ? ours.SecondStage?.Objective : ours.Objective;
        double tiny = 1e-6 * Math.Max(1, Math.Abs(theirs.Objective ?? 0));
        if (theirs.Proven && ours.Status == SitingStatus.Infeasible != theirs.Objective is null
            && (ours.Status == SitingStatus.Infeasible || ours.Objective is not null))
            yield return $"{ours.Status}, OR-Tools {theirs.Objective}";
        if (theirs.Objective is not { } optimum) yield break;
        if (ours.Status == SitingStatus.Infeasible) yield return $"infeasible, OR-Tools has {optimum}";
        if (theirs.Proven && ours.Status == SitingStatus.Optimal && Math.Abs(value!.Value - optimum) > tiny)
            yield return $"{value}, OR-Tools {optimum}";
        if (problem.Objective is SitingObjective.WorstFirst) yield break;
        // Neither bound may contradict the other's answer.
        bool most = problem.Objective is SitingObjective.Mclp or SitingObjective.BackupCoverage;
        if (ours.Bound is { } bound && (most ? bound < optimum - tiny : bound > optimum + tiny)
            && !(problem.Objective == SitingObjective.BackupCoverage && problem.P is null))
            yield return $"bound {bound}, OR-Tools has {optimum}";
        if (ours.Objective is { } own && theirs.Proven && (most ? own > optimum + tiny : own < optimum - tiny))
            yield return $"{own} is better than the optimum {optimum}";
    }

    /// <summary>
    /// What a second solver says against a change: that it does not help, or that less would do where the least is claimed.
    /// </summary>
    private static IEnumerable<string> Unhelpful(SitingProblem problem, Remedy remedy)
    {
        string said = string.Join(" and ", remedy.Changes.Select(c => $"{c.Key} {string.Join(' ', c.Values)}"));
        SitingProblem changed = AnswerCheck.Follow(problem, remedy);
        if (OrToolsOracle.Solve(changed, OracleSeconds).Objective is null) yield return $"{said} does not help";
        if (remedy.Changes is not [var only]) yield break;
        SitingProblem? less = only.Key switch
        {
            "siting/helps-sites" when changed.P > 0 => changed with { P = changed.P - 1 },
            "siting/helps-budget" when changed.Budget >= 1 => changed with { Budget = changed.Budget - 1 },
            "siting/helps-capacity" when Number(only, "capacity") is >= 1 and var each =>
                changed with
                {
                    Capacities = [.. problem.Capacities!.Select(
                    (q, j) => problem.Statuses![j] == SiteStatus.Candidate ? Math.Max(q, each - 1) : q)]
                },
            "siting/helps-share" => changed with { TargetShare = Math.Min(1, changed.TargetShare!.Value + 0.0002) },
            _ => null,
        };
        if (less is not null && OrToolsOracle.Solve(less, OracleSeconds).Objective is not null)
            yield return $"{said} is more than is needed";
    }

    private static double Number(Notice change, string name) => (double)change.Values.Single(v => v.Name == name).Value;
}

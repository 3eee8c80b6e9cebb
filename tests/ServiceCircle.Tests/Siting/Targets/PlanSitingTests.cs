using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Siting;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Plans;

namespace ServiceCircle.Tests.Siting.Targets;

/// <summary>
/// The fewest facilities for a plan on a street where every walk is a difference of two numbers. The oracle is the judge itself: no smaller
/// set of facilities, whatever their places and categories, makes it say "met".
/// </summary>
public sealed class PlanSitingTests : IDisposable
{
    private const string AtLeast = """ "operator": ">=", "value": 1, "unit": "x" """;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, int> Clauses => new()
    {
        // A stands; B, C, D, E lie 1,500, 3,000, 3,700 and 4,300 m off, 100 people each: one facility at D serves C, D and E within 1,000 m.
        { """ "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"] """, AtLeast, 4 },
        { """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """, """ "operator": ">=", "value": 60, "unit": "%" """, 2 },
        { """ "indicator": "composite_set", "level": "community", "categories": ["elder.meal"], "minutes": 15 """, """ "operator": "all_of", "value": 1, "unit": "classes" """, 3 },
        { """ "indicator": "walk_circle", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """, """ "operator": "<=", "value": 15, "unit": "minutes" """, 2 },
        { """ "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal", "elder.daycare"] """, """ "operator": ">=", "value": 90, "unit": "%" """, 2 },
        { """ "indicator": "complete_circles", "level": "community", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """, """ "operator": ">=", "value": 3, "unit": "circles" """, 2 },
        { """ "indicator": "count_facilities", "categories": ["elder.daycare"], "where": { "embedded": 1 } """, """ "operator": ">=", "value": 3, "unit": "facilities" """, 3 },
        { """ "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"] """, """ "operator": ">=", "value": 90, "unit": "places" """, 2 },
        { """ "indicator": "tier_ladder", "tiers": [ { "level": "township", "categories": ["elder.centre"] }, { "level": "community", "categories": ["elder.meal"] } ] """, AtLeast, 7 },
    };

    [Theory]
    [MemberData(nameof(Clauses))]
    public void As_few_as_the_judge_allows(string indicator, string target, int fewest)
    {
        AnalyticTown town = Town();
        town.MoreFiles.Add(("circles.csv", "id,communities\n1,A\n2,B\n3,C\n4,D\n5,E\n"));
        PlanSiting answer = Solve(town.Write(_folder, indicator, target, """ "circle_threshold": 0.5, "circles": { "file": "circles.csv" }, """));
        Assert.Equal((SitingStatus.Optimal, fewest, (double)fewest), (answer.Status, answer.Objective, answer.Bound));
        Assert.All(answer.Targets, t => Assert.Equal((TargetStep.ToBuild, true), (t.Step, t.After!.Met)));
        Assert.Empty(answer.NotConfirmed);
        if (fewest <= 3) NoSmallerSetWillDo(answer);
    }

    [Fact]
    public void Shared_sites_need_no_more_places_and_each_is_needed()
    {
        const string set = """ "indicator": "composite_set", "level": "community", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """;
        string study = Town().Write(_folder, set, """ "operator": "all_of", "value": 2, "unit": "classes" """);
        PlanSiting apart = Solve(study), shared = Solve(study, shared: true);
        Assert.Equal((6, 3), (apart.Objective, shared.Objective));
        Assert.Equal(3, shared.Proposed.Select(p => p.Place).Distinct().Count());
        Assert.Equal(6, shared.Proposed.Count);
        Assert.Empty(shared.NotConfirmed);
    }

    [Fact]
    public void Several_clauses_share_facilities()
    {
        string study = Town().Write(_folder, "\"indicator\": \"supplied\"", AtLeast);
        _folder.Write("plan.json", """
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own plan", "year": 2025, "clauses": [
              { "id": "a", "clause": "1", "quote": "q", "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "operator": ">=", "value": 60, "unit": "%", "strength": "firm" },
              { "id": "b", "clause": "2", "quote": "q", "indicator": "share_of_people", "minutes": 15, "categories": ["elder.daycare", "elder.meal"], "operator": ">=", "value": 90, "unit": "%", "strength": "firm" },
              { "id": "c", "clause": "3", "quote": "q", "indicator": "supplied", "operator": ">=", "value": 90, "unit": "%", "strength": "firm" },
              { "id": "d", "clause": "4", "quote": "q", "indicator": "per_1000", "of": "physicians", "categories": ["health"], "operator": ">=", "value": 3, "unit": "persons", "strength": "firm" },
              { "id": "e", "clause": "5", "quote": "q", "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.meal"], "operator": ">=", "value": 9, "unit": "x", "strength": "firm" },
              { "id": "f", "clause": "6", "quote": "q", "indicator": "share_of_people", "minutes": 15, "categories": ["elder.daycare"], "strength": "qualitative", "unit": "%" },
              { "id": "g", "clause": "7", "quote": "q", "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "operator": ">=", "value": 100, "unit": "%", "strength": "firm", "year": 2030 }
            ] }
            """);
        PlanSiting answer = Solve(study, by: 2025);
        // Two day-care centres in two more communities; one of them, at C, reaches the people at C, D and E whom none reaches today.
        Assert.Equal((SitingStatus.Optimal, 2), (answer.Status, answer.Objective));
        NoSmallerSetWillDo(answer);
        Assert.Equal(
            [("a", TargetStep.ToBuild), ("b", TargetStep.ToBuild), ("c", TargetStep.NotMeasurable), ("d", TargetStep.NotByBuilding), ("e", TargetStep.OutOfReach), ("f", TargetStep.NoTarget), ("g", TargetStep.Later)],
            answer.Targets.Select(t => (t.Before.Clause.Id, t.Step)));
        Assert.Equal(["values.c"], answer.Targets[2].Before.Needs);
        Assert.Equal(["A", "B", "C", "D", "E"], answer.Targets[4].InTheWay);
        Assert.Equal((0.0, 5.0), (answer.Targets[4].Reachable, answer.Targets[4].Asked));
    }

    /// <summary>Five communities; a day-care centre at A. Two of them on the right are near each other.</summary>
    private static AnalyticTown Town() => new AnalyticTown()
        .Community("A", 0, people: 100, township: "T1").Community("B", 1500, people: 100, township: "T1").Community("C", 3000, people: 100, township: "T1")
        .Community("D", 3700, people: 100, township: "T2").Community("E", 4300, people: 100, township: "T2")
        .Facility("elder.daycare", 0, community: "A", township: "T1", capacity: 20, embedded: "no");

    private static PlanSiting Solve(string study, bool shared = false, int? by = null) => PlanSiting.Solve(
        StudyFile.Load(study), new PlanSitingQuestion(Path.Combine(Path.GetDirectoryName(study)!, "plan.json")) { SharedSites = shared, By = by }, new SitingOptions());

    private static void NoSmallerSetWillDo(PlanSiting answer)
    {
        Facility[] columns = [.. Enumerable.Range(0, answer.CandidateCount).SelectMany(p => answer.Kinds.Select(k => answer.Build($"x{p}-{k}", p, k)))];
        string[] wanted = [.. answer.Targets.Where(t => t.Step == TargetStep.ToBuild).Select(t => t.Before.Clause.Id).Distinct()];
        foreach (Facility[] set in Sets(columns, answer.Objective - 1))
        {
            IReadOnlyList<Verdict> verdicts = answer.JudgeWith(set);
            Assert.False(wanted.All(id => verdicts.Where(v => v.Clause.Id == id && v.IsDeciding).All(v => v.Met == true)), string.Join(' ', set.Select(f => f.Id)));
        }
    }

    /// <summary>Every set of so many or fewer.</summary>
    private static IEnumerable<Facility[]> Sets(Facility[] all, int most, int from = 0)
    {
        yield return [];
        if (most == 0) yield break;
        for (int i = from; i < all.Length; i++)
            foreach (Facility[] rest in Sets(all, most - 1, i + 1)) yield return [all[i], .. rest];
    }
}

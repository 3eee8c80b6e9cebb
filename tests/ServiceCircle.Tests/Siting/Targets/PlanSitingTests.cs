using ServiceCircle.Places;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Plans;

namespace ServiceCircle.Tests.Siting.Targets;

/// <summary>
/// The fewest facilities for a plan on a street where every walk is a difference of two numbers. The oracle is the judge itself: no smaller
/// set of facilities, whatever their places and categories, makes it say "met".
/// </summary>
public sealed class PlanSitingTests : IDisposable
{
    private const string AtLeast = """ "operator": ">=", "value": 1 """;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, int> Clauses => new()
    {
        // A stands; B, C, D, E lie 1,500, 3,000, 3,700 and 4,300 m off, 100 people each: one facility at D serves C, D and E within 1,000
        // m.
        { """ "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"] """, AtLeast, 4 },
        { """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 60, "unit": "%" """, 2 },
        // A's has 20 places: where 25 are asked it counts for nothing, and a new one is so large.
        { """ "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "where": { "capacity": 25 } """,
            """ "operator": ">=", "value": 60, "unit": "%" """, 3 },
        { """ "indicator": "composite_set", "level": "community", "categories": ["elder.meal"], "minutes": 15 """,
            """ "operator": "all_of", "value": 1, "unit": "classes" """, 3 },
        { """ "indicator": "walk_circle", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """, """ "operator": "<=", "value": 15, "unit": "minutes" """, 2 },
        { """ "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal", "elder.daycare"] """,
            """ "operator": ">=", "value": 90, "unit": "%" """, 2 },
        // Four of five are 80 %: more than that is all five.
        { """ "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal"] """,
            """ "operator": ">=", "value": 80, "unit": "%" """, 2 },
        { """ "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal"] """,
            """ "operator": ">", "value": 80, "unit": "%" """, 3 },
        { """ "indicator": "composite_set", "level": "community", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """, """ "operator": ">", "value": 1, "unit": "classes" """, 6 },
        { """ "indicator": "complete_circles", "level": "community", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """, """ "operator": ">=", "value": 3, "unit": "circles" """, 2 },
        { """ "indicator": "count_facilities", "categories": ["elder.daycare"], "where": { "embedded": 1 } """,
            """ "operator": ">=", "value": 3, "unit": "facilities" """, 3 },
        { """ "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 90, "unit": "places per 1,000 people" """, 2 },
        { """ "indicator": "units_lacking", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": "<=", "value": 1, "unit": "communities" """, 3 },
        { """ "indicator": "units_lacking", "level": "community", "categories": ["elder.daycare"] """,
            """ "operator": "<", "value": 4, "unit": "communities" """, 1 },
        // A's reaches the first 1,000 m of 5,000, another at most 2,000 m more.
        { """ "indicator": "land_share", "minutes": 15, "categories": ["elder.daycare"] """,
            """ "operator": ">=", "value": 65, "unit": "%" """, 2 },
        // By bicycle everybody reaches C.
        { """ "indicator": "share_of_people", "minutes": 15, "modes": ["foot", "bicycle"], "categories": ["elder.meal"] """,
            """ "operator": ">=", "value": 100, "unit": "%" """, 1 },
        { """ "indicator": "tier_ladder", "tiers": [ { "level": "township", "categories": ["elder.centre"] }, { "level": "community", "categories": ["elder.meal"] } ] """, AtLeast, 7 },
    };

    [Theory]
    [MemberData(nameof(Clauses))]
    public void As_few_as_the_judge_allows(string indicator, string target, int fewest)
    {
        AnalyticTown town = Town();
        town.MoreFiles.Add(("circles.csv", "id,communities\n1,A\n2,B\n3,C\n4,D\n5,E\n"));
        town.MoreFiles.Add(
            ("land.geojson",
                $$"""{ "type": "FeatureCollection", "features": [ { "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": {{AnalyticTown.Rectangle(0, 5000, width: 20)}} } } ] }"""));
        PlanSiting answer =
            Solve(town.Write(
                _folder, indicator, target,
                """ "circle_threshold": 0.5, "circles": { "file": "circles.csv" }, "bases": [ { "basis": "residential_land", "file": "land.geojson", "spacing_m": 10 } ], """));
        Assert.Equal((SitingStatus.Optimal, fewest, (double)fewest), (answer.Status, answer.Objective, answer.Bound));
        Assert.All(answer.Targets, t => Assert.Equal((TargetStep.ToBuild, true), (t.Step, t.After!.Met)));
        Assert.Empty(answer.NotConfirmed);
        if (fewest <= 3) NoSmallerSetWillDo(answer);
    }

    [Fact]
    public void Shared_sites_need_no_more_places_and_each_is_needed()
    {
        const string set =
            """ "indicator": "composite_set", "level": "community", "minutes": 15, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.meal"] }, { "zh": "b", "en": "b", "categories": ["health.station"] } ] """;
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
              { "id": "d", "clause": "4", "quote": "q", "indicator": "per_1000", "of": "physicians", "categories": ["health"], "operator": ">=", "value": 3, "unit": "persons per 1,000 people", "strength": "firm" },
              { "id": "e", "clause": "5", "quote": "q", "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.meal"], "operator": ">=", "value": 9, "unit": "个", "strength": "firm" },
              { "id": "f", "clause": "6", "quote": "q", "indicator": "share_of_people", "minutes": 15, "categories": ["elder.daycare"], "strength": "qualitative", "unit": "%" },
              { "id": "g", "clause": "7", "quote": "q", "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "operator": ">=", "value": 100, "unit": "%", "strength": "firm", "year": 2030 }
            ] }
            """);
        PlanSiting answer = Solve(study, by: 2025);
        // Two day-care centres in two more communities; one of them, at C, reaches the people at C, D and E whom none reaches today.
        Assert.Equal((SitingStatus.Optimal, 2), (answer.Status, answer.Objective));
        NoSmallerSetWillDo(answer);
        Assert.Equal(
            [("a", TargetStep.ToBuild), ("b", TargetStep.ToBuild), ("c", TargetStep.NotMeasurable), ("d", TargetStep.NotByBuilding),
                ("e", TargetStep.OutOfReach), ("f", TargetStep.NoTarget), ("g", TargetStep.Later)],
            answer.Targets.Select(t => (t.Before.Clause.Id, t.Step)));
        Assert.Equal(["values.c"], answer.Targets[2].Before.Needs);
        Assert.Equal(["A", "B", "C", "D", "E"], answer.Targets[4].InTheWay);
        Assert.Equal((0.0, 5.0), (answer.Targets[4].Reachable, answer.Targets[4].Asked));
    }

    [Fact]
    public void The_lowest_grade_that_will_do_is_built()
    {
        // The clause would take a home for the aged (a county's), a centre (a street's) or day care (a neighbourhood's).
        PlanSiting any =
            Solve(Town().Write(
                _folder, """ "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.home", "elder.centre", "elder.daycare"] """, AtLeast));
        Assert.Equal(4, any.Proposed.Count);
        Assert.All(any.Proposed, p => Assert.Equal("elder.daycare", p.Kind));
        PlanSiting larger =
            Solve(Town().Write(
                _folder, """ "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.home", "elder.centre"] """,
                AtLeast));
        Assert.All(larger.Proposed, p => Assert.Equal("elder.centre", p.Kind));
    }

    [Fact]
    public void What_stands_may_house_services_and_is_no_new_site()
    {
        const string clause = """ "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal"] """,
            all = """ "operator": ">=", "value": 100, "unit": "%" """;
        AnalyticTown town = Town().Facility("comm.centre", 3700, community: "D", township: "T2");
        string study = town.Write(_folder, clause, all);
        PlanSiting apart = Solve(study, shared: true), hosted = Solve(study, shared: true, hosts: ["comm"]),
        counted = Solve(study, hosts: ["comm"]);
        Assert.Equal((3, 2), (apart.Objective, hosted.Objective));
        Assert.Equal(["f2"], hosted.Proposed.Select(p => p.Host).OfType<string>());
        Assert.Equal(2.0, hosted.Bound);
        Assert.Empty(hosted.NotConfirmed);
        // Where facilities are counted, a house that stands is taken before a site of its own.
        Assert.Equal((3, 1), (counted.Objective, counted.Proposed.Count(p => p.Host == "f2")));
        Assert.Throws<InputException>(() => Solve(study, hosts: ["com"]));
    }

    [Fact]
    public void A_place_that_nobody_can_walk_to_is_taken_last_and_told()
    {
        // Two communities of one township: the first is a kilometre off the street, the second on it.
        AnalyticTown Town(bool hasOther)
        {
            AnalyticTown town = new AnalyticTown().Community("A", 20_000, people: 100, township: "T1");
            return hasOther ? town.Community("B", 1500, people: 100, township: "T1") : town;
        }
        const string clause = """ "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.centre"] """;
        PlanSiting one = Solve(Town(hasOther: true).Write(_folder, clause, AtLeast)),
        none = Solve(Town(hasOther: false).Write(_folder, clause, AtLeast));
        Assert.Equal(["B"], one.Proposed.Select(p => p.Place));
        Assert.Empty(one.NotWalkable);
        Assert.Equal(["A"], none.NotWalkable.Select(p => p.Place));
    }

    [Theory]
    [InlineData(""" "indicator": "at_least_per_unit", "level": "township", "scope": "rural", "categories": ["elder.centre"] """, "V1,V2")]
    [InlineData(""" "indicator": "tier_ladder", "tiers": [ { "level": "township", "scope": "rural", "categories": ["elder.centre"] } ] """,
        "V1,V2")]
    [InlineData(""" "indicator": "at_least_per_unit", "level": "township", "subset": "pilot", "categories": ["elder.centre"] """, "V2")]
    public void In_a_township_only_what_is_in_scope_is_any_use(string clause, string places)
    {
        // A centre in town counts for no village of its township, neither the one that stands in T1 nor one that could be built in T2.
        AnalyticTown town = new AnalyticTown().Community("A", 0, township: "T1").Community("V1", 1500, type: "rural", township: "T1")
            .Community("B", 3000, township: "T2").Community("V2", 4500, type: "rural", township: "T2")
                .Facility("elder.centre", 0, community: "A", township: "T1");
        PlanSiting answer = Solve(town.Write(_folder, clause, AtLeast, """ "subsets": { "pilot": { "communities": ["V2"] } }, """));
        Assert.Equal(places, string.Join(',', answer.Proposed.Select(p => p.Place).Order()));
        Assert.Empty(answer.NotConfirmed);
        NoSmallerSetWillDo(answer);
    }

    [Fact]
    public void Rungs_of_a_ladder_are_one_clause_and_each_clause_says_what_it_costs()
    {
        string study = Town().Write(_folder, "\"indicator\": \"supplied\"", AtLeast);
        const string ladder =
            """ { "id": "ladder", "clause": "1", "quote": "q", "indicator": "tier_ladder", "tiers": [ { "level": "township", "categories": ["elder.centre"] }, { "level": "community", "categories": ["elder.meal"] } ], "operator": ">=", "value": 1, "strength": "firm" } """;
        const string people =
            """ { "id": "people", "clause": "2", "quote": "q", "indicator": "share_of_people", "minutes": 15, "categories": ["elder.meal", "elder.daycare"], "operator": ">=", "value": 90, "unit": "%", "strength": "firm" } """;
        PlanSiting Both(params string[] clauses)
        {
            _folder.Write("plan.json",
                $$"""{ "schema": "servicecircle-plan-1", "id": "own", "title": "Own plan", "year": 2025, "clauses": [ {{string.Join(", ", clauses)}} ] }""");
            return Solve(study);
        }
        PlanSiting both = Both(ladder, people);
        Assert.Equal(3, both.Targets.Count);
        Assert.Equal(
            [("ladder", TargetStep.ToBuild, false), ("people", TargetStep.ToBuild, false)],
            both.Clauses.Select(c => (c.Clause.Id, c.Step, c.IsPartlyOpen)));
        Assert.Equal(["ladder", "people"], both.Costs.Select(c => c.Clause.Id));
        // Two centres and five meals; the meals of the ladder serve the second clause too.
        Assert.Equal((7, 7), (both.Objective, both.Costs[0].Facilities));
        Assert.Equal((Both(people).Objective, Both(ladder).Objective), (both.Costs[0].Without!.Value, both.Costs[1].Without!.Value));
        Assert.Equal(both.Proposed.Count(p => p.Closes is ["people"]), both.Costs[1].Alone);
    }

    [Fact]
    public void What_is_blank_of_today_s_facilities_says_what_it_costs()
    {
        AnalyticTown town = Town().Facility("elder.daycare", 1500, community: "B", township: "T1")
            .Facility("elder.daycare", 3000, community: "C", township: "T1", inclusive: "no");
        string study = town.Write(
            _folder, """ "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """, AtLeast);
        PlanSiting answer = Solve(study);
        Assert.Equal(5, answer.Objective);
        Assert.Equal(3, answer.BestCase?.Objective);
        Assert.Equal(["facilities.columns.inclusive"], answer.BestCase!.Value.Needs);
    }

    /// <summary>Five communities; a day-care centre at A. Two of them on the right are near each other.</summary>
    private static AnalyticTown Town() => new AnalyticTown { Tags = "highway=residential" }
        .Community("A", 0, people: 100, township: "T1").Community("B", 1500, people: 100, township: "T1")
            .Community("C", 3000, people: 100, township: "T1")
        .Community("D", 3700, people: 100, township: "T2").Community("E", 4300, people: 100, township: "T2")
        .Facility("elder.daycare", 0, community: "A", township: "T1", capacity: 20, embedded: "no");

    private static PlanSiting Solve(string study, bool shared = false, int? by = null, params string[] hosts) => PlanSiting.Solve(
        StudyFile.Load(study),
        new PlanSitingQuestion(Path.Combine(Path.GetDirectoryName(study)!, "plan.json")) { SharedSites = shared, By = by, Hosts = hosts },
        new SitingOptions());

    private static void NoSmallerSetWillDo(PlanSiting answer)
    {
        Facility[] columns =
            [.. Enumerable.Range(0, answer.CandidateCount).SelectMany(p => answer.Kinds.Select(k => answer.Build($"x{p}-{k}", p, k)))];
        string[] wanted = [.. answer.Targets.Where(t => t.Step == TargetStep.ToBuild).Select(t => t.Before.Clause.Id).Distinct()];
        foreach (Facility[] set in Sets(columns, answer.Objective - 1))
        {
            IReadOnlyList<Verdict> verdicts = answer.JudgeWith(set);
            Assert.False(
                wanted.All(id => verdicts.Where(v => v.Clause.Id == id && v.IsDeciding).All(v => v.Met == true)),
                string.Join(' ', set.Select(f => f.Id)));
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

using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// On random small towns with blanks, the verdict is what every way of filling the blanks agrees on, and open where they do not agree: no
/// blank ever makes a verdict that a figure could overturn, and none is left open that no figure could change.
/// </summary>
public class FillingTests
{
    private const int MostFillings = 300, Seeds = 40;

    /// <summary>Kind to a clause of it and more keys of the study; what each compares is drawn at random.</summary>
    private static readonly Dictionary<string, (string Keys, string[] Operators, double[] Values, string Study)> Kinds = new()
    {
        ["share_of_units"] = (""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """, [">=", ">", "<=", "<", "increase"], [25, 50, 100], ""),
        ["served"] = (""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "served_only": true """, [">=", "<="], [50, 100], ""),
        ["urban"] = (""" "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "scope": "urban" """, [">=", "<="], [50, 100], ""),
        ["rural townships"] = (""" "indicator": "share_of_units", "level": "township", "categories": ["elder.daycare"], "scope": "rural" """, [">=", "<="], [50, 100], ""),
        ["urban townships"] = (""" "indicator": "at_least_per_unit", "level": "township", "categories": ["elder.daycare"], "scope": "urban" """, [">=", "<="], [1, 2], ""),
        ["gap of townships"] = (""" "indicator": "gap", "between": "township", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """, ["<=", ">="], [20, 60], ""),
        ["units_lacking"] = (""" "indicator": "units_lacking", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """, ["<=", ">=", "<"], [1, 2, 3], ""),
        ["at_least_per_unit"] = (""" "indicator": "at_least_per_unit", "level": "community", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """, [">=", ">", "<=", "<"], [1, 2], ""),
        ["composite_set"] = (""" "indicator": "composite_set", "level": "community", "minutes": 15, "where": { "inclusive": 1 }, "classes": [ { "zh": "a", "en": "a", "categories": ["elder.daycare"] }, { "zh": "b", "en": "b", "categories": ["child.nursery"] } ] """, [">=", "<="], [0, 1], ""),
        ["walk_circle"] = (""" "indicator": "walk_circle", "categories": ["elder.daycare"], "minutes": 15, "people": "population_60plus" """, ["<="], [15], """ "circle_threshold": 0.6, """),
        ["share_of_people"] = (""" "indicator": "share_of_people", "categories": ["elder.daycare"], "minutes": 15, "scope": "urban" """, [">=", ">", "<=", "<", "increase", "decrease"], [0, 50, 100], ""),
        ["per_1000"] = (""" "indicator": "per_1000", "of": "capacity", "categories": ["elder.daycare"], "scope": "urban" """, [">=", ">", "<=", "<", "decrease"], [20, 50, 200], ""),
        ["area_per_person"] = (""" "indicator": "area_per_person", "categories": ["elder.daycare"] """, [">=", "<="], [0.5, 1], ""),
        ["share_of_capacity"] = (""" "indicator": "share_of_capacity", "of": "capacity", "part": "inclusive", "categories": ["elder.daycare"] """, [">=", "<=", ">"], [30, 50, 100], ""),
        ["nursing_beds"] = (""" "indicator": "share_of_capacity", "of": "capacity", "part": "nursing_beds", "categories": ["elder.daycare"] """, [">=", "<="], [30, 55], ""),
        ["share_of_facilities"] = (""" "indicator": "share_of_facilities", "categories": ["elder.daycare"], "where": { "inclusive": 1 }, "scope": "urban" """, [">=", "<="], [50, 100], ""),
        ["count_facilities"] = (""" "indicator": "count_facilities", "categories": ["elder.daycare"], "where": { "inclusive": 1 } """, [">=", "<=", "<"], [1, 2, 3], ""),
        ["added_capacity"] = (""" "indicator": "added_capacity", "categories": ["elder.daycare"], "since": "2022-01-01" """, [">=", "<="], [10, 40], ""),
        ["gap"] = (""" "indicator": "gap", "between": "township", "categories": ["elder.daycare"], "minutes": 15 """, ["<=", ">=", "decrease"], [20, 60], ""),
        ["floor_area_standard"] = (""" "indicator": "floor_area_standard", "level": "community", "categories": ["elder.daycare"], "per_100_households": true, "standards": ["elder-area-20-existing"] """, [">="], [50, 100], ""),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verdict_is_what_every_filling_of_the_blanks_agrees_on(string kind)
    {
        int decided = 0, open = 0;
        var loose = new List<string>();
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed * 1000 + kind.Length * 7 + kind[0]);
            (string keys, string[] operators, double[] values, string study) = Kinds[kind];
            string op = operators[random.Next(operators.Length)];
            double value = values[random.Next(values.Length)];
            bool byBaseline = op is "increase" or "decrease";
            string target = FormattableString.Invariant($""" "operator": "{op}"{(byBaseline ? "" : $", \"value\": {value}")} """);
            StudyResult result = Town(random).Run(keys, target, study + (byBaseline ? FormattableString.Invariant($$""" "baselines": { "own-1": {{value}} }, """) : ""));
            Verdict blank = Deciding(result, result.Coverage.Communities, result.Facilities.Facilities);
            if (blank.Basis == Basis.NotMeasurable) continue;
            HashSet<bool> found = [];
            foreach ((IReadOnlyList<CommunityCoverage> communities, IReadOnlyList<Facility> facilities) in Fillings(result, random))
                if (Deciding(result, communities, facilities) is { Basis: not Basis.NotMeasurable, Met: { } met }) found.Add(met);
            string town = $"{kind}, seed {seed}, {target}: {blank.Met}, measured {blank.Measured} in {blank.Low} to {blank.High}, fillings {string.Join(" ", found)}";
            if (blank.Met is { } verdict)
            {
                Assert.True(found.Count == 0 || (found.Count == 1 && found.Contains(verdict)), town);
                decided++;
            }
            else
            {
                Assert.NotEmpty(blank.Needs);
                open++;
                if (found.Count < 2) loose.Add(town);
            }
        }
        Assert.True(decided > 0 && open > 0, $"{kind}: {decided} decided, {open} open");
        // In a township the scope of the unit and of what stands in it may hang on one blank cell, which is asked of each by itself; and of a group whose people may
        // be none the share is bounded from nothing on.
        Assert.True(loose.Count <= open / (kind.EndsWith("townships", StringComparison.Ordinal) ? 2 : 5), $"{kind}: {loose.Count} of {open} left open though every filling agrees\n" + string.Join('\n', loose));
    }

    /// <summary>Four communities in two townships, the two of the second out of each other's reach, and three day cares; a few cells are blank.</summary>
    private static AnalyticTown Town(Random random)
    {
        var town = new AnalyticTown();
        bool Blank() => random.Next(5) == 0;
        for (int i = 0; i < 4; i++)
        {
            double people = random.Next(1, 5) * 100;
            town.Community($"c{i}", i * 1500, people: Blank() ? null : people, type: Blank() ? "" : i == 3 ? "rural" : "urban", township: i < 2 ? "T1" : "T2",
                older: Blank() ? null : people / 10, households: Blank() ? null : people / 2);
        }
        for (int f = 0; f < 3; f++)
        {
            int at = random.Next(4);
            double places = random.Next(1, 4) * 10;
            town.Facility(random.Next(4) == 0 ? "child.nursery" : "elder.daycare", at * 1500 + random.Next(300), community: $"c{at}", township: at < 2 ? "T1" : "T2",
                capacity: Blank() ? null : places, inclusive: Blank() ? "" : random.Next(2) == 0 ? "是" : "否", area: Blank() ? null : random.Next(1, 5) * 100,
                opened: Blank() ? "" : random.Next(2) == 0 ? "2020-05-01" : "2023-05-01", nursing: Blank() ? null : places / 2, serves: Blank() ? "" : $"c{random.Next(4)}");
        }
        return town;
    }

    private static Verdict Deciding(StudyResult result, IReadOnlyList<CommunityCoverage> communities, IReadOnlyList<Facility> facilities)
    {
        var evidence = new Evidence(communities, facilities, [.. result.FacilityAccess.Select(a => a.Snap.IsSnapped)], result.Times, result.Units, [],
            result.Catalogue, result.Standards, result.Givens.Limits, result.Givens.Settings)
        { ToEdge = result.ToEdge };
        return Judging.Of(result.Plans, evidence).First(v => v.IsDeciding);
    }

    /// <summary>All ways to fill the blanks with small, middling and huge figures, or as many as there is time for.</summary>
    private static IEnumerable<(IReadOnlyList<CommunityCoverage>, IReadOnlyList<Facility>)> Fillings(StudyResult result, Random random)
    {
        var choices = new List<(int Count, Action<int, CommunityCoverage[], Facility[]> Set)>();
        CommunityCoverage[] communities = [.. result.Coverage.Communities];
        Facility[] facilities = [.. result.Facilities.Facilities];
        double[] people = [1, 150, 1e9], amounts = [0, 25, 1e9];
        for (int i = 0; i < communities.Length; i++)
        {
            int c = i;
            Community home = communities[c].Community;
            void Change(CommunityCoverage[] all, Func<Community, Community> change) => all[c] = all[c] with { Community = change(all[c].Community) };
            if (home.People.Total is null) choices.Add((3, (k, all, _) => Change(all, h => h with { People = h.People with { Total = people[k] } })));
            if (home.People.Aged60Plus is null) choices.Add((3, (k, all, _) => Change(all, h => h with { People = h.People with { Aged60Plus = new[] { 0, 0.5, 1 }[k] * (h.People.Total ?? 0) } })));
            if (home.Type is null) choices.Add((2, (k, all, _) => Change(all, h => h with { Type = k == 0 ? "urban" : "rural" })));
            if (home.Households is null) choices.Add((3, (k, all, _) => Change(all, h => h with { Households = people[k] })));
        }
        for (int i = 0; i < facilities.Length; i++)
        {
            int f = i;
            if (facilities[f].Capacity is null) choices.Add((3, (k, _, all) => all[f] = all[f] with { Capacity = Math.Max(amounts[k], all[f].Attributes.GetValueOrDefault("nursing_beds")) }));
            if (facilities[f].Inclusive is null) choices.Add((2, (k, _, all) => all[f] = all[f] with { Inclusive = k == 0 }));
            if (facilities[f].AreaSquareMetres is null) choices.Add((3, (k, _, all) => all[f] = all[f] with { AreaSquareMetres = amounts[k] }));
            if (facilities[f].OpenedOn is null) choices.Add((2, (k, _, all) => all[f] = all[f] with { OpenedOn = new DateOnly(k == 0 ? 2020 : 2023, 5, 1) }));
            // Elsewhere a facility that says nothing serves where it stands.
            if (result.Plans[0].Clauses[0].ServedOnly && facilities[f].Serves.Count == 0) choices.Add((5, (k, _, all) => all[f] = all[f] with { Serves = [k < 4 ? $"c{k}" : "nobody here"] }));
            if (!facilities[f].Attributes.ContainsKey("nursing_beds"))
                choices.Add((2, (k, _, all) => all[f] = all[f] with { Attributes = new Dictionary<string, double> { ["nursing_beds"] = k * (all[f].Capacity ?? 0) } }));
        }
        double ways = choices.Aggregate(1.0, (product, c) => product * c.Count);
        for (int n = 0; n < Math.Min(ways, MostFillings); n++)
        {
            (CommunityCoverage[] homes, Facility[] sites) = ([.. communities], [.. facilities]);
            int rest = n;
            foreach ((int count, Action<int, CommunityCoverage[], Facility[]> set) in choices)
            {
                set(ways <= MostFillings ? rest % count : random.Next(count), homes, sites);
                rest /= count;
            }
            yield return (homes, sites);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Order_and_names_of_rows_change_nothing(string kind)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            (string keys, string[] operators, double[] values, string study) = Kinds[kind];
            string target = FormattableString.Invariant($""" "operator": "{operators[0]}", "value": {values[0]} """);
            (bool?, double?, double?)[] Found(Func<string[], string[]> rows, string prefix)
            {
                AnalyticTown town = Town(new Random(seed));
                town.Rearrange(rows, prefix);
                return [.. town.Run(keys, target, study).Verdicts.Select(v => (v.Met, v.Measured, v.Low))];
            }
            (bool?, double?, double?)[] asWritten = Found(r => r, "");
            Assert.Equal(asWritten, Found(r => [.. r.Reverse()], ""));
            Assert.Equal(asWritten, Found(r => r, "x"));
        }
    }

    [Fact]
    public void Every_kind_that_is_counted_is_among_them() => Assert.Empty(IndicatorTable.Kinds.Select(k => k.Id)
        .Except(Kinds.Values.Select(k => k.Keys.Split('"')[3])).Except(["tier_ladder", "complete_circles", "shared_sites", "new_areas", "floor_area_share", "land_share", "supplied", "principle", "rule"]));
}

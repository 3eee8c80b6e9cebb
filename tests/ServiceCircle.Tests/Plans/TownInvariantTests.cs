using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// What must change nothing on random small towns with blanks, or change every figure alike: for every kind of indicator.
/// </summary>
public class TownInvariantTests
{
    private const int Seeds = 8;

    /// <summary>What is counted, not shared out: a town twice as large has twice as many.</summary>
    private static readonly string[] Counts = ["units_lacking", "complete_circles", "count_facilities", "shared_sites", "added_capacity"];

    public static TheoryData<string> Names => [.. FillingKind.Cases.Keys];

    private static StudyResult Run(FillingKind kind, AnalyticTown town, int seed, double times = 1, string scope = "")
    {
        var random = new Random(seed);
        (string target, string study) =
            FillingTests.Asked(
                kind, kind.Operators[random.Next(kind.Operators.Length)], times * kind.Values[random.Next(kind.Values.Length)]);
        return town.Run(kind.Keys + scope, target, study);
    }

    /// <summary>What is judged, with figures to the digits that sums in another order keep.</summary>
    private static string[] Judged(StudyResult result, double times = 1)
    {
        double? Each(double? figure) => figure is { } known ? Math.Round(known / times, 9) : null;
        return [.. result.Verdicts.Select(
            v => $"{v.Reading} {v.Tier?.Level} {v.Basis} {v.Met} {Each(v.Measured)} {Each(v.Low)} {Each(v.High)}, needs {string.Join(' ', v.Needs.Order())}")];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Order_and_ids_of_rows_change_nothing(string name)
    {
        FillingKind kind = FillingKind.Cases[name];
        for (int seed = 0; seed < Seeds; seed++)
        {
            string[] Found(Func<string[], string[]> rows, Func<string, string> rename)
            {
                AnalyticTown town = FillingTowns.Of(new Random(seed), kind.Blanks);
                town.Rearrange(rows, rename);
                return Judged(Run(kind, town, seed));
            }
            string[] asWritten = Found(r => r, id => id);
            Assert.Equal(asWritten, Found(r => [.. r.Reverse()], id => id));
            // The other way round when sorted, and longer.
            Assert.Equal(asWritten, Found(r => r, id => $"x{9 - (id[1] - '0')}{id}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_second_town_at_the_same_places_changes_no_share_and_doubles_every_number(string name)
    {
        FillingKind kind = FillingKind.Cases[name];
        int times = Counts.Contains(name) ? 2 : 1;
        // Where a facility may be in any unit, two may make up for more in one, and a community may be of either of two centres: there
        // these are known.
        Blanks known = name is "at_least_per_unit" or "urban townships" or "villages" or "tier_ladder" ? Blanks.Names | Blanks.Serves
            : name == "circles_around" ? Blanks.OffNetwork | Blanks.Opened : Blanks.None;
        Blanks blanks = kind.Blanks & ~known;
        for (int seed = 0; seed < Seeds; seed++)
        {
            AnalyticTown town = FillingTowns.Of(new Random(seed), blanks);
            string[] once = Judged(Run(kind, town, seed));
            // Two townships that are each open may differ as one does not from itself: a gap is between as many as before.
            AnalyticTown second =
                FillingTowns.Of(new Random(seed), blanks, first: 4, township: name is "gap" or "gap of townships" ? 1 : 5, times: 2);
            town.Append(second);
            Assert.Equal(once, Judged(Run(kind, town, seed, times), times));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_facility_that_is_written_twice_is_one(string name)
    {
        FillingKind kind = FillingKind.Cases[name];
        for (int seed = 0; seed < Seeds; seed++)
        {
            StudyResult once = Run(kind, FillingTowns.Of(new Random(seed), kind.Blanks), seed),
                twice = Run(kind, FillingTowns.Of(new Random(seed), kind.Blanks, rows: 2), seed);
            Assert.Equal(3, twice.Facilities.Audit.Count(a => a.KeptId is not null));
            Assert.Equal(Judged(once), Judged(twice));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Country_far_away_changes_nothing_in_town(string name)
    {
        FillingKind kind = FillingKind.Cases[name];
        // These are about the country, or have a rung that is.
        if (name is "villages" or "gap_of_types" or "rural townships" or "tier_ladder") return;
        string scope = kind.Keys.Contains("\"scope\"") ? "" : """, "scope": "urban" """;
        for (int seed = 0; seed < Seeds; seed++)
        {
            AnalyticTown Town() => FillingTowns.Of(new Random(seed), kind.Blanks & ~Blanks.Edge);
            AnalyticTown wider = Town();
            foreach (int i in (int[])[8, 9])
                wider.Community($"c{i}", 1000 * i, people: 5000, type: "rural", township: "T9", older: 900, households: 1000)
                    .Facility("elder.daycare;health.station", 1000 * i, community: $"c{i}", township: "T9", capacity: 700, inclusive: "是",
                        area: 9000, opened: "2023-01-01", nursing: 600, serves: $"c{i}")
                    .Facility("child.nursery", 1000 * i + 50, community: $"c{i}", township: "T9", capacity: 700, inclusive: "否", area: 9000,
                        opened: "2023-01-01", nursing: 600, serves: $"c{i}");
            string[] alone = Judged(Run(kind, Town(), seed, scope: scope)), more = Judged(Run(kind, wider, seed, scope: scope));
            for (int i = 0; i < alone.Length; i++)
                // A table that says of no facility where it is cannot be measured by; one that says it of one can.
                if (!alone[i].Contains("NotMeasurable")) Assert.Equal(alone[i], more[i]);
        }
    }
}

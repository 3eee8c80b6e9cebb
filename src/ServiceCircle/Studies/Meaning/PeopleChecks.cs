using ServiceCircle.Places;

namespace ServiceCircle.Studies.Meaning;

/// <summary>Whether numbers of people can be what they are said to be.</summary>
internal static class PeopleChecks
{
    /// <summary>Fewer people than this in half of the communities, most of them no whole numbers, are thousands or ten thousands.</summary>
    private const double FewPeople = 10;

    /// <summary>More people than this in half of the communities are a district each, or were multiplied.</summary>
    private const double ManyPeople = 200_000;

    private const int FewestRows = 3, MostRowsOfATable = 500;

    public static IEnumerable<Doubt> Find(IReadOnlyList<Community> communities) =>
    [
        .. TotalRows(communities), .. PartsAboveTotals(communities), .. Shares(communities), .. Magnitude(communities),
        .. Missing(communities),
    ];

    private static IEnumerable<Doubt> TotalRows(IReadOnlyList<Community> communities)
    {
        Community[] totals = [.. communities.Where(c => TotalWord.Is(c.Name) || TotalWord.Is(c.Id))];
        if (totals.Length > 0)
            yield return new Doubt(new("meaning/total-rows", ("count", totals.Length), ("rows", Rows(totals))), IsFatal: true);
    }

    /// <summary>Groups of people larger than those that they are part of.</summary>
    private static IEnumerable<Doubt> PartsAboveTotals(IReadOnlyList<Community> communities)
    {
        (string Part, string Whole, Func<People, bool?> IsMore)[] pairs =
        [
            ("population_60plus", "population", p => p.Aged60Plus > p.Total),
            ("population_65plus", "population", p => p.Aged65Plus > p.Total),
            ("population_65plus", "population_60plus", p => p.Aged65Plus > p.Aged60Plus),
            ("population_0_2", "population", p => p.Aged0To2 > p.Total),
            ("population_3_6", "population", p => p.Aged3To6 > p.Total),
        ];
        foreach ((string part, string whole, Func<People, bool?> isMore) in pairs)
        {
            Community[] wrong = [.. communities.Where(c => isMore(c.People) == true)];
            if (wrong.Length == 0) continue;
            yield return new Doubt(
                new("meaning/part-above-total", ("part", NameOf(part)), ("whole", NameOf(whole)), ("count", wrong.Length),
                    ("all", communities.Count),
                    ("rows", Rows(wrong))),
                IsFatal: wrong.Length > communities.Count / 10);
        }
    }

    /// <summary>
    /// Columns of a group that hold shares where hundreds live: nothing above 1; or of older people, of whom everywhere more than three in
    /// a hundred live, broken numbers that add up to fewer.
    /// </summary>
    private static IEnumerable<Doubt> Shares(IReadOnlyList<Community> communities)
    {
        foreach (string group in People.Groups.Skip(1))
        {
            (double Value, double Total)[] given = [.. communities
                .Where(c => c.People.Of(group) is not null && c.People.Total is not null)
                .Select(c => (c.People.Of(group)!.Value, c.People.Total!.Value))];
            if (given.Length < FewestRows || Statistics.Median(given.Select(g => g.Total)) < 100) continue;
            double most = given.Max(g => g.Value);
            bool isBroken = given.Count(g => g.Value != Math.Floor(g.Value)) > given.Length / 2;
            bool isFew = group is "population_60plus" or "population_65plus" && given.Sum(g => g.Value) < 0.03 * given.Sum(g => g.Total);
            if (most > 0 && isBroken && (most <= 1 || most <= 100 && isFew))
                yield return new Doubt(
                    new("meaning/shares", ("group", NameOf(group)), ("value", (decimal)Math.Round(most, 2))), IsFatal: most <= 1);
        }
    }

    private static IEnumerable<Doubt> Magnitude(IReadOnlyList<Community> communities)
    {
        double[] totals = [.. communities.Select(c => c.People.Total).OfType<double>().Where(t => t > 0)];
        if (totals.Length < FewestRows) yield break;
        double median = Statistics.Median(totals);
        if (median < FewPeople && totals.Count(t => t != Math.Floor(t)) > totals.Length / 2)
        {
            // Rasters have thousands of cells with a few people each, in fractions.
            yield return new Doubt(
                new("meaning/few-people", ("median", (decimal)Math.Round(median, 2))), IsFatal: communities.Count <= MostRowsOfATable);
        }
        else if (median > ManyPeople) yield return new Doubt(new("meaning/many-people", ("median", Math.Round(median))), IsFatal: false);
    }

    private static IEnumerable<Doubt> Missing(IReadOnlyList<Community> communities)
    {
        Community[] blank = [.. communities.Where(c => c.People.Total is null)];
        if (blank.Length > 0 && blank.Length < communities.Count)
            yield return new Doubt(
                new("meaning/no-population", ("count", blank.Length), ("all", communities.Count), ("rows", Rows(blank))), IsFatal: false);
    }

    private static Phrase NameOf(string group) => new(group switch
    {
        "population_60plus" => "group/60plus",
        "population_65plus" => "group/65plus",
        "population_0_2" => "group/0-2",
        "population_3_6" => "group/3-6",
        _ => "group/all",
    });

    private static NameList Rows(IEnumerable<Community> communities) =>
        new([.. communities.Select(c => c.Name)], MeaningChecks.RowsShown);
}

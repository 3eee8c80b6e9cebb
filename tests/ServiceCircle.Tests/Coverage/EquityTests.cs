using ServiceCircle.Coverage.Equity;

namespace ServiceCircle.Tests.Coverage;

public class EquityTests
{
    [Fact]
    public void Equal_access_is_equal()
    {
        var same = new AccessDistribution([7, 7, 7], [1, 20, 300], [1, 2, 3]);
        Assert.Equal(0, LorenzCurve.Gini(same)!.Value, 12);
        Assert.Equal(0, TheilT.Compute(same)!.Value, 12);
        Assert.Equal(0, ConcentrationIndex.Compute(same)!.Value.Standard, 12);
        Assert.Null(ConcentrationIndex.Compute(same)!.Value.Corrected);
    }

    [Fact]
    public void One_of_four_has_everything()
    {
        // Lorenz: 0 up to 3/4, then to 1; area 1/8. Theil: (1/4) 4 ln 4. Ranks 1/8, 3/8, 5/8, 7/8.
        var one = new AccessDistribution([0, 0, 0, 8], [1, 1, 1, 1], [10, 20, 30, 40]);
        Assert.Equal([new(0, 0), new(0.25, 0), new(0.5, 0), new(0.75, 0), new LorenzPoint(1, 1)], LorenzCurve.Compute(one));
        Assert.Equal(0.75, LorenzCurve.Gini(one)!.Value, 12);
        Assert.Equal(Math.Log(4), TheilT.Compute(one)!.Value, 12);
        // The richest has it: C = Gini = 3/4; E = C 4 m / (b - a) = 0.75 * 8 / 8.
        Assert.Equal(0.75, ConcentrationIndex.Compute(one)!.Value.Standard, 12);
        Assert.Equal(0.75, ConcentrationIndex.Compute(one)!.Value.Corrected!.Value, 12);
        Assert.Equal(new AccessPoverty(0.75, 0.75, 0.75, 3), FosterGreerThorbecke.Compute(one, 8));
    }

    [Fact]
    public void Access_of_the_poor_gives_a_negative_concentration()
    {
        var poor = new AccessDistribution([8, 0, 0, 0], [1, 1, 1, 1], [10, 20, 30, 40]);
        Assert.Equal(-0.75, ConcentrationIndex.Compute(poor)!.Value.Standard, 12);
        Assert.Equal(0.75, LorenzCurve.Gini(poor)!.Value, 12);
    }

    [Fact]
    public void The_poverty_line_itself_is_not_poor()
    {
        var access = new AccessDistribution([2, 4, 8], [10, 20, 70]);
        // Below 4: ten people, half short.
        Assert.Equal(new AccessPoverty(0.1, 0.05, 0.025, 10), FosterGreerThorbecke.Compute(access, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => FosterGreerThorbecke.Compute(access, 0));
    }

    [Fact]
    public void Palma_compares_the_richest_tenth_with_the_poorest_forty_percent()
    {
        // Ten persons with incomes 1..10: q(0.4) = 4.6, q(0.9) = 9.1.
        double?[] income = [.. Enumerable.Range(1, 10).Select(y => (double?)y)];
        var ten = new AccessDistribution([.. income.Select(y => y * 10)], [.. income.Select(_ => 1.0)], income);
        IncomeBounds bounds = Palma.Bounds(ten)!.Value;
        Assert.Equal(4.6, bounds.Poorest40, 12);
        Assert.Equal(9.1, bounds.Richest10, 12);
        Assert.Equal(100 / 25.0, Palma.Ratio(ten)!.Value, 12);

        // Places are not split. 40 + 50 + 10 people: q(0.4) lies between persons 40 and 41, 0.6 of the way from income 1 to 2.
        var three = new AccessDistribution([5, 6, 20], [40, 50, 10], [1, 2, 3]);
        Assert.Equal(1.6, Palma.Bounds(three)!.Value.Poorest40, 12);
        Assert.Equal(2.1, Palma.Bounds(three)!.Value.Richest10, 12);
        Assert.Equal(4, Palma.Ratio(three)!.Value, 12);
        // An income exactly at both bounds: poor, and nobody is rich.
        Assert.Null(Palma.Ratio(new AccessDistribution([5, 6], [50, 50], [2, 2])));
        Assert.Null(Palma.Ratio(new AccessDistribution([0, 0, 20], [40, 50, 10], [1, 2, 3])));
        // By the incomes of a larger town: up to 2 is poor, 2 included, and above 2 rich.
        Assert.Equal(20 / 5.5, Palma.Ratio(new AccessDistribution([5, 6, 20], [50, 50, 10], [1, 2, 3]), new IncomeBounds(2, 2))!.Value, 12);
    }

    [Fact]
    public void Theil_splits_into_between_and_within()
    {
        // Groups a: 1 and 3 (mean 2), b: 6 and 6 (mean 6); overall mean 4, all of one person.
        var four = new AccessDistribution([1, 3, 6, 6], [1, 1, 1, 1]);
        TheilDecomposition parts = TheilT.Decompose(four, ["a", "a", "b", "b"])!;
        Assert.Equal(0.25 * Math.Log(0.5) + 0.75 * Math.Log(1.5), parts.Between, 12);
        Assert.Equal(0.25 * (0.25 * Math.Log(0.5) + 0.75 * Math.Log(1.5)), parts.Within, 12);
        Assert.Equal(TheilT.Compute(four)!.Value, parts.Total, 12);
        Assert.Equal(["a", "b"], parts.Groups.Select(g => g.Group));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_place_counts_as_its_people_one_by_one(int seed)
    {
        var random = new Random(seed);
        int n = 12;
        double?[] access = [.. Enumerable.Range(0, n).Select(i => i == 4 ? 0.0 : (double?)random.Next(0, 50))];
        double[] people = [.. Enumerable.Range(0, n).Select(i => i == 7 ? 0.0 : random.Next(1, 9))];
        double?[] income = [.. Enumerable.Range(0, n).Select(i => (double?)(random.NextDouble() * 1000))];
        var places = new AccessDistribution(access, people, income);
        (double X, double Y)[] persons =
            [.. Enumerable.Range(0, n).SelectMany(i => Enumerable.Repeat((access[i]!.Value, income[i]!.Value), (int)people[i]))
                .OrderBy(p => p.Item2)];
        double count = persons.Length, mean = persons.Average(p => p.X);

        // Gini as the mean absolute difference of all pairs.
        Assert.Equal(persons.Sum(a => persons.Sum(b => Math.Abs(a.X - b.X))) / (2 * count * count * mean), LorenzCurve.Gini(places)!.Value,
            10);
        Assert.Equal(persons.Sum(p => p.X > 0 ? p.X / mean * Math.Log(p.X / mean) : 0) / count, TheilT.Compute(places)!.Value, 10);
        // Concentration as 2 cov(access, rank) / mean; persons of one place share its middle rank.
        double covariance =
            persons.Sum(p => (p.X - mean) * (persons.Count(q => q.Y < p.Y) + persons.Count(q => q.Y == p.Y) / 2.0) / count) / count;
        Assert.Equal(2 * covariance / mean, ConcentrationIndex.Compute(places)!.Value.Standard, 10);
        double Quantile(double q)
        {
            double h = (count - 1) * q;
            double low = persons[(int)h].Y, high = persons[Math.Min((int)h + 1, persons.Length - 1)].Y;
            return low + (h - Math.Floor(h)) * (high - low);
        }
        Assert.Equal(Quantile(0.4), Palma.Bounds(places)!.Value.Poorest40, 9);
        Assert.Equal(Quantile(0.9), Palma.Bounds(places)!.Value.Richest10, 9);
        AccessPoverty poverty = FosterGreerThorbecke.Compute(places, 20)!.Value;
        Assert.Equal(persons.Count(p => p.X < 20) / count, poverty.Fgt0, 12);
        Assert.Equal(persons.Sum(p => Math.Pow(Math.Max(0, 20 - p.X) / 20, 2)) / count, poverty.Fgt2, 12);

        // Twice the people, or half the unit of access: the same inequality.
        var scaled = new AccessDistribution([.. access.Select(x => x / 2)], [.. people.Select(p => p * 2)], income);
        Assert.Equal(LorenzCurve.Gini(places)!.Value, LorenzCurve.Gini(scaled)!.Value, 10);
        Assert.Equal(TheilT.Compute(places)!.Value, TheilT.Compute(scaled)!.Value, 10);
        Assert.Equal(
            ConcentrationIndex.Compute(places)!.Value.Corrected!.Value, ConcentrationIndex.Compute(scaled)!.Value.Corrected!.Value, 10);
    }

    [Fact]
    public void Equal_incomes_are_ranked_in_order_or_share_a_rank()
    {
        // Two persons of one income: ranked 1/4 and 3/4 the index is +-1/2, sharing 1/2 it is 0.
        Assert.Equal(0.5, ConcentrationIndex.Compute(new AccessDistribution([0, 2], [1, 1], [5, 5]))!.Value.Standard, 12);
        Assert.Equal(-0.5, ConcentrationIndex.Compute(new AccessDistribution([2, 0], [1, 1], [5, 5]))!.Value.Standard, 12);
        Assert.Equal(0, ConcentrationIndex.Compute(new AccessDistribution([2, 0], [1, 1], [5, 5]), shareTies: true)!.Value.Standard, 12);
    }

    [Fact]
    public void People_in_are_people_counted_and_people_listed()
    {
        var some = new AccessDistribution([1, null, 3, null], [10, 20, 30, 5], [1, 2, null, 3]);
        Assert.Equal(40, some.People);
        Assert.Equal(25, some.PeopleNotCounted);
        Assert.Equal(2.5, some.Mean!.Value, 12);
        (string Label, AccessDistribution Part)[] parts = [.. some.SplitBy(["north", "north", null, "south"])];
        Assert.Equal(
            [("", 30d, 0d, 3d), ("north", 10, 20, 1), ("south", 0, 5, null)],
            parts.Select(p => (p.Label, p.Part.People, p.Part.PeopleNotCounted, p.Part.Mean)));
    }

    [Fact]
    public void Nobody_or_nothing_has_no_inequality()
    {
        foreach (AccessDistribution none in (AccessDistribution[])[
            new([], []), new([null], [5]), new([3], [0], [1]), new([0, 0], [1, 1], [1, 2])])
        {
            Assert.Null(LorenzCurve.Gini(none));
            Assert.Empty(LorenzCurve.Compute(none));
            Assert.Null(TheilT.Compute(none));
            Assert.Null(TheilT.Decompose(none, ["a", "b"]));
            Assert.Null(ConcentrationIndex.Compute(none));
            Assert.Null(Palma.Ratio(none));
        }
        Assert.Null(FosterGreerThorbecke.Compute(new AccessDistribution([3], [0]), 1));
        Assert.Throws<ArgumentException>(() => new AccessDistribution([-1], [1]));
        Assert.Throws<ArgumentException>(() => new AccessDistribution([1], [1, 2]));
    }
}

namespace ServiceCircle.Coverage.Equity;

/// <summary>One place of an <see cref="AccessDistribution"/>.</summary>
/// <param name="Access">x(i) &gt;= 0: the access of everybody who lives there.</param>
/// <param name="People">p(i) &gt;= 0: how many live there.</param>
/// <param name="Income">y(i): income per head, or another rank of social standing, higher for the better off; null if not given.</param>
/// <param name="Index">Its index in what the distribution was made from.</param>
internal readonly record struct AccessOfPlace(double Access, double People, double? Income, int Index);

/// <summary>
/// Who has how much access. Every person of a place has the place's access, so that all measures of equity are measures over
/// persons: places weigh by their people. The weights may be all residents or one group (60 and older, under 3).
/// </summary>
internal sealed class AccessDistribution
{
    private AccessDistribution(AccessOfPlace[] places, double notCounted) => (Places, PeopleNotCounted) = (places, notCounted);

    /// <summary>A distribution over places; where access is not defined (null), the place's people are left out.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or a negative or infinite number.</exception>
    public AccessDistribution(IReadOnlyList<double?> access, IReadOnlyList<double> people, IReadOnlyList<double?>? income = null)
    {
        if (people.Count != access.Count || (income is not null && income.Count != access.Count))
            throw new ArgumentException("one number of people and one income for each place", nameof(people));
        var places = new List<AccessOfPlace>(access.Count);
        for (int i = 0; i < access.Count; i++)
        {
            if (!(people[i] >= 0 && double.IsFinite(people[i])))
                throw new ArgumentException($"{people[i]} people in place {i}", nameof(people));
            if (access[i] is not { } value)
            {
                PeopleNotCounted += people[i];
                continue;
            }
            if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentException($"access {value} in place {i}", nameof(access));
            places.Add(new AccessOfPlace(value, people[i], income?[i], i));
        }
        Places = places;
    }

    /// <summary>The places whose access is defined, in the order given; those without people too.</summary>
    public IReadOnlyList<AccessOfPlace> Places { get; }

    public double People => Places.Sum(p => p.People);

    /// <summary>People of the places whose access is not defined.</summary>
    public double PeopleNotCounted { get; }

    /// <summary>m = sum of p x / sum of p; null without people.</summary>
    public double? Mean => MeanOf(Places);

    /// <summary>One distribution per label (administrative unit, group), ascending by label; a null label becomes "".</summary>
    public IEnumerable<(string Label, AccessDistribution Part)> SplitBy(IReadOnlyList<string?> labels) =>
        Places.GroupBy(p => labels[p.Index] ?? "").OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, new AccessDistribution([.. g], 0)));

    internal static double? MeanOf(IEnumerable<AccessOfPlace> places)
    {
        double people = 0, sum = 0;
        foreach (AccessOfPlace place in places) (people, sum) = (people + place.People, sum + place.People * place.Access);
        return people > 0 ? sum / people : null;
    }
}

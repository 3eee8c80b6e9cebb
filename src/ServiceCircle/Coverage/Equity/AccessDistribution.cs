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
    private readonly IReadOnlyList<(double People, int Index)> _undefined;

    private AccessDistribution(AccessOfPlace[] places, IReadOnlyList<(double People, int Index)> undefined) =>
        (Places, _undefined) = (places, undefined);

    /// <summary>A distribution over places; where access is not defined (null), the place's people are left out.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or a negative or infinite number.</exception>
    public AccessDistribution(IReadOnlyList<double?> access, IReadOnlyList<double> people, IReadOnlyList<double?>? income = null)
    {
        if (people.Count != access.Count || (income is not null && income.Count != access.Count))
            throw new ArgumentException("one number of people and one income for each place", nameof(people));
        var places = new List<AccessOfPlace>(access.Count);
        var undefined = new List<(double, int)>();
        for (int i = 0; i < access.Count; i++)
        {
            if (!(people[i] >= 0 && double.IsFinite(people[i])))
                throw new ArgumentException($"{people[i]} people in place {i}", nameof(people));
            if (access[i] is not { } value)
            {
                undefined.Add((people[i], i));
                continue;
            }
            if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentException($"access {value} in place {i}", nameof(access));
            places.Add(new AccessOfPlace(value, people[i], income?[i], i));
        }
        (Places, _undefined) = (places, undefined);
    }

    /// <summary>The places whose access is defined, in the order given; those without people too.</summary>
    public IReadOnlyList<AccessOfPlace> Places { get; }

    public double People => Places.Sum(p => p.People);

    /// <summary>People of the places whose access is not defined.</summary>
    public double PeopleNotCounted => _undefined.Sum(p => p.People);

    /// <summary>m = sum of p x / sum of p; null without people.</summary>
    public double? Mean => MeanOf(Places);

    /// <summary>
    /// One distribution per label (administrative unit, group), ascending by label; a null label becomes "". A label of which no place's
    /// access is defined has one too, so that together they are everybody.
    /// </summary>
    public IEnumerable<(string Label, AccessDistribution Part)> SplitBy(IReadOnlyList<string?> labels)
    {
        string LabelOf(int index) => labels[index] ?? "";
        ILookup<string, AccessOfPlace> places = Places.ToLookup(p => LabelOf(p.Index));
        ILookup<string, (double People, int Index)> undefined = _undefined.ToLookup(p => LabelOf(p.Index));
        return places.Select(g => g.Key).Union(undefined.Select(g => g.Key)).Order(StringComparer.Ordinal)
            .Select(label => (label, new AccessDistribution([.. places[label]], [.. undefined[label]])));
    }

    internal static double? MeanOf(IEnumerable<AccessOfPlace> places)
    {
        double people = 0, sum = 0;
        foreach (AccessOfPlace place in places) (people, sum) = (people + place.People, sum + place.People * place.Access);
        return people > 0 ? sum / people : null;
    }
}

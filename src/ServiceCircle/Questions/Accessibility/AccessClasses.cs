namespace ServiceCircle.Questions.Accessibility;

/// <summary>How well off a place is beside the others: by quarters of the people with a value, those with the best access first.</summary>
internal enum AccessClass
{
    Best,
    Good,
    Weak,
    Worst,

    /// <summary>On the network, and reaches nothing: no value, or none of what is counted.</summary>
    Nothing,

    /// <summary>Off the network: its access is unknown.</summary>
    NotCounted,
}

/// <summary>The places of one class: how many, the people there, and the lowest and highest value; null without values.</summary>
internal sealed record AccessClassRow(AccessClass Class, int Places, double People, double? Lowest, double? Highest);

/// <summary>
/// The places of an answer in classes. Places of equal value are in one class, that of the best off among them, so that a quarter may hold
/// more or fewer people than a fourth. Where nobody lives, places count alike.
/// </summary>
internal sealed class AccessClasses
{
    private const int Quarters = 4;

    public AccessClasses(AccessAnswer answer)
    {
        IReadOnlyList<double?> access = answer.Access;
        double[] people = answer.Weights;
        bool lessIsBetter = answer.Question.Measure.LessIsBetter;
        bool HasValue(int i) => access[i] is { } value && (lessIsBetter || value > 0);
        int[] ranked = [.. Enumerable.Range(0, access.Count).Where(HasValue)];
        bool areWeighed = ranked.Any(i => people[i] > 0);
        double Weight(int i) => areWeighed ? people[i] : 1;
        double all = ranked.Sum(Weight), better = 0;
        var of = new AccessClass[access.Count];
        for (int i = 0; i < of.Length; i++) of[i] = answer.Origins[i].IsOnNetwork ? AccessClass.Nothing : AccessClass.NotCounted;
        foreach (IGrouping<double, int> equal in ranked.GroupBy(i => access[i]!.Value).OrderBy(g => lessIsBetter ? g.Key : -g.Key))
        {
            // Of the best off nobody is better off; a sum of all that rounding lifts to 1 stays in the last quarter.
            var quarter = (AccessClass)Math.Min(Quarters - 1, (int)(Quarters * better / all));
            foreach (int i in equal) of[i] = quarter;
            better += equal.Sum(Weight);
        }
        Of = of;
        Rows =
        [
            .. Enumerable.Range(0, of.Length).GroupBy(i => of[i]).OrderBy(g => g.Key).Select(g => new AccessClassRow(
                g.Key, g.Count(), g.Sum(i => people[i]), g.Min(i => access[i]), g.Max(i => access[i]))),
        ];
    }

    /// <summary>The class of each origin, in their order.</summary>
    public IReadOnlyList<AccessClass> Of { get; }

    /// <summary>The classes that there are, the best off first.</summary>
    public IReadOnlyList<AccessClassRow> Rows { get; }
}

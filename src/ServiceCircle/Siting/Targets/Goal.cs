namespace ServiceCircle.Siting.Targets;

/// <summary>
/// What a target asks of the set of new facilities, as a monotone threshold formula: one more facility never undoes it. A column is one
/// facility that could be built.
/// </summary>
internal abstract record Goal
{
    public static Goal True { get; } = new Parts([], 0);
    public static Goal False { get; } = new Any([]);

    /// <summary>All of several goals.</summary>
    public static Goal All(IEnumerable<Goal> goals)
    {
        GoalPart[] parts = [.. goals.Select(g => new GoalPart(g, 1, ""))];
        return parts.Length == 1 ? parts[0].Goal : new Parts(parts, parts.Length);
    }

    /// <summary>Whether it is met with these columns built.</summary>
    public abstract bool Holds(Func<int, bool> isBuilt);

    /// <summary>Every column that can help, perhaps several times.</summary>
    public abstract IEnumerable<int> Columns();

    /// <summary>Whether it is met with everything built: if not, it is out of reach.</summary>
    public bool IsPossible => Holds(_ => true);

    /// <summary>Whether it is met with nothing built.</summary>
    public bool IsMet => Holds(_ => false);
}

/// <summary>A part of a goal; it weighs people, or 1 for a unit, above zero. Its name for messages is the id of what it is about.</summary>
internal sealed record GoalPart(Goal Goal, double Weight, string Name);

/// <summary>At least one of some columns.</summary>
internal sealed record Any(IReadOnlyList<int> Sites) : Goal
{
    public override bool Holds(Func<int, bool> isBuilt) => Sites.Any(isBuilt);

    public override IEnumerable<int> Columns() => Sites;
}

/// <summary>So much in sum: a number of facilities, or places in them.</summary>
internal sealed record Amount(IReadOnlyList<(int Site, double Size)> Sites, double Needed) : Goal
{
    public override bool Holds(Func<int, bool> isBuilt) => Sites.Where(s => isBuilt(s.Site)).Sum(s => s.Size) >= Needed;

    public override IEnumerable<int> Columns() => Sites.Select(s => s.Site);
}

/// <summary>Parts that are met must weigh so much together.</summary>
internal sealed record Parts(IReadOnlyList<GoalPart> Of, double Needed) : Goal
{
    public double Weight(Func<int, bool> isBuilt) => Of.Where(p => p.Goal.Holds(isBuilt)).Sum(p => p.Weight);

    public override bool Holds(Func<int, bool> isBuilt) => Weight(isBuilt) >= Needed;

    public override IEnumerable<int> Columns() => Of.SelectMany(p => p.Goal.Columns());
}

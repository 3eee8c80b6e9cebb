using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// A Lagrangian relaxation of a siting model, to be minimised: once the demand constraints carry multipliers, every open site has a value
/// of its own and the best set is picked by <see cref="SiteRules"/> alone (Cornuejols, Fisher and Nemhauser, 1977; Fisher, 1981).
/// </summary>
internal abstract class Relaxation(SiteRules rules, Effort effort)
{
    protected Effort Effort { get; } = effort;
    public SiteRules Rules { get; } = rules;

    /// <summary>Least value of the multiplier of each demand, and the greatest worth trying.</summary>
    public double[] Lower { get; protected init; } = [];
    public double[] Upper { get; protected init; } = [];

    /// <summary>Every objective value is a multiple of this; 0 if unknown. Lets a bound be rounded up.</summary>
    public double Granularity { get; protected init; }

    /// <summary>Adds to <paramref name="value"/> what each site changes if open, at these multipliers; returns the constant.</summary>
    public abstract double Price(double[] multipliers, double[] value);

    /// <summary>The subgradient at the last priced multipliers with these sites open: right less left side of each constraint.</summary>
    public abstract void Slack(bool[] open, double[] slack);

    /// <summary>A start for the multipliers, near a good set if one is known.</summary>
    public abstract double[] InitialMultipliers(IReadOnlyList<int>? incumbent);

    /// <summary>The exact objective of a set with its site costs, infinite if demand goes unmet.</summary>
    /// <param name="open">The set.</param>
    /// <param name="exact">Exactly, as far as the limits allow; else quickly, where the two differ.</param>
    /// <param name="bound">No assignment to this set is better; below the objective only if the evaluation was cut short.</param>
    public abstract double Evaluate(IReadOnlyList<int> open, bool exact, out double bound);

    /// <summary>Sets found without multipliers, best first or not; each obeys the rules.</summary>
    public abstract IEnumerable<List<int>> Starts();

    /// <summary>A good set near these sites that obeys the rules; null if none was found.</summary>
    public abstract List<int>? Improve(IReadOnlyList<int> sites, bool thorough);

    /// <summary>A longer search around the best set, over the sites that are left; null where there is none. The round seeds it.</summary>
    public virtual List<int>? Intensify(IReadOnlyList<int> best, int round) => null;

    /// <summary>Drops sites proven useless from the working tables, where these are large.</summary>
    public virtual void Forget(SiteState[] state)
    {
    }
}

namespace ServiceCircle.Siting.Problem;

/// <summary>How the costs of a problem are told in messages, and what lies beyond the pairs that it lists.</summary>
internal abstract class CostWords
{
    /// <summary>Costs as they are, and nothing beyond them.</summary>
    public static CostWords Plain { get; } = new PlainWords();

    /// <summary>A cost in the unit of the messages.</summary>
    public abstract double Shown(double cost);

    /// <summary>The cost up to which pairs count if a limit is given as this number.</summary>
    public abstract double LimitOf(double shown);

    /// <summary>The costs, with the pairs of some demands beyond those that the problem lists, as far as the time allows.</summary>
    public abstract SparseCosts Widen(SparseCosts costs, IReadOnlyList<int> demands, Effort effort);

    private sealed class PlainWords : CostWords
    {
        public override double Shown(double cost) => cost;

        public override double LimitOf(double shown) => shown;

        public override SparseCosts Widen(SparseCosts costs, IReadOnlyList<int> demands, Effort effort) => costs;
    }
}

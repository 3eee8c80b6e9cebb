namespace ServiceCircle.Siting.Problem;

/// <summary>
/// How the costs and sites of a problem are told in messages, and what lies beyond the pairs that it lists: here as they are, and nothing.
/// </summary>
internal class CostWords
{
    /// <summary>A cost in the unit of the messages.</summary>
    public virtual double Shown(double cost) => cost;

    /// <summary>The cost up to which pairs count if a limit is given as this number.</summary>
    public virtual double LimitOf(double shown) => shown;

    /// <summary>A site by its id in the problem.</summary>
    public virtual Notice Site(string id) => Notice.AsIs(id);

    /// <summary>The costs, with the pairs of some demands beyond those that the problem lists, as far as the time allows.</summary>
    public virtual SparseCosts Widen(SparseCosts costs, IReadOnlyList<int> demands, Effort effort) => costs;
}

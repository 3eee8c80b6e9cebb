using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Consumers;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// What one more facility would be worth at every node of a network: the people who cannot reach any yet and could reach it.
/// The first step of greedy siting for all candidates at once, and a map of where to build.
/// </summary>
/// <remarks>
/// Searches start at the demand, which is the smaller side, and nothing keeps all pairs (<see cref="NodeSums"/>). The network is
/// prepared once for any number of questions; safe to use from several threads. Greedy siting by marginal value: Church,
/// ReVelle (1974), "The maximal covering location problem".
/// </remarks>
internal sealed class MarginalValues
{
    /// <summary>From so many questions on, what a stored hierarchy saves is more than its proof takes (docs/kernel.md).</summary>
    internal const int QuestionsForHierarchy = 12;

    private readonly WalkGraph _graph;
    private readonly ReachEngine _engine;

    /// <summary>
    /// Prepares a network, linear in its size. For many questions the hierarchy from its cache answers, if there is one; the values are the
    /// same.
    /// </summary>
    /// <exception cref="InputException">The cache holds something that is no hierarchy of the network.</exception>
    public MarginalValues(WalkGraph graph, int questions)
        : this(graph, questions < QuestionsForHierarchy ? WalkArcs.Engine(graph) : WalkArcs.EngineForManyRuns(graph))
    {
    }

    internal MarginalValues(WalkGraph graph, ReachEngine engine) => (_graph, _engine) = (graph, engine);

    /// <summary>
    /// The sum of the weights of all places with a walk within the limit, for each node of the network. A place without accesses counts
    /// nowhere. Whole weights give exact sums; others are rounded to the total divided by 2^61 or finer.
    /// From: people walk from the demand to the facility. 0 threads are one for each processor.
    /// </summary>
    /// <exception cref="ArgumentException">Not one weight for each place, or a weight that is negative or not finite.</exception>
    public double[] Compute(
        IReadOnlyList<IReadOnlyList<Access>> demand, IReadOnlyList<double> weights, WalkTime limit, Direction direction = Direction.From,
        int threads = 0)
    {
        if (weights.Count != demand.Count)
            throw new ArgumentException($"{weights.Count} weights for {demand.Count} places", nameof(weights));
        double total = weights.Sum();
        if (weights.Any(w => !(w >= 0)) || !double.IsFinite(total))
            throw new ArgumentException("weights and their sum must be finite and not negative", nameof(weights));
        int[] counted = [.. Enumerable.Range(0, demand.Count).Where(p => weights[p] > 0 && demand[p].Count > 0)];
        if (counted.Length == 0) return new double[_graph.Network.NodeCount];

        // A power of two as the unit, small enough for the least weight and large enough for the total.
        double unit = Math.ScaleB(1, Math.Max(Math.ILogB(total), -900) - 61);
        long[] whole = [.. counted.Select(p => (long)Math.Round(weights[p] / unit))];
        SourceGroups doors = WalkArcs.ListDoors(_graph, [.. counted.Select(p => demand[p])], direction, WalkArcs.EdgeAt);
        var consumer = new NodeSums(whole, new long[_graph.Network.NodeCount]);
        var options = new RunOptions(threads > 0 ? threads : Environment.ProcessorCount);
        return Array.ConvertAll(_engine.RunPlaces(doors, direction, limit, consumer, options).Sums, s => s * unit);
    }
}

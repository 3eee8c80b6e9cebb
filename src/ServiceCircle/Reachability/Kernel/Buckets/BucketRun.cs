using System.Numerics;
using System.Runtime.InteropServices;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Buckets;

/// <summary>
/// One run of the engine without a hierarchy: each batch of neighbouring sources is one bucket search on the junctions, and the
/// chains are filled as in the other engine. Needs no preprocessing but the junctions, so it serves few sources and edited graphs.
/// </summary>
internal sealed class BucketRun<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly JunctionGraph _junctions;
    private readonly Seeds _seeds;
    private readonly InteriorTimes<T> _interiors;
    private readonly T[] _ticks;
    private readonly bool[]? _wanted;

    public BucketRun(DirectedMetric<T> prepared, Seeds seeds, bool[]? wanted)
    {
        (_junctions, _seeds, _ticks, _wanted) = (prepared.Junctions, seeds, prepared.Ticks, wanted);
        _interiors = prepared.Interiors(wanted);
    }

    /// <summary>Returns the consumer with everything joined.</summary>
    public TConsumer Execute<TConsumer>(TConsumer consumer, int threads)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        int batches = (_seeds.Count + TRow.Lanes - 1) / TRow.Lanes;
        threads = Math.Max(1, Math.Min(threads, batches));
        var workers = new Worker<TConsumer>[threads];
        for (int w = 0; w < threads; w++) workers[w] = new Worker<TConsumer>(this, w == 0 ? consumer : consumer.Fork());
        Workers.Run(threads, batches, 1, (worker, b) => workers[worker].Batch(b * TRow.Lanes));
        for (int w = 1; w < threads; w++) workers[0].Consumer.Join(workers[w].Consumer);
        return workers[0].Consumer;
    }

    private RowReport<TRow, T> NewReport()
    {
        var report = new RowReport<TRow, T>(_interiors.Junctions, _interiors.Direction);
        report.Begin(_interiors, _wanted);
        return report;
    }

    private sealed class Worker<TConsumer>(BucketRun<TRow, T> run, TConsumer consumer)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        private readonly BucketSearch<TRow, T> _search = new(run._junctions.Arcs, run._ticks, run._seeds.Limit);
        private readonly RowReport<TRow, T> _report = run.NewReport();
        private readonly JunctionChains _chains = run._junctions.Chains;
        private readonly List<int> _reachedChains = new(run._junctions.ChainCount);

        public TConsumer Consumer = consumer;

        public void Batch(int firstSource)
        {
            Seeds seeds = run._seeds;
            int count = Math.Min(TRow.Lanes, seeds.Count - firstSource);
            for (int lane = 0; lane < count; lane++)
                for (int k = seeds.First[firstSource + lane]; k < seeds.First[firstSource + lane + 1]; k++)
                    _search.Seed(seeds.Junction[k], lane, seeds.Ticks[k]);
            _search.Run();
            _chains.At(_search.Touched, _search.Seen, _reachedChains);
            var batch = new Batch<T>(seeds.Order.AsSpan(firstSource, count), Seeds.Narrow<T>(seeds.Limit));
            var found = new ReachedRows<TRow>(
                _search.Rows, _chains.GraphNode, _search.Touched, _chains.All, CollectionsMarshal.AsSpan(_reachedChains));
            _report.Run(ref Consumer, batch, seeds, firstSource, found);
            _search.Clear();
        }
    }
}

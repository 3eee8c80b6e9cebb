using System.Numerics;
using System.Runtime.InteropServices;

namespace ServiceCircle.Reachability.Kernel;

/// <summary>
/// One run of the engine without a hierarchy: each batch of neighbouring sources is one bucket search on the core, and the
/// chains are filled as in the other engine. Needs no preprocessing but the core, so it serves few sources and edited graphs.
/// </summary>
internal sealed class BucketRun<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly Graph _coreGraph;
    private readonly CoreChains _chains;
    private readonly Seeds _seeds;
    private readonly InteriorTimes<T> _interiors;
    private readonly T[] _ticks;
    private readonly int _limit;
    private readonly bool[]? _wanted;

    public BucketRun(Prepared<T> prepared, Graph coreGraph, CoreChains chains, Seeds seeds, int limit, bool[]? wanted)
    {
        (_coreGraph, _chains, _seeds, _limit, _wanted) = (coreGraph, chains, seeds, limit, wanted);
        _ticks = prepared.Ticks;
        _interiors = prepared.Interiors(wanted);
    }

    /// <summary>Runs and returns the consumer with everything joined.</summary>
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

    private Report<TRow, T> NewReport()
    {
        var report = new Report<TRow, T>(_interiors.Core, _interiors.Direction);
        report.Begin(_interiors, _wanted);
        return report;
    }

    private sealed class Worker<TConsumer>(BucketRun<TRow, T> run, TConsumer consumer)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        private readonly BucketSearch<TRow, T> _search = new(run._coreGraph, run._ticks, run._limit);
        private readonly Report<TRow, T> _report = run.NewReport();
        private readonly List<int> _reachedChains = new(run._chains.All.Length);

        public TConsumer Consumer = consumer;

        public void Batch(int firstSource)
        {
            Seeds seeds = run._seeds;
            int count = Math.Min(TRow.Lanes, seeds.Count - firstSource);
            for (int lane = 0; lane < count; lane++)
                for (int k = seeds.First[firstSource + lane]; k < seeds.First[firstSource + lane + 1]; k++)
                    _search.Seed(seeds.CoreNode[k], lane, seeds.Ticks[k]);
            _search.Run();
            run._chains.At(_search.Touched, _search.Seen, _reachedChains);
            var batch = new Batch<T>(seeds.Order.AsSpan(firstSource, count), Seeds.Narrow<T>(run._limit));
            var found = new Found<TRow>(
                _search.Rows, run._chains.GraphNode, _search.Touched, run._chains.All, CollectionsMarshal.AsSpan(_reachedChains));
            _report.Run(ref Consumer, batch, seeds, firstSource, found);
            _search.Clear();
        }
    }
}

/// <summary>The chains at each core node. Core node v has local number v + 1 here, as in <see cref="BucketSearch{TRow, T}"/>.</summary>
internal sealed class CoreChains
{
    private readonly int[] _first;
    private readonly int[] _at;

    public CoreChains(Core core)
    {
        GraphNode = [-1, .. core.Node];
        All = new LocalChain[core.ChainCount];
        _first = new int[core.Count + 3];
        for (int c = 0; c < All.Length; c++)
        {
            All[c] = new LocalChain(core.EndA[c] + 1, core.EndB[c] + 1, c);
            _first[All[c].A + 1]++;
            if (All[c].B != 0 && All[c].B != All[c].A) _first[All[c].B + 1]++;
        }

        for (int v = 0; v + 1 < _first.Length; v++) _first[v + 1] += _first[v];
        var next = (int[])_first.Clone();
        _at = new int[_first[^1]];
        for (int c = 0; c < All.Length; c++)
        {
            _at[next[All[c].A]++] = c;
            if (All[c].B != 0 && All[c].B != All[c].A) _at[next[All[c].B]++] = c;
        }
    }

    /// <summary>Graph node of each local node.</summary>
    public int[] GraphNode { get; }

    /// <summary>All chains.</summary>
    public LocalChain[] All { get; }

    /// <summary>The chains at some local nodes, each once.</summary>
    /// <param name="nodes">The local nodes.</param>
    /// <param name="isAmongThem">Whether a core node is among them.</param>
    /// <param name="chains">Receives them.</param>
    public void At(ReadOnlySpan<int> nodes, ReadOnlySpan<bool> isAmongThem, List<int> chains)
    {
        chains.Clear();
        foreach (int v in nodes)
            for (int k = _first[v]; k < _first[v + 1]; k++)
                if (All[_at[k]].A == v || !isAmongThem[All[_at[k]].A - 1]) chains.Add(_at[k]);
    }
}

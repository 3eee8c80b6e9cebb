using System.Numerics;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Sweeps;

/// <summary>
/// One run of the engine with a hierarchy. Sources in the order of space form a tree: batches of as many neighbours as a row
/// has lanes, groups of 32 batches, groups of 32 groups. From the root down, one sweep per group with one lane per member
/// finds what each member can reach of the group's region; the batches then sweep over little more than their own balls.
/// </summary>
internal sealed class SweepRun<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly DirectedMetric<T> _prepared;
    private readonly Seeds _seeds;
    private readonly InteriorTimes<T> _interiors;
    private readonly bool[]? _wanted;
    private readonly T _limit;
    private readonly int _threads;
    private readonly int _levels = 1;

    public SweepRun(DirectedMetric<T> prepared, Seeds seeds, bool[]? wanted, int threads)
    {
        (_prepared, _seeds, _wanted, _threads) = (prepared, seeds, wanted, threads);
        _limit = Seeds.Narrow<T>(seeds.Limit);
        _interiors = prepared.Interiors(wanted);
        while (SourcesPerChild(_levels) * FanOut < seeds.Count) _levels++;
    }

    private static int FanOut => Row512<T>.Lanes;

    /// <summary>
    /// A single batch with so many seeds (facilities of a category) that it reaches nearly all of the network: a sweep that finds
    /// out which part would cost as much as the one that it is to shorten. Measured on 5,000 facilities in 16 categories: half.
    /// </summary>
    private bool IsEverywhere => _seeds.Count <= TRow.Lanes && _seeds.Junction.Length > 64 + _prepared.Junctions.Count / 64;

    /// <summary>Returns the consumer with everything joined.</summary>
    public TConsumer Execute<TConsumer>(TConsumer consumer)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        SweepMemory<TRow, T> memory = _prepared.TakeMemory<TRow>();
        var workers = new Worker<TConsumer>[_threads];
        for (int w = 0; w < _threads; w++) workers[w] = new Worker<TConsumer>(this, memory.Thread(w), w == 0 ? consumer : consumer.Fork());
        Expansion<T> root = memory.Root;
        _prepared.Root(_seeds, _interiors, root.Region, _threads);
        root.SourcesPerChild = (int)SourcesPerChild(_levels);
        if (IsEverywhere) root.DistributeAll();
        else workers[0].SweepGroups(root, _threads);
        Expansion<T>[] groups = [root];
        int level = _levels, inner = 0;
        for (; level > 2; level--)
        {
            (Expansion<T> Group, int Child)[] parents = Children(groups);
            groups = memory.Inner(inner, parents.Length);
            inner += groups.Length;
            Expand(parents, groups, (int)SourcesPerChild(level - 1), workers);
        }
        (Expansion<T> Group, int Child)[] tasks = Children(groups);
        if (level == 1) foreach (Worker<TConsumer> worker in workers) worker.Begin(root);
        else Reserve(tasks, workers);
        Workers.Run(_threads, tasks.Length, 1, (worker, i) =>
        {
            if (level == 1) workers[worker].Batches(tasks[i].Group, tasks[i].Child, tasks[i].Child + 1);
            else workers[worker].Group(tasks[i].Group, tasks[i].Child);
        });
        for (int w = 1; w < _threads; w++) workers[0].Consumer.Join(workers[w].Consumer);
        RowsSwept = workers.Sum(w => w.RowsSwept);
        ArcsSwept = workers.Sum(w => w.ArcsSwept);
        _prepared.GiveMemory(memory);
        return workers[0].Consumer;
    }

    /// <summary>Sources per child of a group at a level; the groups of batches are level 1 or 2, the root is the highest.</summary>
    private static long SourcesPerChild(int level)
    {
        long size = TRow.Lanes;
        for (int l = 1; l < level; l++) size *= FanOut;
        return size;
    }

    /// <summary>Rows swept downward in the last run, all levels; the same for any number of threads.</summary>
    public long RowsSwept { get; private set; }

    /// <summary>Rows combined along arcs in the last run, upward and downward, all levels; the same for any number of threads.</summary>
    public long ArcsSwept { get; private set; }

    /// <summary>Room in every worker for the largest group, so that no batch allocates.</summary>
    private void Reserve<TConsumer>((Expansion<T> Group, int Child)[] tasks, Worker<TConsumer>[] workers)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        RegionSize largest = default;
        int largestParent = 0;
        var sizes = new RegionSize[tasks.Length];
        Workers.Run(workers.Length, tasks.Length, 1, (_, i) => sizes[i] = tasks[i].Group.SizeOf(tasks[i].Child, _seeds));
        for (int i = 0; i < tasks.Length; i++)
        {
            largest = RegionSize.Max(largest, sizes[i]);
            largestParent = Math.Max(largestParent, tasks[i].Group.Region.Count);
        }
        foreach (Worker<TConsumer> worker in workers) worker.Reserve(largest, largestParent);
    }

    private void Expand<TConsumer>(
        (Expansion<T> Group, int Child)[] parents, Expansion<T>[] into, int sourcesPerChild, Worker<TConsumer>[] workers)
        where TConsumer : struct, IConsumer<TConsumer> =>
        Workers.Run(_threads, parents.Length, 1, (worker, i) =>
        {
            into[i].SourcesPerChild = sourcesPerChild;
            workers[worker].Restrict(parents[i].Group, parents[i].Child, into[i].Region);
            workers[worker].SweepGroups(into[i]);
        });

    private static (Expansion<T> Group, int Child)[] Children(Expansion<T>[] groups) =>
        [.. groups.SelectMany(g => Enumerable.Range(0, g.ChildCount).Select(c => (g, c)))];

    private sealed class Worker<TConsumer>
        where TConsumer : struct, IConsumer<TConsumer>
    {
        private readonly SweepRun<TRow, T> _run;
        private readonly SweepMemory<TRow, T>.OfThread _memory;
        private readonly long _rowsBefore;
        private readonly long _arcsBefore;

        public Worker(SweepRun<TRow, T> run, SweepMemory<TRow, T>.OfThread memory, TConsumer consumer)
        {
            (_run, _memory, Consumer) = (run, memory, consumer);
            memory.Group.SourcesPerChild = TRow.Lanes;
            memory.Report.Begin(run._interiors, run._wanted);
            (_rowsBefore, _arcsBefore) = (RowsSwept, ArcsSwept);
        }

        public TConsumer Consumer;

        public long RowsSwept => _memory.GroupSweep.RowsSwept + _memory.LeafSweep.RowsSwept - _rowsBefore;
        public long ArcsSwept => _memory.GroupSweep.ArcsSwept + _memory.LeafSweep.ArcsSwept - _arcsBefore;

        public void Reserve(in RegionSize largest, int largestParent)
        {
            _memory.Group.Reserve(largest);
            _memory.GroupSweep.Reserve(largest.Nodes);
            _memory.LeafSweep.Reserve(largest.Nodes);
            Region<T>.Room(ref _memory.NumberIn, largestParent + 1);
        }

        /// <summary>Prepares for batches of a group.</summary>
        public void Begin(Expansion<T> group) => _memory.LeafSweep.Begin(group.Region);

        public void Restrict(Expansion<T> parent, int child, Region<T> into) =>
            parent.Restrict(child, into, _run._seeds, ref _memory.NumberIn);

        public void SweepGroups(Expansion<T> group, int threads = 1)
        {
            _memory.GroupSweep.RunGroups(group, _run._seeds, threads);
            group.Distribute<Row512<T>>(_memory.GroupSweep.Rows.Span, _run._limit);
        }

        /// <summary>Searches for all batches of a group.</summary>
        public void Group(Expansion<T> parent, int child)
        {
            Restrict(parent, child, _memory.Group.Region);
            SweepGroups(_memory.Group);
            Begin(_memory.Group);
            Batches(_memory.Group, 0, _memory.Group.ChildCount);
        }

        /// <summary>Searches for some batches of the group that was begun.</summary>
        public void Batches(Expansion<T> group, int begin, int end)
        {
            TConsumer local = Consumer;
            bool all = _run.IsEverywhere && _run._wanted == null;
            for (int c = begin; c < end; c++)
            {
                _memory.LeafSweep.RunSources(group, c, _run._seeds);
                var batch = new Batch<T>(_run._seeds.Order.AsSpan(group.FirstSource(c), group.SourceCount(c)), _run._limit, all);
                Region<T> region = group.Region;
                var found = new ReachedRows<TRow>(_memory.LeafSweep.Rows, region.Node, group.Nodes(c), region.Chains, group.Chains(c));
                _memory.Report.Run(ref local, batch, _run._seeds, group.FirstSource(c), found, all ? _run._prepared.GraphOrder : null);
                _memory.LeafSweep.Clear(group.Nodes(c));
            }
            Consumer = local;
        }
    }
}

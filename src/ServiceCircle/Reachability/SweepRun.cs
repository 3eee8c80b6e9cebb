using System.Numerics;

namespace ServiceCircle.Reachability;

/// <summary>
/// One run of the engine with a hierarchy. Sources in the order of space form a tree: batches of as many neighbours as a row
/// has lanes, groups of 32 batches, groups of 32 groups. From the root down, one sweep per group with one lane per member
/// finds what each member can reach of the group's region; the batches then sweep over little more than their own balls.
/// </summary>
internal sealed class SweepRun<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly Seeds _seeds;
    private readonly InteriorTimes<T> _interiors;
    private readonly bool[]? _wanted;
    private readonly T _limit;
    private readonly int _levels = 1;
    private readonly Expansion<T> _root;

    public SweepRun(Prepared<T> prepared, Seeds seeds, int limit, bool[]? wanted)
    {
        (_seeds, _wanted) = (seeds, wanted);
        _limit = Seeds.Narrow<T>(limit);
        _interiors = prepared.Interiors(wanted);
        long childSize = TRow.Lanes;
        for (; childSize * FanOut < seeds.Count; childSize *= FanOut) _levels++;
        _root = new Expansion<T>(FanOut, (int)childSize);
        prepared.Root(seeds, _interiors, _root.Region);
    }

    private static int FanOut => Row1<T>.Lanes;

    /// <summary>
    /// A single batch with so many seeds (facilities of a category) that it reaches nearly all of the network: a sweep that finds
    /// out which part would cost as much as the one that it is to shorten. Measured on 5,000 facilities in 16 categories: half.
    /// </summary>
    private bool IsEverywhere => _seeds.Count <= TRow.Lanes && _seeds.CoreNode.Length > 64 + _root.Region.Count / 64;

    /// <summary>Runs and returns the consumer with everything joined.</summary>
    public TConsumer Execute<TConsumer>(TConsumer consumer, int threads)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        var workers = new Worker<TConsumer>[threads];
        for (int w = 0; w < threads; w++) workers[w] = new Worker<TConsumer>(this, w == 0 ? consumer : consumer.Fork());
        if (IsEverywhere) _root.DistributeAll();
        else workers[0].SweepGroups(_root);
        Expansion<T>[] groups = [_root];
        int level = _levels;
        for (; level > 2; level--) groups = ExpandAll(groups, workers);

        (Expansion<T> Group, int Child)[] tasks = Children(groups);
        if (level == 1) foreach (Worker<TConsumer> worker in workers) worker.Begin(_root);
        else Reserve(tasks, workers);
        Workers.Run(threads, tasks.Length, 1, (worker, i) =>
        {
            if (level == 1) workers[worker].Batches(tasks[i].Group, tasks[i].Child, tasks[i].Child + 1);
            else workers[worker].Group(tasks[i].Group, tasks[i].Child);
        });
        for (int w = 1; w < threads; w++) workers[0].Consumer.Join(workers[w].Consumer);
        RowsSwept = workers.Sum(w => w.RowsSwept);
        ArcsSwept = workers.Sum(w => w.ArcsSwept);
        return workers[0].Consumer;
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
        foreach ((Expansion<T> group, int child) in tasks)
        {
            largest = RegionSize.Max(largest, group.SizeOf(child, _seeds));
            largestParent = Math.Max(largestParent, group.Region.Count);
        }

        foreach (Worker<TConsumer> worker in workers) worker.Reserve(largest, largestParent);
    }

    private Expansion<T>[] ExpandAll<TConsumer>(Expansion<T>[] groups, Worker<TConsumer>[] workers)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        (Expansion<T> Group, int Child)[] tasks = Children(groups);
        var next = new Expansion<T>[tasks.Length];
        Workers.Run(workers.Length, tasks.Length, 1, (worker, i) =>
        {
            next[i] = new Expansion<T>(FanOut, tasks[i].Group.SourcesPerChild / FanOut);
            workers[worker].Restrict(tasks[i].Group, tasks[i].Child, next[i].Region);
            workers[worker].SweepGroups(next[i]);
        });
        return next;
    }

    private static (Expansion<T> Group, int Child)[] Children(Expansion<T>[] groups) =>
        [.. groups.SelectMany(g => Enumerable.Range(0, g.ChildCount).Select(c => (g, c)))];

    /// <summary>What one thread needs.</summary>
    private sealed class Worker<TConsumer>(SweepRun<TRow, T> run, TConsumer consumer)
        where TConsumer : struct, IConsumer<TConsumer>
    {
        private readonly Expansion<T> _group = new(FanOut, TRow.Lanes);
        private readonly Sweep<Row1<T>, T> _groupSweep = new();
        private readonly Sweep<TRow, T> _leafSweep = new();
        private readonly Report<TRow, T> _report = new(run._interiors, run._wanted);
        private int[] _numberIn = [];

        public TConsumer Consumer = consumer;

        public long RowsSwept => _groupSweep.RowsSwept + _leafSweep.RowsSwept;

        public long ArcsSwept => _groupSweep.ArcsSwept + _leafSweep.ArcsSwept;

        public void Reserve(in RegionSize largest, int largestParent)
        {
            _group.Reserve(largest);
            _groupSweep.Reserve(largest.Nodes);
            _leafSweep.Reserve(largest.Nodes);
            Region<T>.Room(ref _numberIn, largestParent + 1);
        }

        /// <summary>Prepares for batches of a group.</summary>
        public void Begin(Expansion<T> group) => _leafSweep.Begin(group.Region);

        public void Restrict(Expansion<T> parent, int child, Region<T> into) => parent.Restrict(child, into, run._seeds, ref _numberIn);

        public void SweepGroups(Expansion<T> group)
        {
            _groupSweep.RunGroups(group, run._seeds);
            group.Distribute<Row1<T>>(_groupSweep.Rows.Span, run._limit);
        }

        /// <summary>Searches for all batches of a group.</summary>
        public void Group(Expansion<T> parent, int child)
        {
            Restrict(parent, child, _group.Region);
            SweepGroups(_group);
            Begin(_group);
            Batches(_group, 0, _group.ChildCount);
        }

        /// <summary>Searches for some batches of the group that was begun.</summary>
        public void Batches(Expansion<T> group, int begin, int end)
        {
            TConsumer local = Consumer;
            for (int c = begin; c < end; c++)
            {
                _leafSweep.RunSources(group, c, run._seeds);
                var batch = new Batch<T>(run._seeds.Order.AsSpan(group.FirstSource(c), group.SourceCount(c)), run._limit);
                Region<T> region = group.Region;
                var found = new Found<TRow>(_leafSweep.Rows, region.Node, group.Nodes(c), region.Chains, group.Chains(c));
                _report.Run(ref local, batch, run._seeds, group.FirstSource(c), found);
                _leafSweep.Clear(group.Nodes(c));
            }

            Consumer = local;
        }
    }
}

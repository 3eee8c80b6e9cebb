using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// Rounds of the kernel from all sources, with one thread too where it has several, and of a slice of the textbook's sources. The
/// textbook searches from all of them, or from runs of neighbours evenly spread over all (in order, as its cache likes it); the
/// checksums are compared over exactly those sources.
/// </summary>
internal sealed class Race(ArcGraph graph, ReachEngine engine, Source[] sources, RunOptions options, int rounds, string textbookSources)
{
    private readonly TextbookDijkstra _textbook = new(graph);

    public long Pairs { get; private set; }

    public double VectorNs { get; private set; }

    public double BestVectorNs { get; private set; }

    public double OneThreadNs { get; private set; }

    public double TextbookNs { get; private set; }

    public int ComparedSources { get; private set; }

    public ulong VectorChecksum { get; private set; }

    public ulong TextbookChecksum { get; private set; }

    public bool IsEqual { get; private set; }

    public void Run(WalkTime limit)
    {
        (int Begin, int End)[] slices = Slices();
        var compared = new bool[sources.Length];
        foreach ((int begin, int end) in slices) compared.AsSpan(begin, end - begin).Fill(true);
        ComparedSources = compared.Count(c => c);
        Checksum vector = default, scalar = new(null);
        RunOptions oneThread = options with { Threads = 1 };
        void Vector(RunOptions o) => vector = engine.Run(sources, Direction.From, limit, new Checksum(compared), o);

        // The JIT replaces its first code after some calls: not what is measured.
        for (int warm = 0; warm < 5; warm++) Vector(options);
        if (options.Threads > 1) Vector(oneThread);
        Textbook(0, Math.Min(100, sources.Length), limit.Ticks, new Checksum(null));

        double[] vectorNs = new double[rounds], oneNs = new double[rounds], scalarNs = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            if (options.Threads > 1) oneNs[round] = Nanoseconds(() => Vector(oneThread)) / vector.Pairs;
            vectorNs[round] = Nanoseconds(() => Vector(options)) / vector.Pairs;
            if (options.Threads == 1) oneNs[round] = vectorNs[round];
            Checksum slice = default;
            scalarNs[round] =
                Nanoseconds(() => slice = Textbook(slices[round].Begin, slices[round].End, limit.Ticks, new Checksum(null))) / slice.Pairs;
            scalar.Join(slice);
        }

        (Pairs, VectorChecksum, TextbookChecksum) = (vector.Pairs, vector.Value, scalar.Value);
        (VectorNs, BestVectorNs, OneThreadNs, TextbookNs) =
            (KernelProgram.Median(vectorNs), vectorNs.Min(), KernelProgram.Median(oneNs), KernelProgram.Median(scalarNs));
        IsEqual = VectorChecksum == TextbookChecksum && (ComparedSources < sources.Length || scalar.Pairs == vector.Pairs);
    }

    private (int Begin, int End)[] Slices()
    {
        long wanted = textbookSources == "all" ? sources.Length
            : Math.Min(sources.Length, long.Parse(textbookSources, CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, rounds).Select(round =>
        {
            int begin = (int)((long)sources.Length * round / rounds), end = (int)((long)sources.Length * (round + 1) / rounds);
            int count = (int)(wanted * (round + 1) / rounds - wanted * round / rounds);
            return (begin, Math.Min(end, begin + Math.Max(count, 1)));
        })];
    }

    private static double Nanoseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private Checksum Textbook(int begin, int end, int limit, Checksum checksum)
    {
        for (int s = begin; s < end; s++)
        {
            ReadOnlySpan<int> settled = _textbook.Search(sources[s].NodeA, limit);
            ushort sum = 0;
            foreach (int node in settled) sum += (ushort)((_textbook.TicksOf(node) + 1) * Checksum.Factor(node));
            checksum.AddSource(s, sum, settled.Length);
            _textbook.Reset(settled);
        }

        return checksum;
    }
}

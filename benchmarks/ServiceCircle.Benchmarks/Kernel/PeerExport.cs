using System.Globalization;
using System.Text.Json;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Labels;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// Writes the graph and the sources for other programs, and what the kernel finds, so that their answers can be compared:
/// edges.csv (id, source, target, cost, reverse_cost; ticks of 1/32 s, -1 for a closed direction), sources.txt and
/// expected.json with the pairs and the sum over them of (ticks + 1) (node mod 1000 + 1) (source mod 1000 + 1).
/// </summary>
internal static class PeerExport
{
    public static int Run(ArcGraph graph, Source[] sources, WalkTime limit, string directory)
    {
        Directory.CreateDirectory(directory);
        using (var file = new StreamWriter(Path.Combine(directory, "edges.csv")))
        {
            int id = 0;
            for (int v = 0; v < graph.NodeCount; v++)
            {
                for (int slot = graph.FirstOut[v]; slot < graph.FirstOut[v + 1]; slot++)
                {
                    // Each edge stands in the lists of both ends, a loop twice in the same; a loop shortens no walk.
                    if (graph.Head[slot] <= v) continue;
                    file.Write(FormattableString.Invariant(
                        $"{id++},{v},{graph.Head[slot]},{Cost(graph.TicksOut[slot])},{Cost(graph.TicksBack[slot])}\n"));
                }
            }
        }

        File.WriteAllLines(Path.Combine(directory, "sources.txt"), sources.Select(s => s.NodeA.ToString(CultureInfo.InvariantCulture)));
        PeerSum sum = ReachEngine.Prepare(graph, 1).Run(sources, Direction.From, limit, new PeerSum(sources));
        var expected = new Dictionary<string, object>
        {
            ["nodes"] = graph.NodeCount,
            ["limit_ticks"] = limit.Ticks,
            ["sources"] = sources.Length,
            ["pairs"] = sum.Pairs,
            ["checksum"] = sum.Value,
        };
        File.WriteAllText(Path.Combine(directory, "expected.json"), JsonSerializer.Serialize(expected) + "\n");
        return 0;
    }

    private static int Cost(int ticks) => ticks == ArcGraph.Unreachable ? -1 : ticks;

    /// <summary>The checksum that databases can compute too.</summary>
    private struct PeerSum(Source[] sources) : IConsumer<PeerSum>
    {
        public long Pairs { get; private set; }

        public long Value { get; private set; }

        public readonly PeerSum Fork() => new(sources);

        public void Join(in PeerSum other)
        {
            Pairs += other.Pairs;
            Value += other.Value;
        }

        readonly void IConsumer<PeerSum>.Begin<TRow, T>(in Batch<T> batch)
        {
        }

        void IConsumer<PeerSum>.Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
        {
            int limit = int.CreateChecked(batch.Limit);
            for (int i = 0; i < rows.Length; i++)
            {
                for (int lane = 0; lane < batch.Sources.Length; lane++)
                {
                    int ticks = Lanes.Ticks<TRow, T>(in rows[i], lane);
                    if ((uint)ticks > (uint)limit) continue;
                    Pairs++;
                    Value += (ticks + 1L) * (nodes[i] % 1000 + 1) * (sources[batch.Sources[lane]].NodeA % 1000 + 1);
                }
            }
        }

        readonly void IConsumer<PeerSum>.End<TRow, T>(in Batch<T> batch)
        {
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// Writes the tables of documents from the committed measurements, between marks that name the table ("measured: all",
/// "measured: summary en"). benchmarks/results/CPU/*.jsonl holds one line per run, as the programs printed it.
/// </summary>
internal static class ResultTable
{
    private const string End = "<!-- end of measured -->";

    public static int Run(string resultsDirectory, params string[] documents)
    {
        foreach (string path in documents) File.WriteAllText(path, Fill(File.ReadAllText(path), resultsDirectory));
        return 0;
    }

    /// <summary>The document with its tables as the measurements give them.</summary>
    public static string Fill(string document, string resultsDirectory)
    {
        document = Replace(document, "all", () => string.Concat(Machines(resultsDirectory).Select(All)));
        foreach (string language in new[] { "en", "zh" })
            document = Replace(
                document, $"summary {language}", () =>
                    string.Concat(Machines(resultsDirectory).Select(runs => Summary(runs, language == "zh"))));
        return document;
    }

    private static string Replace(string document, string name, Func<string> table)
    {
        string begin = $"<!-- measured: {name} -->";
        int from = document.IndexOf(begin, StringComparison.Ordinal);
        if (from < 0) return document;
        from += begin.Length;
        return document[..from] + "\n" + table() + "\n" + document[document.IndexOf(End, from, StringComparison.Ordinal)..];
    }

    /// <summary>All lines of each processor.</summary>
    private static IEnumerable<JsonElement[]> Machines(string resultsDirectory) =>
        Directory.GetDirectories(resultsDirectory).Order(StringComparer.Ordinal)
        .Select(directory => (JsonElement[])
        [
            .. Directory.GetFiles(directory, "*.jsonl").Order(StringComparer.Ordinal)
                .SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement),
        ])
        .Where(runs => runs.Length > 0);

    private static string All(JsonElement[] runs)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n### {Machine(runs)}\n\n");
        text.Append("| network | nodes | sources | minutes | threads | pairs, millions | ball | preprocessing, s | textbook, ns per pair | kernel, ns per pair (best) | ratio | sources per s | memory, MB |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (JsonElement run in Of(runs, "kernel"))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Name(run)} | {Number(run, "nodes"):N0} | {Sources(run)} | {Number(run, "minutes"):0} | {Number(run, "threads"):0} | {Number(run, "pairs") / 1e6:N1} | {Number(run, "ball"):N0} | {Number(run, "preprocessing_s"):0.0} | {Number(run, "scalar_dijkstra_ns_per_pair"):0.0} | {Number(run, "vector_ns_per_pair"):0.00} ({Number(run, "vector_ns_per_pair_best"):0.00}) | {Number(run, "ratio"):0} | {Number(run, "sources_per_s"):N0} | {Number(run, "peak_memory_mb"):N0} |\n");
        }

        foreach (JsonElement run in Of(runs, "kernel").Where(r => Number(r, "threads") > 1))
            text.Append(CultureInfo.InvariantCulture,
                $"\n{Number(run, "threads"):0} threads on {Name(run)}, {Sources(run)} sources, measured in turns with one thread: {Speedup(run):0.00} times as fast.\n");
        if (Of(runs, "question").Any())
        {
            text.Append("\n| question, all nodes at once, after preprocessing, one thread | network | ms, median of 15 | best |\n|---|---|---|---|\n");
            foreach (JsonElement run in Of(runs, "question"))
                text.Append(CultureInfo.InvariantCulture,
                    $"| {run.GetProperty("what")} | {Name(run)} | {Number(run, "ms"):0.0} | {Number(run, "ms_best"):0.0} |\n");
        }

        foreach (JsonElement run in Of(runs, "peers"))
        {
            string equal = run.GetProperty("answers_equal").GetBoolean() ? "equal" : "DIFFERENT";
            text.Append(CultureInfo.InvariantCulture,
                $"\nPeers on {Name(run)}: kernel from all nodes {Number(run, "kernel_ns_per_pair"):0.00} ns per pair; theirs from {run.GetProperty("sample_sources")} random nodes, answers {equal}.\n\n");
            text.Append("| peer | ns per pair | times the kernel |\n|---|---|---|\n");
            foreach ((string peer, string key) in PeersOf(run))
                text.Append(CultureInfo.InvariantCulture,
                    $"| {peer} | {Number(run, key):N0} | {Number(run, key) / Number(run, "kernel_ns_per_pair"):N0} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Peer, string Key)> PeersOf(JsonElement run) =>
    [
        ($"{run.GetProperty("pgrouting")}, `pgr_drivingDistance`, the whole call", "pgrouting_ns_per_pair"),
        ($"{run.GetProperty("pgrouting")}, without reading the edges", "pgrouting_search_only_ns_per_pair"),
        ($"{run.GetProperty("igraph")}, `igraph_distances_dijkstra_cutoff`", "igraph_distances_ns_per_pair"),
        ($"{run.GetProperty("igraph")}, `igraph_closeness_cutoff`, which keeps only sums", "igraph_closeness_ns_per_pair"),
    ];

    /// <summary>What was measured in a few lines: for the front page.</summary>
    private static string Summary(JsonElement[] runs, bool zh)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{Machine(runs)}{(zh ? "，单线程" : ", one thread")}\n\n");
        text.Append(zh ? "| 全部步行时间 | 每对（节点，起点）纳秒 | 同一次运行中的对照 |\n"
            : "| all walking times | ns per (node, source) pair | beside it, in the same run |\n").Append("|---|---|---|\n");
        foreach (JsonElement run in Of(runs, "kernel").Where(r => Number(r, "threads") == 1))
        {
            string what = zh
                ? string.Create(CultureInfo.InvariantCulture, $"{Name(run)}，{Sources(run)} 个起点，{Number(run, "minutes"):0} 分钟")
                : string.Create(CultureInfo.InvariantCulture, $"{Name(run)}, {Sources(run)} sources, {Number(run, "minutes"):0} minutes");
            text.Append(CultureInfo.InvariantCulture,
                $"| {what} | {Number(run, "vector_ns_per_pair"):0.00} | {(zh ? "教科书 Dijkstra：" : "textbook Dijkstra: ")}{Number(run, "ratio"):0}{(zh ? " 倍" : " times")} |\n");
        }

        foreach (JsonElement run in Of(runs, "peers").TakeLast(1))
            foreach ((string peer, string key) in PeersOf(run))
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Name(run)}{(zh ? "，" : ", ")}{peer} | {Number(run, key):N0} | {(zh ? "内核的 " : "")}{Number(run, key) / Number(run, "kernel_ns_per_pair"):N0}{(zh ? " 倍" : " times the kernel")} |\n");
        return text.ToString();
    }

    private static string Machine(JsonElement[] runs) => $"{runs[^1].GetProperty("cpu")}, {runs[^1].GetProperty("runtime")}";

    private static IEnumerable<JsonElement> Of(JsonElement[] runs, string kind) =>
        runs.Where(r => r.GetProperty("kind").GetString() == kind);

    private static string Name(JsonElement run) => run.GetProperty("network").GetString()!.Split('.')[0];

    private static string Sources(JsonElement run) => Number(run, "sources").ToString("N0", CultureInfo.InvariantCulture);

    private static double Speedup(JsonElement run) => Number(run, "one_thread_ns_per_pair") / Number(run, "vector_ns_per_pair");

    private static double Number(JsonElement run, string key) => run.GetProperty(key).GetDouble();
}

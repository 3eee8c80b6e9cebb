using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>
/// Writes the tables of docs/kernel.md from the committed measurements, between two marks:
/// benchmarks/results/CPU/*.jsonl holds one line per run, as the programs printed it.
/// </summary>
internal static class ResultTable
{
    private const string Begin = "<!-- measured: written by the command below -->", End = "<!-- end of measured -->";

    public static int Run(string resultsDirectory, string documentPath)
    {
        string document = File.ReadAllText(documentPath);
        int from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = document.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(documentPath, document[..from] + "\n" + Tables(resultsDirectory) + document[to..]);
        return 0;
    }

    private static string Tables(string resultsDirectory)
    {
        var text = new StringBuilder();
        foreach (string directory in Directory.GetDirectories(resultsDirectory).Order(StringComparer.Ordinal))
        {
            JsonElement[] runs =
            [
                .. Directory.GetFiles(directory, "*.jsonl").Order(StringComparer.Ordinal)
                    .SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement),
            ];
            if (runs.Length == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"\n### {runs[0].GetProperty("cpu")}, {runs[0].GetProperty("runtime")}\n\n");
            text.Append("| network | nodes | sources | minutes | pairs, millions | ball | preprocessing, s | textbook, ns per pair | kernel, ns per pair | ratio | sources per s | memory, MB |\n");
            text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            foreach (JsonElement run in runs.Where(r => r.GetProperty("kind").GetString() == "kernel"))
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Name(run)} | {Number("nodes"):N0} | {Number("sources"):N0} | {Number("minutes"):0} | {Number("pairs") / 1e6:N1} | {Number("ball"):N0} | {Number("preprocessing_s"):0.0} | {Number("scalar_dijkstra_ns_per_pair"):0.0} | {Number("vector_ns_per_pair"):0.00} | {Number("ratio"):0} | {Number("sources_per_s"):N0} | {Number("peak_memory_mb"):N0} |\n");

                double Number(string key) => run.GetProperty(key).GetDouble();
            }

            foreach (JsonElement run in runs.Where(r => r.GetProperty("kind").GetString() == "peers"))
            {
                double kernel = run.GetProperty("kernel_ns_per_pair").GetDouble();
                text.Append(CultureInfo.InvariantCulture, $"\nPeers on {Name(run)}: kernel from all nodes {kernel:0.00} ns per pair; theirs from {run.GetProperty("sample_sources")} random nodes, answers {(run.GetProperty("answers_equal").GetBoolean() ? "equal" : "DIFFERENT")}.\n\n");
                text.Append("| peer | ns per pair | times the kernel |\n|---|---|---|\n");
                Row($"{run.GetProperty("pgrouting")}, `pgr_drivingDistance`, the whole call", "pgrouting_ns_per_pair");
                Row($"{run.GetProperty("pgrouting")}, without reading the edges", "pgrouting_search_only_ns_per_pair");
                Row($"{run.GetProperty("igraph")}, `igraph_distances_dijkstra_cutoff`", "igraph_distances_ns_per_pair");
                Row($"{run.GetProperty("igraph")}, `igraph_closeness_cutoff`, which keeps only sums", "igraph_closeness_ns_per_pair");

                void Row(string peer, string key)
                {
                    double ns = run.GetProperty(key).GetDouble();
                    text.Append(CultureInfo.InvariantCulture, $"| {peer} | {ns:N0} | {ns / kernel:N0} |\n");
                }
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Name(JsonElement run) => run.GetProperty("network").GetString()!.Split('.')[0];
}

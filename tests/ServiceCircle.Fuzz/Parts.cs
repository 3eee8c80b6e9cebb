using System.Diagnostics;
using System.Globalization;

namespace ServiceCircle.Fuzz;

/// <summary>
/// A campaign in processes of one processor each. So nothing waits for another, a crash that no program survives is seen, and what one
/// file takes is measured without the others.
/// </summary>
internal static class Parts
{
    /// <summary>Processes, whatever the machine: the same seed and program change the same files everywhere.</summary>
    private const int Count = 4;

    private const int Figures = 6;

    /// <summary>Reads so many files and prints what came of them.</summary>
    /// <returns>0 if all were read or refused.</returns>
    public static int Run(int inputs, int seed, string reader)
    {
        // A disk of memory, where there is one: the files are small, and many.
        string root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var sums = new Dictionary<string, int[]>();
        int ill = 0, ended = 0;
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Count, Environment.ProcessorCount) }, k =>
        {
            DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(root, $"servicecircle-fuzz-{Environment.ProcessId}-{k}"));
            int own = inputs / Count + (k < inputs % Count ? 1 : 0);
            int code = One(folder, [$"{own}", $"{seed * Count + k}", reader], line => Add(line));
            lock (sums)
            {
                if (code != 0) ill++;
                if (code is not (0 or 1)) ended++;
                // 1 says which files failed; anything else is a crash, and the file that was read last is the one.
                if (code is not (0 or 1))
                {
                    FileInfo last = folder.GetFiles().MaxBy(f => f.LastWriteTimeUtc)!;
                    string kept = Path.Combine(Campaign.OfFailures, $"crash-{k}-{last.Name}");
                    Console.WriteLine($"{last.CopyTo(kept, overwrite: true)}: the process ended with {code}");
                }
            }
            folder.Delete(recursive: true);
        });
        foreach ((string name, int[] f) in sums)
            Console.WriteLine($"{name,-20} {f[0],8} read {f[1],8} refused {f[2],7} used {f[3],7} ms {f[4],6} answers {f[5],3} failed");
        int Sum(int figure) => sums.Values.Sum(f => f[figure]);
        // A process that ended early says nothing of the file that it was at.
        int failed = Sum(5) + ended;
        Console.WriteLine($"{Sum(0) + Sum(1) + failed} inputs of {sums.Count} kinds: {Sum(0)} read, {Sum(1)} refused, {failed} failed");
        return ill == 0 ? 0 : 1;

        void Add(string line)
        {
            lock (sums)
            {
                if (line.Split('\t') is not [var name, .. { Length: Figures } figures]
                    || !figures.All(f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out int _)))
                {
                    Console.WriteLine(line);
                    return;
                }
                int[] own = [.. figures.Select(int.Parse)];
                sums[name] = sums.TryGetValue(name, out int[]? sum) ? [.. sum.Zip(own, (a, b) => a + b)] : own;
            }
        }
    }

    private static int One(DirectoryInfo folder, string[] arguments, Action<string> tell)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--part", folder.FullName, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        // One processor each: a file of a kilobyte is no work for several.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line) tell(line);
        process.WaitForExit();
        return process.ExitCode;
    }
}

using System.Diagnostics;
using System.Globalization;
using ServiceCircle.Benchmarks.Kernel;
using ServiceCircle.Output;
using ServiceCircle.Studies;

namespace ServiceCircle.Benchmarks.Growth;

/// <summary>How the main job grows: one input doubled at a time, the others kept.</summary>
internal static class GrowthProgram
{
    /// <summary>Doubles each input and prints processor seconds, the size of the report, and the exponent of the last doubling.</summary>
    public static int Run(string network, string[] args)
    {
        var options = new Arguments(args);
        int from = options.Int("--from", 4_000), doublings = options.Int("--doublings", 3), repeats = options.Int("--repeats", 3);
        GrowthInput input = GrowthInput.On(network);
        (string Name, Func<string, int, string> Write)[] series =
        [
            ("communities", (folder, n) => input.Write(folder, n, 500)),
            ("facilities", (folder, n) => input.Write(folder, 2_000, n)),
            ("facilities at one point", (folder, n) => input.Write(folder, 500, n, onePoint: true)),
            ("communities judged by two plans", (folder, n) => input.Write(folder, n / 4, 500, plans: ["tj", "hebei"])),
        ];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("growth-");
        try
        {
            // What is compiled on the way would look like shrinking.
            for (int warm = 0; warm < 4; warm++) Seconds(input.Write(folder.FullName, from, 500, plans: ["tj"]), folder.FullName);
            foreach ((string name, Func<string, int, string> write) in series)
            {
                double[] seconds = new double[doublings + 1];
                long report = 0;
                for (int d = 0; d <= doublings; d++)
                {
                    string study = write(folder.FullName, from << d);
                    seconds[d] = Enumerable.Range(0, repeats).Select(_ => Seconds(study, folder.FullName)).Order().ElementAt(repeats / 2);
                    report = new FileInfo(Path.Combine(folder.FullName, "out", "report.html")).Length;
                }
                string times = string.Join(", ", seconds.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));
                Console.WriteLine(FormattableString.Invariant(
                    $"{name}, {from} to {from << doublings}: {times} s; exponent {Exponent(seconds):0.00}; report {report / 1e6:0.0} MB"));
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes a study of a size into a folder, for runs of whole processes.</summary>
    public static int WriteInput(string network, string folder, int communities, int facilities, string[] args)
    {
        var options = new Arguments(args);
        string plans = options.Text("--plans", "");
        GrowthInput.On(network).Write(
            folder, communities, facilities, options.Has("--one-point"), plans.Length > 0 ? plans.Split(',') : []);
        return 0;
    }

    /// <summary>
    /// Of what a doubling adds to what the one before added: 1 is linear, 2 quadratic; the network's own share falls out. Not a number
    /// where they add less than the measurement errs.
    /// </summary>
    private static double Exponent(double[] seconds) =>
        seconds.Length < 3 ? double.NaN : Math.Log2((seconds[^1] - seconds[^2]) / (seconds[^2] - seconds[^3]));

    private static double Seconds(string study, string folder)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        (StudyResult result, ServiceAreas areas) = Study.RunAndDraw(StudyFile.Load(study));
        StudyFiles.WriteAll(result, areas, Path.Combine(folder, "out"), Language.En);
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalSeconds;
    }
}

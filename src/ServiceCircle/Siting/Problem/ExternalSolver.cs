using System.Diagnostics;
using System.Globalization;

namespace ServiceCircle.Siting.Problem;

/// <summary>A second opinion from CBC or HiGHS, if one is on the path. Slow, and for checks only; nothing in the library depends on it.</summary>
public static class ExternalSolver
{
    /// <summary>What the other solver says.</summary>
    /// <param name="Solver">cbc or highs.</param>
    /// <param name="Proven">Whether it ended with a proof.</param>
    /// <param name="Objective">In the model's own sense; null if it found none or says infeasible.</param>
    public readonly record struct Verdict(string Solver, bool Proven, double? Objective);

    /// <summary>The full name of a program on the path; null if it is not there.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Solves the problem with the first solver found; null if there is none.</summary>
    /// <exception cref="ArgumentException">The problem cannot be written as one programme.</exception>
    public static Verdict? Solve(SitingProblem problem, TimeSpan limit)
    {
        string? solver = new[] { "cbc", "highs" }.FirstOrDefault(name => Find(name) is not null);
        if (solver is null) return null;
        string folder = Directory.CreateTempSubdirectory("siting").FullName;
        try
        {
            string model = Path.Combine(folder, "model.mps"), answer = Path.Combine(folder, "answer.txt");
            using (var writer = new StreamWriter(model)) MpsWriter.Write(problem, writer);
            string seconds = limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            string[] arguments = solver == "cbc"
                ? [model, "-sec", seconds, "-ratioGap", "0", "-allowableGap", "0", "-solve", "-solution", answer]
                : ["--model_file", model, "--time_limit", seconds, "--solution_file", answer];
            var start = new ProcessStartInfo(Find(solver)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string log = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Read(solver, File.Exists(answer) ? File.ReadAllLines(answer) : [], log, problem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Verdict Read(string solver, string[] answer, string log, SitingProblem problem)
    {
        bool turned = problem.Objective is SitingObjective.Mclp or SitingObjective.BackupCoverage;
        string status = answer.FirstOrDefault() ?? "";
        if (solver == "cbc")
        {
            // First line: "Optimal - objective value -12.5" or "Infeasible - ..." or "Stopped on time - objective value ...".
            bool infeasible = status.Contains("nfeasible", StringComparison.Ordinal) || log.Contains("proven infeasible", StringComparison.Ordinal);
            if (infeasible || Last(status) is not { } value) return new Verdict(solver, infeasible, null);
            return new Verdict(solver, status.StartsWith("Optimal", StringComparison.Ordinal), turned ? -value : value);
        }
        string? line = answer.FirstOrDefault(l => l.StartsWith("Objective", StringComparison.Ordinal));
        bool proven = answer.Length > 1 && (answer[1].Trim() is "Optimal" or "Infeasible");
        return new Verdict(solver, proven, line is null || answer[1].Trim() == "Infeasible" ? null : turned ? -Last(line) : Last(line));
    }

    private static double? Last(string line) =>
        double.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : null;
}

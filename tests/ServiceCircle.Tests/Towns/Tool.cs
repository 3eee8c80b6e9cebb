using System.Diagnostics;

namespace ServiceCircle.Tests.Towns;

/// <summary>Programs of others that tests compare with, or make inputs with; where one is not installed they skip and say so.</summary>
internal static class Tool
{
    public static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>What a program writes, given a text to read.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string name, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Result
            : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}: {errors.Result}");
    }
}

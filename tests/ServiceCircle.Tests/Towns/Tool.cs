using System.Diagnostics;

namespace ServiceCircle.Tests.Towns;

/// <summary>Programs of others that tests compare with, or make inputs with; where one is not installed they skip and say so.</summary>
internal static class Tool
{
    private static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>What a program writes, given a text to read; the test skips if there is no such program.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string name, string input, params string[] arguments) => Told(name, input, arguments).Output;

    /// <summary>The same of one that must have nothing to warn of.</summary>
    public static string RunQuietly(string name, params string[] arguments)
    {
        (string output, string errors) = Told(name, "", arguments);
        Assert.Equal("", errors);
        return output;
    }

    private static (string Output, string Errors) Told(string name, string input, string[] arguments)
    {
        Assert.SkipUnless(IsInstalled(name), $"{name} is not installed (Debian: gdal-bin, proj-bin, libreoffice-calc, libreoffice-writer)");
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
        return process.ExitCode == 0 ? (output.Result, errors.Result)
            : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}: {errors.Result}");
    }
}

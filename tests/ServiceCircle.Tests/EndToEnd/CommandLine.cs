using System.Diagnostics;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>Runs the program as a user's shell does, in a process of its own.</summary>
internal static class CommandLine
{
    internal sealed record Outcome(int ExitCode, string Output, string Error);

    /// <summary>What a run took: time of all processors together, and the most memory that it held at once.</summary>
    internal sealed record Cost(TimeSpan Worked, long PeakBytes);

    public static Outcome Run(params string[] arguments) => RunIn("en_US.UTF-8", arguments);

    public static Outcome RunIn(string locale, params string[] arguments) => Run(("LC_ALL", locale), arguments);

    /// <summary>Runs it as on a machine with so many cores.</summary>
    public static Outcome RunOn(int cores, params string[] arguments) => Run(("DOTNET_PROCESSOR_COUNT", cores.ToString("X")), arguments);

    /// <summary>Runs it as on a machine with so little memory for its objects.</summary>
    public static Outcome RunWithin(int megabytes, params string[] arguments) =>
        Run(("DOTNET_GCHeapHardLimit", ((long)megabytes << 20).ToString("X")), arguments);

    /// <summary>Runs another program of the repository.</summary>
    public static Outcome RunProgram(string program, params string[] arguments) => Run(("LC_ALL", "en_US.UTF-8"), arguments, program);

    /// <summary>Runs it, and looks every few milliseconds at what it has taken; what it takes after the last look is not seen.</summary>
    public static (Outcome Outcome, Cost Cost) RunMeasured(params string[] arguments)
    {
        var cost = new Cost(default, 0);
        using Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        long start = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(3))
        {
            if (Stopwatch.GetElapsedTime(start).TotalMinutes > 2)
            {
                process.Kill();
                Assert.Fail("the program did not end within two minutes");
            }
            process.Refresh();
            try
            {
                // One that has ended and was not asked for its code yet has no memory any more.
                cost = new Cost(process.TotalProcessorTime, Math.Max(cost.PeakBytes, process.PeakWorkingSet64));
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended between the two questions.
            }
        }
        return (new Outcome(process.ExitCode, output.Result, error.Result), cost);
    }

    /// <summary>Starts it and lets it run; what it says is not read, so it must say little.</summary>
    public static Process Start(params string[] arguments) => Process.Start(StartOf(("LC_ALL", "en_US.UTF-8"), arguments))!;

    private static Outcome Run((string Name, string Value) variable, string[] arguments, string program = "ServiceCircle.Cli.dll")
    {
        using Process process = Process.Start(StartOf(variable, arguments, program))!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(120_000), "the program did not end within two minutes");
        return new Outcome(process.ExitCode, output, error.Result);
    }

    private static ProcessStartInfo StartOf((string Name, string Value) variable, string[] arguments, string program = "ServiceCircle.Cli.dll")
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "en_US.UTF-8";
        start.Environment[variable.Name] = variable.Value;
        return start;
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("servicecircle-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

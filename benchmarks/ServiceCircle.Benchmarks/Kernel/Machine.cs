using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServiceCircle.Reachability.Kernel;

namespace ServiceCircle.Benchmarks.Kernel;

/// <summary>What a measurement was made on.</summary>
internal static class Machine
{
    /// <summary>Model of the processor as the system names it, with the clock where it is known.</summary>
    public static string Processor { get; } = ReadProcessor();

    /// <summary>Version of the program.</summary>
    public static string Version => typeof(ReachEngine).Assembly.GetName().Version!.ToString(3);

    /// <summary>Version of .NET.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>The widest registers that the JIT uses for rows.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static string ReadProcessor()
    {
        const string Info = "/proc/cpuinfo";
        if (!File.Exists(Info)) return RuntimeInformation.ProcessArchitecture.ToString();
        string[] lines = File.ReadAllLines(Info);
        string model = Value("model name"), family = Value("cpu family"), number = Value("model"), clock = Value("cpu MHz");
        return $"{model}, family {family} model {number}, {clock.Split('.')[0]} MHz";

        string Value(string key) => lines.FirstOrDefault(l => l.Split(':')[0].Trim() == key)?.Split(':')[1].Trim() ?? "unknown";
    }
}

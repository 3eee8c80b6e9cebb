using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace ServiceCircle.Benchmarks.Micro;

/// <summary>
/// The same benchmarks in four processes: scalar code, and registers of 128, 256 and 512 bits. To be run in the project's folder,
/// because they are compiled from it.
/// </summary>
internal static class MicroProgram
{
    public static int Run(string[] args)
    {
        Job job = Job.Default.WithWarmupCount(3).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(200));
        IConfig config = DefaultConfig.Instance
            .AddJob(job.WithId("512 bit").AsBaseline())
            .AddJob(job.WithId("256 bit").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"))
            .AddJob(job.WithId("128 bit").WithEnvironmentVariable("DOTNET_EnableAVX2", "0"))
            .AddJob(job.WithId("scalar").WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0"));
        IEnumerable<Summary> summaries =
            BenchmarkSwitcher.FromTypes([typeof(RowBenchmarks), typeof(EngineBenchmarks)])
            .Run(args.Contains("--filter") ? args : ["--filter", "*", .. args], config);
        return summaries.All(s => s.Reports.Length > 0 && s.Reports.All(r => r.Success)) ? 0 : 1;
    }
}

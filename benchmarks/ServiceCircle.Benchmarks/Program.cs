using System.Globalization;
using ServiceCircle.Benchmarks.Circles;
using ServiceCircle.Benchmarks.Kernel;

return args switch
{
    ["kernel", _, ..] => KernelProgram.Run(args[1..]),
    ["questions", _, ..] => QuestionsProgram.Run(args[1..]),
    ["circles-truth", string file, string origins] => CircleTruth.Run(file, int.Parse(origins, CultureInfo.InvariantCulture)),
    ["circles-speed", string file, string minutes, string origins] => CircleSpeed.Run(
        file, double.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(origins, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: kernel NETWORK [--sources N|all] [--minutes 15] [--threads 1] [--method automatic|buckets|sweeps] [--vectors 1|2|4] [--json]
               questions NETWORK [--facilities 5000] [--minutes 15] [--threads 1]
               circles-truth NETWORK ORIGINS
               circles-speed NETWORK MINUTES ORIGINS
        """);
    return 2;
}

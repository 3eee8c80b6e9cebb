using ServiceCircle.Benchmarks.Kernel;

return args switch
{
    ["kernel", _, ..] => KernelProgram.Run(args[1..]),
    ["questions", _, ..] => QuestionsProgram.Run(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: kernel NETWORK [--sources N|all] [--minutes 15] [--threads 1] [--method automatic|buckets|sweeps] [--vectors 1|2|4] [--json]
               questions NETWORK [--facilities 5000] [--minutes 15] [--threads 1] [--only TEXT]
        """);
    return 2;
}

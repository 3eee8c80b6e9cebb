using ServiceCircle.Benchmarks.Kernel;

return args is ["kernel", ..] ? KernelProgram.Run(args[1..]) : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: kernel NETWORK [--sources N|all] [--minutes 15] [--threads N] [--lanes 32|64|128] [--json]");
    return 2;
}

using ServiceCircle.Benchmarks.Kernel;

namespace ServiceCircle.Benchmarks.Growth;

internal static class GrowthProgram
{
    /// <summary>Writes a study of a size into a folder, for runs of whole processes.</summary>
    public static int WriteInput(string network, string folder, int communities, int facilities, string[] args)
    {
        var options = new Arguments(args);
        string plans = options.Text("--plans", "");
        GrowthInput.On(network).Write(folder, communities, facilities, options.Has("--one-point"), plans.Length > 0 ? plans.Split(',') : []);
        return 0;
    }
}

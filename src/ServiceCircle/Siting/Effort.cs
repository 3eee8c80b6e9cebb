using System.Diagnostics;

namespace ServiceCircle.Siting;

/// <summary>The limits of one run, shared by its stages, and the work done so far.</summary>
internal sealed class Effort(SitingOptions options)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public SitingOptions Options => options;

    public TimeSpan Elapsed => _clock.Elapsed;

    public bool OutOfTime => _clock.Elapsed >= options.TimeLimit;

    public int Nodes { get; set; }

    public long Iterations { get; set; }
}

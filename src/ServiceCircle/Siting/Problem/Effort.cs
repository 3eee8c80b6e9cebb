using System.Diagnostics;

namespace ServiceCircle.Siting.Problem;

/// <summary>The limits of one run, shared by its stages, and the work done so far.</summary>
/// <remarks>
/// The searches ask <see cref="OutOfTime"/> between steps and hand over what they have. What may take long without a step of its own calls
/// <see cref="Check"/>: a little after the end of time it gives up for all that called it, and the search answers with what it had before.
/// </remarks>
internal sealed class Effort
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);

    private readonly Stopwatch _clock;
    private readonly TimeSpan _end;
    private readonly Effort? _whole;

    public Effort(SitingOptions options) => (Options, _clock, _end) = (options, Stopwatch.StartNew(), options.TimeLimit);

    private Effort(Effort whole, TimeSpan end) => (Options, _clock, _end, _whole) = (whole.Options, whole._clock, end, whole);

    public SitingOptions Options { get; }
    public TimeSpan Elapsed => _clock.Elapsed;
    public bool OutOfTime => _clock.Elapsed >= _end;

    /// <summary>What is left of the time; not negative.</summary>
    public TimeSpan Left => _end > Elapsed ? _end - Elapsed : TimeSpan.Zero;

    /// <summary>The options with what is left of the time.</summary>
    public SitingOptions OptionsLeft => Options with { TimeLimit = Left };

    /// <summary>Gives up a calculation whose result would come too late.</summary>
    /// <exception cref="TimeoutException">The time is over, and a little more.</exception>
    public void Check()
    {
        if (_clock.Elapsed >= _end + Grace) throw new TimeoutException();
    }

    /// <summary>Nodes and Lagrangian steps of this stage; they count towards the whole.</summary>
    public int Nodes { get; private set; }
    public long Iterations { get; private set; }

    public void Count(int nodes = 0, int iterations = 0)
    {
        (Nodes, Iterations) = (Nodes + nodes, Iterations + iterations);
        _whole?.Count(nodes, iterations);
    }

    /// <summary>A stage that may take this share of the time that is left.</summary>
    public Effort Part(double share) => new(this, Elapsed + (_end - Elapsed) * share);
}

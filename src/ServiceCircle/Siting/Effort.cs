using System.Diagnostics;

namespace ServiceCircle.Siting;

/// <summary>The limits of one run, shared by its stages, and the work done so far.</summary>
internal sealed class Effort
{
    private readonly Stopwatch _clock;
    private readonly TimeSpan _end;
    private readonly Effort? _whole;
    private int _nodes;
    private long _iterations;

    public Effort(SitingOptions options)
    {
        (Options, _clock, _end) = (options, Stopwatch.StartNew(), options.TimeLimit);
    }

    private Effort(Effort whole, TimeSpan end)
    {
        (Options, _clock, _end, _whole) = (whole.Options, whole._clock, end, whole);
    }

    public SitingOptions Options { get; }

    public TimeSpan Elapsed => _clock.Elapsed;

    public bool OutOfTime => _clock.Elapsed >= _end;

    /// <summary>Nodes of this stage; they count towards the whole.</summary>
    public int Nodes
    {
        get => _nodes;
        set
        {
            if (_whole is not null) _whole.Nodes += value - _nodes;
            _nodes = value;
        }
    }

    /// <summary>Lagrangian steps of this stage; they count towards the whole.</summary>
    public long Iterations
    {
        get => _iterations;
        set
        {
            if (_whole is not null) _whole.Iterations += value - _iterations;
            _iterations = value;
        }
    }

    /// <summary>A stage that may take this share of the time that is left.</summary>
    public Effort Part(double share) => new(this, Elapsed + (_end - Elapsed) * share);
}

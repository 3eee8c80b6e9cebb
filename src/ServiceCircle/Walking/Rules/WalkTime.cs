namespace ServiceCircle.Walking.Rules;

/// <summary>
/// A walking time: a whole number of ticks of 1/32 second, or <see cref="Unreachable"/>. Every comparison with a limit
/// goes through <see cref="IsWithin"/>, which is inclusive.
/// </summary>
/// <remarks>
/// Why 1/32 second: the fast searches hold one time in 16 bits, and 65,534 ticks are 34 minutes, so that every standard
/// up to 30 minutes is computed on the very integers that are reported. Half a tick is the largest error an arc adds (16 ms).
/// </remarks>
/// <param name="Ticks">Ticks; not negative; <see cref="int.MaxValue"/> means unreachable.</param>
public readonly record struct WalkTime(int Ticks) : IComparable<WalkTime>
{
    /// <summary>Ticks per second.</summary>
    public const int TicksPerSecond = 32;

    /// <summary>Ticks per minute.</summary>
    public const int TicksPerMinute = 60 * TicksPerSecond;

    /// <summary>No walk exists. Larger than every time, within no limit.</summary>
    public static WalkTime Unreachable => new(int.MaxValue);

    /// <summary>No time at all.</summary>
    public static WalkTime Zero => new(0);

    /// <summary>Whether a walk exists.</summary>
    public bool IsReachable => Ticks != int.MaxValue;

    /// <summary>The nearest time to a number of seconds; infinity gives <see cref="Unreachable"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public static WalkTime FromSeconds(double seconds)
    {
        if (!(seconds >= 0)) throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "a walking time is not negative");
        double ticks = Math.Round(seconds * TicksPerSecond);
        return ticks >= int.MaxValue ? Unreachable : new WalkTime((int)ticks);
    }

    /// <summary>The nearest time to a number of minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public static WalkTime FromMinutes(double minutes) => FromSeconds(minutes * 60);

    /// <summary>Seconds, exact; null when unreachable.</summary>
    public double? Seconds => IsReachable ? (double)Ticks / TicksPerSecond : null;

    /// <summary>Minutes; null when unreachable.</summary>
    public double? Minutes => IsReachable ? (double)Ticks / TicksPerMinute : null;

    /// <summary>Whether this walk takes no longer than the limit. Exactly the limit counts; unreachable never does.</summary>
    public bool IsWithin(WalkTime limit) => IsReachable && Ticks <= limit.Ticks;

    /// <summary>The sum; unreachable stays unreachable.</summary>
    public static WalkTime operator +(WalkTime a, WalkTime b)
    {
        long sum = (long)a.Ticks + b.Ticks;
        return !a.IsReachable || !b.IsReachable || sum >= int.MaxValue ? Unreachable : new WalkTime((int)sum);
    }

    /// <inheritdoc/>
    public int CompareTo(WalkTime other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Earlier than.</summary>
    public static bool operator <(WalkTime a, WalkTime b) => a.Ticks < b.Ticks;

    /// <summary>Later than.</summary>
    public static bool operator >(WalkTime a, WalkTime b) => a.Ticks > b.Ticks;

    /// <summary>The shorter of two.</summary>
    public static WalkTime Min(WalkTime a, WalkTime b) => a.Ticks <= b.Ticks ? a : b;
}

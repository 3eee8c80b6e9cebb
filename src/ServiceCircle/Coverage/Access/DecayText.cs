using ServiceCircle.Formats;

namespace ServiceCircle.Coverage.Access;

/// <summary>Decay functions as people write them: <c>NAME:PARAMETERS</c>, for example <c>exponential:0.1</c>.</summary>
internal static class DecayText
{
    /// <summary>One example of every function, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Examples { get; } =
    [
        "binary:30", "linear:30", "exponential:0.1", "power:1", "gaussian:10", "gaussian-catchment:30", "epanechnikov:30", "logistic:30,10",
        "stepped:10=0.75,20=0.5,30=0", "zones:10=1,20=0.68,30=0.22",
    ];

    /// <summary>The function that a text names.</summary>
    /// <exception cref="InputException">Not a known name, or not its parameters.</exception>
    public static IDecay Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        string[] values = parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.TrimEntries) : [];
        try
        {
            return parts[0].Trim() switch
            {
                "binary" => new BinaryDecay(One()),
                "linear" => new LinearDecay(One()),
                "exponential" => new ExponentialDecay(One()),
                "power" => new PowerDecay(One()),
                "gaussian" => new GaussianDecay(One()),
                "gaussian-catchment" => new GaussianCatchmentDecay(One()),
                "epanechnikov" => new EpanechnikovDecay(One()),
                "logistic" when values.Length == 2 => new LogisticDecay(Number(values[0]), Number(values[1])),
                "stepped" when values.Length > 0 => new SteppedDecay(Pairs()),
                "zones" when values.Length > 0 => new ZonesDecay(Pairs()),
                _ => throw new FormatException(),
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw new InputException(
                nameof(AccessInputs.Decay), "", Notice.Quoted(text), new("expected/decay", ("examples", string.Join("; ", Examples))),
                e is ArgumentOutOfRangeException ? "advice/parameter-range" : null, e);
        }

        double One() => values.Length == 1 ? Number(values[0]) : throw new FormatException();
        (double, double)[] Pairs() => Array.ConvertAll(values, value => value.Split('=') is [var at, var weight]
            ? (Number(at), Number(weight))
            : throw new FormatException());
    }

    private static double Number(string text) => NumberText.TryParse(text, out double value) ? value : throw new FormatException();
}

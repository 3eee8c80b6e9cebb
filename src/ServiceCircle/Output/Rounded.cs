namespace ServiceCircle.Output;

/// <summary>Numbers as data files give them. Null stays null; what is no finite number, such as a share of nobody, becomes null.</summary>
internal static class Rounded
{
    /// <summary>Minutes to a thousandth (a sixteenth of a second).</summary>
    public static double? Minutes(double? minutes) => Round(minutes, 3);

    /// <summary>Seconds to a hundredth.</summary>
    public static double? Seconds(double? seconds) => Round(seconds, 2);

    /// <summary>Metres to a centimetre.</summary>
    public static double? Metres(double? metres) => Round(metres, 2);

    /// <summary>Shares, and what plans measure, to a millionth.</summary>
    public static double? Share(double? share) => Round(share, 6);

    /// <summary>People to a thousandth: populations may be estimates with fractions.</summary>
    public static double People(double people) => Math.Round(people, 3);

    private static double? Round(double? value, int digits) =>
        value is { } number && double.IsFinite(number) ? Math.Round(number, digits) : null;
}

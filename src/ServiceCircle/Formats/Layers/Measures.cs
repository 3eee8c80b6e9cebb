namespace ServiceCircle.Formats.Layers;

/// <summary>What the numbers of a column measure, where its name says so.</summary>
internal enum Measure
{
    None,
    Share,
    Minutes,
    Metres,
    SquareMetres,
    Seconds,
    People,
}

internal static class Measures
{
    /// <summary>Whether numbers of a measure have fractions, even where all in a file happen to be whole.</summary>
    public static bool IsFractional(this Measure measure) => measure is not (Measure.None or Measure.People);

    /// <summary>
    /// The measure of a column as our files name them: <c>circle_share</c> and <c>elder.share_population</c> are shares of one,
    /// <c>minutes_before</c> is minutes, <c>snap_distance_m</c> metres.
    /// </summary>
    public static Measure Of(string column)
    {
        string[] words = column[(column.LastIndexOf('.') + 1)..].Split('_');
        // "straight_line_share_population" is a share; that a straight line covers somebody is not.
        if (words.Contains("share")) return Measure.Share;
        if (words.Contains("minutes")) return Measure.Minutes;
        if (words.Contains("population") || words.Contains("people")) return Measure.People;
        return words[^1] switch
        {
            "m" => Measure.Metres,
            "m2" => Measure.SquareMetres,
            "s" => Measure.Seconds,
            _ => Measure.None,
        };
    }
}

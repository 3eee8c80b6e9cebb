namespace ServiceCircle.Plans.Facts;

/// <summary>The ways of coming that a clause may speak of.</summary>
internal static class TravelModes
{
    /// <summary>On foot: the study's own walker.</summary>
    public const string Foot = "foot";

    /// <summary>By bicycle: the walker of that name that ships.</summary>
    public const string Bicycle = "bicycle";

    /// <summary>What to say of a target that people may reach either way, and which way decides it.</summary>
    /// <param name="all">People counted.</param>
    /// <param name="onFoot">Those of them in reach on foot.</param>
    /// <param name="byBicycle">Those in reach by bicycle.</param>
    /// <param name="either">Those in reach by either.</param>
    public static Notice Decides(double all, double onFoot, double byBicycle, double either)
    {
        (string, object)[] people = [("all", all), ("foot", onFoot), ("bicycle", byBicycle)];
        return either <= onFoot ? new Notice("verdict/mode-foot", people)
            : either <= byBicycle ? new Notice("verdict/mode-bicycle", people)
            : new Notice("verdict/mode-both", [.. people, ("either", either)]);
    }
}

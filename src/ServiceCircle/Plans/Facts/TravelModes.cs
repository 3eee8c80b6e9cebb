namespace ServiceCircle.Plans.Facts;

/// <summary>The ways of coming that a clause may speak of.</summary>
internal static class TravelModes
{
    /// <summary>On foot: the study's own walker.</summary>
    public const string Foot = "foot";

    /// <summary>By bicycle: the walker of that name that ships.</summary>
    public const string Bicycle = "bicycle";

    /// <summary>
    /// What to say of a target that people may reach either way, and which way decides it: how many of all are in reach on foot, by
    /// bicycle, by either.
    /// </summary>
    public static Notice Decides(double all, double onFoot, double byBicycle, double either)
    {
        (string, object)[] people = [("all", all), ("foot", onFoot), ("bicycle", byBicycle)];
        return either <= onFoot ? new Notice("verdict/mode-foot", people)
            : either <= byBicycle ? new Notice("verdict/mode-bicycle", people)
            : new Notice("verdict/mode-both", [.. people, ("either", either)]);
    }
}

using ServiceCircle.Formats;
using ServiceCircle.Osm;

namespace ServiceCircle.Coverage.Bases;

/// <summary>A building where people live or may live.</summary>
/// <param name="Id">As OpenStreetMap numbers it.</param>
/// <param name="Use">What the map says of its use.</param>
/// <param name="Middle">Where its people are taken to start.</param>
/// <param name="Footprint">Square metres of ground that it covers.</param>
/// <param name="Levels">Its levels above ground; null if they are not stated.</param>
internal readonly record struct Building(OsmId Id, BuildingUse Use, Position Middle, double Footprint, double? Levels)
{
    /// <summary>More levels than any building has are a slip of the pen.</summary>
    public const double MostLevels = 200;

    /// <summary>
    /// Levels as mappers write them: "6", "5.5", of several parts the highest ("3;12", "4-6"); null if it is none of these.
    /// </summary>
    public static double? LevelsOf(string? text)
    {
        double? most = null;
        // Below ground.
        if (text?.TrimStart().StartsWith('-') == true) return null;
        foreach (string part in text?.Split([';', ',', '-'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!NumberText.TryParse(part, out double levels)) return null;
            most = Math.Max(most ?? 0, levels);
        }
        return most is > 0 and <= MostLevels ? most : null;
    }
}

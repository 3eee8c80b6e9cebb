using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceCircle.Walking;

/// <summary>Who walks: speed and what they can pass. A file in <c>data/walkers</c>, so that a planner can add their own.</summary>
public sealed record Walker
{
    /// <summary>Short name used on the command line ("adult").</summary>
    [JsonPropertyName("id")] public required string Id { get; init; }

    /// <summary>Name to show, by language code ("en", "zh").</summary>
    [JsonPropertyName("name")] public required IReadOnlyDictionary<string, string> Name { get; init; }

    /// <summary>Level walking speed in km/h.</summary>
    [JsonPropertyName("speed_kmh")] public required double SpeedKmh { get; init; }

    /// <summary>Where the speed comes from; shown in the report, because tools differ from 3.6 to 5.1 km/h.</summary>
    [JsonPropertyName("speed_source")] public required string SpeedSource { get; init; }

    /// <summary>How many times longer a metre of stairs takes than a level metre.</summary>
    [JsonPropertyName("steps_factor")] public required double StepsFactor { get; init; }

    /// <summary>Where the stairs factor comes from.</summary>
    [JsonPropertyName("steps_source")] public required string StepsSource { get; init; }

    /// <summary>Speed of ferries that state no duration, km/h.</summary>
    [JsonPropertyName("ferry_kmh")] public double FerryKmh { get; init; } = 8;

    /// <summary>Where the ferry speed comes from.</summary>
    [JsonPropertyName("ferry_source")] public string FerrySource { get; init; } = "";

    /// <summary>Whether stairs can be used at all.</summary>
    [JsonPropertyName("may_use_steps")] public bool MayUseSteps { get; init; } = true;

    /// <summary>Level walking speed in metres per second.</summary>
    [JsonIgnore] public double SpeedMetresPerSecond => SpeedKmh / 3.6;

    /// <summary>Whether this walker may use a stretch at all, in either direction.</summary>
    /// <param name="way">The stretch.</param>
    /// <param name="asResident">Whether they belong to whatever is private there.</param>
    public bool MayUse(WayAttributes way, bool asResident = false) =>
        (way.Flags & WayFlags.Closed) == 0
        && (asResident || (way.Flags & WayFlags.Private) == 0)
        && way.Kind != WayKind.NotForWalking
        && (MayUseSteps || way.Kind != WayKind.Steps);

    /// <summary>Seconds for a level metre of a stretch.</summary>
    public double SecondsPerMetre(WayKind kind) => kind switch
    {
        WayKind.Steps => StepsFactor / SpeedMetresPerSecond,
        WayKind.Ferry => 3.6 / FerryKmh,
        _ => 1 / SpeedMetresPerSecond,
    };

    /// <summary>How far this walker gets on the level in a time, in metres: the radius of a circle drawn on the map.</summary>
    public double StraightLineMetres(WalkTime time) =>
        time.Seconds is { } seconds ? seconds * SpeedMetresPerSecond : double.PositiveInfinity;

    /// <summary>A walker by id (a file shipped in <c>data/walkers</c>) or by the path of a file.</summary>
    /// <exception cref="InputException">No such walker, or the file is not one.</exception>
    public static Walker Load(string idOrPath)
    {
        bool isPath = idOrPath.Contains('/') || idOrPath.Contains('\\') || idOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        string path = isPath ? idOrPath : ShippedData.Path("walkers", idOrPath + ".json");
        if (!File.Exists(path))
        {
            string known = string.Join(", ", ShippedData.Names("walkers"));
            throw new InputException("walker", "", $"\"{idOrPath}\"", $"one of {known}, or the path of a walker file");
        }
        Walker walker;
        try
        {
            walker = JsonSerializer.Deserialize<Walker>(File.ReadAllText(path))
                ?? throw new InputException(path, "", "null", "a walker");
        }
        catch (JsonException e)
        {
            throw new InputException(path, $"line {e.LineNumber + 1}", e.Message, "a walker file as in data/walkers/adult.json", "", e);
        }
        walker.Check(path);
        return walker;
    }

    private void Check(string path)
    {
        Require(SpeedKmh is > 0 and <= 30, "speed_kmh", SpeedKmh, "a speed above 0 and at most 30 km/h");
        Require(StepsFactor is >= 1 and <= 20, "steps_factor", StepsFactor, "a factor from 1 to 20");
        Require(FerryKmh is > 0 and <= 100, "ferry_kmh", FerryKmh, "a speed above 0 and at most 100 km/h");

        void Require(bool holds, string key, double found, string expected)
        {
            if (!holds) throw new InputException(path, key, FormattableString.Invariant($"{found}"), expected);
        }
    }
}

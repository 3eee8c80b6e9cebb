using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Plans.Facts;

/// <summary>How far people get by bicycle, for clauses that let them come so.</summary>
/// <param name="Times">From every community (columns) to every facility (rows), as far as such clauses ask.</param>
/// <param name="Sites">How each facility is entered.</param>
/// <param name="Homes">How each community gets onto the network.</param>
/// <param name="ToEdge">From every community to the edge of the map; unreachable where it is farther.</param>
internal sealed record ModeTimes(
    TravelTimeMatrix Times, IReadOnlyList<PlaceAccess> Sites, IReadOnlyList<PlaceAccess> Homes, IReadOnlyList<WalkTime> ToEdge)
{
    /// <summary>On foot: the study's own walker.</summary>
    public const string Foot = "foot";

    /// <summary>By bicycle: the walker of that name that ships.</summary>
    public const string Bicycle = "bicycle";

    /// <summary>The network as who rides sees it.</summary>
    public required WalkGraph Graph { get; init; }

    /// <summary>Puts places onto it.</summary>
    public required PlaceLocator Locator { get; init; }

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

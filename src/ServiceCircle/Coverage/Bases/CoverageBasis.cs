using ServiceCircle.Places;

namespace ServiceCircle.Coverage.Bases;

/// <summary>
/// What coverage can be counted on beside people and communities: the town as it is built. Every point is looked at as a home
/// of its own, so that a large community is not all covered or all not.
/// </summary>
/// <param name="Id">"buildings" or "residential_land".</param>
/// <param name="Points">Buildings by their middle; land by the points of a grid.</param>
/// <param name="WeightEach">What each point counts: 1 building, or the square metres of a grid cell.</param>
internal sealed record CoverageBasis(string Id, IReadOnlyList<Position> Points, double WeightEach)
{
    public const string Buildings = "buildings";
    public const string Land = "residential_land";
    public static IReadOnlyList<string> All { get; } = [Buildings, Land];

    /// <summary>What is counted: "buildings" or "m2".</summary>
    public string Unit => Id == Land ? "m2" : "buildings";

    /// <summary>The input that is missing, as a key of study.json, where the basis cannot be gathered; null if nothing is.</summary>
    public string? Needs { get; private init; }

    /// <summary>A basis that was asked for and cannot be gathered.</summary>
    public static CoverageBasis NotGiven(string id, string within, string needs) => new(id, [], 1) { Within = within, Needs = needs };

    /// <summary>"osm", or the planner's file.</summary>
    public string Source { get; init; } = "osm";

    /// <summary>What bounds it: "area", "communities" (their polygons) or "box" (around the communities).</summary>
    public required string Within { get; init; }

    /// <summary>Metres between the points of the grid; null for buildings.</summary>
    public double? SpacingMetres { get; init; }

    /// <summary>Buildings among them whose use the map does not state (<c>building=yes</c>); null where that means nothing.</summary>
    public int? UseNotStated { get; init; }
}

/// <summary>
/// Coverage counted on a basis, one entry per service in the order of the study. Shares are of the points with a usable way near enough.
/// </summary>
internal sealed record BasisCoverage(CoverageBasis Basis, int PointsOnNetwork, IReadOnlyList<BasisServiceCoverage> Services)
{
    /// <summary>Everything: counted and not countable.</summary>
    public double Total => Basis.Points.Count * Basis.WeightEach;

    public double Counted => PointsOnNetwork * Basis.WeightEach;

    /// <summary>Off the network: nothing can be said about it.</summary>
    public double NotSnapped => (Basis.Points.Count - PointsOnNetwork) * Basis.WeightEach;
}

/// <summary>
/// One service counted on a basis: what is on the network; of this, what is within the limit on foot, and within a circle drawn on the map.
/// </summary>
internal sealed record BasisServiceCoverage(Service Service, double Counted, double Covered, double StraightLineCovered)
{
    /// <summary>Covered divided by counted; null when there is nothing.</summary>
    public double? Share => Counted == 0 ? null : Covered / Counted;

    /// <summary>What circles on the map would claim beyond what the network gives, 0 to 1; null when there is nothing.</summary>
    public double? Overstatement => Counted == 0 ? null : (StraightLineCovered - Covered) / Counted;
}

using NetTopologySuite.Geometries;

namespace ServiceCircle.Plans.Units;

/// <summary>The administrative levels that plans speak of.</summary>
internal static class UnitLevels
{
    /// <summary>The level of residents' communities and villages: always there.</summary>
    public const string Community = "community";

    /// <summary>Villages: the rural units of the level "community".</summary>
    public const string Village = "village";

    /// <summary>Streets and townships.</summary>
    public const string Township = "township";

    /// <summary>Levels a clause may name.</summary>
    public static IReadOnlyList<string> InClauses { get; } = ["province", "city", "county", Township, Community, Village, "grid"];

    /// <summary>Levels a study may give units of.</summary>
    public static IReadOnlyList<string> InStudies { get; } = ["province", "city", "county", Township, Community, "grid"];
}

/// <summary>A county, street, township, community ...</summary>
/// <param name="Level">One of <see cref="UnitLevels.InStudies"/>.</param>
/// <param name="Id">Unique within its level.</param>
/// <param name="Name">Name; the id where none is given.</param>
/// <param name="Parent">Id of the unit above; null if not given.</param>
/// <param name="Geometry">Its area; null if only its name is known.</param>
public sealed record AdministrativeUnit(string Level, string Id, string Name, string? Parent, Geometry? Geometry)
{
    /// <summary>Whether the area is known, so that a facility can be found to be in it or not.</summary>
    public bool HasArea => Geometry is IPolygonal;

    /// <summary>
    /// Whether most of it lies in the study's area, so that it counts even where the table of communities has none in it.
    /// </summary>
    public bool IsInStudy { get; init; } = true;
}

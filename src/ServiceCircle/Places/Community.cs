using System.Collections.Frozen;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Places;

/// <summary>Numbers of people. Null is "not given", which is not zero; every sum says how many were not given.</summary>
/// <param name="Total">All residents.</param>
/// <param name="Aged60Plus">Residents of 60 years and more.</param>
/// <param name="Aged0To2">Residents under 3 years.</param>
/// <param name="Aged3To6">Residents of 3 to 6 years.</param>
/// <param name="Aged65Plus">Residents of 65 years and more.</param>
public readonly record struct People(
    double? Total, double? Aged60Plus = null, double? Aged0To2 = null, double? Aged3To6 = null, double? Aged65Plus = null)
{
    /// <summary>The groups by the names that files use, everybody first.</summary>
    public static IReadOnlyList<string> Groups { get; } =
        ["population", "population_60plus", "population_65plus", "population_0_2", "population_3_6"];

    /// <summary>People of a group out of <see cref="Groups"/>; null if not given.</summary>
    public double? Of(string group) => group switch
    {
        "population_60plus" => Aged60Plus,
        "population_65plus" => Aged65Plus,
        "population_0_2" => Aged0To2,
        "population_3_6" => Aged3To6,
        _ => Total,
    };

    /// <summary>People of a group that a question names; null if not given.</summary>
    /// <param name="group">One of <see cref="Groups"/>.</param>
    /// <param name="askedBy">The property of the question that names it.</param>
    /// <exception cref="InputException">There is no such group.</exception>
    public double? Of(string group, string askedBy) =>
        Groups.Contains(group) ? Of(group) : throw new InputException(askedBy, "", Notice.AsIs(group), Notice.OneOf(Groups));

    /// <summary>Every number times a factor; what is not given stays so.</summary>
    public People Times(double factor) =>
        new(Total * factor, Aged60Plus * factor, Aged0To2 * factor, Aged3To6 * factor, Aged65Plus * factor);
}

/// <summary>A place where people live, the demand of every question: a residents' community, village, block or cell.</summary>
/// <param name="Id">Unique in its study.</param>
/// <param name="Name">As in the source; equal to the id where the source has none.</param>
/// <param name="Type">"urban", "rural" or the source's own word; null if not given.</param>
/// <param name="Unit">The administrative unit it belongs to, as in the source; null if not given.</param>
/// <param name="Position">Where its people are taken to start: the point itself, or an interior point of the polygon.</param>
/// <param name="Geometry">The source's geometry (point or polygon), WGS-84.</param>
/// <param name="People">How many live there.</param>
public sealed record Community(
    string Id, string Name, string? Type, string? Unit, Position Position, Geometry Geometry, People People)
{
    /// <summary>
    /// Level to the id or name of the administrative unit that it is in, as the source states it; empty if it states none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Word of a subset ("old_estate") to whether the community is of it; a word is missing where its cell is blank.</summary>
    public IReadOnlyDictionary<string, bool> Subsets { get; init; } = FrozenDictionary<string, bool>.Empty;

    /// <summary>Gates that the planner names for it; they outrank all that the map has. Empty if none are named.</summary>
    public IReadOnlyList<Position> Gates { get; init; } = [];

    /// <summary>Households; null if not given.</summary>
    public double? Households { get; init; }

    /// <summary>
    /// The area that the planner's table has, where this is one of the places in it that its people were spread to; null otherwise.
    /// </summary>
    internal Community? Area { get; init; }

    /// <summary>Whether its people were to be spread and there was no place to spread them to.</summary>
    internal bool IsKeptWhole { get; init; }

    /// <summary>The community as the planner's table has it, by which other tables name it.</summary>
    internal Community AsGiven => Area ?? this;
}

using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Standards;

/// <summary>One rule of a standard (<c>data/standards/*.json</c>): what may supply the radius that a plan does not state.</summary>
/// <param name="Id">Its id ("gb50437-daycare-300").</param>
/// <param name="Family">The file that holds it ("gb50437"); a study may name all its rules by this.</param>
/// <param name="Standard">Number, year and title.</param>
/// <param name="Clause">Clause or table; empty if unknown.</param>
/// <param name="Facility">The kind of facility in the standard's own words.</param>
/// <param name="Categories">Our categories; empty for rules on circles and methods.</param>
/// <param name="RadiusMetres">The largest walk in metres; null if the rule states none, or several for several kinds.</param>
/// <param name="Minutes">The largest walk in minutes as the rule itself puts it; null if it does not.</param>
/// <param name="Confidence">How well it is known.</param>
/// <param name="Source">Where it was read.</param>
internal sealed record StandardRule(
    string Id, string Family, string Standard, string Clause, string Facility, IReadOnlyList<string> Categories,
    double? RadiusMetres, double? Minutes, Confidence Confidence, string Source)
{
    /// <summary>What to call it in a sentence: the standard, and the facility that the rule is about.</summary>
    public string Named => Facility.Length > 0 ? $"{Standard}“{Facility}”" : Standard;

    /// <summary>Circle or tier in the standard's words.</summary>
    public string Level { get; init; } = "";

    /// <summary>The range of radii as published, metres; null if none.</summary>
    public (double? Low, double? High)? RadiusRangeMetres { get; init; }

    /// <summary>What the radius is: "service_radius" or "walking_distance"; null if unstated.</summary>
    public string? Distance { get; init; }

    /// <summary>The rule's own word for the limit ("不宜大于"); empty if unknown.</summary>
    public string Wording { get; init; } = "";

    /// <summary>People that one facility serves.</summary>
    public (double? Low, double? High)? PopulationServed { get; init; }

    /// <summary>Floor area of one facility, square metres.</summary>
    public (double? Low, double? High)? FloorSquareMetres { get; init; }

    /// <summary>Site area of one facility, square metres.</summary>
    public (double? Low, double? High)? LandSquareMetres { get; init; }

    /// <summary>Floor area per 100 households in new areas, square metres.</summary>
    public double? FloorSquareMetresPer100HouseholdsNew { get; init; }

    /// <summary>Floor area per 100 households in areas that exist, square metres.</summary>
    public double? FloorSquareMetresPer100HouseholdsExisting { get; init; }

    /// <summary>Requirements that are not numbers.</summary>
    public string Requirement { get; init; } = "";

    /// <summary>"urban", "rural" or "all".</summary>
    public string Applies { get; init; } = "";

    /// <summary>In force, draft, local, literature.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why a number is left out; null if none is.</summary>
    public string? Doubt { get; init; }

    public string? Note { get; init; }

    /// <summary>Whether somebody read it; false for what is only remembered.</summary>
    public bool IsVerified => Confidence != Confidence.Memory;

    /// <summary>Whether it is on a class. One on circles (no category) is on every class.</summary>
    public bool Fits(ServiceClass wanted) => Categories.Count == 0
        || Categories.Any(r => wanted.Categories.Any(c => CategoryCatalogue.AreRelated(c, r)));

    public bool HasLimit => RadiusMetres is not null || Minutes is not null;

    /// <summary>
    /// The longest walk: the radius at the walker's level speed, so that a slow walker gets more minutes for the same metres; else the
    /// rule's own minutes; null if it has neither.
    /// </summary>
    public WalkLimit? LimitFor(Walker walker) => this switch
    {
        { RadiusMetres: { } metres } => new WalkLimit(WalkTime.FromSeconds(metres / walker.SpeedMetresPerSecond), LimitSource.Radius, this),
        { Minutes: { } minutes } => new WalkLimit(WalkTime.FromMinutes(minutes), LimitSource.StandardMinutes, this),
        _ => null,
    };
}

/// <summary>
/// Where a limit comes from: a standard's metres at the walker's speed, a standard's own minutes, the plan's clause, the minutes that the
/// study asks for the same category, its "default_minutes".
/// </summary>
internal enum LimitSource
{
    Radius,
    StandardMinutes,
    Clause,
    Study,
    StudyDefault,
}

/// <summary>The longest walk that counts, inclusive, and why; with the rule, if a standard supplied it.</summary>
internal sealed record WalkLimit(WalkTime Time, LimitSource Source, StandardRule? Rule);

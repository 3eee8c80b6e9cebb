using ServiceCircle.Siting;

namespace ServiceCircle;

/// <summary>Where new facilities of one category should go in a study.</summary>
/// <param name="Category">Category id or group.</param>
/// <param name="Objective">The model.</param>
public sealed record SitingQuestion(string Category, SitingObjective Objective)
{
    /// <summary>At most this many new sites; null where a share or full coverage decides.</summary>
    public int? P { get; init; }

    /// <summary>Share of the people (0 to 1) that must be covered; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>Leave out communities that no place reaches instead of answering "infeasible".</summary>
    public bool SkipUncoverable { get; init; }

    /// <summary>"communities", "network", or the path of a file of places.</summary>
    public string Candidates { get; init; } = "communities";

    /// <summary>Network candidates: one junction for each cell of this side, metres.</summary>
    public double CellMetres { get; init; } = SiteCandidates.DefaultCellMetres;

    /// <summary>The longest walk that counts as covered, minutes; null for the study's own.</summary>
    public double? Minutes { get; init; }

    /// <summary>p-median and p-center: the longest walk that anybody can be asked to make, minutes.</summary>
    public double LongestMinutes { get; init; } = 60;

    /// <summary>Whether facilities can only serve as many people as they have capacity for.</summary>
    public bool UsesCapacity { get; init; }

    /// <summary>Capacity of a new site, and of an existing one that states none; null for the median of the stated ones.</summary>
    public double? SiteCapacity { get; init; }

    /// <summary>Whom to count: population, population_60plus, population_0_2 or population_3_6.</summary>
    public string Demand { get; init; } = "population";
}

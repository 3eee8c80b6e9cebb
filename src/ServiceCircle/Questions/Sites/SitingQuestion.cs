using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Questions.Sites;

/// <summary>Where new facilities of one category should go in a study.</summary>
/// <param name="Category">Category id or group.</param>
/// <param name="Objective">The model that is named.</param>
public sealed record SitingQuestion(string Category, SitingObjective Objective) : CandidateQuestion
{
    /// <summary>The model that is solved.</summary>
    public SitingObjective Model => ModelFor(Objective, P, Target);

    /// <summary>At most this many new sites; null where a share or full coverage decides.</summary>
    public int? P { get; init; }

    /// <summary>Share of the people (0 to 1) that must be covered; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>Leave out communities that no place reaches instead of answering "infeasible".</summary>
    public bool SkipUncoverable { get; init; }

    /// <summary>The longest walk that counts as covered, minutes; null for the study's own.</summary>
    public double? Minutes { get; init; }

    /// <summary>p-median and p-center: the longest walk that anybody can be asked to make, minutes.</summary>
    public double LongestMinutes { get; init; } = 60;

    /// <summary>Whether facilities can only serve as many people as they have capacity for.</summary>
    public bool UsesCapacity { get; init; }

    /// <summary>Capacity of a new site, and of an existing one that states none; null for the median of the stated ones.</summary>
    public double? SiteCapacity { get; init; }

    /// <summary>What may become of the facilities that stand today: fixed, closable or relocatable.</summary>
    internal SiteStatus Existing { get; init; } = SiteStatus.Fixed;

    /// <summary>Most that the new sites may cost together, in the unit of the candidate file's costs; null for no limit.</summary>
    public double? Budget { get; init; }

    /// <summary>Least straight distance between a new site and any other open one, metres; null for none.</summary>
    public double? ApartMetres { get; init; }

    /// <summary>Level of units ("township") that must have a least, or may have a greatest number of open sites; null for none.</summary>
    public string? UnitLevel { get; init; }

    /// <summary>Least number in every unit of <see cref="UnitLevel"/>.</summary>
    public int UnitLeast { get; init; }

    /// <summary>Greatest number in every unit of <see cref="UnitLevel"/>; null for none.</summary>
    public int? UnitMost { get; init; }

    /// <summary>Tiers that a new site is of one of; empty where there is one kind of site.</summary>
    internal IReadOnlyList<TierQuestion> Tiers { get; init; } = [];

    /// <summary>With capacities: the people of a community go to one site together.</summary>
    public bool KeepTogether { get; init; }

    /// <summary>Whom to count: one of <see cref="Places.People.Groups"/>.</summary>
    public string Demand { get; init; } = "population";

    /// <summary>A share and no number is a question for the smallest number, whatever covering model was named.</summary>
    internal static SitingObjective ModelFor(SitingObjective named, int? p, double? target) =>
        named == SitingObjective.Mclp && target is not null && p is null ? SitingObjective.Lscp : named;
}

/// <summary>A tier of new sites, such as station and centre.</summary>
/// <param name="Name">As in the column "tier" of the candidate file.</param>
/// <param name="Minutes">Longest walk to a site of this tier that counts as covered.</param>
/// <param name="Least">Least number of new sites.</param>
/// <param name="Most">Greatest number of new sites; null for none.</param>
internal sealed record TierQuestion(string Name, double Minutes, int Least = 0, int? Most = null);

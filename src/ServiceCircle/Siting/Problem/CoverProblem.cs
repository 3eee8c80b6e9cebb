namespace ServiceCircle.Siting.Problem;

/// <summary>
/// A covering problem to be minimised: the costs of the open sites and, where it is soft, the weight that lacks a cover. Rows are the sites
/// that cover each demand.
/// </summary>
internal sealed record CoverProblem(PairTable Rows, double[] Weight, SiteRules Rules)
{
    /// <summary>Covers that every demand needs; 0 with a target, or where only weight is at stake.</summary>
    public int Hard { get; init; }

    /// <summary>Whether a demand pays its weight unless it has one cover more than needed.</summary>
    public bool IsSoft { get; init; }

    /// <summary>Weight to be covered in all; null for none.</summary>
    public double? Target { get; init; }
}

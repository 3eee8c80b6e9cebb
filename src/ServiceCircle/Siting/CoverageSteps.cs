namespace ServiceCircle.Siting;

/// <summary>What one chosen site adds to those before it.</summary>
/// <param name="Site">Site index.</param>
/// <param name="Gained">Weight newly covered (or, with capacities, newly served).</param>
/// <param name="CoveredAfter">Weight covered by the existing sites, the earlier ones and this one.</param>
public readonly record struct SiteStep(int Site, double Gained, double CoveredAfter);

/// <summary>The chosen sites one after the other, on top of what stands today.</summary>
/// <param name="Before">Weight covered today, by everything that stands.</param>
/// <param name="Kept">Weight covered by the existing sites that are kept: where the steps start.</param>
/// <param name="Steps">One step for each chosen site.</param>
public sealed record CoverageSteps(double Before, double Kept, IReadOnlyList<SiteStep> Steps)
{
    /// <summary>Weight covered in the end.</summary>
    public double After => Steps.Count == 0 ? Kept : Steps[^1].CoveredAfter;
}

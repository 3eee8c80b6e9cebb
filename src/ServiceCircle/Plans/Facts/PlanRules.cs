using ServiceCircle.Places;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Facts;

/// <summary>What a town is judged by, beside the plans themselves.</summary>
/// <param name="Categories">The categories known.</param>
/// <param name="Standards">The standards known.</param>
/// <param name="Settings">What the study says.</param>
/// <param name="Limits">Which walk counts for a clause.</param>
internal sealed record PlanRules(CategoryCatalogue Categories, StandardCatalogue Standards, PlanSettings Settings, WalkLimits Limits);

using ServiceCircle.Places;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Plans.Facts;

/// <summary>What a town is judged by, beside the plans themselves.</summary>
internal sealed record PlanRules(CategoryCatalogue Categories, StandardCatalogue Standards, PlanSettings Settings, WalkLimits Limits);

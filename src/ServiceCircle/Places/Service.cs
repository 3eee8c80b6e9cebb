using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Places;

/// <summary>One question of a study: can people walk to this category within this time?</summary>
/// <param name="Category">A category id ("elder.daycare") or a group ("elder").</param>
/// <param name="Limit">The longest walk that counts, inclusive.</param>
/// <param name="Standard">Id of the standard that supplied the limit; null when the study stated minutes itself.</param>
public sealed record Service(string Category, WalkTime Limit, string? Standard = null);

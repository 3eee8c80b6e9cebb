namespace ServiceCircle.Studies.Meaning;

/// <summary>Something that makes it doubtful that the planner's numbers mean what the study says.</summary>
/// <param name="What">What was found, and what to do.</param>
/// <param name="IsFatal">Whether figures are almost certainly wrong for it; else they may be.</param>
internal sealed record Doubt(Notice What, bool IsFatal);

namespace ServiceCircle.Siting.Problem;

/// <summary>A change of the question that gives it an answer: found so by solving the changed question.</summary>
/// <param name="Changes">What changes, all of it together; each is a message of the kind "siting/helps-...".</param>
internal sealed record Remedy(IReadOnlyList<Notice> Changes);

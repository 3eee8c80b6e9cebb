using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Explain;

/// <summary>One way to ask for less.</summary>
/// <param name="Open">Asks for as little as this way can; null where it does not apply.</param>
/// <param name="Least">
/// The smallest step this way with which the problem is known to have an answer, and that step on any other problem; null if none is known.
/// </param>
/// <param name="IsOne">Whether it drops one of many rules that another way drops together; such are tried alone only.</param>
internal sealed record Loosening(
    Func<SitingProblem, SitingProblem?> Open, Func<SitingProblem, (Notice Change, Func<SitingProblem, SitingProblem> Apply)?> Least,
    bool IsOne = false)
{
    /// <summary>A way without degrees: all of it or nothing.</summary>
    public static Loosening Whole(Notice change, Func<SitingProblem, SitingProblem> apply, bool isOne = false) =>
        new(apply, _ => (change, apply), isOne);
}

namespace ServiceCircle.Plans.Clauses;

/// <summary>
/// What the data tell of a question: yes, no, or nothing certain. "And" is the least of several answers, "or" the greatest.
/// </summary>
internal enum Answer
{
    No,
    Unknown,
    Yes,
}

internal static class Answers
{
    public static Answer Of(bool? holds) => holds switch { true => Answer.Yes, false => Answer.No, _ => Answer.Unknown };
    public static bool? Known(this Answer answer) => answer switch { Answer.Yes => true, Answer.No => false, _ => null };
    public static Answer And(this Answer a, Answer b) => a < b ? a : b;
    public static Answer Or(this Answer a, Answer b) => a > b ? a : b;

    /// <summary>What all of several answers say; unknown if they differ, or there are none.</summary>
    public static Answer Alike(IEnumerable<Answer> answers) => answers.Distinct().ToArray() is [var one] ? one : Answer.Unknown;

    /// <summary>The answer that is not known, with what would tell noted.</summary>
    public static Answer Open(this ICollection<string> needs, params IEnumerable<string> what)
    {
        foreach (string need in what) needs.Add(need);
        return Answer.Unknown;
    }
}

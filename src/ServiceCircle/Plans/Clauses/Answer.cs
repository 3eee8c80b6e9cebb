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

/// <summary>Answers combined.</summary>
internal static class Answers
{
    /// <summary>Yes or no; unknown for null.</summary>
    public static Answer Of(bool? holds) => holds switch { true => Answer.Yes, false => Answer.No, _ => Answer.Unknown };

    /// <summary>True or false; null for unknown.</summary>
    public static bool? Known(this Answer answer) => answer switch { Answer.Yes => true, Answer.No => false, _ => null };

    /// <summary>Both hold.</summary>
    public static Answer And(this Answer a, Answer b) => a < b ? a : b;

    /// <summary>One of both holds.</summary>
    public static Answer Or(this Answer a, Answer b) => a > b ? a : b;
}

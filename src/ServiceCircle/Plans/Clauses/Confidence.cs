namespace ServiceCircle.Plans.Clauses;

/// <summary>How well a rule is known.</summary>
internal enum Confidence
{
    /// <summary>The rule's own text, or an official page with it, was read.</summary>
    Source,

    /// <summary>Read in the press, a paper or a quotation.</summary>
    Secondary,

    /// <summary>Computed from other rules.</summary>
    Derived,

    /// <summary>Remembered, not read: marked wherever it shows, and used only when a study names it.</summary>
    Memory,
}

namespace ServiceCircle.Questions.Beginning;

/// <summary>What a file is to a study.</summary>
internal enum FileRole
{
    /// <summary>Nothing that is known.</summary>
    None,
    Network,
    Heights,
    Communities,
    Facilities,
    Units,
    Area,
    NewAreas,
    Values,
    Gates,
    Edits,
}

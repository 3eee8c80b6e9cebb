namespace ServiceCircle.Questions.Beginning;

/// <summary>What a study is to be made of: a folder, or files by what they are, or both.</summary>
/// <param name="Folder">Where to look; null: only the files given.</param>
/// <param name="Network">Extract or cache; null: the one in the folder.</param>
/// <param name="Communities">Table of communities; null: guessed.</param>
/// <param name="Facilities">Tables of facilities; empty: guessed.</param>
/// <param name="StudyPath">The study file to come; paths in it are relative to it.</param>
internal sealed record InitQuestion(
    string? Folder, string? Network, string? Communities, IReadOnlyList<string> Facilities, string StudyPath);

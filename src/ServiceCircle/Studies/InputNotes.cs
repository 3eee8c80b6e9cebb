using ServiceCircle.Studies.Meaning;

namespace ServiceCircle.Studies;

/// <summary>What reading a study's files brings up beside what they hold.</summary>
internal sealed class InputNotes
{
    public List<Notice> Warnings { get; } = [];

    /// <summary>The tables of communities and of facilities, with every row that says where it is.</summary>
    public List<LocatedFile> Located { get; } = [];
}

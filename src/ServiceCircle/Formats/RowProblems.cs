using System.Text;

namespace ServiceCircle.Formats;

/// <summary>
/// Collects what is wrong with the rows of one file, so that a user mends them all at once and not one per run.
/// </summary>
/// <param name="file">The file as the user named it.</param>
internal sealed class RowProblems(string file)
{
    private const int Shown = 20;

    private readonly List<InputException> _problems = [];

    /// <summary>Notes one problem; parameters as in <see cref="InputException"/>.</summary>
    public void Add(string where, string found, string expected, string advice = "") =>
        _problems.Add(new InputException(file, where, found, expected, advice));

    /// <summary>Throws if anything was noted: the problem itself if it is the only one, else the first twenty in one message.</summary>
    /// <exception cref="InputException">Something was noted.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count == 0) return;
        if (_problems.Count == 1) throw _problems[0];
        var text = new StringBuilder($"{_problems.Count} problems");
        foreach (var p in _problems.Take(Shown)) text.Append($"\n  {p.Where}: found {p.Found}; expected {p.Expected}");
        if (_problems.Count > Shown) text.Append($"\n  and {_problems.Count - Shown} more");
        text.Append("\n  ");
        string advice = string.Join(" ", _problems.Select(p => p.Advice).Where(a => a.Length > 0).Distinct().Take(3));
        throw new InputException(file, $"{_problems[0].Where} and {_problems.Count - 1} more", text.ToString(), "every row to be right", advice);
    }
}

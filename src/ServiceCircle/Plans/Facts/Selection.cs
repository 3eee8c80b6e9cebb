using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Facts;

/// <summary>Communities, or facilities, of a part of a study, by their index: those that are in it and those that only may be.</summary>
internal sealed class Selection
{
    private readonly Dictionary<int, Answer>? _answers;

    private Selection(Dictionary<int, Answer>? answers, IReadOnlyList<int> indices, string? need) =>
        (_answers, Indices, Need) = (answers, indices, need);

    public static Selection All(int count) => new(null, [.. Enumerable.Range(0, count)], null);

    /// <summary>What is or may be in the part.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>What would tell of those that only may be; null if there are none.</summary>
    public string? Need { get; }

    public Answer Has(int place) => _answers is null ? Answer.Yes : _answers.GetValueOrDefault(place);

    /// <summary>A part of this part: of some candidates those that are in it, as far as that depends on the smaller part alone.</summary>
    public Selection Where(IEnumerable<int> candidates, Func<int, Answer> isIn, string? need)
    {
        var answers = new Dictionary<int, Answer>();
        var indices = new List<int>();
        bool isOpen = false;
        foreach (int place in candidates)
        {
            Answer answer = Has(place).And(isIn(place));
            if (answer == Answer.No) continue;
            answers[place] = answer;
            indices.Add(place);
            isOpen |= answer == Answer.Unknown;
        }
        return new Selection(answers, indices, isOpen ? need ?? Need : Need);
    }
}

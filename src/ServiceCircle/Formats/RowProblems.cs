namespace ServiceCircle.Formats;

/// <summary>Collects what is wrong with the rows of one file, so that a user mends them all at once and not one per run.</summary>
internal sealed class RowProblems(string file)
{
    private const int Shown = 20;

    private readonly List<(string Where, Notice Found, Notice Expected, Notice? Advice)> _problems = [];

    /// <summary>Parameters as of <see cref="InputException"/>.</summary>
    public void Add(string where, Notice found, Notice expected, Notice? advice = null) => _problems.Add((where, found, expected, advice));

    /// <exception cref="InputException">The problem itself if only one was noted, else the first twenty in one message.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count == 0) return;
        var (where, found, expected, first) = _problems[0];
        // One is all there is to say: where metres are taken for degrees, no row is to blame.
        if (_problems.Count == 1 || _problems.TrueForAll(p => p.Advice?.Key == "advice/projected"))
            throw new InputException(file, new Spot(where, _problems.Count - 1), found, expected, first);
        IEnumerable<Notice> lines = _problems.Take(Shown)
            .Select(p => new Notice("error/row", ("where", new Spot(p.Where)), ("found", p.Found), ("expected", p.Expected)));
        if (_problems.Count > Shown) lines = lines.Append(new Notice("error/more-rows", ("count", $"{_problems.Count - Shown}")));
        Notice[] advice = [.. _problems.Select(p => p.Advice).OfType<Notice>().Distinct().Take(3)];
        throw new InputException(file, new Spot(_problems[0].Where, _problems.Count - 1),
            new Notice("found/problems", ("count", $"{_problems.Count}"), ("lines", lines.ToArray())), "expected/right-rows",
            advice.Length == 0 ? null
                : advice.Aggregate((before, next) => new Notice("advice/after", ("before", before), ("advice", next))));
    }
}

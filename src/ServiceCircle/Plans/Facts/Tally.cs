using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// What one thing may be part of, in a figure that is a part of a whole. Several flags: it is one of these, nobody knows which.
/// </summary>
[Flags]
internal enum Share
{
    /// <summary>Of neither the part nor the whole: out of scope.</summary>
    Neither = 1,

    /// <summary>Of the whole, not of the part.</summary>
    Whole = 2,

    /// <summary>Of both.</summary>
    Both = 4,

    /// <summary>Of the part alone: places, of which the people are the whole.</summary>
    Part = 8,
}

/// <summary>
/// A sum of things over a sum of things, of which not everything is known: amounts lie between bounds, and whether a thing belongs may be
/// open. Things are independent of each other, so the least and the greatest value of "part × factor - value × whole" are sums over the
/// things, and a comparison is decided exactly when every way of filling the blanks decides it alike. Nothing is divided.
/// </summary>
internal sealed class Tally
{
    private const int MostSteps = 100;
    private readonly List<Way[]> _open = [];
    private readonly List<string> _needs = [];
    private decimal _part, _whole;

    /// <summary>A part of nothing: an amount that is compared as it is.</summary>
    public static Tally OfAmount()
    {
        var tally = new Tally();
        tally.Add(Quantity.One, Share.Whole);
        return tally;
    }

    /// <summary>The part as far as it is certain.</summary>
    public decimal Part { get; private set; }

    /// <summary>The whole as far as it is stated: what is blank counts as nothing, what may not belong does not.</summary>
    public decimal Whole { get; private set; }

    /// <summary>Whether anything is not known.</summary>
    public bool IsOpen => _open.Count > 0;

    /// <summary>Whether there may be anything to be a part of; without, there is no figure.</summary>
    public bool CanHaveWhole => _whole > 0 || _open.Exists(ways => Array.Exists(ways, w => w.Whole > 0));

    /// <summary>What would close it, as keys of study.json, in the order in which they came up.</summary>
    public IEnumerable<string> Needs => _needs.Distinct();

    /// <summary>Adds a thing, what it may be part of, and what would close it if it is open.</summary>
    public void Add(Quantity amount, Share of, params IEnumerable<string> needs)
    {
        if (of == Share.Neither) return;
        if (of is Share.Both or Share.Part) Part += amount.Low;
        if ((of & (Share.Both | Share.Whole)) != 0 && !of.HasFlag(Share.Neither)) Whole += amount.Low;
        if (amount.IsKnown && of is Share.Both or Share.Whole or Share.Part)
        {
            (_part, _whole) = (_part + amount.Low * Parts(of), _whole + amount.Low * Wholes(of));
            return;
        }
        Way[] ways =
        [
            .. ((Share[])[Share.Both, Share.Whole, Share.Part, Share.Neither]).Where(one => of.HasFlag(one))
                .SelectMany(one => new[] { amount.High, amount.Low }, (one, x) => new Way(x * Parts(one), x * Wholes(one))),
        ];
        _open.Add(ways);
        _needs.AddRange(needs);
    }

    /// <summary>Adds one thing of which a known amount is the part: the whole of it is that and what is beside it.</summary>
    public void AddSplit(decimal part, Quantity beside, Answer isInScope, params IEnumerable<string> needs)
    {
        if (isInScope == Answer.No) return;
        if (isInScope == Answer.Yes) (Part, Whole) = (Part + part, Whole + part + beside.Low);
        Way least = new(part, part + beside.Low), most = new(part, part + beside.High);
        if (isInScope == Answer.Yes && beside.IsKnown)
        {
            (_part, _whole) = (_part + least.Part, _whole + least.Whole);
            return;
        }
        _open.Add(isInScope == Answer.Yes ? [most, least] : [most, least, default]);
        _needs.AddRange(needs);
    }

    /// <summary>Adds one thing that may belong to the whole, and then to the part.</summary>
    public void AddOf(Quantity amount, Answer isInScope, Answer counts, params IEnumerable<string> needs)
    {
        if (isInScope == Answer.No) return;
        Share of = counts switch { Answer.Yes => Share.Both, Answer.No => Share.Whole, _ => Share.Both | Share.Whole };
        Add(amount, isInScope == Answer.Yes ? of : of | Share.Neither, needs);
    }

    /// <summary>Adds an amount to the part alone.</summary>
    public void AddPart(Quantity amount, Answer counts, params IEnumerable<string> needs)
    {
        if (counts != Answer.No) Add(amount, counts == Answer.Yes ? Share.Part : Share.Part | Share.Neither, needs);
    }

    /// <summary>Adds an amount to the whole alone.</summary>
    public void AddWhole(Quantity amount, Answer isInScope, params IEnumerable<string> needs)
    {
        if (isInScope != Answer.No) Add(amount, isInScope == Answer.Yes ? Share.Whole : Share.Whole | Share.Neither, needs);
    }

    /// <summary>
    /// Whether part × factor ÷ whole stands to a value as an operator asks; null if that depends on what is not known, or nothing is asked.
    /// </summary>
    public bool? Holds(Operator op, decimal factor, decimal? value)
    {
        if (value is not { } asked || op == Operator.None) return null;
        End low = Extreme(factor, asked, least: true), high = Extreme(factor, asked, least: false);
        if (high.Whole <= 0 && low.Whole <= 0 && !CanHaveWhole) return null;
        // Where an end is zero only because the whole is nothing, there is no figure at that end: the comparison is strict there.
        bool lowOpen = low is { Value: 0, Whole: <= 0 }, highOpen = high is { Value: 0, Whole: <= 0 };
        (bool always, bool ever) = op switch
        {
            Operator.AtLeast or Operator.AllOf => (low.Value >= 0, high.Value > 0 || (high.Value == 0 && !highOpen)),
            Operator.MoreThan or Operator.Increase => (low.Value > 0 || (low.Value == 0 && lowOpen), high.Value > 0),
            Operator.AtMost => (high.Value <= 0, low.Value < 0 || (low.Value == 0 && !lowOpen)),
            Operator.LessThan or Operator.Decrease => (high.Value < 0 || (high.Value == 0 && highOpen), low.Value < 0),
            _ => (low.Value == 0 && high.Value == 0, low.Value <= 0 && high.Value >= 0),
        };
        return always ? true : ever ? null : false;
    }

    /// <summary>The same of a clause's own factor and value.</summary>
    public bool? Holds(Clause clause) => Holds(clause.Operator, clause.Factor, clause.Asked);

    /// <summary>Whether a bounded number stands to a value as an operator asks; unknown if that depends on where it is.</summary>
    public static Answer Holds(Operator op, Quantity number, double value)
    {
        Tally tally = OfAmount();
        tally.AddPart(number, Answer.Yes);
        return Answers.Of(tally.Holds(op, 1, Quantity.Exact(value)));
    }

    /// <summary>The least and the greatest that part × factor ÷ whole may be; null if there may be no whole at all.</summary>
    public Quantity? Ratio(decimal factor) =>
        CanHaveWhole ? new Quantity(RatioEnd(factor, least: true), RatioEnd(factor, least: false)) : null;

    /// <summary>What is stated, part × factor ÷ whole; null if no whole is stated.</summary>
    public double? Stated(decimal factor) => Whole > 0 ? (double)(Part * factor / Whole) : null;

    /// <summary>
    /// One way to fill the blanks of a thing: what it is then of the part and of the whole. All others lie between a thing's ways.
    /// </summary>
    private readonly record struct Way(decimal Part, decimal Whole);

    /// <summary>One end of "part × factor - value × whole", and the parts of it.</summary>
    private readonly record struct End(decimal Value, decimal Part, decimal Whole);

    private End Extreme(decimal factor, decimal value, bool least)
    {
        var end = new End(factor * _part - value * _whole, _part, _whole);
        foreach (Way[] ways in _open)
        {
            End best = default;
            for (int i = 0; i < ways.Length; i++)
            {
                var here = new End(factor * ways[i].Part - value * ways[i].Whole, ways[i].Part, ways[i].Whole);
                // Of equal ends the one with more of a whole: there a figure exists.
                if (i == 0 || (least ? here.Value < best.Value : here.Value > best.Value)
                    || (here.Value == best.Value && here.Whole > best.Whole)) best = here;
            }
            end = new End(end.Value + best.Value, end.Part + best.Part, end.Whole + best.Whole);
        }
        return end;
    }

    /// <summary>
    /// One end of the ratio, by Dinkelbach's iteration (Dinkelbach, 1967): every step solves a sum, and few steps are needed.
    /// </summary>
    private decimal RatioEnd(decimal factor, bool least)
    {
        // The least part with the most whole, or the greatest part: a figure that can be, to go on from. Where that has no whole, the most
        // whole has.
        End end = Extreme(factor, 0, least);
        if (end.Whole <= 0) end = Widest();
        decimal? ratio = null;
        for (int step = 0; step < MostSteps && end.Whole > 0; step++)
        {
            decimal next = factor * end.Part / end.Whole;
            if (end.Part >= Quantity.Unbounded && end.Whole < Quantity.Unbounded) return Quantity.Unbounded;
            if (ratio is { } last && (least ? next >= last : next <= last)) break;
            ratio = next;
            end = Extreme(factor, next, least);
            // Something of a whole that may shrink to nothing: no figure is too large.
            if (!least && end is { Value: > 0, Whole: <= 0 }) return Quantity.Unbounded;
        }
        // A part of as little of a whole as may be: nothing bounds it.
        return !least && end is { Whole: <= 0, Part: > 0 } ? Quantity.Unbounded : ratio ?? (least ? 0 : Quantity.Unbounded);
    }

    /// <summary>The things with as much of a whole as each may have.</summary>
    private End Widest()
    {
        var end = new End(0, _part, _whole);
        foreach (Way most in _open.Select(ways => ways.MaxBy(w => w.Whole))) end = new End(0, end.Part + most.Part, end.Whole + most.Whole);
        return end;
    }

    private static int Parts(Share of) => of is Share.Both or Share.Part ? 1 : 0;
    private static int Wholes(Share of) => of is Share.Both or Share.Whole ? 1 : 0;
}

using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>
/// Open sites with, for every demand, how many of them cover it. A demand asks for a number of covers on penalty, and may
/// pay its weight for one more: so one structure serves set covering (1 and 0), maximal covering (0 and 1) and backup coverage (1 and 1).
/// </summary>
internal sealed class CoverSet : OpenSet
{
    private readonly int _hard;
    private readonly int[] _covers;
    private readonly long[] _sum, _squares;
    private readonly double[] _drop;
    private double _penalty;

    /// <summary>No site is open; the columns are the demands that each site covers.</summary>
    public CoverSet(CoverProblem problem, PairTable columns)
        : base(problem.Rules, columns)
    {
        _hard = problem.Hard;
        // What lacking a needed cover costs: more than all sites and weights. For a target weight alone counts; sites go one by one later.
        double most = 1 + Rules.Cost.Sum() + problem.Weight.Sum();
        SoftWeight = problem.Target is not null ? [.. problem.Weight.Select(w => w * most)] : problem.IsSoft ? problem.Weight : null;
        (_covers, _sum, _squares) = (new int[DemandCount], new long[DemandCount], new long[DemandCount]);
        _drop = new double[(_hard + 1) * DemandCount];
        Array.Fill(_drop, most, 0, _hard * DemandCount);
        SoftWeight?.CopyTo(_drop, _hard * DemandCount);
        for (int i = 0; i < DemandCount; i++) _penalty += _hard * most + (SoftWeight?[i] ?? 0);
    }

    /// <summary>What lacking one cover more than needed costs, per demand; null if nothing.</summary>
    public double[]? SoftWeight { get; }

    public override double Penalty => _penalty;

    public int CoversOf(int demand) => _covers[demand];

    public override double Gain(int site)
    {
        double gain = 0;
        foreach (int i in Columns.Row(site))
        {
            int covers = _covers[i];
            if (covers <= _hard) gain += _drop[covers * DemandCount + i];
        }
        return gain;
    }

    protected override double GainAndCorrections(int site)
    {
        double gain = 0;
        foreach (int i in Columns.Row(site))
        {
            int covers = _covers[i];
            if (covers > _hard + 1) continue;
            double drop = Drop(i, covers);
            gain += drop;
            // Removing one that also covers i leaves the count as it was: neither the gain nor the loss happens.
            if (covers > 0) OnCoverers(i, Drop(i, covers - 1) - drop, toLoss: false);
        }
        return gain;
    }

    protected override void Opened(int site)
    {
        foreach (int i in Columns.Row(site))
        {
            int covers = _covers[i];
            _penalty -= Drop(i, covers);
            if (covers is > 0 && covers <= _hard + 1) OnCoverers(i, -Drop(i, covers - 1), toLoss: true);
            _covers[i] = ++covers;
            _sum[i] += site;
            _squares[i] += (long)site * site;
            if (covers <= _hard + 1) OnCoverers(i, Drop(i, covers - 1), toLoss: true);
        }
    }

    protected override void Shut(int site)
    {
        foreach (int i in Columns.Row(site))
        {
            int covers = _covers[i];
            if (covers <= _hard + 1) OnCoverers(i, -Drop(i, covers - 1), toLoss: true);
            _covers[i] = --covers;
            _sum[i] -= site;
            _squares[i] -= (long)site * site;
            if (covers is > 0 && covers <= _hard + 1) OnCoverers(i, Drop(i, covers - 1), toLoss: true);
            _penalty += Drop(i, covers);
        }
        Loss[site] = 0;
    }

    /// <summary>
    /// Adds an amount to the loss or the correction of the one or two sites that cover a demand. They are known from the sum and the sum of
    /// squares of their indexes: two numbers with sum s and squares q differ by the root of 2 q - s^2. No list per demand is needed.
    /// </summary>
    private void OnCoverers(int demand, double amount, bool toLoss)
    {
        if (amount == 0) return;
        int first = (int)_sum[demand];
        if (_covers[demand] == 2)
        {
            long sum = _sum[demand], difference = (long)Math.Round(Math.Sqrt(2 * _squares[demand] - sum * sum));
            first = (int)((sum + difference) / 2);
            Amend((int)((sum - difference) / 2), amount, toLoss);
        }
        Amend(first, amount, toLoss);
    }

    private void Amend(int site, double amount, bool toLoss)
    {
        if (toLoss) Loss[site] += amount;
        else Correct(site, amount);
    }

    /// <summary>What one more cover saves when a demand has this many.</summary>
    private double Drop(int demand, int covers) => covers <= _hard ? _drop[covers * DemandCount + demand] : 0;
}

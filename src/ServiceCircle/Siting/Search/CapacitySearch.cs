using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>Add, drop and swap with exact evaluation of the shares; what a site promises decides what is tried first.</summary>
internal sealed class CapacitySearch(CapacityShares shares, Effort effort)
{
    private const int TriedPerStep = 12;

    private readonly SiteRules _rules = shares.Rules;
    private List<int> _open = [];
    private double[] _part = [];
    private double _value;
    private int _evaluations;

    /// <summary>A locally best set that obeys the rules; null if the rules could not be met.</summary>
    public List<int>? Run(IReadOnlyList<int> sites, bool thorough)
    {
        int demands = shares.Weight.Length;
        _evaluations = thorough ? Math.Clamp(4_000_000 / Math.Max(1, demands), 60, 4000) : 40;
        _open = [.. Enumerable.Range(0, _rules.Count).Where(j => _rules.Start[j] == SiteState.Open)];
        foreach (int j in sites) if (!_open.Contains(j) && Fits([.. _open, j])) _open.Add(j);
        if (!MeetMinimums()) return null;
        _part = new double[demands];
        _value = shares.Penalised(_open, _part, effort);
        while (_evaluations > 0 && !effort.OutOfTime && (Add() || Drop() || Swap()))
        {
        }
        return _rules.Allows(_open) ? _open : null;
    }

    private bool Add()
    {
        foreach (int j in Promising()) if (Accept([.. _open, j])) return true;
        return false;
    }

    private bool Drop()
    {
        foreach (int f in _open.ToList())
            if (_rules.Cost[f] > 0 && Accept([.. _open.Where(k => k != f)])) return true;
        return false;
    }

    private bool Swap()
    {
        foreach (int j in Promising())
            foreach (int f in _open.ToList())
                if (Accept([.. _open.Where(k => k != f), j])) return true;
        return false;
    }

    /// <summary>Closed sites by what they could save at most, given what each demand costs now.</summary>
    private IEnumerable<int> Promising()
    {
        var isOpen = _open.ToHashSet();
        // Demand that is served at no cost is worth a little too, or nothing would move between full sites.
        double[] part = [.. _part];
        for (int i = 0; i < part.Length; i++) if (part[i] == 0) part[i] = 0.01 * Math.Min(1, shares.MostPaid[i]);
        return Enumerable.Range(0, _rules.Count)
            .Where(j => !isOpen.Contains(j) && _rules.Start[j] == SiteState.Free)
            .Select(j => (Promise: shares.Promise(j, part), j))
            .OrderByDescending(x => x.Promise).ThenBy(x => x.j)
            .Take(TriedPerStep).Select(x => x.j).ToList();
    }

    private bool Accept(List<int> next)
    {
        if (!Fits(next) || _evaluations-- <= 0 || effort.OutOfTime) return false;
        var part = new double[_part.Length];
        double value = shares.Penalised(next, part, effort);
        if (value >= _value - Tolerance.For(_value, Tolerance.Sum)) return false;
        (_open, _part, _value) = (next, part, value);
        return true;
    }

    /// <summary>Opens sites until every "at least" row is met.</summary>
    private bool MeetMinimums()
    {
        while (!_rules.Allows(_open))
        {
            bool[] open = _rules.Mask(_open);
            SiteRow? missing = _rules.Rows.FirstOrDefault(r => r.Sum(open) > r.Limit + SiteRules.Slop(r));
            if (missing is null) return false;
            int site = -1;
            double best = 0;
            for (int k = 0; k < missing.Sites.Length; k++)
            {
                int j = missing.Sites[k];
                if (missing.Coefficients[k] >= best || _rules.Start[j] != SiteState.Free || _open.Contains(j) || !Fits([.. _open, j]))
                    continue;
                (site, best) = (j, missing.Coefficients[k]);
            }
            if (site < 0) return false;
            _open.Add(site);
        }
        return true;
    }

    /// <summary>Whether no "at most" rule is broken (rows that only ask for more may still be unmet), and no met minimum is lost.</summary>
    private bool Fits(List<int> sites)
    {
        effort.Check();
        if (sites.Count(j => _rules.Counted[j]) > _rules.MaximumCounted) return false;
        bool[] now = _rules.Mask(_open), then = _rules.Mask(sites);
        return _open.All(j => _rules.Start[j] != SiteState.Open || then[j])
            && _rules.Rows.All(row => row.Sum(then) <= row.Limit + SiteRules.Slop(row) || row.Sum(then) <= row.Sum(now));
    }
}

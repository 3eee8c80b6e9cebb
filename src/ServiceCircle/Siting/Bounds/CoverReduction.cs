using System.Numerics;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// Makes a covering problem small without losing an optimum: settled demands go, equal demands merge, a demand implied by another goes,
/// a site whose demands another site also covers goes (Toregas and ReVelle, 1973), and a demand with one site left opens it.
/// </summary>
/// <remarks>
/// A site j gives way to a site k only if k obeys every rule at least as well: coefficient by coefficient no larger. Where a rule asks for
/// at least m of a group, m such sites must stand ready. Subset tests are filtered by 128-bit signatures.
/// </remarks>
internal sealed class CoverReduction(CoverProblem problem, SiteState[] state, Effort effort)
{
    private readonly SiteRules _rules = problem.Rules;
    private readonly bool _needsAll = problem.Hard > 0;
    private List<int[]> _rows = [];
    private List<double> _rowWeight = [];

    /// <summary>
    /// The demands and sites that remain, renumbered, and the old index of each site; a target is less by the weight of sites open in any
    /// case. Lost is the weight that no allowed site covers.
    /// </summary>
    public sealed record Reduced(CoverProblem Problem, int[] Sites, double LostWeight);

    /// <summary>
    /// Reduces, as far as the time allows; null if the rules cannot be obeyed at all. Rows imply rows where every demand must be covered;
    /// else weight is at stake, and only equal rows merge.
    /// </summary>
    public static Reduced? Apply(CoverProblem problem, Effort effort)
    {
        var state = (SiteState[])problem.Rules.Start.Clone();
        return problem.Rules.Propagate(state) ? new CoverReduction(problem, state, effort).Run() : null;
    }

    private Reduced? Run()
    {
        double settled = 0, lost = 0;
        for (int i = 0; i < problem.Rows.RowCount; i++)
        {
            int[] sites = KeepFree(problem.Rows.Row(i), out bool covered);
            if (covered) settled += problem.Weight[i];
            else if (sites.Length == 0) lost += problem.Weight[i];
            if (covered || (sites.Length == 0 && !_needsAll)) continue;
            _rows.Add(sites);
            _rowWeight.Add(problem.Weight[i]);
        }
        MergeEqualRows();
        DropDominatedSites();
        while (_needsAll)
        {
            int before = _rows.Count;
            DropImpliedRows();
            bool opened = OpenEssentials();
            if (!_rules.Propagate(state)) return null;
            if ((!opened && _rows.Count == before) || effort.OutOfTime) break;
            settled += Refresh();
            MergeEqualRows();
            DropDominatedSites();
        }
        return Renumber(settled, lost);
    }

    private int[] KeepFree(ReadOnlySpan<int> sites, out bool covered)
    {
        covered = false;
        int count = 0;
        foreach (int j in sites)
        {
            covered |= state[j] == SiteState.Open;
            if (state[j] == SiteState.Free) count++;
        }
        var kept = new int[count];
        int to = 0;
        foreach (int j in sites) if (state[j] == SiteState.Free) kept[to++] = j;
        return kept;
    }

    /// <summary>Takes decided sites out of the rows; returns the weight covered by those now open.</summary>
    private double Refresh()
    {
        double settled = 0;
        var rows = new List<int[]>();
        var weights = new List<double>();
        for (int r = 0; r < _rows.Count; r++)
        {
            int[] sites = KeepFree(_rows[r], out bool covered);
            if (covered)
            {
                settled += _rowWeight[r];
                continue;
            }
            rows.Add(sites);
            weights.Add(_rowWeight[r]);
        }
        (_rows, _rowWeight) = (rows, weights);
        return settled;
    }

    private void MergeEqualRows()
    {
        var seen = new Dictionary<long, List<int>>();
        var rows = new List<int[]>();
        var weights = new List<double>();
        for (int r = 0; r < _rows.Count; r++)
        {
            long hash = 17;
            foreach (int j in _rows[r]) hash = unchecked(hash * 1_000_003 + j + 1);
            if (!seen.TryGetValue(hash, out List<int>? twins)) seen[hash] = twins = [];
            int twin = twins.FindIndex(t => rows[t].AsSpan().SequenceEqual(_rows[r]));
            if (twin >= 0)
            {
                weights[twins[twin]] += _rowWeight[r];
                continue;
            }
            twins.Add(rows.Count);
            rows.Add(_rows[r]);
            weights.Add(_rowWeight[r]);
        }
        (_rows, _rowWeight) = (rows, weights);
    }

    /// <summary>Where all must be covered, a row that holds every site of another needs no care of its own.</summary>
    private void DropImpliedRows()
    {
        PairTable columns = Table().Transpose();
        int[] order = [.. Enumerable.Range(0, _rows.Count).OrderBy(r => _rows[r].Length).ThenBy(r => r)];
        var dropped = new bool[_rows.Count];
        UInt128[] signature = [.. _rows.Select(r => Signature(r))];
        foreach (int r in order)
        {
            if (effort.OutOfTime) break;
            if (dropped[r] || _rows[r].Length == 0) continue;
            int rarest = _rows[r].MinBy(j => columns.First[j + 1] - columns.First[j]);
            foreach (int other in columns.Row(rarest))
            {
                if (other == r || dropped[other] || _rows[other].Length < _rows[r].Length) continue;
                if ((signature[r] & ~signature[other]) == 0 && IsSubset(_rows[r], _rows[other])) dropped[other] = true;
            }
        }
        _rowWeight = [.. _rowWeight.Where((_, r) => !dropped[r])];
        _rows = [.. _rows.Where((_, r) => !dropped[r])];
    }

    private bool OpenEssentials()
    {
        bool any = false;
        foreach (int[] row in _rows)
        {
            if (row.Length != 1) continue;
            any |= state[row[0]] != SiteState.Open;
            state[row[0]] = SiteState.Open;
        }
        return any;
    }

    private void DropDominatedSites()
    {
        PairTable columns = Table().Transpose();
        var inRows = new bool[_rules.Count];
        foreach (SiteRow row in _rules.Rows) foreach (int j in row.Sites) inRows[j] = true;
        var alive = new List<int>();
        var signature = new UInt128[_rules.Count];
        for (int j = 0; j < _rules.Count; j++)
        {
            if (state[j] != SiteState.Free) continue;
            ReadOnlySpan<int> demands = columns.Row(j);
            if (demands.Length == 0)
            {
                if (!_rules.RowsOf(j).ToArray().Any(a => a.Coefficient < 0)) state[j] = SiteState.Closed;
                continue;
            }
            signature[j] = Signature(demands);
            alive.Add(j);
        }
        int[] order =
            [.. alive.OrderByDescending(j => columns.First[j + 1] - columns.First[j]).ThenBy(j => _rules.Cost[j])
                .ThenBy(j => _rules.RowsOf(j).Length).ThenBy(j => j)];
        List<int>[] kept = [.. _rows.Select(_ => new List<int>())];
        foreach (int j in order)
        {
            if (effort.OutOfTime) break;
            ReadOnlySpan<int> demands = columns.Row(j);
            int rarest = demands[0];
            foreach (int i in demands) if (kept[i].Count < kept[rarest].Count) rarest = i;
            int missing = Needed(j);
            foreach (int k in kept[rarest])
            {
                if ((signature[j] & ~signature[k]) != 0 || !IsSubset(demands, columns.Row(k)) || !ReplacedBy(j, k, inRows)) continue;
                if (--missing == 0) break;
            }
            if (missing == 0) state[j] = SiteState.Closed;
            else foreach (int i in demands) kept[i].Add(j);
        }
        for (int r = 0; r < _rows.Count; r++) _rows[r] = KeepFree(_rows[r], out _);
    }

    /// <summary>How many better sites must stand ready before this one can go.</summary>
    private int Needed(int site)
    {
        int needed = 1;
        foreach ((int row, double a) in _rules.RowsOf(site))
            if (a < 0) needed = Math.Max(needed, (int)Math.Ceiling(-_rules.Rows[row].Limit / -a - Tolerance.Sum));
        return needed;
    }

    private bool ReplacedBy(int j, int k, bool[] inRows)
    {
        if (_rules.Cost[k] > _rules.Cost[j] || (_rules.Counted[k] && !_rules.Counted[j])) return false;
        if (inRows[k])
            foreach ((int row, double a) in _rules.RowsOf(k)) if (a > Coefficient(j, row)) return false;
        if (inRows[j])
            foreach ((int row, double a) in _rules.RowsOf(j)) if (a < 0 && Coefficient(k, row) > a) return false;
        return true;
    }

    private double Coefficient(int site, int row)
    {
        foreach ((int r, double a) in _rules.RowsOf(site)) if (r == row) return a;
        return 0;
    }

    private PairTable Table()
    {
        var first = new int[_rows.Count + 1];
        for (int r = 0; r < _rows.Count; r++) first[r + 1] = first[r] + _rows[r].Length;
        var index = new int[first[^1]];
        for (int r = 0; r < _rows.Count; r++) _rows[r].CopyTo(index, first[r]);
        return new PairTable(first, index, null, _rules.Count);
    }

    private Reduced Renumber(double settled, double lost)
    {
        int[] sites = [.. Enumerable.Range(0, _rules.Count).Where(j => state[j] != SiteState.Closed)];
        PairTable rows = Table().Select([.. Enumerable.Range(0, _rows.Count)], PairTable.Places(sites, _rules.Count), sites.Length);
        SiteRules rules = _rules.Restrict(sites, state);
        return new(problem with { Rows = rows, Weight = [.. _rowWeight], Rules = rules, Target = problem.Target - settled }, sites, lost);
    }

    private static UInt128 Signature(ReadOnlySpan<int> indexes)
    {
        ulong low = 0, high = 0;
        foreach (int i in indexes)
        {
            uint hash = BitOperations.RotateLeft((uint)i * 0x9E3779B1u, 15) * 0x85EBCA77u >> 25;
            if (hash < 64) low |= 1UL << (int)hash;
            else high |= 1UL << (int)(hash - 64);
        }
        return new UInt128(high, low);
    }

    private static bool IsSubset(ReadOnlySpan<int> small, ReadOnlySpan<int> large)
    {
        if (small.Length > large.Length) return false;
        int at = 0;
        foreach (int i in small)
        {
            while (at < large.Length && large[at] < i) at++;
            if (at == large.Length || large[at] != i) return false;
            at++;
        }
        return true;
    }
}

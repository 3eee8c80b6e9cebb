using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>
/// Smaller covers by row weighting (Gao, Weise and Li, 2015): take a site away, then exchange sites one at a time while the weight of
/// every demand that stays uncovered grows, until all is covered again. For equal costs and no rules but fixed sites.
/// </summary>
internal sealed class RowWeighting(SiteRules rules, PairTable rows, PairTable columns)
{
    private readonly int[] _covers = new int[rows.RowCount];
    private readonly int[] _coverSum = new int[rows.RowCount];
    private readonly int[] _weight = [.. Enumerable.Repeat(1, rows.RowCount)];
    private readonly long[] _score = new long[rules.Count];
    private readonly long[] _changed = new long[rules.Count];
    private readonly bool[] _mayEnter = [.. Enumerable.Repeat(true, rules.Count)];
    private readonly List<int> _uncovered = [];
    private readonly int[] _place = [.. Enumerable.Repeat(-1, rows.RowCount)];
    private readonly List<int> _list = [];

    /// <summary>Each smaller cover as it is found; ends when the steps for the next size run out.</summary>
    public IEnumerable<List<int>> Shrink(List<int> cover, Effort effort)
    {
        var random = new Random(effort.Options.Seed);
        for (int i = 0; i < rows.RowCount; i++) Mark(i);
        for (int j = 0; j < rules.Count; j++) _score[j] = columns.First[j + 1] - columns.First[j];
        foreach (int j in cover) Enter(j);
        if (_uncovered.Count > 0) yield break;
        // A step touches about four columns and all columns of their rows.
        double pairs = Math.Max(1, rows.Index.Length), perStep = 4 * pairs / Math.Max(1, rules.Count) * pairs / Math.Max(1, rows.RowCount);
        long budget = (long)Math.Clamp(3e9 / perStep, 2_000, 60_000);
        int lastIn = -1;
        for (long step = 0, last = 0; step - last < budget && (step % 256 != 0 || !effort.OutOfTime); step++)
        {
            if (_uncovered.Count == 0)
            {
                List<int> found = [.. _list];
                yield return found;
                int least = Cheapest(-1);
                if (least < 0) yield break;
                Leave(least);
                last = step;
                continue;
            }
            int leave = Cheapest(lastIn);
            if (leave < 0) yield break;
            Leave(leave);
            _changed[leave] = step;
            _mayEnter[leave] = false;
            int demand = _uncovered[random.Next(_uncovered.Count)];
            int enter = -1;
            foreach (int j in rows.Row(demand))
            {
                if (!_mayEnter[j] || rules.Start[j] == SiteState.Closed) continue;
                if (enter < 0 || _score[j] > _score[enter] || (_score[j] == _score[enter] && _changed[j] < _changed[enter])) enter = j;
            }
            if (enter < 0) enter = leave;
            Enter(enter);
            _changed[enter] = step;
            lastIn = enter;
            foreach (int i in _uncovered)
            {
                _weight[i]++;
                foreach (int j in rows.Row(i)) _score[j]++;
            }
        }
    }

    private int Cheapest(int tabu)
    {
        int best = -1;
        foreach (int j in _list)
        {
            if (j == tabu || rules.Start[j] == SiteState.Open) continue;
            if (best < 0 || _score[j] > _score[best] || (_score[j] == _score[best] && _changed[j] < _changed[best])) best = j;
        }
        return best;
    }

    // Score: weight gained by entering; for an open site minus the weight lost by leaving.
    private void Enter(int site)
    {
        _list.Add(site);
        _score[site] = -_score[site];
        foreach (int i in columns.Row(site))
        {
            _covers[i]++;
            if (_covers[i] == 1)
            {
                Unmark(i);
                foreach (int j in rows.Row(i)) if (j != site) _score[j] -= _weight[i];
            }
            else if (_covers[i] == 2)
            {
                _score[_coverSum[i]] += _weight[i];
            }
            _coverSum[i] += site;
        }
        foreach (int i in columns.Row(site)) foreach (int j in rows.Row(i)) _mayEnter[j] = true;
    }

    private void Leave(int site)
    {
        _list.Remove(site);
        _score[site] = -_score[site];
        foreach (int i in columns.Row(site))
        {
            _covers[i]--;
            _coverSum[i] -= site;
            if (_covers[i] == 0)
            {
                Mark(i);
                foreach (int j in rows.Row(i)) if (j != site) _score[j] += _weight[i];
            }
            else if (_covers[i] == 1)
            {
                _score[_coverSum[i]] -= _weight[i];
            }
        }
    }

    private void Mark(int demand)
    {
        _place[demand] = _uncovered.Count;
        _uncovered.Add(demand);
    }

    private void Unmark(int demand)
    {
        int last = _uncovered[^1];
        _uncovered[_place[demand]] = last;
        _place[last] = _place[demand];
        _uncovered.RemoveAt(_uncovered.Count - 1);
        _place[demand] = -1;
    }
}

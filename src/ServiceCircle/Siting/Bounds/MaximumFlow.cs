using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// The most weight that sites with capacities serve together when it may be divided: a maximum flow from the demands to the sites by
/// shortest augmenting paths in phases (Dinic, 1970).
/// </summary>
internal sealed class MaximumFlow
{
    private readonly PairTable _rows, _columns;
    private readonly int[] _fromRow;
    private readonly double[] _flow, _left, _room;
    private readonly int[] _levelOfRow, _levelOfSite, _nextOfRow, _nextOfSite;
    private readonly double _tiny;

    /// <summary>Rows: sites that each demand may use. The capacity is 0 where nothing stands.</summary>
    public MaximumFlow(PairTable rows, IReadOnlyList<double> weight, IReadOnlyList<double> capacity)
    {
        // Each entry of a column knows its place in the rows, where the flow is kept.
        (_rows, _columns) = (rows, rows.Transpose());
        _fromRow = new int[rows.Index.Length];
        int[] next = _columns.First[..^1];
        for (int k = 0; k < rows.Index.Length; k++) _fromRow[next[rows.Index[k]]++] = k;
        _flow = new double[rows.Index.Length];
        _left = [.. weight];
        _room = [.. capacity];
        (_levelOfRow, _nextOfRow) = (new int[rows.RowCount], new int[rows.RowCount]);
        (_levelOfSite, _nextOfSite) = (new int[rows.ColumnCount], new int[rows.ColumnCount]);
        _tiny = Tolerance.For(weight.Sum(), Tolerance.Sum);
    }

    /// <summary>Weight served, and the weight of each demand that is left over.</summary>
    public double Served { get; private set; }

    public IReadOnlyList<double> Left => _left;

    /// <summary>Finds the flow; false if the time ended the search before it was known to be the greatest.</summary>
    public bool Solve(Effort effort)
    {
        while (Levels())
        {
            _rows.First.AsSpan(0, _nextOfRow.Length).CopyTo(_nextOfRow);
            _columns.First.AsSpan(0, _nextOfSite.Length).CopyTo(_nextOfSite);
            for (int i = 0; i < _left.Length; i++)
            {
                if (effort.OutOfTime) return false;
                while (_left[i] > _tiny && Push(i, _left[i]) is var pushed and > 0)
                {
                    _left[i] -= pushed;
                    Served += pushed;
                }
            }
        }
        return true;
    }

    /// <summary>Distances from the demands with something left; whether a site with room is among what they reach.</summary>
    private bool Levels()
    {
        Array.Fill(_levelOfRow, -1);
        Array.Fill(_levelOfSite, -1);
        var queue = new Queue<int>();
        for (int i = 0; i < _left.Length; i++)
        {
            if (_left[i] <= _tiny) continue;
            _levelOfRow[i] = 0;
            queue.Enqueue(i);
        }
        bool found = false;
        while (queue.TryDequeue(out int i))
        {
            foreach (int j in _rows.Row(i))
            {
                if (_levelOfSite[j] >= 0) continue;
                _levelOfSite[j] = _levelOfRow[i] + 1;
                found |= _room[j] > _tiny;
                for (int k = _columns.First[j]; k < _columns.First[j + 1]; k++)
                {
                    int other = _columns.Index[k];
                    if (_levelOfRow[other] >= 0 || _flow[_fromRow[k]] <= _tiny) continue;
                    _levelOfRow[other] = _levelOfSite[j] + 1;
                    queue.Enqueue(other);
                }
            }
        }
        return found;
    }

    /// <summary>Sends some weight on from a demand along the levels; what arrives.</summary>
    private double Push(int demand, double amount)
    {
        for (; _nextOfRow[demand] < _rows.First[demand + 1]; _nextOfRow[demand]++)
        {
            int k = _nextOfRow[demand], j = _rows.Index[k];
            if (_levelOfSite[j] != _levelOfRow[demand] + 1) continue;
            double pushed = Through(j, amount);
            if (pushed <= 0) continue;
            _flow[k] += pushed;
            return pushed;
        }
        return 0;
    }

    private double Through(int site, double amount)
    {
        if (_room[site] > _tiny)
        {
            double taken = Math.Min(amount, _room[site]);
            _room[site] -= taken;
            return taken;
        }
        for (; _nextOfSite[site] < _columns.First[site + 1]; _nextOfSite[site]++)
        {
            int k = _nextOfSite[site], other = _columns.Index[k];
            double back = _flow[_fromRow[k]];
            if (_levelOfRow[other] != _levelOfSite[site] + 1 || back <= _tiny) continue;
            double pushed = Push(other, Math.Min(amount, back));
            if (pushed <= 0) continue;
            _flow[_fromRow[k]] -= pushed;
            return pushed;
        }
        return 0;
    }
}

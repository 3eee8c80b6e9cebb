using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Bounds;

/// <summary>
/// Assigns whole demands to a few open sites with capacities: branch and bound on the transportation bound, branching on a split demand
/// (Ross and Soland, 1975, for the generalised assignment problem).
/// </summary>
internal sealed class WholeAssignment(
    double[] cost, double[] weight, double[] capacity, double unservedCost, double granularity, Effort? effort = null)
{
    private const int PolishEvery = 64;
    private const int Outside = -1, Undecided = -2;

    private readonly int _sites = capacity.Length;
    private readonly double _unit = Granularity.Find(weight);
    private int _nodes;

    /// <summary>Site of each demand in the best assignment, -1 for none.</summary>
    public int[] Best { get; } = [.. Enumerable.Repeat(Outside, weight.Length)];

    public double Value { get; private set; } = weight.Sum() * unservedCost;

    /// <summary>Searches; returns a lower bound, equal to the value unless a limit was hit.</summary>
    public double Solve(int nodeLimit)
    {
        var queue = new PriorityQueue<int[], (double, int)>();
        int number = 0;
        queue.Enqueue([.. Enumerable.Repeat(Undecided, weight.Length)], (double.NegativeInfinity, 0));
        while (queue.TryDequeue(out int[]? node, out (double Bound, int) key))
        {
            if (key.Bound >= Cutoff) return Value;
            if (_nodes++ >= nodeLimit || (_nodes > 1 && effort?.OutOfTime == true)) return Math.Min(key.Bound, Value);
            if (Relax(node, out double[] left, out int split) is not { } bound || bound >= Cutoff || split < 0) continue;
            for (int s = Outside; s < _sites; s++)
            {
                if (s >= 0 && (double.IsInfinity(cost[split * _sites + s]) || left[s] < weight[split] - Tiny)) continue;
                int[] child = [.. node];
                child[split] = s;
                queue.Enqueue(child, (bound, -++number));
            }
        }
        return Value;
    }

    private double Tiny => Tolerance.For(weight.Sum(), Tolerance.Sum);

    private double Cutoff => Granularity.Better(Value, granularity);

    /// <summary>The bound with these decisions, null if impossible; room left by them; a demand that is split, -1 if none.</summary>
    private double? Relax(int[] node, out double[] left, out int split)
    {
        left = [.. capacity];
        split = -1;
        double fixedCost = 0;
        var open = new double[weight.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            if (node[i] == Undecided) open[i] = weight[i];
            else if (node[i] == Outside) fixedCost += weight[i] * unservedCost;
            else
            {
                left[node[i]] -= weight[i];
                fixedCost += weight[i] * cost[i * _sites + node[i]];
            }
        }
        for (int s = 0; s < _sites; s++)
        {
            if (left[s] < -Tiny) return null;
            left[s] = Math.Max(0, left[s]);
        }
        double[] allowed = [.. cost];
        for (int i = 0; i < weight.Length; i++)
            for (int s = 0; s < _sites; s++) if (open[i] > left[s] + Tiny) allowed[i * _sites + s] = double.PositiveInfinity;
        var transport = new Transport(allowed, open, Attainable(open, allowed, left), unservedCost, effort);
        double bound = fixedCost + transport.Solve();
        var rounded = new int[weight.Length];
        double[] room = [.. left];
        var loose = new List<int>();
        for (int i = 0; i < weight.Length; i++)
        {
            rounded[i] = node[i] == Undecided ? Outside : node[i];
            if (open[i] == 0) continue;
            int whole = -1;
            for (int s = 0; s < _sites; s++) if (transport.Flow[i * _sites + s] >= open[i] - Tiny) whole = s;
            if (whole >= 0)
            {
                rounded[i] = whole;
                room[whole] -= open[i];
            }
            else
            {
                loose.Add(i);
                if (transport.Unserved[i] < open[i] - Tiny && (split < 0 || open[i] > open[split])) split = i;
            }
        }
        Round(rounded, room, loose);
        return bound;
    }

    /// <summary>Room that whole demands can fill: where weights are whole numbers of a unit, a site's last bit may be of no use.</summary>
    private double[] Attainable(double[] open, double[] allowed, double[] left)
    {
        if (_unit == 0) return left;
        double[] attainable = [.. left];
        Span<int> items = weight.Length <= 512 ? stackalloc int[weight.Length] : new int[weight.Length];
        for (int s = 0; s < _sites; s++)
        {
            effort?.Check();
            int count = 0;
            double sum = 0;
            for (int i = 0; i < weight.Length; i++)
            {
                if (open[i] == 0 || double.IsInfinity(allowed[i * _sites + s])) continue;
                items[count++] = (int)Math.Round(open[i] / _unit);
                sum += open[i];
            }
            if (sum <= left[s]) attainable[s] = sum;
            else if (left[s] / _unit < SubsetSum.LargestLimit)
                attainable[s] = SubsetSum.Fullest(items[..count], (int)Math.Floor(left[s] / _unit + Tolerance.Whole)) * _unit;
        }
        return attainable;
    }

    private void Round(int[] rounded, double[] room, List<int> loose)
    {
        foreach (int i in loose.OrderByDescending(i => weight[i]).ThenBy(i => i))
        {
            int best = Outside;
            for (int s = 0; s < _sites; s++)
            {
                double c = cost[i * _sites + s];
                if (c >= unservedCost || room[s] < weight[i] - Tiny) continue;
                if (best < 0 || c < cost[i * _sites + best] || (c == cost[i * _sites + best] && room[s] < room[best])) best = s;
            }
            rounded[i] = best;
            if (best >= 0) room[best] -= weight[i];
        }
        if (_nodes % PolishEvery == 1) Polish(rounded, room);
        double value = 0;
        for (int i = 0; i < weight.Length; i++) value += weight[i] * (rounded[i] < 0 ? unservedCost : cost[i * _sites + rounded[i]]);
        if (!(value < Value)) return;
        Value = value;
        rounded.CopyTo(Best, 0);
    }

    /// <summary>Brings in demand that is left out: in place of a less valuable one, or after moving one to another site.</summary>
    private void Polish(int[] site, double[] room)
    {
        for (bool improved = true; improved && effort?.OutOfTime != true;)
        {
            improved = false;
            for (int b = 0; b < weight.Length; b++)
                for (int s = 0; s < _sites && weight[b] > 0 && site[b] == Outside; s++)
                    if (cost[b * _sites + s] < unservedCost && (room[s] >= weight[b] - Tiny || MakeRoom(b, s, site, room)))
                    {
                        site[b] = s;
                        room[s] -= weight[b];
                        improved = true;
                    }
        }
    }

    private bool MakeRoom(int newcomer, int s, int[] site, double[] room)
    {
        double saved = weight[newcomer] * (unservedCost - cost[newcomer * _sites + s]);
        effort?.Check();
        for (int a = 0; a < weight.Length; a++)
        {
            if (site[a] != s || room[s] + weight[a] < weight[newcomer] - Tiny) continue;
            double here = cost[a * _sites + s];
            int to = Outside;
            double extra = weight[a] * (unservedCost - here);
            for (int t = 0; t < _sites; t++)
            {
                double more = weight[a] * (cost[a * _sites + t] - here);
                if (t != s && room[t] >= weight[a] - Tiny && more < extra) (to, extra) = (t, more);
            }
            if (extra >= saved - Tolerance.Sum * saved) continue;
            site[a] = to;
            room[s] += weight[a];
            if (to >= 0) room[to] -= weight[a];
            return true;
        }
        return false;
    }
}

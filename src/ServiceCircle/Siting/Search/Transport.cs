using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Siting.Search;

/// <summary>
/// Shares weight among a few sites with capacities at least cost: a transportation problem by successive shortest augmenting paths
/// (Busacker and Gowen, 1960) on the graph of sites, where an arc from s to t costs the least extra of moving someone from s to t.
/// </summary>
/// <remarks>About O(n k^2) for n demands and k sites, when few demands are split.</remarks>
internal sealed class Transport
{
    private readonly int _demands, _sites;
    private readonly double[] _cost, _weight, _left, _arc, _distance;
    private readonly int[] _arcDemand, _from;
    private readonly double _unservedCost, _tiny;
    private readonly Effort? _effort;

    /// <summary>
    /// Costs are per unit of weight, that of leaving over too; they come demand by demand, are infinite where not allowed, and stay
    /// unchanged. A weight of 0 leaves a demand out; a null effort is no limit.
    /// </summary>
    public Transport(double[] cost, double[] weight, double[] capacity, double unservedCost, Effort? effort)
    {
        (_demands, _sites, _cost, _weight, _unservedCost, _effort) = (weight.Length, capacity.Length, cost, weight, unservedCost, effort);
        _left = [.. capacity];
        Flow = new double[cost.Length];
        Unserved = new double[_demands];
        _arc = new double[_sites * (_sites + 1)];
        Array.Fill(_arc, double.PositiveInfinity);
        _arcDemand = new int[_arc.Length];
        _distance = new double[_sites + 1];
        _from = new int[_sites + 1];
        _tiny = Tolerance.For(weight.Sum(), Tolerance.Sum);
    }

    /// <summary>Weight from each demand to each site, and left over of each; the cost of both.</summary>
    public double[] Flow { get; }
    public double[] Unserved { get; }
    public double Cost { get; private set; }

    /// <summary>Finds the cheapest shares; returns their cost.</summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public double Solve()
    {
        for (int i = 0; i < _demands; i++)
        {
            double left = _weight[i];
            while (left > _tiny)
            {
                _effort?.Check();
                int end = NearestFree(i) is var direct and >= 0 ? direct : Paths(i);
                if (end == _sites && _from[end] < 0)
                {
                    Unserved[i] += left;
                    break;
                }
                left -= Push(i, end, left);
            }
        }
        double sum = 0;
        for (int k = 0; k < Flow.Length; k++) if (Flow[k] > 0) sum += Flow[k] * _cost[k];
        for (int i = 0; i < _demands; i++) sum += Unserved[i] * _unservedCost;
        return Cost = sum;
    }

    /// <summary>The cheapest choice of a demand if it has room: no detour can be cheaper than it. -1 if it is full.</summary>
    private int NearestFree(int demand)
    {
        int best = _sites;
        double least = _unservedCost;
        for (int s = 0; s < _sites; s++)
        {
            double cost = _cost[demand * _sites + s];
            if (cost < least || (cost == least && (best == _sites || (_left[best] <= _tiny && _left[s] > _tiny))))
                (best, least) = (s, cost);
        }
        _from[best] = -1;
        return best == _sites || _left[best] > _tiny ? best : -1;
    }

    /// <summary>Shortest paths from a demand over the sites (Bellman and Ford); the cheapest end with room, or the place outside.</summary>
    private int Paths(int demand)
    {
        for (int s = 0; s < _sites; s++) _distance[s] = _cost[demand * _sites + s];
        _distance[_sites] = _unservedCost;
        Array.Fill(_from, -1);
        bool changed = true;
        for (int round = 0; changed && round <= _sites; round++)
        {
            changed = false;
            for (int s = 0; s < _sites; s++)
            {
                if (double.IsInfinity(_distance[s])) continue;
                for (int t = 0; t <= _sites; t++)
                {
                    double through = _distance[s] + _arc[s * (_sites + 1) + t];
                    if (double.IsInfinity(through)) continue;
                    double known = _distance[t];
                    if (through >= known - Tolerance.For(known, Tolerance.Product) && !double.IsInfinity(known)) continue;
                    (_distance[t], _from[t]) = (through, s);
                    changed = true;
                }
            }
        }
        int end = _sites;
        for (int s = 0; s < _sites; s++) if (_left[s] > _tiny && _distance[s] < _distance[end]) end = s;
        return end;
    }

    private double Push(int demand, int end, double amount)
    {
        if (end < _sites) amount = Math.Min(amount, _left[end]);
        for (int t = end; _from[t] >= 0; t = _from[t])
        {
            int s = _from[t];
            amount = Math.Min(amount, Flow[_arcDemand[s * (_sites + 1) + t] * _sites + s]);
        }
        if (end < _sites) _left[end] -= amount;
        int to = end;
        while (_from[to] >= 0)
        {
            int s = _from[to], moved = _arcDemand[s * (_sites + 1) + to];
            Take(moved, s, amount);
            Give(moved, to, amount);
            to = s;
        }
        Give(demand, to, amount);
        return amount;
    }

    private void Give(int demand, int site, double amount)
    {
        if (site == _sites)
        {
            Unserved[demand] += amount;
            return;
        }
        bool isNew = Flow[demand * _sites + site] == 0;
        Flow[demand * _sites + site] += amount;
        if (isNew) Offer(demand, site);
    }

    private void Take(int demand, int site, double amount)
    {
        double rest = Flow[demand * _sites + site] - amount;
        Flow[demand * _sites + site] = rest > _tiny ? rest : 0;
        if (rest > _tiny) return;
        for (int t = 0; t <= _sites; t++) _arc[site * (_sites + 1) + t] = double.PositiveInfinity;
        for (int i = 0; i < _demands; i++) if (Flow[i * _sites + site] > 0) Offer(i, site);
    }

    private void Offer(int demand, int site)
    {
        double here = _cost[demand * _sites + site];
        for (int t = 0; t <= _sites; t++)
        {
            double extra = (t == _sites ? _unservedCost : _cost[demand * _sites + t]) - here;
            int arc = site * (_sites + 1) + t;
            if (t != site && extra < _arc[arc]) (_arc[arc], _arcDemand[arc]) = (extra, demand);
        }
    }
}

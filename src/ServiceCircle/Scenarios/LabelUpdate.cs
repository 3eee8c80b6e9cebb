using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Scenarios;

/// <summary>
/// The labels of one service after changes, found from those of before: what led over something that is gone is forgotten along the
/// tree of fastest walks and found again from its border; what is new spreads as far as it is faster. The base stays as it is.
/// </summary>
/// <remarks>After G. Ramalingam and T. Reps (1996), An incremental algorithm for a generalization of the shortest-path problem; forgetting
/// takes every node behind, also where another walk is as fast, so that edges of no length do no harm.</remarks>
internal sealed class LabelUpdate
{
    private readonly ServiceLabels _labels;
    private readonly WalkGraph _before, _after;
    private readonly HashSet<int> _gone;
    private readonly Dictionary<int, int> _now = [];
    private readonly PriorityQueue<int, int> _queue = new();
    private readonly Dictionary<int, List<Access>> _newOn = [];

    /// <summary>
    /// Updates the labels. Gone are facilities that closed, moved or are entered in another way, with their accesses of before; come are
    /// the accesses of those that opened, moved or are entered in another way. No way changed where nothing is touched.
    /// </summary>
    public LabelUpdate(
        ServiceLabels labels, TouchedNetwork? touched, IReadOnlyList<(int Site, IReadOnlyList<Access> Accesses)> gone,
        IEnumerable<Access> come)
    {
        (_labels, _before, _after, _gone) = (labels, labels.Graph, touched?.Visitors ?? labels.Graph, [.. gone.Select(g => g.Site)]);
        var forgotten = new Stack<int>();
        foreach ((int node, int ticks) in gone.SelectMany(g => g.Accesses).SelectMany(a => ServiceLabels.Seeds(_before, a)))
            if (labels.Ticks[node] == ticks) Forget(node, forgotten);
        foreach (int edge in touched?.ClosedEdges ?? []) ForgetOver(edge, forgotten);
        while (forgotten.TryPop(out int node)) ForgetBehind(node, forgotten);

        foreach (int node in _now.Keys.ToArray()) FindAgain(node);
        foreach (Access access in come)
        {
            ServiceLabels.ListOf(_newOn, access.Edge).Add(access);
            foreach ((int node, int ticks) in ServiceLabels.Seeds(_after, access)) Relax(node, ticks);
        }
        foreach (int node in touched?.Nodes ?? []) Expand(node, Of(node));
        while (_queue.TryDequeue(out int node, out int ticks))
            if (ticks == Of(node)) Expand(node, ticks);
    }

    /// <summary>Nodes with another label.</summary>
    public IEnumerable<int> ChangedNodes =>
        _now.Where(n => n.Key < _labels.Ticks.Length && _labels.Ticks[n.Key] != n.Value).Select(n => n.Key);

    /// <summary>The walk from a home, by its accesses now, to the nearest facility, within the limit or not at all.</summary>
    public WalkTime Nearest(IReadOnlyList<Access> home)
    {
        WalkTime best = WalkTime.Unreachable;
        WalkNetwork network = _after.Network;
        foreach (Access a in home)
        {
            Offer(_after.Along(a.Edge, a.AlongMetres, 0), a.LegTicks, Of(network.Tail[a.Edge]));
            Offer(_after.Along(a.Edge, a.AlongMetres, network.LengthMetres[a.Edge]), a.LegTicks, Of(network.Head[a.Edge]));
            foreach ((int site, Access b) in _labels.SitesOn(a.Edge))
                if (!_gone.Contains(site)) OfferAlong(a, b);
            if (!_newOn.TryGetValue(a.Edge, out List<Access>? come)) continue;
            foreach (Access b in come) OfferAlong(a, b);
        }
        return best.IsWithin(_labels.Service.Limit) ? best : WalkTime.Unreachable;

        void OfferAlong(Access a, Access b)
        {
            if (a.IsAtPlaceOf(b)) best = WalkTime.Zero;
            else Offer(_after.Along(a.Edge, a.AlongMetres, b.AlongMetres), a.LegTicks, b.LegTicks);
        }
        void Offer(WalkTime along, int leg, int rest) => best = WalkTime.Min(best, along + new WalkTime(leg) + new WalkTime(rest));
    }

    private int Of(int node) =>
        _now.TryGetValue(node, out int ticks) ? ticks : node < _labels.Ticks.Length ? _labels.Ticks[node] : WalkGraph.NoWay;

    private void Forget(int node, Stack<int> forgotten)
    {
        if (_now.TryAdd(node, WalkGraph.NoWay)) forgotten.Push(node);
    }

    /// <summary>Forgets the end of a closed edge that was reached over it.</summary>
    private void ForgetOver(int edge, Stack<int> forgotten)
    {
        int tail = _before.Network.Tail[edge], head = _before.Network.Head[edge];
        if (IsReachedOver(head, _before.ForwardTicks[edge], tail)) Forget(tail, forgotten);
        if (IsReachedOver(tail, _before.BackwardTicks[edge], head)) Forget(head, forgotten);
    }

    private void ForgetBehind(int node, Stack<int> forgotten)
    {
        for (int arc = _before.FirstOut[node]; arc < _before.FirstOut[node + 1]; arc++)
            if (IsReachedOver(node, _before.TicksIn[arc], _before.Head[arc])) Forget(_before.Head[arc], forgotten);
    }

    /// <summary>Whether the walk from a node over an arc to the next one was one of its fastest.</summary>
    private bool IsReachedOver(int next, int ticks, int node) =>
        ticks != WalkGraph.NoWay && _labels.Ticks[next] != WalkGraph.NoWay && _labels.Ticks[node] == _labels.Ticks[next] + ticks;

    /// <summary>The best label of a forgotten node from facilities at it and from neighbours that were not forgotten.</summary>
    private void FindAgain(int node)
    {
        foreach ((int site, int ticks) in _labels.SeedsAt(node))
            if (!_gone.Contains(site)) Relax(node, ticks);
        for (int arc = _after.FirstOut[node]; arc < _after.FirstOut[node + 1]; arc++)
        {
            int next = _after.Head[arc], rest = Of(next);
            if (_after.TicksOut[arc] != WalkGraph.NoWay && rest != WalkGraph.NoWay) Relax(node, rest + _after.TicksOut[arc]);
        }
    }

    private void Expand(int node, int ticks)
    {
        if (ticks == WalkGraph.NoWay) return;
        for (int arc = _after.FirstOut[node]; arc < _after.FirstOut[node + 1]; arc++)
            if (_after.TicksIn[arc] != WalkGraph.NoWay) Relax(_after.Head[arc], ticks + _after.TicksIn[arc]);
    }

    private void Relax(int node, int ticks)
    {
        if (!new WalkTime(ticks).IsWithin(_labels.Service.Limit) || ticks >= Of(node)) return;
        _now[node] = ticks;
        _queue.Enqueue(node, ticks);
    }
}

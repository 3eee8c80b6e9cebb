using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

/// <summary>
/// A network as one walker sees it: how long every stretch takes, which stretches are closed to them, and which parts hang
/// together. Arcs in the usual compressed form: the arcs out of node v are those from FirstOut[v] to FirstOut[v + 1].
/// </summary>
/// <remarks>
/// Every edge gives two arcs, one out of each end, also where only one direction is open. So the arcs into a node are the
/// same arcs read the other way: <see cref="TicksOut"/> is the time away from the node, <see cref="TicksIn"/> the time
/// towards it, and a search over reversed arcs needs no second graph. Immutable; safe to share between threads.
/// </remarks>
internal sealed partial class WalkGraph
{
    /// <summary>The value of a tick array that means "cannot be walked": the ticks of <see cref="WalkTime.Unreachable"/>.</summary>
    public const int NoWay = int.MaxValue;

    private readonly Lazy<Components> _components;
    private readonly int[] _forwardTicks, _backwardTicks, _firstOut, _head, _ticksOut, _ticksIn, _arcEdge;
    private readonly ushort[] _tailWaitTicks, _headWaitTicks;
    private float[]? _innerForward, _innerBackward;

    private WalkGraph(WalkNetwork network, Walker walker, bool asResident)
    {
        _components = new Lazy<Components>(() => Components.Find(network, IsWalkable));
        Network = network;
        Walker = walker;
        IsForResidents = asResident;
        int edgeCount = network.EdgeCount;
        _forwardTicks = new int[edgeCount];
        _backwardTicks = new int[edgeCount];
        _tailWaitTicks = new ushort[edgeCount];
        _headWaitTicks = new ushort[edgeCount];
        _firstOut = new int[network.NodeCount + 1];
        _head = new int[edgeCount * 2];
        _ticksOut = new int[edgeCount * 2];
        _ticksIn = new int[edgeCount * 2];
        _arcEdge = new int[edgeCount * 2];
    }

    public WalkNetwork Network { get; }
    public Walker Walker { get; }

    /// <summary>Whether private ways and gates are open in it.</summary>
    public bool IsForResidents { get; }

    /// <summary>Ticks from tail to head of each edge, or <see cref="NoWay"/>.</summary>
    public ReadOnlySpan<int> ForwardTicks => _forwardTicks;

    /// <summary>Ticks from head to tail of each edge, or <see cref="NoWay"/>.</summary>
    public ReadOnlySpan<int> BackwardTicks => _backwardTicks;

    /// <summary>Of these, ticks waited between an edge and its tail, either way.</summary>
    public ReadOnlySpan<ushort> TailWaitTicks => _tailWaitTicks;
    public ReadOnlySpan<ushort> HeadWaitTicks => _headWaitTicks;

    /// <summary>Straight pieces steeper than the walker's largest grade, which counts instead: errors of the heights, mostly.</summary>
    public int SteepPieces { get; private set; }

    /// <summary>First arc out of each node, and one more.</summary>
    public ReadOnlySpan<int> FirstOut => _firstOut;

    /// <summary>The other end of each arc.</summary>
    public ReadOnlySpan<int> Head => _head;

    /// <summary>Ticks from the arc's node to its head, or <see cref="NoWay"/>.</summary>
    public ReadOnlySpan<int> TicksOut => _ticksOut;

    /// <summary>Ticks from the arc's head to its node, or <see cref="NoWay"/>.</summary>
    public ReadOnlySpan<int> TicksIn => _ticksIn;

    public ReadOnlySpan<int> ArcEdge => _arcEdge;

    /// <summary>The arrays themselves, for an engine that shares them and never writes.</summary>
    internal (int[] FirstOut, int[] Head, int[] TicksOut, int[] TicksIn) Arcs => (_firstOut, _head, _ticksOut, _ticksIn);

    /// <summary>Parts of the network that hang together for this walker.</summary>
    public Components Components => _components.Value;

    /// <summary>
    /// The graph of a walker, with private ways open for the first steps of residents. Linear in the size of the network.
    /// </summary>
    public static WalkGraph Of(WalkNetwork network, Walker walker, bool asResident = false)
    {
        var graph = new WalkGraph(network, walker, asResident);
        graph.FillTicks();
        graph.FillArcs();
        return graph;
    }

    /// <summary>
    /// The same network for somebody who counts metres: stairs, slopes and boats are walked at the level speed, and nobody waits or
    /// rides, so that ticks are metres divided by that speed. So one search serves minutes and metres.
    /// </summary>
    public static WalkGraph InMetres(WalkNetwork network, Walker walker, bool asResident = false) => Of(
        network with { AttributeTable = [.. network.AttributeTable.Select(way => way with { StatedSecondsPerMetre = 0 })] },
        walker with { StepsFactor = 1, FerryKmh = walker.SpeedKmh, Crossings = new(), Slope = new(), Riding = null }, asResident);

    /// <summary>Whether somebody who stands on an edge can leave it in at least one direction.</summary>
    public bool IsWalkable(int edge) => _forwardTicks[edge] != NoWay || _backwardTicks[edge] != NoWay;

    /// <summary>Whether an edge belongs to a part of the network that is too small to be believed.</summary>
    public bool IsOnIsland(int edge) => Components.IsIsland(Components.OfNode[Network.Tail[edge]]);

    /// <summary>Time between two places on an edge, in metres from its tail; unreachable when that direction is closed.</summary>
    /// <remarks>
    /// The ends of an edge are its nodes: whoever starts or stops there also waits, where people wait. Every place has one number of ticks
    /// from the tail, rounded once, and times are differences of these numbers: so the parts of a walk add up to the whole exactly, and
    /// cutting an edge changes no time along it.
    /// </remarks>
    public WalkTime Along(int edge, double fromMetres, double toMetres)
    {
        if (fromMetres == toMetres) return WalkTime.Zero;
        bool isForward = toMetres >= fromMetres;
        if (WholeTicks(edge, isForward) == NoWay) return WalkTime.Unreachable;
        int ticks = Math.Abs(TicksAt(edge, toMetres, isForward) - TicksAt(edge, fromMetres, isForward));
        double low = Math.Min(fromMetres, toMetres), high = Math.Max(fromMetres, toMetres);
        return new WalkTime(
            ticks + (low <= 0 ? _tailWaitTicks[edge] : 0) + (high >= Network.LengthMetres[edge] ? _headWaitTicks[edge] : 0));
    }

    /// <summary>
    /// Ticks between the tail of an edge and a place on it, without waits; of a part of a cut edge, from the whole's tail.
    /// </summary>
    private int TicksAt(int edge, double metres, bool isForward)
    {
        int walked;
        if (_partOf.TryGetValue(edge, out CutPart part))
        {
            (edge, metres) = (part.Whole, part.OffsetMetres + metres);
            walked = Walked(_cut[edge].Time, isForward);
        }
        else
        {
            walked = WholeTicks(edge, isForward) - _tailWaitTicks[edge] - _headWaitTicks[edge];
        }
        return (int)Math.Round(walked * Share(isForward ? _innerForward : _innerBackward, edge, metres));
    }

    /// <summary>Whether time along an edge grows with something else than metres: its slope.</summary>
    internal bool HasSlope(int edge) => _innerForward is not null && Network.FirstInner[edge] < Network.FirstInner[edge + 1];

    /// <summary>Ticks between two places inside an edge, unrounded and without waits; the direction must be open.</summary>
    internal double TicksBetween(int edge, double fromMetres, double toMetres)
    {
        bool isForward = toMetres >= fromMetres;
        int walked = WholeTicks(edge, isForward) - _tailWaitTicks[edge] - _headWaitTicks[edge];
        float[]? shares = isForward ? _innerForward : _innerBackward;
        return walked * Math.Abs(Share(shares, edge, toMetres) - Share(shares, edge, fromMetres));
    }

    private double Share(float[]? shares, int edge, double metres)
    {
        double length = Network.LengthMetres[edge];
        if (shares is null) return length > 0 ? metres / length : 0;
        int first = Network.FirstInner[edge], end = Network.FirstInner[edge + 1], next = first;
        while (next < end && Network.InnerMetres[next] < metres) next++;
        double fromMetres = next > first ? Network.InnerMetres[next - 1] : 0, fromShare = next > first ? shares[next - 1] : 0;
        double toMetres = next < end ? Network.InnerMetres[next] : length, toShare = next < end ? shares[next] : 1;
        return toMetres > fromMetres ? fromShare + (toShare - fromShare) * (metres - fromMetres) / (toMetres - fromMetres) : toShare;
    }

    private void FillTicks()
    {
        var times = new EdgeTimes(Network, Walker, IsForResidents);
        for (int e = 0; e < Network.EdgeCount; e++)
        {
            EdgeTime time = times.Compute(e);
            _forwardTicks[e] = times.MayUse(e) ? time.Forward : NoWay;
            _backwardTicks[e] = times.MayUse(e) ? time.Backward : NoWay;
            _tailWaitTicks[e] = time.TailWait;
            _headWaitTicks[e] = time.HeadWait;
        }
        (_innerForward, _innerBackward, SteepPieces) = (times.InnerForward, times.InnerBackward, times.SteepPieces);
    }

    private void FillArcs()
    {
        int[] tail = Network.Tail, head = Network.Head;
        for (int e = 0; e < tail.Length; e++)
        {
            _firstOut[tail[e] + 1]++;
            _firstOut[head[e] + 1]++;
        }
        for (int v = 0; v < Network.NodeCount; v++) _firstOut[v + 1] += _firstOut[v];
        int[] next = _firstOut[..^1];
        for (int e = 0; e < tail.Length; e++)
        {
            PutArc(next[tail[e]]++, e, fromTail: true);
            PutArc(next[head[e]]++, e, fromTail: false);
        }
    }

    private void PutArc(int arc, int edge, bool fromTail)
    {
        _head[arc] = fromTail ? Network.Head[edge] : Network.Tail[edge];
        _ticksOut[arc] = fromTail ? _forwardTicks[edge] : _backwardTicks[edge];
        _ticksIn[arc] = fromTail ? _backwardTicks[edge] : _forwardTicks[edge];
        _arcEdge[arc] = edge;
    }
}

using System.Collections.Frozen;
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
public sealed partial class WalkGraph
{
    /// <summary>The value of a tick array that means "cannot be walked".</summary>
    public const int NoWay = int.MaxValue;

    private readonly Lazy<Components> _components;
    private float[]? _innerForward, _innerBackward;
    private IReadOnlyDictionary<int, CutPart> _wholeOf = FrozenDictionary<int, CutPart>.Empty;

    private WalkGraph(WalkNetwork network, Walker walker, bool asResident)
    {
        _components = new Lazy<Components>(() => Components.Of(this));
        Network = network;
        Walker = walker;
        IsForResidents = asResident;
        int edgeCount = network.EdgeCount;
        ForwardTicks = new int[edgeCount];
        BackwardTicks = new int[edgeCount];
        TailWaitTicks = new ushort[edgeCount];
        HeadWaitTicks = new ushort[edgeCount];
        FirstOut = new int[network.NodeCount + 1];
        Head = new int[edgeCount * 2];
        TicksOut = new int[edgeCount * 2];
        TicksIn = new int[edgeCount * 2];
        ArcEdge = new int[edgeCount * 2];
    }

    /// <summary>The network.</summary>
    public WalkNetwork Network { get; }

    /// <summary>Who walks.</summary>
    public Walker Walker { get; }

    /// <summary>Whether private ways and gates are open in it.</summary>
    public bool IsForResidents { get; }

    /// <summary>Ticks from tail to head of each edge, or <see cref="NoWay"/>.</summary>
    public int[] ForwardTicks { get; }

    /// <summary>Ticks from head to tail of each edge, or <see cref="NoWay"/>.</summary>
    public int[] BackwardTicks { get; }

    /// <summary>Ticks waited between an edge and its tail, either way; part of <see cref="ForwardTicks"/> and <see cref="BackwardTicks"/>.</summary>
    public ushort[] TailWaitTicks { get; }

    /// <summary>Ticks waited between an edge and its head, either way; part of <see cref="ForwardTicks"/> and <see cref="BackwardTicks"/>.</summary>
    public ushort[] HeadWaitTicks { get; }

    /// <summary>Straight pieces steeper than the walker's largest grade, which counts instead: errors of the heights, mostly.</summary>
    public int SteepPieces { get; private set; }

    /// <summary>First arc out of each node, and one more.</summary>
    public int[] FirstOut { get; }

    /// <summary>The other end of each arc.</summary>
    public int[] Head { get; }

    /// <summary>Ticks from the arc's node to its head, or <see cref="NoWay"/>.</summary>
    public int[] TicksOut { get; }

    /// <summary>Ticks from the arc's head to its node, or <see cref="NoWay"/>.</summary>
    public int[] TicksIn { get; }

    /// <summary>The edge of each arc.</summary>
    public int[] ArcEdge { get; }

    /// <summary>Parts of the network that hang together for this walker.</summary>
    public Components Components => _components.Value;

    /// <summary>The graph of a walker. Linear in the size of the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="walker">Who walks.</param>
    /// <param name="asResident">Open all private ways and gates: for the first steps of residents, see <c>ResidentAccess</c>.</param>
    public static WalkGraph Of(WalkNetwork network, Walker walker, bool asResident = false)
    {
        var graph = new WalkGraph(network, walker, asResident);
        graph.FillTicks();
        graph.FillArcs();
        return graph;
    }

    /// <summary>Whether somebody who stands on an edge can leave it in at least one direction.</summary>
    public bool IsWalkable(int edge) => ForwardTicks[edge] != NoWay || BackwardTicks[edge] != NoWay;

    /// <summary>Time from a place on an edge to another place on it, or unreachable when that direction is closed.</summary>
    /// <remarks>
    /// The ends of an edge are its nodes: whoever starts or stops there also waits, where people wait. Every place has one number of
    /// ticks from the tail, rounded once, and times are differences of these numbers: so the parts of a walk add up to the
    /// whole exactly, and cutting an edge changes no time along it.
    /// </remarks>
    /// <param name="edge">The edge.</param>
    /// <param name="fromMetres">Metres from the edge's tail where the walk starts.</param>
    /// <param name="toMetres">Metres from the edge's tail where it ends.</param>
    public WalkTime Along(int edge, double fromMetres, double toMetres)
    {
        if (fromMetres == toMetres) return WalkTime.Zero;
        bool isForward = toMetres >= fromMetres;
        if (WholeTicks(edge, isForward) == NoWay) return WalkTime.Unreachable;
        int ticks = Math.Abs(TicksAt(edge, toMetres, isForward) - TicksAt(edge, fromMetres, isForward));
        double low = Math.Min(fromMetres, toMetres), high = Math.Max(fromMetres, toMetres);
        return new WalkTime(ticks + (low <= 0 ? TailWaitTicks[edge] : 0) + (high >= Network.LengthMetres[edge] ? HeadWaitTicks[edge] : 0));
    }

    /// <summary>Ticks between the tail of an edge and a place on it, without waits; of a part of a cut edge, from the tail of the whole.</summary>
    private int TicksAt(int edge, double metres, bool isForward)
    {
        float[]? shares = isForward ? _innerForward : _innerBackward;
        if (_wholeOf.TryGetValue(edge, out CutPart part))
            return (int)Math.Round((isForward ? part.ForwardTicks : part.BackwardTicks) * Share(shares, part.Whole, part.OffsetMetres + metres));
        return (int)Math.Round((WholeTicks(edge, isForward) - TailWaitTicks[edge] - HeadWaitTicks[edge]) * Share(shares, edge, metres));
    }

    /// <summary>Whether time along an edge grows with something else than metres: its slope.</summary>
    internal bool HasSlope(int edge) => _innerForward is not null && Network.FirstInner[edge] < Network.FirstInner[edge + 1];

    /// <summary>Ticks between two places inside an edge, unrounded and without waits; the direction must be open.</summary>
    internal double TicksBetween(int edge, double fromMetres, double toMetres)
    {
        bool isForward = toMetres >= fromMetres;
        int walked = WholeTicks(edge, isForward) - TailWaitTicks[edge] - HeadWaitTicks[edge];
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
            EdgeTime time = times.Of(e);
            ForwardTicks[e] = times.MayUse(e) ? time.Forward : NoWay;
            BackwardTicks[e] = times.MayUse(e) ? time.Backward : NoWay;
            TailWaitTicks[e] = time.TailWait;
            HeadWaitTicks[e] = time.HeadWait;
        }
        (_innerForward, _innerBackward, SteepPieces) = (times.InnerForward, times.InnerBackward, times.SteepPieces);
    }

    private void FillArcs()
    {
        int[] tail = Network.Tail, head = Network.Head;
        for (int e = 0; e < tail.Length; e++)
        {
            FirstOut[tail[e] + 1]++;
            FirstOut[head[e] + 1]++;
        }
        for (int v = 0; v < Network.NodeCount; v++) FirstOut[v + 1] += FirstOut[v];
        int[] next = FirstOut[..^1];
        for (int e = 0; e < tail.Length; e++)
        {
            Put(next[tail[e]]++, head[e], ForwardTicks[e], BackwardTicks[e], e);
            Put(next[head[e]]++, tail[e], BackwardTicks[e], ForwardTicks[e], e);
        }

        void Put(int arc, int otherEnd, int ticksOut, int ticksIn, int edge)
        {
            Head[arc] = otherEnd;
            TicksOut[arc] = ticksOut;
            TicksIn[arc] = ticksIn;
            ArcEdge[arc] = edge;
        }
    }
}

using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Walking;

public sealed partial class WalkGraph
{
    /// <summary>Edges that were cut and are still open from end to end, as they were: for places that were put onto them before.</summary>
    private readonly Dictionary<int, EdgeTime> _uncut = [];

    /// <summary>
    /// Whether an edge of the base was cut and all its parts are open. Nothing leads over it any more, and nothing is put onto it;
    /// but a place that stood on it walks to its ends, and to others who stood on it, in exactly the time of before.
    /// </summary>
    internal bool IsCutAndOpen(int edge) => _uncut.ContainsKey(edge);

    private int WholeTicks(int edge, bool isForward)
    {
        int ticks = isForward ? ForwardTicks[edge] : BackwardTicks[edge];
        return ticks != NoWay || !_uncut.TryGetValue(edge, out EdgeTime whole) ? ticks : isForward ? whole.Forward : whole.Backward;
    }

    /// <summary>The graph after edits: the arrays copied, what the edits touched patched, the rest as it was.</summary>
    internal WalkGraph After(NetworkOverlay overlay, WalkNetwork edited)
    {
        var graph = new WalkGraph(edited, Walker, IsForResidents);
        ForwardTicks.CopyTo(graph.ForwardTicks, 0);
        BackwardTicks.CopyTo(graph.BackwardTicks, 0);
        TailWaitTicks.CopyTo(graph.TailWaitTicks, 0);
        HeadWaitTicks.CopyTo(graph.HeadWaitTicks, 0);
        FirstOut.CopyTo(graph.FirstOut, 0);
        Head.CopyTo(graph.Head, 0);
        TicksOut.CopyTo(graph.TicksOut, 0);
        TicksIn.CopyTo(graph.TicksIn, 0);
        ArcEdge.CopyTo(graph.ArcEdge, 0);

        var times = new EdgeTimes(edited, Walker, IsForResidents);
        // Times as if open; a closed edge keeps its own, so that opening it again gives exactly what was.
        var open = new Dictionary<int, EdgeTime>();
        int baseEdges = Network.EdgeCount;
        for (int i = 0; i < overlay.Edges.Count; i++) open[baseEdges + i] = times.Of(baseEdges + i);
        foreach (int edge in overlay.Changed.Keys)
            if (edge < baseEdges) open[edge] = BaseTime(edge);
        (graph._innerForward, graph._innerBackward) = (WithBase(times.InnerForward, _innerForward), WithBase(times.InnerBackward, _innerBackward));
        graph._wholeOf = graph.CutEdges(overlay, WholeTime, open);
        foreach ((int edge, EdgeTime time) in open)
        {
            bool mayUse = times.MayUse(edge);
            graph.ForwardTicks[edge] = mayUse ? time.Forward : NoWay;
            graph.BackwardTicks[edge] = mayUse ? time.Backward : NoWay;
            graph.TailWaitTicks[edge] = time.TailWait;
            graph.HeadWaitTicks[edge] = time.HeadWait;
        }
        foreach (NetworkOverlay.Cut cut in overlay.Cuts)
        {
            graph.ForwardTicks[cut.Edge] = graph.BackwardTicks[cut.Edge] = NoWay;
            if (cut.Edge < baseEdges && IsWalkable(cut.Edge) && overlay.Parts(cut.Edge).All(times.MayUse)) graph._uncut[cut.Edge] = BaseTime(cut.Edge);
        }
        graph.PatchArcs(this, overlay);
        return graph;

        EdgeTime WholeTime(int edge) => edge < baseEdges
            ? open.TryGetValue(edge, out EdgeTime time) ? time : BaseTime(edge)
            : times.Of(edge, like: overlay.Parts(edge).MaxBy(overlay.Length));
    }

    /// <summary>The time of a base edge, also where it is closed.</summary>
    private EdgeTime BaseTime(int edge) => IsWalkable(edge)
        ? new EdgeTime(ForwardTicks[edge], BackwardTicks[edge], TailWaitTicks[edge], HeadWaitTicks[edge])
        : new EdgeTimes(Network, Walker, IsForResidents).Of(edge);

    /// <summary>Shares of the base in front of those computed for the new edges.</summary>
    private static float[]? WithBase(float[]? edited, float[]? old)
    {
        if (edited is null || old is null) return edited;
        old.CopyTo(edited, 0);
        return edited;
    }

    /// <summary>A part of an edge that was cut.</summary>
    /// <param name="Whole">The edge as it was.</param>
    /// <param name="OffsetMetres">Metres from its tail to the part's tail.</param>
    /// <param name="ForwardTicks">Ticks of the whole from tail to head, without waits.</param>
    /// <param name="BackwardTicks">Ticks of the whole from head to tail, without waits.</param>
    private readonly record struct CutPart(int Whole, double OffsetMetres, int ForwardTicks, int BackwardTicks);

    /// <summary>The parts of every edge that was cut; their times, which add up to that of the whole, go to <paramref name="times"/>.</summary>
    private Dictionary<int, CutPart> CutEdges(NetworkOverlay overlay, Func<int, EdgeTime> timeOf, Dictionary<int, EdgeTime> times)
    {
        var wholeOf = new Dictionary<int, CutPart>();
        HashSet<int> parts = [.. overlay.Cuts.SelectMany(c => new[] { c.Left, c.Right })];
        foreach (int whole in overlay.Cuts.Select(c => c.Edge).Where(e => !parts.Contains(e)))
        {
            EdgeTime time = timeOf(whole);
            int waits = time.TailWait + time.HeadWait, forward = Walked(time.Forward), backward = Walked(time.Backward);
            (int Edge, double OffsetMetres)[] pieces = [.. overlay.PartsAt(whole)];
            // A part of no length only ties a new node to an old one; whoever waits does so on the parts that are walked.
            double EndOf(int i) => i == pieces.Length - 1 ? overlay.Length(whole) : pieces[i + 1].OffsetMetres;
            int first = Array.FindIndex(pieces, p => p.OffsetMetres > NetworkOverlay.HairMetres / 2) - 1, last = Array.FindIndex(pieces, p => p.OffsetMetres > overlay.Length(whole) - NetworkOverlay.HairMetres / 2) - 1;
            if (first < 0) first = pieces.Length - 1;
            if (last < 0) last = pieces.Length - 1;
            int startForward = 0, startBackward = 0;
            for (int i = 0; i < pieces.Length; i++)
            {
                int endForward = i >= last ? forward : Math.Max(startForward, (int)Math.Round(forward * Share(_innerForward, whole, EndOf(i))));
                int endBackward = i >= last ? backward : Math.Max(startBackward, (int)Math.Round(backward * Share(_innerBackward, whole, EndOf(i))));
                // What has a length goes the way that the whole goes; a tie goes both.
                bool isTie = EndOf(i) - pieces[i].OffsetMetres < NetworkOverlay.HairMetres / 2;
                int tailWait = i == first ? time.TailWait : 0, headWait = i == last ? time.HeadWait : 0;
                times[pieces[i].Edge] = new EdgeTime(
                    time.Forward == NoWay && !isTie ? NoWay : endForward - startForward + tailWait + headWait,
                    time.Backward == NoWay && !isTie ? NoWay : endBackward - startBackward + tailWait + headWait,
                    (ushort)tailWait, (ushort)headWait);
                wholeOf[pieces[i].Edge] = new CutPart(whole, pieces[i].OffsetMetres, forward, backward);
                (startForward, startBackward) = (endForward, endBackward);
            }

            int Walked(int ticks) => ticks == NoWay ? 0 : ticks - waits;
        }
        return wholeOf;
    }

    private void PatchArcs(WalkGraph old, NetworkOverlay overlay)
    {
        int baseNodes = old.Network.NodeCount, baseEdges = old.Network.EdgeCount;
        // Arcs of base edges that changed or were cut: at either end, the part that is there now.
        foreach (int edge in overlay.TouchedEdges)
        {
            int[] parts = [.. overlay.Parts(edge)];
            int tail = old.Network.Tail[edge], head = old.Network.Head[edge];
            int tailArc = Array.IndexOf(old.ArcEdge, edge, old.FirstOut[tail], old.FirstOut[tail + 1] - old.FirstOut[tail]);
            int headArc = Array.LastIndexOf(old.ArcEdge, edge, old.FirstOut[head + 1] - 1, old.FirstOut[head + 1] - old.FirstOut[head]);
            PutArc(tailArc, parts[0], fromTail: true);
            PutArc(headArc, parts[^1], fromTail: false);
        }
        // New nodes come after all others, and so do their arcs.
        var arcs = new List<(int Edge, bool FromTail)>[overlay.Nodes.Count];
        for (int n = 0; n < arcs.Length; n++) arcs[n] = [];
        for (int i = 0; i < overlay.Edges.Count; i++)
        {
            int edge = baseEdges + i;
            if (overlay.IsCut(edge)) continue;
            if (Network.Tail[edge] >= baseNodes) arcs[Network.Tail[edge] - baseNodes].Add((edge, true));
            if (Network.Head[edge] >= baseNodes) arcs[Network.Head[edge] - baseNodes].Add((edge, false));
        }
        int next = old.FirstOut[baseNodes];
        for (int n = 0; n < arcs.Length; n++)
        {
            foreach ((int edge, bool fromTail) in arcs[n]) PutArc(next++, edge, fromTail);
            FirstOut[baseNodes + n + 1] = next;
        }
    }

    private void PutArc(int arc, int edge, bool fromTail)
    {
        Head[arc] = fromTail ? Network.Head[edge] : Network.Tail[edge];
        TicksOut[arc] = fromTail ? ForwardTicks[edge] : BackwardTicks[edge];
        TicksIn[arc] = fromTail ? BackwardTicks[edge] : ForwardTicks[edge];
        ArcEdge[arc] = edge;
    }
}

namespace ServiceCircle.Walking;

internal sealed partial class WalkGraph
{
    /// <summary>Edges that were cut, as they were: who was put onto them before still walks along them in the time of before.</summary>
    private readonly Dictionary<int, CutEdge> _cut = [];

    /// <summary>What is left of them.</summary>
    private readonly Dictionary<int, CutPart> _partOf = [];

    /// <summary>
    /// Whether an edge of the base was cut and all its parts are open. Nothing leads over it any more, and nothing is put onto it;
    /// but a place that stood on it walks to its ends, and to others who stood on it, in exactly the time of before.
    /// </summary>
    internal bool IsCutAndOpen(int edge) => _cut.TryGetValue(edge, out CutEdge cut) && cut.IsOpen;

    /// <summary>Ticks from end to end, waits included; of an edge that was cut and is open, those of before.</summary>
    private int WholeTicks(int edge, bool isForward)
    {
        int ticks = (isForward ? _forwardTicks : _backwardTicks)[edge];
        return ticks != NoWay || !_cut.TryGetValue(edge, out CutEdge cut) || !cut.IsOpen ? ticks
            : isForward ? cut.Time.Forward : cut.Time.Backward;
    }

    /// <summary>Ticks from end to end without waits; 0 where the direction is closed.</summary>
    private static int Walked(EdgeTime time, bool isForward) =>
        (isForward ? time.Forward : time.Backward) is var ticks && ticks != NoWay ? ticks - time.TailWait - time.HeadWait : 0;

    /// <summary>The graph after edits: the arrays copied, what the edits touched patched, the rest as it was.</summary>
    internal WalkGraph After(NetworkOverlay overlay, WalkNetwork edited)
    {
        var graph = new WalkGraph(edited, Walker, IsForResidents);
        _forwardTicks.CopyTo(graph._forwardTicks, 0);
        _backwardTicks.CopyTo(graph._backwardTicks, 0);
        _tailWaitTicks.CopyTo(graph._tailWaitTicks, 0);
        _headWaitTicks.CopyTo(graph._headWaitTicks, 0);
        _firstOut.CopyTo(graph._firstOut, 0);
        _head.CopyTo(graph._head, 0);
        _ticksOut.CopyTo(graph._ticksOut, 0);
        _ticksIn.CopyTo(graph._ticksIn, 0);
        _arcEdge.CopyTo(graph._arcEdge, 0);

        var times = new EdgeTimes(edited, Walker, IsForResidents);
        // Times as if open; a closed edge keeps its own, so that opening it again gives exactly what was.
        var open = new Dictionary<int, EdgeTime>();
        int baseEdges = Network.EdgeCount;
        for (int i = 0; i < overlay.Edges.Count; i++) open[baseEdges + i] = times.Compute(baseEdges + i);
        foreach (int edge in overlay.Changed.Keys)
            if (edge < baseEdges) open[edge] = BaseTime(edge);
        (graph._innerForward, graph._innerBackward) =
            (WithBase(times.InnerForward, _innerForward), WithBase(times.InnerBackward, _innerBackward));
        graph.CutEdges(overlay,
            edge => new CutEdge(WholeTime(edge), edge < baseEdges && IsWalkable(edge) && overlay.Parts(edge).All(times.MayUse)), open);
        foreach ((int edge, EdgeTime time) in open)
        {
            bool mayUse = times.MayUse(edge);
            graph._forwardTicks[edge] = mayUse ? time.Forward : NoWay;
            graph._backwardTicks[edge] = mayUse ? time.Backward : NoWay;
            graph._tailWaitTicks[edge] = time.TailWait;
            graph._headWaitTicks[edge] = time.HeadWait;
        }
        foreach (NetworkOverlay.Cut cut in overlay.Cuts) graph._forwardTicks[cut.Edge] = graph._backwardTicks[cut.Edge] = NoWay;
        graph.PatchArcs(this, overlay);
        return graph;

        EdgeTime WholeTime(int edge) =>
            edge < baseEdges ? BaseTime(edge) : times.Compute(edge, like: overlay.Parts(edge).MaxBy(overlay.Length));
    }

    /// <summary>The time of a base edge, also where it is closed.</summary>
    private EdgeTime BaseTime(int edge) => IsWalkable(edge)
        ? new EdgeTime(_forwardTicks[edge], _backwardTicks[edge], _tailWaitTicks[edge], _headWaitTicks[edge])
        : new EdgeTimes(Network, Walker, IsForResidents).Compute(edge);

    private static float[]? WithBase(float[]? edited, float[]? old)
    {
        if (edited is null || old is null) return edited;
        old.CopyTo(edited, 0);
        return edited;
    }

    /// <summary>An edge that was cut: its time as if open, and whether it was open and all its parts still are.</summary>
    private readonly record struct CutEdge(EdgeTime Time, bool IsOpen);

    /// <summary>A part of an edge that was cut: the edge as it was, and metres from its tail to the part's tail.</summary>
    private readonly record struct CutPart(int Whole, double OffsetMetres);

    /// <summary>
    /// Notes every edge that was cut and its parts; their times, which add up to the whole's, go to <paramref name="times"/>.
    /// </summary>
    private void CutEdges(NetworkOverlay overlay, Func<int, CutEdge> before, Dictionary<int, EdgeTime> times)
    {
        HashSet<int> parts = [.. overlay.Cuts.SelectMany(c => new[] { c.Left, c.Right })];
        foreach (int whole in overlay.Cuts.Select(c => c.Edge).Where(e => !parts.Contains(e)))
        {
            EdgeTime time = (_cut[whole] = before(whole)).Time;
            int forward = Walked(time, isForward: true), backward = Walked(time, isForward: false);
            (int Edge, double OffsetMetres)[] pieces = [.. overlay.PartsAt(whole)];
            // A part of no length only ties a new node to an old one; whoever waits does so on the parts that are walked.
            double EndOf(int i) => i == pieces.Length - 1 ? overlay.Length(whole) : pieces[i + 1].OffsetMetres;
            int first = Array.FindIndex(pieces, p => p.OffsetMetres > NetworkOverlay.HairMetres / 2) - 1,
                last = Array.FindIndex(pieces, p => p.OffsetMetres > overlay.Length(whole) - NetworkOverlay.HairMetres / 2) - 1;
            if (first < 0) first = pieces.Length - 1;
            if (last < 0) last = pieces.Length - 1;
            int startForward = 0, startBackward = 0;
            for (int i = 0; i < pieces.Length; i++)
            {
                int endForward = i >= last ? forward
                    : Math.Max(startForward, (int)Math.Round(forward * Share(_innerForward, whole, EndOf(i))));
                int endBackward = i >= last ? backward
                    : Math.Max(startBackward, (int)Math.Round(backward * Share(_innerBackward, whole, EndOf(i))));
                // What has a length goes the way that the whole goes; a tie goes both.
                bool isTie = EndOf(i) - pieces[i].OffsetMetres < NetworkOverlay.HairMetres / 2;
                int tailWait = i == first ? time.TailWait : 0, headWait = i == last ? time.HeadWait : 0;
                times[pieces[i].Edge] = new EdgeTime(
                    time.Forward == NoWay && !isTie ? NoWay : endForward - startForward + tailWait + headWait,
                    time.Backward == NoWay && !isTie ? NoWay : endBackward - startBackward + tailWait + headWait,
                    (ushort)tailWait, (ushort)headWait);
                _partOf[pieces[i].Edge] = new CutPart(whole, pieces[i].OffsetMetres);
                (startForward, startBackward) = (endForward, endBackward);
            }
        }
    }

    private void PatchArcs(WalkGraph old, NetworkOverlay overlay)
    {
        int baseNodes = old.Network.NodeCount, baseEdges = old.Network.EdgeCount;
        // Arcs of base edges that changed or were cut: at either end, the part that is there now.
        foreach (int edge in overlay.TouchedEdges)
        {
            int[] parts = [.. overlay.Parts(edge)];
            int tail = old.Network.Tail[edge], head = old.Network.Head[edge];
            int tailArc = Array.IndexOf(old._arcEdge, edge, old._firstOut[tail], old._firstOut[tail + 1] - old._firstOut[tail]);
            int headArc = Array.LastIndexOf(old._arcEdge, edge, old._firstOut[head + 1] - 1, old._firstOut[head + 1] - old._firstOut[head]);
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
        int next = old._firstOut[baseNodes];
        for (int n = 0; n < arcs.Length; n++)
        {
            foreach ((int edge, bool fromTail) in arcs[n]) PutArc(next++, edge, fromTail);
            _firstOut[baseNodes + n + 1] = next;
        }
    }
}

using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>
/// All of the network in the order of its graph nodes. A consumer that writes something for every node then writes from front to
/// back, each row once, and what is read for it lies one behind the other: what costs most where the search itself is short.
/// </summary>
internal sealed class GraphOrder<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>graphNode[v] is the graph node of local node v; entry 0 is unused.</summary>
    public GraphOrder(int[] graphNode, LocalChain[] chains, InteriorTimes<T> interiors)
    {
        Nodes = [.. Enumerable.Range(1, graphNode.Length - 1).OrderBy(v => graphNode[v]).Select(v => (v, graphNode[v]))];
        Chains = [.. chains.OrderBy(c => interiors.Entries[interiors.First[c.Chain]].Node)];
        Entries = new InteriorTimes<T>.Entry[interiors.Entries.Length];
        End = new int[chains.Length];
        int next = 0;
        for (int c = 0; c < Chains.Length; c++)
        {
            for (int i = interiors.First[Chains[c].Chain]; i < interiors.First[Chains[c].Chain + 1]; i++)
                Entries[next++] = interiors.Entries[i];
            End[c] = next;
        }
    }

    /// <summary>Every junction: its local number and its graph node.</summary>
    public (int Local, int Graph)[] Nodes { get; }
    public LocalChain[] Chains { get; }

    /// <summary>The end of the entries of each of these chains, where those of the next begin.</summary>
    public int[] End { get; }

    /// <summary>The nodes inside the chains, one chain after another.</summary>
    public InteriorTimes<T>.Entry[] Entries { get; }
}

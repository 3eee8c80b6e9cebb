using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>The interior nodes of all chains as one run reads them: one direction, one label type, the wanted nodes only.</summary>
internal sealed class InteriorTimes<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>First entry of each chain, and the end of the last.</summary>
    public readonly int[] First;
    public readonly Entry[] Entries;
    public readonly JunctionGraph Junctions;
    public readonly Direction Direction;

    /// <summary>For the graph nodes that are wanted; null for all.</summary>
    public InteriorTimes(JunctionGraph junctions, Direction direction, bool[]? wanted)
    {
        (Junctions, Direction) = (junctions, direction);
        First = wanted == null ? junctions.FirstInterior : new int[junctions.ChainCount + 1];
        Entries = new Entry[wanted == null ? junctions.Interiors.Length : junctions.Interiors.Count(i => wanted[i.Node])];
        int next = 0;
        for (int c = 0; c < junctions.ChainCount; c++)
        {
            for (int i = junctions.FirstInterior[c]; i < junctions.FirstInterior[c + 1]; i++)
            {
                ref readonly Interior interior = ref junctions.Interiors[i];
                if (wanted != null && !wanted[interior.Node]) continue;
                bool from = direction == Direction.From;
                Entries[next++] = new Entry
                {
                    Node = interior.Node,
                    ViaA = Seeds.Narrow<T>(from ? interior.FromA : interior.ToA),
                    ViaB = Seeds.Narrow<T>(from ? interior.FromB : interior.ToB),
                };
            }
            if (wanted != null) First[c + 1] = next;
        }
    }

    public struct Entry
    {
        /// <summary>Graph node, and the ticks between it and either end of its chain.</summary>
        public int Node;
        public T ViaA;
        public T ViaB;
    }
}

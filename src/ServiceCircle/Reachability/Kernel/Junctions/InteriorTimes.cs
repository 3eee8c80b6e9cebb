using System.Numerics;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>The interior nodes of all chains as one run reads them: one direction, one label type, the wanted nodes only.</summary>
internal sealed class InteriorTimes<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>First entry of each chain, and the end of the last.</summary>
    public readonly int[] First;

    /// <summary>The entries.</summary>
    public readonly Entry[] Entries;

    /// <summary>Junctions that the chains belong to.</summary>
    public readonly JunctionGraph Junctions;

    /// <summary>Direction of the run.</summary>
    public readonly Direction Direction;

    /// <param name="junctions">The junctions.</param>
    /// <param name="direction">Direction of the run.</param>
    /// <param name="wanted">Which graph nodes are reported; null for all.</param>
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

    /// <summary>One interior node.</summary>
    public struct Entry
    {
        /// <summary>Graph node.</summary>
        public int Node;

        /// <summary>Ticks between end A and the node.</summary>
        public T ViaA;

        /// <summary>Ticks between end B and the node.</summary>
        public T ViaB;
    }
}

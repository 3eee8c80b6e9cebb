using System.Numerics;
using ServiceCircle.Reachability.Kernel.Junctions;

namespace ServiceCircle.Reachability.Kernel.Sweeps;

/// <summary>
/// The part of the hierarchy that a group of neighbouring sources can reach, renumbered 1, 2, 3 ... in the order of the
/// hierarchy, so that a sweep reads it from front to back. Number 0 is a node that is never reached.
/// </summary>
internal sealed class Region<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    /// <summary>Number of nodes.</summary>
    public int Count;

    /// <summary>Graph node of each local node.</summary>
    public int[] Node = [0];

    /// <summary>First upward arc of each local node.</summary>
    public int[] FirstArc = [0, 0];

    /// <summary>Upward arcs.</summary>
    public Arc[] Arcs = [];

    /// <summary>Chains of which at least one end is in the region.</summary>
    public LocalChain[] Chains = [];

    /// <summary>Number of chains.</summary>
    public int ChainCount;

    /// <summary>First source, in batch order.</summary>
    public int FirstSource;

    /// <summary>Number of sources.</summary>
    public int SourceCount;

    /// <summary>Seeds of the sources.</summary>
    public Seed[] Seeds = [];

    /// <summary>An arc to a higher node.</summary>
    public struct Arc
    {
        /// <summary>The higher node.</summary>
        public int Upper;

        /// <summary>Ticks to walk up the arc.</summary>
        public T Up;

        /// <summary>Ticks to walk down the arc.</summary>
        public T Down;
    }

    /// <summary>Where a source starts.</summary>
    /// <param name="Node">Local node; 0 where it cannot be reached within the limit.</param>
    /// <param name="Ticks">Ticks between the source and the node.</param>
    public readonly record struct Seed(int Node, T Ticks);

    /// <summary>Makes room for a region; what was there is lost.</summary>
    public void Reserve(in RegionSize size)
    {
        Room(ref Node, size.Nodes + 1);
        Room(ref FirstArc, size.Nodes + 2);
        Room(ref Arcs, size.Arcs + 1);
        Room(ref Chains, size.Chains);
        Room(ref Seeds, size.Seeds);
    }

    /// <summary>Makes room for at least so many entries; what was there is lost.</summary>
    public static void Room<TItem>(ref TItem[] array, int length)
    {
        if (array.Length < length) array = new TItem[length + length / 4 + 16];
    }
}

/// <summary>How large a region is.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="Arcs">Upward arcs, or more.</param>
/// <param name="Chains">Chains.</param>
/// <param name="Seeds">Seeds.</param>
internal readonly record struct RegionSize(int Nodes, int Arcs, int Chains, int Seeds)
{
    /// <summary>Room for both.</summary>
    public static RegionSize Max(in RegionSize a, in RegionSize b) =>
        new(Math.Max(a.Nodes, b.Nodes), Math.Max(a.Arcs, b.Arcs), Math.Max(a.Chains, b.Chains), Math.Max(a.Seeds, b.Seeds));
}

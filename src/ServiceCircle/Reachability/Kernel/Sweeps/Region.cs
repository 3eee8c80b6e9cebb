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
    public int Count;
    public int[] Node = [0];
    public int[] FirstArc = [0, 0];
    public Arc[] Arcs = [];

    /// <summary>Chains of which at least one end is in the region.</summary>
    public LocalChain[] Chains = [];
    public int ChainCount;
    public int FirstSource;
    public int SourceCount;
    public Seed[] Seeds = [];

    /// <summary>An arc to a higher node, and the ticks to walk up and down.</summary>
    public struct Arc
    {
        public int Upper;
        public T Up;
        public T Down;
    }

    /// <summary>Where a source starts: local node, 0 where it cannot be reached within the limit, and the ticks between.</summary>
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

internal readonly record struct RegionSize(int Nodes, int Arcs, int Chains, int Seeds)
{
    /// <summary>Room for both.</summary>
    public static RegionSize Max(in RegionSize a, in RegionSize b) =>
        new(Math.Max(a.Nodes, b.Nodes), Math.Max(a.Arcs, b.Arcs), Math.Max(a.Chains, b.Chains), Math.Max(a.Seeds, b.Seeds));
}

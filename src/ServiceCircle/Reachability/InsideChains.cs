using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceCircle.Reachability;

/// <summary>The sources of a batch that start inside chains: the ways along those chains, which no junction sees.</summary>
internal sealed class InsideChains<TRow, T>(InteriorTimes<T> interiors)
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly ulong[] _has = new ulong[interiors.Core.ChainCount / 64 + 1];
    private readonly int[] _firstOf = new int[interiors.Core.ChainCount];
    private readonly List<(Seeds.Place Place, int Lane, int Next)> _places = [];

    /// <summary>The chains in which sources of the batch start.</summary>
    public List<int> Chains { get; } = [];

    /// <summary>Notes the sources of a batch.</summary>
    public void Begin(Seeds seeds, int firstSource, int sourceCount)
    {
        _places.Clear();
        Chains.Clear();
        for (int s = firstSource; s < firstSource + sourceCount; s++)
        {
            for (int k = seeds.FirstInside[s]; k < seeds.FirstInside[s + 1]; k++)
            {
                Seeds.Place place = seeds.Inside[k];
                bool more = Has(place.Chain);
                if (!more) Chains.Add(place.Chain);
                _has[place.Chain >>> 6] |= 1ul << place.Chain;
                _places.Add((place, s - firstSource, more ? _firstOf[place.Chain] : -1));
                _firstOf[place.Chain] = _places.Count - 1;
            }
        }
    }

    /// <summary>Whether a source starts in a chain that is not done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int chain) => (_has[chain >>> 6] & (1ul << chain)) != 0;

    /// <summary>The chain has got its times.</summary>
    public void Done(int chain) => _has[chain >>> 6] &= ~(1ul << chain);

    /// <summary>Lowers the times of some nodes of a chain to the ways along the chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="begin">First entry.</param>
    /// <param name="end">End of the entries.</param>
    /// <param name="rows">Row of the first entry.</param>
    public void Improve(int chain, int begin, int end, ref TRow rows)
    {
        int first = interiors.Core.FirstInterior[chain], last = interiors.Core.FirstInterior[chain + 1] - 1;
        ReadOnlySpan<Interior> along = interiors.Core.Interiors.AsSpan(first, last - first + 1);
        bool from = interiors.Direction == Direction.From;
        for (int p = _firstOf[chain]; p >= 0; p = _places[p].Next)
        {
            (Seeds.Place place, int lane, _) = _places[p];
            int ticks = place.Ticks;
            Lower(place.Interior, lane, ticks, begin, end, ref rows);
            for (int i = place.Interior - first + 1; i < along.Length && ticks < Graph.Unreachable; i++)
            {
                ticks = Core.Sum(ticks, from ? along[i].StepOut : along[i].StepBack);
                Lower(first + i, lane, ticks, begin, end, ref rows);
            }

            ticks = place.Ticks;
            for (int i = place.Interior - first; i > 0 && ticks < Graph.Unreachable; i--)
            {
                ticks = Core.Sum(ticks, from ? along[i].StepBack : along[i].StepOut);
                Lower(first + i - 1, lane, ticks, begin, end, ref rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lower(int interior, int lane, int ticks, int begin, int end, ref TRow rows)
    {
        int entry = interiors.EntryOf(interior);
        if (entry < begin || entry >= end) return;
        ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref Unsafe.Add(ref rows, entry - begin)), lane);
        time = T.Min(time, Seeds.Narrow<T>(ticks));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel.Junctions;

/// <summary>The sources of a batch that start inside chains: the ways along those chains, which no junction sees.</summary>
internal sealed class InsideChains<TRow, T>
    where TRow : unmanaged, ILabel<TRow, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    private readonly JunctionGraph _junctions;
    private readonly Direction _direction;
    private readonly ulong[] _has;
    private readonly int[] _lastPlace;
    private readonly List<(Seeds.Place Place, int Lane, int Before)> _places;
    private readonly AlignedRows<TRow> _rows = new();

    /// <summary>Room for the longest chain and for sources with two starts each, so that batches allocate nothing.</summary>
    public InsideChains(JunctionGraph junctions, Direction direction)
    {
        (_junctions, _direction) = (junctions, direction);
        (_has, _lastPlace) = (new ulong[junctions.ChainCount / 64 + 1], new int[junctions.ChainCount]);
        (_places, Chains) = (new(2 * TRow.Lanes), new(2 * TRow.Lanes));
        _rows.Room(junctions.LongestChain);
    }

    /// <summary>The chains in which sources of the batch start.</summary>
    public List<int> Chains { get; }

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
                _places.Add((place, s - firstSource, more ? _lastPlace[place.Chain] : -1));
                _lastPlace[place.Chain] = _places.Count - 1;
            }
        }
    }

    /// <summary>Whether a source starts in a chain that was not walked yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int chain) => (_has[chain >>> 6] & (1ul << chain)) != 0;

    /// <summary>Times of all nodes inside a chain: from A to B and back again, starting at the ends and at the sources inside.</summary>
    public ReadOnlySpan<TRow> Walk(int chain, TRow a, TRow b)
    {
        _has[chain >>> 6] &= ~(1ul << chain);
        int first = _junctions.FirstInterior[chain];
        ReadOnlySpan<Interior> along = _junctions.Interiors.AsSpan(first, _junctions.FirstInterior[chain + 1] - first);
        Span<TRow> rows = _rows.Span[..along.Length];
        rows.Fill(TRow.Create(T.MaxValue));
        for (int p = _lastPlace[chain]; p >= 0; p = _places[p].Before)
        {
            (Seeds.Place place, int lane, _) = _places[p];
            ref T time = ref Unsafe.Add(ref Unsafe.As<TRow, T>(ref rows[place.Interior - first]), lane);
            time = T.Min(time, Seeds.Narrow<T>(place.Ticks));
        }
        bool from = _direction == Direction.From;
        for (int i = 0; i < rows.Length; i++)
        {
            int step = from ? along[i].StepOut : along[i].StepBack;
            rows[i] = TRow.Min(rows[i], TRow.Walk(i == 0 ? a : rows[i - 1], Seeds.Narrow<T>(step)));
        }
        int last = rows.Length - 1;
        rows[last] = TRow.Min(rows[last], TRow.Walk(b, Seeds.Narrow<T>(from ? along[last].FromB : along[last].ToB)));
        for (int i = last; i > 0; i--)
        {
            int step = from ? along[i].StepBack : along[i].StepOut;
            rows[i - 1] = TRow.Min(rows[i - 1], TRow.Walk(rows[i], Seeds.Narrow<T>(step)));
        }
        return rows;
    }
}

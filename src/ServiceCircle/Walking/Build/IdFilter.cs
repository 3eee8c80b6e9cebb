using System.Numerics;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// A set of ids in few bits that says yes to every id in it and, by mistake, to half a percent of the others (B. H. Bloom, 1970). Several
/// threads may add at once.
/// </summary>
internal sealed class IdFilter
{
    private readonly ulong[] _words;

    /// <summary>A set for about so many ids, at 16 bits each; of more it says yes by mistake more often.</summary>
    public IdFilter(long expected) =>
        _words = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected / 4, 1 << 10, 1 << 25))];

    public void Add(long id)
    {
        ulong hash = Hash(id);
        for (int i = 0; i < 3; i++, hash = BitOperations.RotateRight(hash, 21))
        {
            ref ulong word = ref _words[Word(hash)];
            ulong bit = 1UL << (int)(hash & 63);
            if ((Volatile.Read(ref word) & bit) == 0) Interlocked.Or(ref word, bit);
        }
    }

    public bool MayContain(long id)
    {
        ulong hash = Hash(id);
        for (int i = 0; i < 3; i++, hash = BitOperations.RotateRight(hash, 21))
            if ((_words[Word(hash)] & 1UL << (int)(hash & 63)) == 0) return false;
        return true;
    }

    private int Word(ulong hash) => (int)(hash >> 6 & (ulong)(_words.Length - 1));

    // The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the id changes half of the result.
    private static ulong Hash(long id)
    {
        ulong h = (ulong)id;
        h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDUL;
        h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53UL;
        return h ^ h >> 33;
    }
}

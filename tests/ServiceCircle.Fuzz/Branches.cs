using System.Reflection;
using System.Runtime.InteropServices;

namespace ServiceCircle.Fuzz;

/// <summary>
/// The branches of the library that a file made it take, if SharpFuzz was let into the library after it was built: then every branch counts
/// itself in a table of 64 KiB, as AFL has it (Zalewski, "Technical details of AFL").
/// </summary>
internal sealed unsafe class Branches
{
    private const int Size = 1 << 16;

    private readonly byte* _taken = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    /// <summary>The table of branches; null if the library does not count them.</summary>
    public static Branches? Find()
    {
        // SharpFuzz makes the library ask for this file, which holds the place of the table.
        string common = Path.Combine(AppContext.BaseDirectory, "SharpFuzz.Common.dll");
        if (!File.Exists(common)) return null;
        FieldInfo field = Assembly.LoadFrom(common).GetType("SharpFuzz.Common.Trace")!.GetField("SharedMem")!;
        var branches = new Branches();
        field.SetValue(null, Pointer.Box(branches._taken, typeof(byte*)));
        return branches;
    }

    /// <summary>Branches taken so far; two that share a place in the table count as one.</summary>
    public int Count => _seen.Count(s => s != 0);

    /// <summary>Whether a branch was taken for the first time, or a new order of magnitude of times, since this was asked last.</summary>
    public bool AnyNew()
    {
        bool isAnyNew = false;
        for (int i = 0; i < Size; i++)
        {
            if (_taken[i] == 0) continue;
            // One bit for once, twice or thrice, four to seven times and so on.
            var times = (byte)(1 << int.Log2(_taken[i]));
            isAnyNew |= (_seen[i] & times) == 0;
            _seen[i] |= times;
            _taken[i] = 0;
        }
        return isAnyNew;
    }
}

namespace ServiceCircle.Fuzz;

/// <summary>Numbers and words that programs stumble over.</summary>
internal static class OddValues
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "-0", "1e308", "-1e308", "1e-320", "1e400", "NaN", "Infinity", "2147483648", "-9223372036854775809", "0.1", "91", "181",
        "360", "99999999999999999999999", "1,5", "12万", "１２", "#N/A", "110°18′E", "05",
    ];

    private static readonly string[] Words =
    [
        "", "null", "true", "[]", "{}", "\"\"", "\"x\"", "\\u0000", "\\ud800", "\0", "\uFEFF", "\u202E", "\uD800", "\t", "\r\n", "\"", "'",
        ",", ";", "=1+1", "[[[", "{{{", "]]", "}}", "//", "/*", "<", ">", "&amp;", "&#0;", "<![CDATA[", "合计", "../..", "C:\\", "file://x",
        "%s", "elder", "yes;no", "no @ (22:00-06:00)", "Mo-Fr 25:00-99:99", "2024-02-30", "9999-12-31",
        "0001-01-01", "MULTIPOLYGON EMPTY", "1/0", "(a+)+$",
    ];

    public static string Number(Random random) => Numbers[random.Next(Numbers.Length)];

    public static string Word(Random random) => Words[random.Next(Words.Length)];

    /// <summary>Another whole number than this one: near it, one bit away, or at an end of what a type can hold.</summary>
    public static ulong Whole(ulong number, Random random) => random.Next(10) switch
    {
        0 => number + 1,
        1 => number - 1,
        2 => 0,
        3 => ulong.MaxValue,
        4 => int.MaxValue,
        5 => 1UL << 31,
        6 => 1UL << 63,
        7 => (ulong)random.Next(300),
        8 => (ulong)random.NextInt64(),
        _ => number ^ (1UL << random.Next(64)),
    };

    /// <summary>The bytes of such a number, or of a floating-point number that is none, as many as there is room for.</summary>
    public static void Fill(Span<byte> room, Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (random.Next(5))
        {
            case 0: BitConverter.TryWriteBytes(bytes, random.Next(2) == 0 ? float.NaN : float.PositiveInfinity); break;
            case 1: BitConverter.TryWriteBytes(bytes, random.Next(2) == 0 ? double.NaN : -1e308); break;
            default:
                room[..Math.Min(8, room.Length)].CopyTo(bytes);
                BitConverter.TryWriteBytes(bytes, Whole(BitConverter.ToUInt64(bytes), random));
                break;
        }
        bytes[..Math.Min(8, room.Length)].CopyTo(room);
    }
}

namespace ServiceCircle.Walking;

/// <summary>
/// Something that was computed once from a network and is kept with it in its cache, in bytes that only its maker reads. A
/// network that is edited keeps its parts; the key tells the maker that they no longer fit.
/// </summary>
/// <param name="Kind">What it is, with the version of its layout.</param>
/// <param name="Key">Hash of exactly what it was computed from, lower-case hexadecimal.</param>
/// <param name="Bytes">The contents.</param>
/// <param name="File">The cache that it was read from; empty before it was written.</param>
internal sealed record PreparedPart(string Kind, string Key, byte[] Bytes, string File = "");

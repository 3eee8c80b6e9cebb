using System.Security.Cryptography;

namespace ServiceCircle.Formats;

/// <summary>What tells that an input is still the same.</summary>
internal static class FileHash
{
    /// <summary>SHA-256, lower-case hexadecimal: of a file, or of what a database answered when it was read.</summary>
    public static string Compute(string path, string? layer = null)
    {
        if (DatabaseAddress.Is(path)) return PostgisReader.HashOf(path, layer);
        using FileStream stream = GivenFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

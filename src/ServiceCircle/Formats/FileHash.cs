using System.Security.Cryptography;

namespace ServiceCircle.Formats;

/// <summary>What tells that a file is still the same.</summary>
internal static class FileHash
{
    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Compute(string path)
    {
        using FileStream stream = GivenFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

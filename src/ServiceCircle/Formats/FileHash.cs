using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.IO;

namespace ServiceCircle.Formats;

/// <summary>What tells that an input is still the same.</summary>
internal static class FileHash
{
    /// <summary>SHA-256, lower-case hexadecimal: of a file, or of what a database answers (its layer is that of the options).</summary>
    public static string Compute(string path, string? layer = null)
    {
        if (DatabaseAddress.Is(path)) return Compute(PostgisReader.Read(path, new TableOptions { Layer = layer }));
        using FileStream stream = GivenFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Compute(Table table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var shapes = new WKBWriter();
        void Add(string? text) => hash.AppendData(Encoding.UTF8.GetBytes(text is null ? "\0" : text + "\n"));
        foreach (string column in table.Columns) Add(column);
        foreach (Row row in table.Rows)
        {
            foreach (string? value in row.Values) Add(value);
            hash.AppendData(row.Geometry is null ? [0] : shapes.Write(row.Geometry));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

namespace ServiceCircle.Formats;

/// <summary>What the numbers of a file's geometry are.</summary>
internal enum CoordinateKind
{
    /// <summary>Longitude and latitude in degrees; anything outside the globe is an error.</summary>
    Degrees,

    /// <summary>Metres of a projection: any finite number is accepted, and a declared system is reported, not judged.</summary>
    Projected,

    /// <summary>The table has no geometry that matters: columns such as x and y are plain columns.</summary>
    Ignored,
}

/// <summary>How to read a table where its file does not say so itself.</summary>
internal sealed record TableOptions
{
    /// <summary>"auto" (UTF-8, else GB18030) or any encoding name that .NET knows: "utf-8", "gb18030", "gbk", "big5".</summary>
    public string Encoding { get; init; } = "auto";

    public CoordinateKind Coordinates { get; init; } = CoordinateKind.Degrees;

    // The columns of longitudes or eastings and of latitudes or northings of a text table; null finds them by their usual names.
    public string? XColumn { get; init; }
    public string? YColumn { get; init; }
}

/// <summary>Reads any table format that we know. The one place that lists them.</summary>
internal static class Tables
{
    private static readonly (string[] Extensions, Func<string, TableOptions, Table> Read)[] Formats =
    [
        ([".geojson", ".json"], GeoJsonReader.Read),
        ([".csv", ".tsv", ".txt"], CsvReader.Read),
        ([".xlsx", ".xls"], ExcelTableReader.Read),
    ];

    /// <summary>Every file extension that can be read, with its dot.</summary>
    public static IEnumerable<string> Extensions => Formats.SelectMany(format => format.Extensions);

    /// <summary>Reads a table whose coordinates, if any, are degrees.</summary>
    public static Table Read(string path, string encoding = "auto") => Read(path, new TableOptions { Encoding = encoding });

    /// <summary>Reads a table in the format that the file's extension tells.</summary>
    /// <exception cref="InputException">The file is absent, of no known format, or its content is not what the format asks for.</exception>
    public static Table Read(string path, TableOptions options)
    {
        string extension = Path.GetExtension(path);
        foreach (var (extensions, read) in Formats)
            if (extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return read(path, options);
        throw new InputException(
            path, "", extension.Length == 0 ? "found/no-extension" : new Notice("found/extension", ("extension", extension)),
            Notice.OneOf(Extensions), "advice/convert-file");
    }
}

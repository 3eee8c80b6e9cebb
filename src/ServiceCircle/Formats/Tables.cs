using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>How to read a table where its file does not say so itself.</summary>
internal sealed record TableOptions
{
    /// <summary>"auto" (UTF-8, else GB18030) or any encoding name that .NET knows: "utf-8", "gb18030", "gbk", "big5".</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>What the coordinates are; null: what the file declares, else WGS-84.</summary>
    public Crs? Crs { get; init; }

    /// <summary>
    /// The sheet of a workbook (null: the first that holds a table), the layer of a GeoPackage or the table of a database (needed where
    /// there are several; of a database a query too) or the layer of a drawing (null: all).
    /// </summary>
    public string? Layer { get; init; }

    /// <summary>The table has no geometry that matters: columns such as x and y are plain columns.</summary>
    public bool WithoutGeometry { get; init; }

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
        ([".shp"], ShapefileReader.Read),
        ([".gpkg"], GeoPackageReader.Read),
        ([".kml", ".kmz"], KmlReader.Read),
        ([".dxf"], DxfReader.Read),
        ([".parquet"], GeoParquetReader.Read),
    ];

    /// <summary>Every file extension that can be read, with its dot.</summary>
    public static IEnumerable<string> Extensions => Formats.SelectMany(format => format.Extensions);

    /// <summary>Reads a table as its file says that it is to be read.</summary>
    public static Table Read(string path, string encoding = "auto") => Read(path, new TableOptions { Encoding = encoding });

    /// <summary>
    /// Reads a table in the format that the file's extension tells, or of a database. Its geometries become WGS-84 in degrees.
    /// </summary>
    /// <exception cref="InputException">
    /// The file is absent, of no known format, its content is not what the format asks for, or its coordinates are none of their system.
    /// </exception>
    public static Table Read(string path, TableOptions options) => TableProjection.ToWgs84(ReadAsItIs(path, options));

    private static Table ReadAsItIs(string path, TableOptions options)
    {
        if (DatabaseAddress.Is(path)) return PostgisReader.Read(path, options);
        string extension = Path.GetExtension(path);
        foreach (var (extensions, read) in Formats)
            if (extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return read(path, options);
        if (string.Equals(extension, ".dwg", StringComparison.OrdinalIgnoreCase))
            throw new InputException(path, "", "found/dwg", "expected/dxf", "advice/save-dxf");
        throw new InputException(
            path, "", extension.Length == 0 ? "found/no-extension" : new Notice("found/extension", ("extension", extension)),
            Notice.OneOf(Extensions), "advice/convert-file");
    }
}

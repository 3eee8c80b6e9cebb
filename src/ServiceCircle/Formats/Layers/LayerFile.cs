using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>Writes a layer in the format that a file's extension tells, as <c>convert</c> does.</summary>
internal static class LayerFile
{
    private static readonly string[] Extensions = [".geojson", ".json", ".csv", ".xlsx", ".gpkg", ".shp", ".parquet"];

    /// <summary>The files that a layer becomes under a name: one, or a Shapefile's several.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="layer">What it is to hold.</param>
    /// <param name="metadata">The head of a GeoJSON.</param>
    /// <exception cref="InputException">No format has this extension, or it cannot hold the layer's coordinates.</exception>
    public static IReadOnlyList<(string Name, Action<Stream> Write)> Files(string path, Layer layer, GeoJsonMetadata metadata)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        string[] titles = [.. layer.Columns.Select(c => c.Name)];
        ColumnNames.CheckCount(path, "", layer.Columns.Count, extension switch
        {
            ".shp" => 255,
            ".gpkg" => 1_990,
            ".xlsx" => 16_380,
            _ => int.MaxValue,
        });
        switch (extension)
        {
            case ".geojson" or ".json":
                GeoJsonMetadata head = metadata with
                {
                    Crs = layer.Crs.Epsg is null ? layer.Crs.Name
                        : layer.Crs == Crs.Wgs84 ? null : FormattableString.Invariant($"urn:ogc:def:crs:EPSG::{layer.Crs.Epsg}"),
                };
                return [(path, stream => LayerGeoJson.Write(stream, layer, head))];
            case ".csv": return [(path, stream => LayerCsv.Write(stream, layer))];
            case ".xlsx":
                Layer flat = TableLayer.Flat(layer);
                return [(path, stream => WorkbookWriter.Write(
                    stream, [new PackagedLayer(flat, layer.Name, [.. flat.Columns.Select(c => c.Name)]) { IsGiven = true }]))];
            case ".gpkg": return [(path, stream => GeoPackageWriter.Write(stream, [new PackagedLayer(layer, layer.Name, titles)]))];
            case ".shp" when layer.IsSpatial: return [.. ShapefileWriter.Files(layer, Path.ChangeExtension(path, null), titles)];
            case ".parquet" when !layer.IsSpatial || layer.Crs.IsDegreesOfWgs84:
                return [(path, stream => ParquetLayer.Write(stream, layer))];
            case ".shp": throw new InputException(path, "", "found/no-geometry", "expected/layer-with-places");
            case ".parquet": throw new InputException(path, "", Notice.Quoted(layer.Crs.Name), Notice.Quoted(Crs.Wgs84.Name));
            default:
                throw new InputException(
                    path, "", extension.Length == 0 ? "found/no-extension" : new Notice("found/extension", ("extension", extension)),
                    Notice.OneOf(Extensions));
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>
/// Parquet, and GeoParquet 1.0 and 1.1 with its geometry as WKB. Columns in structures are named with points ("names.primary", as Overture
/// Maps has it), the items of a list stand in one cell with semicolons between. Without geometry of its own, one is made of columns with
/// the usual names, as of other tables.
/// </summary>
internal static class GeoParquetReader
{
    /// <summary>Parts of a path that only say that there is a list.</summary>
    private static readonly string[] OfLists = ["list", "element", "item", "array", "bag"];

    public static Table Read(string path, TableOptions options)
    {
        byte[] bytes = GivenFile.Read(path, p => GivenFile.ReadAllBytes(p, GivenFile.MostBytes));
        try
        {
            var allowance = new Allowance(path, bytes.Length);
            ParquetCheck.Check(bytes, allowance);
            // Nothing in it waits for anything: it reads memory.
            return ReadAsync(path, bytes, options, allowance).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not InputException)
        {
            // What broken pages lead to in the package is any exception at all, and sizes that no array has.
            throw new InputException(path, "", "found/no-parquet", "expected/parquet", "advice/fetch-again", e);
        }
    }

    private static async Task<Table> ReadAsync(string path, byte[] bytes, TableOptions options, Allowance allowance)
    {
        await using ParquetReader file = await ParquetReader.CreateAsync(new MemoryStream(bytes));
        var (geometryColumn, declared) = Declared(path, file, options);
        DataField[] fields = file.Schema.GetDataFields();
        DataField? shapes = Array.Find(fields, f => f.Path.ToString() == geometryColumn);
        DataField[] plain = [.. fields.Where(f => f != shapes && f.ClrType != typeof(ReadOnlyMemory<byte>))];
        string[] columns = ColumnNames.Distinct(path, "", Array.ConvertAll(plain, NameOf));
        var cells = new List<string?[]>();
        var wkb = new List<byte[]?>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = file.OpenRowGroupReader(group);
            int first = cells.Count, count = checked((int)rows.RowCount);
            for (int i = 0; i < count; i++) cells.Add(new string?[columns.Length]);
            for (int column = 0; column < columns.Length; column++)
            {
                using RawColumnData data = await rows.ReadRawColumnDataBaseAsync(plain[column]);
                ReadCells(data, plain[column], cells, first, column, allowance);
            }
            if (shapes is null) continue;
            using var blobs = (RawColumnData<ReadOnlyMemory<byte>>)await rows.ReadRawColumnDataBaseAsync(shapes);
            foreach (var (_, value) in Values(blobs, shapes, blobs.Values.Length))
            {
                byte[]? blob = value < 0 ? null : blobs.Values[value].ToArray();
                allowance.Take(blob?.Length ?? 0);
                wkb.Add(blob);
            }
        }
        if (shapes is null && !options.WithoutGeometry)
        {
            IEnumerable<(string, string[])> records = cells.Select(
                (c, i) => (FormattableString.Invariant($"row {i + 1}"), Array.ConvertAll(c, cell => cell ?? "")));
            return CsvReader.FromRecords(path, [("", columns), .. records], options, new RowProblems(path));
        }
        Crs crs = options.Crs ?? declared ?? Crs.Wgs84;
        var problems = new RowProblems(path);
        Row[] all = [.. cells.Select((values, i) =>
        {
            string where = FormattableString.Invariant($"row {i + 1}");
            return new Row(where, values, shapes is null || wkb[i] is not { } own ? null
                : Degrees.Checked(WkbGeometry.Read(own, where, problems), where, crs, problems));
        })];
        problems.ThrowIfAny();
        return new Table(path, columns, all) { Crs = crs };
    }

    private static string NameOf(DataField field) => string.Join('.', field.Path.ToList().Where(p => !OfLists.Contains(p)));

    /// <summary>The column with the geometry, and what its numbers are; null if the file does not say.</summary>
    private static (string? Column, Crs? Crs) Declared(string path, ParquetReader file, TableOptions options)
    {
        if (options.WithoutGeometry || !file.CustomMetadata.TryGetValue("geo", out string? text)) return (null, null);
        using JsonDocument geo = JsonDocument.Parse(text);
        string column = geo.RootElement.GetProperty("primary_column").GetString() ?? "";
        JsonElement own = geo.RootElement.GetProperty("columns").GetProperty(column);
        string encoding = own.GetProperty("encoding").GetString() ?? "";
        if (encoding != "WKB") throw new InputException(path, "", new("found/geometry-encoding", ("name", encoding)), "expected/wkb");
        if (options.Crs is not null) return (column, null);
        if (!own.TryGetProperty("crs", out JsonElement crs)) return (column, Crs.Wgs84);
        if (crs.ValueKind == JsonValueKind.Null) return (column, null);
        string? word = crs.TryGetProperty("id", out JsonElement id)
            ? $"{id.GetProperty("authority").GetString()}:{id.GetProperty("code")}" : null;
        return (column, DeclaredCrs.Of(path, "", word, crs.GetProperty("name").GetString() ?? ""));
    }

    /// <summary>Reads a column into the cells of rows, the first of which stands at a place of its own.</summary>
    private static void ReadCells(
        RawColumnData data, DataField field, List<string?[]> cells, int first, int column, Allowance allowance)
    {
        (int count, Func<int, string?> text) = Texts(data, allowance);
        foreach (var (row, value) in Values(data, field, count))
        {
            if (value < 0 || text(value) is not { Length: > 0 } own) continue;
            string?[] cellsOfRow = cells[first + row];
            cellsOfRow[column] = cellsOfRow[column] is { } before ? $"{before};{own}" : own;
            allowance.TakeCell(cellsOfRow[column]);
        }
    }

    /// <summary>
    /// The values of a column with their rows, by the levels that Parquet keeps beside them: where the definition level is less than the
    /// highest there is none (-1), and a row begins where the repetition level is 0.
    /// </summary>
    private static List<(int Row, int Value)> Values(RawColumnData data, DataField field, int values)
    {
        ReadOnlySpan<int> defined = field.MaxDefinitionLevel == 0 ? [] : data.DefinitionLevels;
        ReadOnlySpan<int> repeated = field.MaxRepetitionLevel == 0 ? [] : data.RepetitionLevels;
        int count = defined.Length > 0 ? defined.Length : values, row = -1, value = 0;
        var all = new List<(int, int)>(count);
        for (int i = 0; i < count; i++)
        {
            if (repeated.Length == 0 || repeated[i] == 0) row++;
            all.Add((row, defined.Length == 0 || defined[i] == field.MaxDefinitionLevel ? value++ : -1));
        }
        return all;
    }

    /// <summary>How many values there are, and each as text.</summary>
    private static (int Count, Func<int, string?> Text) Texts(RawColumnData data, Allowance allowance)
    {
        switch (data)
        {
            case RawColumnData<ReadOnlyMemory<char>> d:
                return (d.Values.Length, i =>
                {
                    // Many rows may share one text, which may be long.
                    allowance.Take(2L * d.Values[i].Length);
                    return PlainText.WithoutHidden(d.Values[i].ToString()).Trim();
                }
                );
            case RawColumnData<DateTime> d:
                return (d.Values.Length, i => d.Values[i].ToString(
                    d.Values[i].TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            case RawColumnData<bool> d: return (d.Values.Length, i => d.Values[i] ? "true" : "false");
            case RawColumnData<double> d: return (d.Values.Length, i => double.IsFinite(d.Values[i]) ? Plain(d.Values[i]) : null);
            case RawColumnData<float> d: return (d.Values.Length, i => float.IsFinite(d.Values[i]) ? Plain(d.Values[i]) : null);
            case RawColumnData<decimal> d:
                return (d.Values.Length, i => d.Values[i].ToString("0.############################", CultureInfo.InvariantCulture));
            case RawColumnData<sbyte> d: return Plainly(d);
            case RawColumnData<byte> d: return Plainly(d);
            case RawColumnData<short> d: return Plainly(d);
            case RawColumnData<ushort> d: return Plainly(d);
            case RawColumnData<int> d: return Plainly(d);
            case RawColumnData<uint> d: return Plainly(d);
            case RawColumnData<long> d: return Plainly(d);
            case RawColumnData<ulong> d: return Plainly(d);
            default: return (0, _ => null);
        }
    }

    private static (int, Func<int, string?>) Plainly<T>(RawColumnData<T> data) where T : struct, IFormattable =>
        (data.Values.Length, i => Plain(data.Values[i]));

    private static string Plain(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}

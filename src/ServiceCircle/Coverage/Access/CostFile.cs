using System.IO.Compression;
using System.Text;
using CsvHelper;
using ServiceCircle.Formats;

namespace ServiceCircle.Coverage.Access;

/// <summary>
/// Costs read from a long table: <c>from_id,to_id,cost</c>, one row per pair, as <c>.csv</c> or <c>.csv.gz</c>. Origin i and destination i
/// of the costs are both place i of the land use; <c>IsOrigin</c> says of a place whether it occurs in from_id.
/// </summary>
internal sealed record CostFile(CostTable Costs, IReadOnlyList<bool> IsOrigin, string CostColumn)
{
    private const int SniffedCharacters = 4096;
    private static readonly string[] UsualCostColumns = ["cost", "travel_time", "travel_time_s", "time", "distance", "distance_m"];

    /// <summary>
    /// Reads a cost table as a stream, so that a city's million pairs are never held as text. A null column is found by its usual names; an
    /// empty cost (or NA, Inf) is an unreachable pair.
    /// </summary>
    /// <exception cref="InputException">The file cannot be read, lacks a column, names an unknown place, repeats a pair, or holds what is
    /// no cost.</exception>
    public static CostFile Read(string path, LandUse places, string? costColumn = null)
    {
        try
        {
            return ReadRows(path, places, costColumn);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "", "found/no-such-file", "expected/cost-table", null, e);
        }
        catch (Exception e) when (
            e is IOException or InvalidDataException or UnauthorizedAccessException or DecoderFallbackException or CsvFormatException)
        {
            throw new InputException(path, "", "found/unreadable-end", "expected/cost-table-utf8", Notice.SaidBy(e), e);
        }
    }

    private static StreamReader Open(string path)
    {
        Stream file = GivenFile.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) file = new GZipStream(file, CompressionMode.Decompress);
        return new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
    }

    private static char DelimiterOf(string path)
    {
        using StreamReader start = Open(path);
        var buffer = new char[SniffedCharacters];
        return Formats.CsvReader.FindDelimiter(new string(buffer, 0, start.ReadBlock(buffer)));
    }

    private static CostFile ReadRows(string path, LandUse places, string? costColumn)
    {
        var problems = new RowProblems(path);
        char delimiter = DelimiterOf(path);
        using StreamReader text = Open(path);
        using var csv = CsvHelper.CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => problems.Add($"line {record.LineNumber}", "found/quotation-marks", "expected/quoted-cells"),
        });
        if (!csv.Read()) throw new InputException(path, "", "found/empty-file", "expected/header-and-rows");
        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
        int from = ColumnOf(path, header, ["from_id"]), to = ColumnOf(path, header, ["to_id"]);
        int cost = ColumnOf(path, header, costColumn is null ? UsualCostColumns : [costColumn]);

        var pairs = new List<(int, int, double)>();
        var seen = new HashSet<long>();
        var isOrigin = new bool[places.Ids.Count];
        while (csv.Read())
        {
            string where = $"line {csv.LineNumber}";
            if (csv.FieldCount != header.Length)
            {
                problems.Add(where, new("found/cells", ("count", $"{csv.FieldCount}")),
                    new("expected/cells-of-header", ("count", $"{header.Length}")));
                continue;
            }
            int origin = places.IndexOf(csv.GetString(from)), destination = places.IndexOf(csv.GetString(to));
            if (origin < 0 || destination < 0)
            {
                problems.Add(where, new("found/place", ("place", csv.GetString(origin < 0 ? from : to))), "expected/land-use-id");
                continue;
            }
            isOrigin[origin] = true;
            string cell = csv.GetString(cost).Trim();
            if (cell is "" or "NA" or "NaN" or "Inf") continue;
            if (!NumberText.TryParse(cell, out double value) || value < 0)
            {
                problems.Add(where, new("found/cell", ("column", header[cost]), ("text", $"{cell}")), "expected/cost-or-empty");
                continue;
            }
            if (!NumberText.IsAmount(value))
            {
                problems.Add(where, new("found/cell", ("column", header[cost]), ("text", $"{cell}")), "expected/amount-or-empty");
                continue;
            }
            if (!seen.Add((long)origin * places.Ids.Count + destination))
            {
                problems.Add(where, new("found/pair-twice", ("from", csv.GetString(from)), ("to", csv.GetString(to))),
                    "expected/each-pair-once");
                continue;
            }
            pairs.Add((origin, destination, value));
        }
        problems.ThrowIfAny();
        return new CostFile(CostTable.FromPairs(places.Ids.Count, places.Ids.Count, pairs), isOrigin, header[cost]);
    }

    private static int ColumnOf(string path, string[] header, string[] names)
    {
        int i = ColumnNames.Find(header, names);
        if (i >= 0) return i;
        throw new InputException(
            path, "line 1", new("found/columns", ("columns", new NameList(header))),
            new("expected/column",
                ("names", names.Select(Notice.AsIs).Aggregate((one, next) => new Notice("expected/or", ("one", one), ("next", next))))),
            "advice/cost-table");
    }
}

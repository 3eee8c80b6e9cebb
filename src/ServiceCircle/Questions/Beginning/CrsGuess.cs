using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Beginning;

/// <summary>What the coordinates of a file are, told by where they put its places on the map.</summary>
/// <param name="Options">How to read the file so.</param>
/// <param name="Table">Read so, in WGS-84.</param>
/// <param name="Inside">The share of its places that lie on the map.</param>
/// <param name="IsDeclared">Whether the file itself says what its coordinates are, or they are plain degrees on the map.</param>
/// <param name="IsSwapped">Whether its columns of longitude and latitude hold each other's numbers.</param>
internal sealed record CrsGuess(TableOptions Options, Table Table, double Inside, bool IsDeclared, bool IsSwapped)
{
    /// <summary>At least this share of the places lies on the map, or the guess is none.</summary>
    public const double Most = 0.5;

    private const int MostPlaces = 500;

    /// <summary>How many pairs of columns hold coordinates.</summary>
    public int Pairs { get; private init; }

    /// <summary>The datum that a header, the file's name or its classes tell; null if nothing does.</summary>
    public string? Hint { get; private init; }

    /// <summary>A place counts as on the map so far beyond its edge, in degrees: a city's list reaches over its borders.</summary>
    private const double MarginDegrees = 0.05;

    /// <summary>
    /// The reading under which most places lie on the map: as the file says; with the columns exchanged; in the projections that are used
    /// where the map lies, of equally good ones the one whose places lie nearest to the streets.
    /// </summary>
    /// <exception cref="InputException">The file cannot be read in any of the ways.</exception>
    public static CrsGuess Of(string path, Table asWritten, Box map, Snapper streets)
    {
        // A file that has shapes of its own does not need its columns.
        bool isText = asWritten.PositionColumns.Count > 0 || asWritten.Rows.All(r => r.Geometry is null);
        (string X, string Y, string? Crs)[] pairs = isText ? [.. ColumnGuess.Coordinates(asWritten)] : [];
        (string X, string Y, string? Crs)? columns = pairs.Length > 0 ? pairs[0] : null;
        bool needsNames = columns is { } own && !asWritten.PositionColumns.SequenceEqual([own.X, own.Y]);
        string? hint = columns?.Crs ?? DatumHint.Of(path, asWritten);
        var options = new TableOptions
        {
            XColumn = needsNames ? columns!.Value.X : null,
            YColumn = needsNames ? columns!.Value.Y : null,
            Crs = hint is null ? null : Crs.Named(hint),
        };
        CrsGuess? best = null;
        InputException? why = null;
        Try(options, isDeclared: true, isSwapped: false);
        if (best is { Inside: >= Most }) return best;
        if (columns is { } pair) Try(options with { XColumn = pair.Y, YColumn = pair.X }, isDeclared: false, isSwapped: true);
        if (best is { Inside: >= Most }) return best;
        foreach (Crs crs in Candidates(asWritten, map)) Try(options with { Crs = crs }, isDeclared: false, isSwapped: false);
        return best ?? throw why!;

        void Try(TableOptions way, bool isDeclared, bool isSwapped)
        {
            try
            {
                Table table = Tables.Read(path, way);
                var guess = new CrsGuess(way, table, InsideOf(table, map), isDeclared, isSwapped) { Pairs = pairs.Length, Hint = hint };
                if (best is null || guess.Inside > best.Inside
                    || (guess.Inside == best.Inside && guess.Inside > 0 && guess.Metres(streets) < best.Metres(streets)))
                    best = guess;
            }
            catch (InputException e)
            {
                why ??= e;
            }
        }
    }

    /// <summary>The share of the places of a table that lie on the map.</summary>
    public static double InsideOf(Table table, Box map)
    {
        Position[] places = Sample(table);
        int margin = (int)(MarginDegrees * 1e7);
        var wide = new Box(map.West - margin, map.South - margin, map.East + margin, map.North + margin);
        return places.Length == 0 ? 0 : places.Count(wide.Contains) / (double)places.Length;
    }

    private static Position[] Sample(Table table)
    {
        Geometry[] shapes = [.. table.Rows.Select(r => r.Geometry).OfType<Geometry>()];
        int step = (shapes.Length - 1) / MostPlaces + 1;
        return [.. shapes.Where((_, i) => i % step == 0).Select(Positions.Inside)];
    }

    private double Metres(Snapper streets) => Statistics.Median(
        Sample(Table).Select(p => Math.Min(DatumFit.MostMetres, streets.NearestMetres(p, DatumFit.MostMetres))));

    /// <summary>
    /// The systems in which surveys and web maps write metres where the map lies: the zones of Gauss-Krüger of three and six degrees around
    /// its middle, with and without their number, UTM and Web Mercator. None where the numbers are degrees.
    /// </summary>
    private static IEnumerable<Crs> Candidates(Table asWritten, Box map)
    {
        Geometry? first = asWritten.Rows.Select(r => r.Geometry).FirstOrDefault(g => g is not null);
        if (first is not null && Math.Abs(first.Coordinate.X) <= 180 && Math.Abs(first.Coordinate.Y) <= 180) return [];
        double middle = (map.West / 2 + map.East / 2) / 1e7, latitude = (map.South / 2 + map.North / 2) / 1e7;
        int three = (int)Math.Round(middle / 3), six = (int)Math.Floor(middle / 6) + 1, utm = (int)Math.Floor((middle + 180) / 6) + 1;
        int[] codes =
        [
            .. Around(three).Where(z => z is >= 25 and <= 45).SelectMany(z => new[] { 4513 + z - 25, 4534 + z - 25 }),
            .. Around(six).Where(z => z is >= 13 and <= 23).SelectMany(z => new[] { 4491 + z - 13, 4502 + z - 13 }),
            (latitude >= 0 ? 32600 : 32700) + utm, 3857, 3763,
        ];
        return codes.Select(c => Crs.Named(FormattableString.Invariant($"EPSG:{c}"))!);

        static int[] Around(int zone) => [zone, zone - 1, zone + 1];
    }
}

namespace ServiceCircle.Formats;

/// <summary>Finds columns by name, and knows the names under which tables usually keep their geometry.</summary>
internal static class ColumnNames
{
    /// <summary>Columns of a table at most. A matrix of costs has one for each site.</summary>
    private const int Most = 1_000_000;

    /// <summary>Pairs of column names, the first pair that a table has wins.</summary>
    public static readonly (string X, string Y)[] CoordinatePairs =
    [
        ("lon", "lat"), ("longitude", "latitude"), ("lng", "lat"), ("long", "lat"), ("经度", "纬度"), ("x", "y"), ("easting", "northing"),
        ("东经", "北纬"), ("东坐标", "北坐标"), ("x坐标", "y坐标"), ("横坐标", "纵坐标"),
    ];

    /// <summary>Names of a column that holds both numbers, "116.48,39.99", as map services hand them out.</summary>
    public static readonly string[] CoordinatePair = ["location", "lnglat", "lonlat", "经纬度", "坐标", "地理坐标"];

    /// <summary>Names of a column of well-known text.</summary>
    public static readonly string[] WellKnownText = ["wkt", "geometry", "geom", "wkt_geom", "the_geom"];

    /// <summary>All of them.</summary>
    public static readonly string[] OfPositions =
        [.. CoordinatePairs.SelectMany(p => new[] { p.X, p.Y }), .. CoordinatePair, .. WellKnownText];

    /// <summary>
    /// The first column with one of the names, ignoring case and surrounding blanks, else the only one that has one of them before a unit
    /// in brackets, "常住人口（人）"; -1 if there is none.
    /// </summary>
    public static int Find(IReadOnlyList<string> columns, IEnumerable<string> names)
    {
        string[] wanted = [.. names.Select(n => n.Trim())];
        int exact = IndexOf(wanted, [.. columns.Select(c => c.Trim())]);
        if (exact >= 0) return exact;
        string[] bare = [.. columns.Select(UnitWord.NameOf)];
        int first = IndexOf(wanted, bare);
        return first >= 0 && bare.Count(b => string.Equals(b, bare[first], StringComparison.OrdinalIgnoreCase)) == 1 ? first : -1;
    }

    private static int IndexOf(string[] wanted, string[] columns)
    {
        foreach (string name in wanted)
            if (Array.FindIndex(columns, c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var i) return i;
        return -1;
    }

    /// <summary>
    /// The names of a header, without blanks around them. Spreadsheets export empty columns beside the table; they get a name so that rows
    /// keep their width.
    /// </summary>
    /// <exception cref="InputException">A name twice, or more names than any table has.</exception>
    public static string[] Distinct(string file, string where, IReadOnlyList<string> cells)
    {
        CheckCount(file, where, cells.Count);
        string[] names = new string[cells.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = string.IsNullOrWhiteSpace(cells[i]) ? FormattableString.Invariant($"column {i + 1}") : cells[i].Trim();
            if (!seen.Add(names[i]))
                throw new InputException(
                    file, where, new("found/column-twice", ("column", names[i])), "expected/distinct-columns", "advice/rename-one");
        }
        return names;
    }

    /// <exception cref="InputException">More columns than any table, or the format of a file, has.</exception>
    public static void CheckCount(string file, string where, int count, int most = Most)
    {
        if (count > most)
            throw new InputException(
                file, where, new("found/many-columns", ("count", count)), new("expected/fewer-columns", ("count", most)));
    }

    /// <summary>The column that the user named for a role.</summary>
    /// <exception cref="InputException">It is not there, or no name was given.</exception>
    public static int Require(string file, IReadOnlyList<string> columns, string role, string? name)
    {
        int i = name is null ? -1 : Find(columns, [name]);
        if (i >= 0) return i;
        throw new InputException(
            file, $"columns.{role}", name is null ? "found/nothing" : new Notice("found/no-such-column", ("column", name)),
            Notice.OneOf(columns), "advice/correct-columns");
    }
}

using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats.Layers;

/// <summary>What the values of a column are: texts, whole numbers (long), numbers (double) or yes and no (bool).</summary>
internal enum ValueKind
{
    Text,
    Whole,
    Number,
    YesNo,
}

/// <summary>A column, with what formats of fixed widths need to know of it.</summary>
/// <param name="Name">As the file names it, such as <c>elder.daycare.minutes</c>.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="MostBytes">Length of its longest text in UTF-8; of other values as they are printed.</param>
/// <param name="Decimals">Most decimals of its numbers.</param>
internal sealed record LayerColumn(string Name, ValueKind Kind, int MostBytes, int Decimals);

/// <summary>A row: values in the order of the columns, null where there is none; the geometry in the layer's coordinates.</summary>
internal sealed record LayerRow(Geometry? Geometry, object?[] Values);

/// <summary>The kinds of geometries that formats keep apart; one and several of a kind are the same.</summary>
[Flags]
internal enum Shapes
{
    None = 0,
    Points = 1,
    Lines = 2,
    Areas = 4,
    Mixed = 8,
}

/// <summary>
/// A table, or a layer where it has geometries: what every form of it is written from. Rows of what the program has written are read from
/// the file as often as they are asked for, so that a large one need not be held in memory; the same every time.
/// </summary>
internal sealed class Layer
{
    private readonly Func<IEnumerable<LayerRow>> _rows;

    /// <param name="name">Its name, with a folder where it lies in one: <c>baseline/coverage</c>.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">The rows, with values as their file has them; a column's values need not be of one kind.</param>
    public Layer(string name, IReadOnlyList<string> columns, Func<IEnumerable<LayerRow>> rows)
    {
        Name = name;
        _rows = rows;
        var seen = new ColumnScan[columns.Count];
        foreach (LayerRow row in rows())
        {
            RowCount++;
            for (int i = 0; i < seen.Length; i++) seen[i].See(row.Values[i]);
            if (row.Geometry is not { } geometry)
            {
                RowsWithout++;
                continue;
            }
            Shapes |= ShapesOf(geometry);
            HasMany |= geometry is GeometryCollection;
            Extent.ExpandToInclude(geometry.EnvelopeInternal);
        }
        Columns = [.. columns.Select((column, i) => seen[i].ToColumn(column))];
    }

    public string Name { get; }
    public IReadOnlyList<LayerColumn> Columns { get; }
    public int RowCount { get; }

    /// <summary>Rows without a geometry.</summary>
    public int RowsWithout { get; }

    /// <summary>The kinds of its geometries; none for a table.</summary>
    public Shapes Shapes { get; }

    /// <summary>Whether some row has several parts: a MultiPolygon.</summary>
    public bool HasMany { get; }

    /// <summary>What its coordinates are.</summary>
    public Crs Crs { get; init; } = Crs.Wgs84;

    /// <summary>Where its geometries lie.</summary>
    public Envelope Extent { get; } = new();

    /// <summary>The timestamp of the OSM data (ISO 8601, UTC), where the file tells it.</summary>
    public string? DataDate { get; init; }

    /// <summary>Whether its positions stand in columns lon and lat already, and are nothing else.</summary>
    public bool HasPositionColumns { get; init; }

    /// <summary>Whether it came with a column of geometries, all of which may be empty.</summary>
    public bool IsSpatial { get; init; }

    /// <summary>The same in other coordinates; its own are those of WGS-84. A table stays as it is.</summary>
    /// <param name="crs">What its coordinates are to be.</param>
    /// <param name="askedBy">What names the system, for messages: an option.</param>
    /// <exception cref="InputException">Something lies where the system is not used.</exception>
    public Layer In(Crs crs, string askedBy) => !IsSpatial || crs.IsDegreesOfWgs84 && crs == Crs ? this : new Layer(
        Name, [.. Columns.Select(c => c.Name)],
        () => _rows().Select(row => row with { Geometry = row.Geometry is { } g ? Moved(g, crs, askedBy) : null }))
    {
        Crs = crs,
        DataDate = DataDate,
        HasPositionColumns = HasPositionColumns,
        IsSpatial = true,
    };

    private Geometry Moved(Geometry geometry, Crs crs, string askedBy)
    {
        CoordinateMove move = CoordinateMove.To(crs);
        Geometry moved = move.Apply(geometry);
        return move.Strange is not { } place ? moved
            : throw new InputException(askedBy, Name, CoordinateMove.Found(place), new("expected/place-in-crs", ("crs", crs.Name)));
    }

    /// <summary>The rows in their order, each value of its column's kind.</summary>
    public IEnumerable<LayerRow> Rows()
    {
        foreach (LayerRow row in _rows())
        {
            for (int i = 0; i < Columns.Count; i++) row.Values[i] = As(Columns[i].Kind, row.Values[i]);
            yield return row;
        }
    }

    /// <summary>The kind of a geometry.</summary>
    public static Shapes ShapesOf(Geometry geometry) => geometry switch
    {
        Point or MultiPoint => Shapes.Points,
        LineString or MultiLineString => Shapes.Lines,
        Polygon or MultiPolygon => Shapes.Areas,
        _ => Shapes.Mixed,
    };

    /// <summary>A value as text that every format takes: numbers in their shortest form, yes and no as true and false.</summary>
    public static string? TextOf(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static object? As(ValueKind kind, object? value) => (kind, value) switch
    {
        (ValueKind.Number, long whole) => (double)whole,
        (ValueKind.Text, not null and not string) => TextOf(value),
        _ => value,
    };

    /// <summary>Finds out what a column is by its values.</summary>
    private struct ColumnScan
    {
        private bool _text, _whole, _number, _yesNo;
        private int _bytes, _decimals;

        public void See(object? value)
        {
            switch (value)
            {
                case null: return;
                case bool: _yesNo = true; break;
                case long: _whole = true; break;
                case double number:
                    _number = true;
                    _decimals = Math.Max(_decimals, DecimalsOf(number));
                    break;
                default: _text = true; break;
            }
            _bytes = Math.Max(_bytes, value is string text ? Encoding.UTF8.GetByteCount(text) : TextOf(value)!.Length);
        }

        /// <summary>Shares, minutes and metres are numbers even where all of them happen to be whole.</summary>
        public readonly LayerColumn ToColumn(string name)
        {
            ValueKind kind = _text ? ValueKind.Text
                : _yesNo ? _whole || _number ? ValueKind.Text : ValueKind.YesNo
                : _number || Measures.Of(name).IsFractional() ? ValueKind.Number
                : _whole ? ValueKind.Whole
                : ValueKind.Text;
            return new LayerColumn(name, kind, _bytes, _decimals);
        }

        private static int DecimalsOf(double number)
        {
            string text = TextOf(number)!;
            int point = text.IndexOf('.'), exponent = text.IndexOf('E');
            if (exponent >= 0) return 15;
            return point < 0 ? 0 : text.Length - point - 1;
        }
    }
}

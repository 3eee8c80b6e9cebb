using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ServiceCircle.Geo;

namespace ServiceCircle.Formats;

/// <summary>Geometry from a cell of well-known text.</summary>
internal static class WktText
{
    /// <summary>Brackets in brackets, as deep as JSON may be; collections in collections would exhaust the stack of the parser.</summary>
    private const int Deepest = 64;

    /// <summary>The geometry; null if the cell is empty or unusable, in which case the problem is noted.</summary>
    public static Geometry? Read(string? text, string where, Crs crs, RowProblems problems)
    {
        if (text is null) return null;
        if (IsTooDeep(text))
        {
            problems.Add(where, Notice.Quoted(CsvReader.Clip(text)), "expected/wkt");
            return null;
        }
        Geometry geometry;
        try
        {
            geometry = new WKTReader().Read(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Text that is none leads the package's parser to any exception at all; only some of them say what is wrong.
            bool saysWhy = e is ParseException or ArgumentException or FormatException;
            problems.Add(where, Notice.Quoted(CsvReader.Clip(text)), "expected/wkt", saysWhy ? Notice.SaidBy(e) : null);
            return null;
        }
        return Degrees.Checked(geometry, where, crs, problems);
    }

    private static bool IsTooDeep(string text)
    {
        int depth = 0;
        foreach (char c in text)
            if (c == '(' && ++depth > Deepest) return true;
            else if (c == ')') depth--;
        return false;
    }
}

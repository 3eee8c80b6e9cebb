using System.Globalization;
using System.Text;

namespace ServiceCircle.Fuzz;

/// <summary>Changes cells, rows and columns of a table as text, so that its rows stay as wide as its header.</summary>
internal sealed class TableMutator(Random random)
{
    private const char Quote = '"';

    /// <summary>The changed table; null if it has no two cells.</summary>
    public byte[]? Change(byte[] file)
    {
        string text = Encoding.UTF8.GetString(file);
        char between = text.IndexOfAny([',', ';', '\t']) is >= 0 and var first ? text[first] : ',';
        List<List<string>> rows = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Cells(line, between))];
        if (rows.Count == 0 || rows.Max(r => r.Count) < 2) return null;
        int one = random.Next(rows.Count), another = random.Next(rows.Count);
        List<string> row = rows[one];
        int column = random.Next(row.Count), next = random.Next(row.Count);
        switch (random.Next(12))
        {
            case 0: row[column] = OddValues.Number(random); break;
            case 1: row[column] = OddValues.Word(random); break;
            case 2: row[column] = random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture); break;
            case 3: row[column] = ""; break;
            case 4: row[column] = rows[another].ElementAtOrDefault(column) ?? ""; break;
            case 5: (row[column], row[next]) = (row[next], row[column]); break;
            case 6: row[column] = $"{Quote}{row[column]}{between}\n{Quote}{Quote}{Quote}"; break;
            case 7: rows.RemoveAt(one); break;
            case 8: rows.InsertRange(one, Enumerable.Repeat(rows[another], random.Next(1, 40))); break;
            case 9: foreach (List<string> r in rows.Where(r => column < r.Count)) r.RemoveAt(column); break;
            case 10: foreach (List<string> r in rows.Where(r => column < r.Count)) r.Insert(column, r[column]); break;
            default: rows[0][column % rows[0].Count] = rows[0][next % rows[0].Count] + OddValues.Word(random); break;
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join(between, r))) + "\n");
    }

    /// <summary>The cells of a line with their quotation marks.</summary>
    internal static List<string> Cells(string line, char between)
    {
        var cells = new List<string>();
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == Quote) isQuoted = !isQuoted;
            if (line[i] != between || isQuoted) continue;
            cells.Add(line[start..i]);
            start = i + 1;
        }
        cells.Add(line[start..]);
        return cells;
    }
}

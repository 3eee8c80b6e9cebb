namespace ServiceCircle.Formats;

/// <summary>How far one word is from another, for suggestions.</summary>
internal static class Spelling
{
    /// <summary>
    /// The least number of inserted, deleted and replaced characters that turn one text into the other (Levenshtein, 1966),
    /// by the row-wise recurrence of Wagner and Fischer (1974).
    /// </summary>
    public static int Distance(string a, string b)
    {
        int[] previous = new int[b.Length + 1], current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) previous[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}

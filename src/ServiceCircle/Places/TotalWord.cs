namespace ServiceCircle.Places;

/// <summary>Words of rows that sum the others up: 合计, "Total:".</summary>
internal static class TotalWord
{
    private static readonly string[] Ends = ["合计", "总计", "小计", "总和"];
    private static readonly string[] Whole = ["全市", "全区", "total", "sum", "subtotal", "grandtotal"];

    public static bool Is(string? text)
    {
        if (text is null) return false;
        string word = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not (':' or '：')));
        return Array.Exists(Ends, w => word.EndsWith(w, StringComparison.Ordinal))
            || Whole.Contains(word, StringComparer.OrdinalIgnoreCase);
    }
}

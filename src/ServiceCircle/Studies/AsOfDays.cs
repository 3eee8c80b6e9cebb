using System.Globalization;

namespace ServiceCircle.Studies;

/// <summary>
/// The days as of which facilities count: one year or day, or several, as <c>"2025"</c>, <c>2025</c>, <c>"2021,2025"</c>,
/// <c>["2021", "2025-06-30"]</c>.
/// </summary>
internal static class AsOfDays
{
    public const string Expected = "expected/year-or-day";

    /// <summary>The days as of which a study is asked, each once and the earliest first; empty if all facilities count.</summary>
    /// <exception cref="InputException">Neither a year nor a day.</exception>
    public static IReadOnlyList<DateOnly> Read(StudyFile study) =>
    [
        .. study.AsOf.SelectMany(Split)
            .Select(text => DayOf(text) ?? throw new InputException(study.Path, "as_of", Notice.Quoted(text), Expected))
            .Distinct().Order(),
    ];

    /// <summary>The first of some days, as written, that is neither a year nor a day; null if all are.</summary>
    public static string? FirstWrong(string days) => Split(days).FirstOrDefault(text => DayOf(text) is null);

    private static string[] Split(string days) => days.Split([',', '，'], StringSplitOptions.TrimEntries);

    /// <summary>A day, or the last one of a year.</summary>
    private static DateOnly? DayOf(string text)
    {
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year >= 1900)
            return new DateOnly(year, 12, 31);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
    }
}

using System.Globalization;

namespace ServiceCircle.Ground;

/// <summary>
/// A date as exactly as tables state it: a day, any day of a month or of a year, or any between two that contradict each other.
/// </summary>
/// <param name="First">The first day that it may be.</param>
/// <param name="Last">The last day that it may be.</param>
public readonly record struct RoughDate(DateOnly First, DateOnly Last)
{
    /// <summary>No table speaks of later years: 9999 in one stands for a day that nobody knows.</summary>
    private const int LastYear = 2100;

    private static readonly string[] OfDays = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"],
        OfMonths = ["yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月"], OfYears = ["yyyy", "yyyy年"];

    /// <summary>A day that is known.</summary>
    public static implicit operator RoughDate(DateOnly day) => new(day, day);

    /// <summary>Whether the day is known.</summary>
    public bool IsDay => First == Last;

    /// <summary>
    /// Reads "2024-09-01", "2024-09" or "2024", with the separators that tables use; null if it is no date, or one after 2100.
    /// </summary>
    public static RoughDate? Read(string text)
    {
        bool Is(string[] formats, out DateOnly first) =>
            DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out first) && first.Year <= LastYear;
        return Is(OfDays, out DateOnly day) ? day
            : Is(OfMonths, out DateOnly month) ? new RoughDate(month, month.AddMonths(1).AddDays(-1))
            : Is(OfYears, out DateOnly year) ? new RoughDate(year, year.AddYears(1).AddDays(-1))
            : null;
    }

    /// <summary>Whether it is a day or an earlier one; null where that depends on which day it is.</summary>
    public bool? IsBy(RoughDate other) => Last <= other.First ? true : First > other.Last ? false : null;

    /// <summary>The later of two dates, either of which may not be known: any day that the later of them may be.</summary>
    internal static RoughDate? Later(RoughDate? one, RoughDate? other) => one is { } a && other is { } b
        ? new RoughDate(a.First > b.First ? a.First : b.First, a.Last > b.Last ? a.Last : b.Last) : one ?? other;

    /// <summary>Any day from the first of two to the last: what is known where both are said of one thing.</summary>
    public RoughDate Or(RoughDate other) => new(First < other.First ? First : other.First, Last > other.Last ? Last : other.Last);

    /// <summary>"2024-09-01", "2024-09", "2024", or "2020-01-01/2030-01-01" (ISO 8601) for what lies between two days.</summary>
    public override string ToString()
    {
        string Written(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
        return IsDay ? Written(First, "yyyy-MM-dd")
            : First.Day == 1 && First.AddMonths(1).AddDays(-1) == Last ? Written(First, "yyyy-MM")
            : First.DayOfYear == 1 && First.AddYears(1).AddDays(-1) == Last ? Written(First, "yyyy")
            : Written(First, "yyyy-MM-dd") + "/" + Written(Last, "yyyy-MM-dd");
    }
}

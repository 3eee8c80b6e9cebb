using System.Globalization;

namespace ServiceCircle.Places;

/// <summary>A date as exactly as a table states it: a day, or any day of a month or of a year.</summary>
/// <param name="First">The first day that it may be.</param>
/// <param name="Last">The last day that it may be.</param>
public readonly record struct RoughDate(DateOnly First, DateOnly Last)
{
    /// <summary>No table speaks of later years: 9999 in one stands for a day that nobody knows.</summary>
    private const int LastYear = 2100;

    private static readonly string[] OfDays = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"], OfMonths = ["yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月"], OfYears = ["yyyy", "yyyy年"];

    /// <summary>A day that is known.</summary>
    public static implicit operator RoughDate(DateOnly day) => new(day, day);

    /// <summary>Whether the day is known.</summary>
    public bool IsDay => First == Last;

    /// <summary>Reads "2024-09-01", "2024-09" or "2024", with the separators that tables use; null if it is no date, or one after 2100.</summary>
    public static RoughDate? Read(string text)
    {
        bool Is(string[] formats, out DateOnly first) => DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out first) && first.Year <= LastYear;
        return Is(OfDays, out DateOnly day) ? day
            : Is(OfMonths, out DateOnly month) ? new RoughDate(month, month.AddMonths(1).AddDays(-1))
            : Is(OfYears, out DateOnly year) ? new RoughDate(year, year.AddYears(1).AddDays(-1))
            : null;
    }

    /// <summary>Whether it is a day or an earlier one; null where that depends on which day it is.</summary>
    public bool? IsBy(RoughDate other) => Last <= other.First ? true : First > other.Last ? false : null;

    /// <summary>"2024-09-01", "2024-09" or "2024".</summary>
    public override string ToString() => First.ToString(IsDay ? "yyyy-MM-dd" : First.AddMonths(1).AddDays(-1) == Last ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
}

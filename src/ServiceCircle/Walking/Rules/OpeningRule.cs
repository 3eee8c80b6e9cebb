namespace ServiceCircle.Walking.Rules;

/// <summary>
/// One rule: on these days of the year (month * 100 + day, both ends in it) and weekdays (0 is Monday), during these minutes of the day
/// (past midnight beyond 1440), it is open, closed, or nobody knows. Empty lists are every day and all day. It follows ";", "," or "||".
/// </summary>
internal sealed record OpeningRule(
    List<(int From, int To)> Dates, List<int> Weekdays, List<(int From, int To)> Minutes, bool? IsOpen, string Follows)
{
    /// <summary>Whether it holds at any time of the year.</summary>
    public bool IsAlways => Dates.Count == 0 && Minutes.Count == 0 && (Weekdays.Count == 0 || Weekdays.Distinct().Count(d => d < 7) == 7);

    public bool IsOn(int date, int weekday) =>
        (Dates.Count == 0 || Dates.Exists(d => d.From <= d.To ? d.From <= date && date <= d.To : date >= d.From || date <= d.To))
        && (Weekdays.Count == 0 || Weekdays.Contains(weekday));

    public bool Holds(int minute) => Minutes.Count == 0 ? minute < 24 * 60 : Minutes.Exists(m => m.From <= minute && minute < m.To);
}

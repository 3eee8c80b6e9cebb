namespace ServiceCircle.Walking.Rules;

/// <summary>
/// Whether something is open to people who go by day, and to people who go at night. By day is 10:00 and 15:00 of an ordinary Wednesday, at
/// night 22:00, 02:00 and 05:00, each in the middle of all four seasons: what is open in summer only is not something to count on.
/// </summary>
/// <param name="ByDay">Null where it cannot be told.</param>
/// <param name="AtNight">Null where it cannot be told.</param>
internal readonly record struct OpenTimes(bool? ByDay, bool? AtNight)
{
    public static OpenTimes Always => new(true, true);
    public static OpenTimes Unknown => default;
}

/// <summary>
/// Reads the values of <c>opening_hours</c> and the times in conditions of <c>access:conditional</c>: months and days of months, weekdays,
/// times of day also past midnight, sunrise and sunset, public holidays (never an ordinary day), "off", "24/7", comments; a later rule
/// for a day replaces an earlier one, one after a comma adds to it. Years, weeks and n-th weekdays are not read: then nothing is known.
/// Grammar: OSM wiki, "Key:opening_hours/specification".
/// </summary>
internal static class OpeningHours
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>The middle of each season, as month * 100 + day.</summary>
    private static readonly int[] Seasons = [115, 415, 715, 1015];

    private static readonly int[] Day = [10 * 60, 15 * 60], Night = [22 * 60, 2 * 60, 5 * 60];

    private const int Wednesday = 2;

    /// <summary>When something is open throughout; a part of the year or of the time that is closed makes it closed.</summary>
    public static OpenTimes Find(string text) => Parse(text) is { } rules
        ? new(At(rules, Day, isAll: true), At(rules, Night, isAll: true))
        : OpenTimes.Unknown;

    /// <summary>When something holds at least at one of the times.</summary>
    public static OpenTimes FindAny(string text) => Parse(text) is { } rules
        ? new(At(rules, Day, isAll: false), At(rules, Night, isAll: false))
        : OpenTimes.Unknown;

    /// <summary>Whether nothing is ever open: "off", "closed", also with a comment.</summary>
    public static bool IsNever(string text) => Parse(text) is { } rules && rules.TrueForAll(r => r.IsOpen == false);

    private static bool? At(List<OpeningRule> rules, int[] minutes, bool isAll)
    {
        bool? all = isAll;
        foreach (int season in Seasons)
            foreach (int minute in minutes)
            {
                bool? isOpen = StateAt(rules, season, minute);
                if (isOpen == !isAll) return !isAll;
                if (isOpen is null) all = null;
            }
        return all;
    }

    /// <summary>
    /// The last rule for the day counts, with those that say when it is closed in spite of it and those that a comma adds to it; one after
    /// || where nothing else is open. What began the evening before goes on past midnight.
    /// </summary>
    private static bool? StateAt(List<OpeningRule> rules, int season, int minute)
    {
        bool? state = false;
        foreach (OpeningRule rule in rules)
        {
            if (rule.Follows == "||" && state != false) continue;
            bool isToday = rule.IsOn(season, Wednesday), wasYesterday = rule.IsOn(season - 1, Wednesday - 1);
            if (isToday && rule.Follows == ";" && rule.IsOpen != false) state = false;
            if (isToday && rule.Holds(minute) || wasYesterday && rule.Holds(minute + MinutesPerDay)) state = rule.IsOpen;
        }
        return state;
    }

    /// <summary>The rules of a text; null where it cannot be read.</summary>
    private static List<OpeningRule>? Parse(string text)
    {
        var rules = new List<OpeningRule>();
        var scanner = new OpeningScanner(text);
        do
        {
            if (scanner.IsAtEnd) break; // a semicolon at the end
            if (scanner.Rule() is not { } rule) return null;
            rules.Add(rule);
        }
        while (scanner.NextRule());
        // "PH off" alone says when it is closed; when it is open nobody knows.
        bool isTold = rules.Exists(r => r.IsOpen != false || r.IsAlways);
        return scanner.IsAtEnd && isTold ? rules : null;
    }
}

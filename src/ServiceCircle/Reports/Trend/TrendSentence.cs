using ServiceCircle.Plans;

namespace ServiceCircle.Reports.Trend;

internal static class TrendSentence
{
    /// <summary>A year of a trend in one line, for the terminal; a category without a name stands for itself.</summary>
    public static string Text(TrendYear year, IReadOnlyDictionary<string, string> categoryNames, Messages messages)
    {
        string services = messages.List(year.Coverage.Summaries.Select(s => messages.Text("trend/service",
            ("service", categoryNames.GetValueOrDefault(s.Service.Category, s.Service.Category)),
            ("share", !s.HasData ? messages["value/no-data"]
                : s.SharePopulation is { } share ? messages.Percent(share) : messages["value/none"]))));
        string line = messages.Text("trend/line", ("day", year.Name), ("services", services), ("complete", year.Coverage.CompleteCircles));
        if (year.Verdicts.Count == 0) return line;
        ClauseCount count = ClauseCount.Of(year.Verdicts);
        return line + messages.Text(
            "trend/line-plans", ("met", count.Met), ("missed", count.NotMet), ("later", count.NotDue), ("open", count.NotMeasurable));
    }
}

using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reachability;

namespace ServiceCircle;

/// <summary>
/// A study as of several days. The facilities of an earlier day are some of those of the last, so network, snapping and searches are
/// those of the last day: each day takes its rows of the matrix and is concluded anew.
/// </summary>
internal static class StudyTrend
{
    /// <summary>One entry for each day, in their order.</summary>
    /// <param name="last">The study as of the last day.</param>
    /// <param name="locator">Where its places are on the network.</param>
    /// <param name="days">The days, rising.</param>
    public static IReadOnlyList<TrendYear> Of(StudyResult last, PlaceLocator locator, IReadOnlyList<DateOnly> days) =>
        [.. days.AsParallel().AsOrdered().Select(day => YearOf(last, locator, day, day == days[^1]))];

    private static TrendYear YearOf(StudyResult last, PlaceLocator locator, DateOnly day, bool isLast)
    {
        Plan[] interim = [.. last.Plans.Select(p => p with { Clauses = TrendYear.InterimOf(p, day.Year) }).Where(p => p.Clauses.Count > 0)];
        if (isLast && interim.Length == 0) return new TrendYear(day, last.Coverage, last.Verdicts);
        StudyGivens givens = last.Givens with
        {
            Settings = last.Givens.Settings with { AsOf = day },
            Plans = [.. last.Plans, .. interim],
            Bases = [],
        };
        FacilityList facilities = StudyInputs.OpenOn(last.Facilities, day);
        Dictionary<string, int> rowOf = last.Facilities.Facilities.Select((f, row) => (f.Id, row)).ToDictionary(StringComparer.Ordinal);
        int[] rows = [.. facilities.Facilities.Select(f => rowOf[f.Id])];
        PlaceAccess[] sites = [.. rows.Select(row => last.FacilityAccess[row])];
        UnitMap units = UnitMap.Of(givens.File.Units?.Levels ?? [], givens.UnitFile, last.Communities, facilities.Facilities);
        StudyResult then = Study.Conclude(
            givens, last.Graph, last.Residents, locator, facilities, sites, last.Communities, last.CommunityAccess, last.Times.OfRows(rows),
            last.ToEdge, units, new ServiceAreas(last.Graph, givens.Services, facilities, sites), []);
        var added = new HashSet<Clause>(interim.SelectMany(p => p.Clauses), ReferenceEqualityComparer.Instance);
        ILookup<bool, Verdict> byInterim = then.Verdicts.ToLookup(v => added.Contains(v.Clause));
        return new TrendYear(day, then.Coverage, [.. byInterim[false]]) { ByInterim = [.. byInterim[true]] };
    }
}

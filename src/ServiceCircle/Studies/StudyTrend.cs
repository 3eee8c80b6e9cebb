using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;

namespace ServiceCircle.Studies;

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
        if (isLast) return new TrendYear(day, last.Coverage, last.Verdicts);
        StudyGivens givens = last.Givens with
        {
            Settings = last.Givens.Settings with { AsOf = day },
            Bases = [],
        };
        FacilityList facilities = StudyInputs.OpenOn(last.Facilities, day);
        Dictionary<string, int> rowOf = last.Facilities.Facilities.Select((f, row) => (f.Id, row)).ToDictionary(StringComparer.Ordinal);
        int[] rows = [.. facilities.Facilities.Select(f => rowOf[f.Id])];
        PlaceAccess[] sites = [.. rows.Select(row => last.FacilityAccess[row])];
        UnitMap units = UnitMap.Of(givens.File.Units?.Levels ?? [], givens.UnitFile, last.Communities, facilities.Facilities);
        StudyResult then = Study.Conclude(
            givens, last.Graph, last.Residents, locator, facilities, sites, last.Communities, last.CommunityAccess, last.Times.OfRows(rows),
            last.ToEdge, last.Bicycle is { } ride ? StudyModes.After(ride, facilities.Facilities, row => rows[row]) : null, units, new ServiceAreas(last.Graph, givens.Services, facilities, sites), []);
        return new TrendYear(day, then.Coverage, then.Verdicts);
    }
}

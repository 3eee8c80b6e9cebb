namespace ServiceCircle.Studies.Meaning;

/// <summary>
/// Whether the planner's tables mean what the study says: datums, places, people, ids. Always run, in milliseconds, because a report that
/// looks right and is wrong is the worst there is.
/// </summary>
internal static class MeaningChecks
{
    /// <summary>How many rows a doubt names.</summary>
    public const int RowsShown = 3;

    /// <summary>All doubts about a study, the worst first.</summary>
    public static IReadOnlyList<Doubt> Find(StudyResult result)
    {
        IReadOnlyList<LocatedFile> files = result.Givens.Located;
        Doubt[] all =
        [
            .. PlaceChecks.OutsideTheMap(result, files),
            .. DatumChecks.Find(files, result.Walks.Locator.VisitorSnapper),
            .. PeopleChecks.Find([.. result.Communities.Select(c => c.AsGiven).DistinctBy(c => c.Id)]),
            .. PlaceChecks.WithoutData(result),
            .. PlaceChecks.FarFromEverybody(result),
            .. PlaceChecks.Untold(result),
            .. PlaceChecks.NotOpenYet(result),
            .. PlaceChecks.BehindBarriers(result),
            .. IdChecks.Find(result),
            .. PlaceChecks.WithoutFootways(result.Graph.Network),
            .. PlaceChecks.FilledVoids(result.Graph.Network),
        ];
        return [.. all.Where(d => d.IsFatal), .. all.Where(d => !d.IsFatal)];
    }
}

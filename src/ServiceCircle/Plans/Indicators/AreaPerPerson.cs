using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Square metres per person: stated areas, else the outlines on the map. Outlines that overlap are ground that counts once: a pitch inside
/// a sports centre adds nothing to it. Where one of them states an area of its own, the ground lies between the largest and their sum.
/// </summary>
internal static class AreaPerPerson
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        var draft = new Draft(clause, Reading.Total);
        if (draft.IsUnseen(evidence) || evidence.InScope(clause, draft) is not { } part || Sums.GivenPeople(draft, part) is not { } tally)
            return [draft.Missing()];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        draft.RemarkAbsent(clause.Classes, part);
        bool HasArea(int f) => part.Facilities[f].AreaSquareMetres is not null || part.Facilities[f].Geometry is IPolygonal;
        if (offering.Count > 0 && !offering.Any(HasArea)) return [draft.Missing("facilities.columns.area_m2")];
        int drawn = 0, together = 0, blank = 0;
        Dictionary<int, Geometry> outlines = offering.ToDictionary(f => f, f => Outline.Valid(part.Facilities[f].Geometry));
        foreach (int[] site in Sites(offering, outlines))
        {
            bool Counts(int f) => part.IsSite(f).And(part.Supply.IsOpen(f)) == Answer.Yes;
            var scale = new LocalMetres(
                site.Select(f => part.Facilities[f].Geometry.EnvelopeInternal).Aggregate((a, b) => a.ExpandedBy(b)).Centre.Y * 1e7);
            Quantity all = AreaOf(site, outlines, part, scale);
            // At least the ground of those that surely count, whether or not another joins them; at most that of all that may.
            Quantity area = Array.TrueForAll(site, Counts) ? all
                : new Quantity(Sites([.. site.Where(Counts)], outlines).Sum(s => AreaOf(s, outlines, part, scale).Low), all.High);
            drawn += site.Count(f => part.Facilities[f].AreaSquareMetres is null && part.Facilities[f].Geometry is IPolygonal);
            together += site.Length > 1 ? site.Length : 0;
            blank += all.High == Quantity.Unbounded ? 1 : 0;
            tally.AddPart(area, Answer.Yes,
                [.. all.IsKnown ? [] : new[] { "facilities.columns.area_m2" }, .. site.SelectMany(f => Sums.NeedsOfScope(f, part))]);
        }
        if (drawn > 0) draft.Remark("verdict/area-from-map", ("count", drawn));
        if (together > 0) draft.Remark("verdict/area-together", ("count", together));
        if (blank > 0) draft.Remark("verdict/not-stated", ("count", blank));
        return [draft.Judge(tally, "m2", isWhole: false)];
    }

    /// <summary>Facilities whose outlines meet, together.</summary>
    private static IEnumerable<int[]> Sites(IReadOnlyList<int> facilities, Dictionary<int, Geometry> outlines)
    {
        var tree = new NetTopologySuite.Index.Strtree.STRtree<int>();
        int[] root = [.. Enumerable.Range(0, facilities.Count)];
        int Find(int i) => root[i] == i ? i : root[i] = Find(root[i]);
        Geometry At(int i) => outlines[facilities[i]];
        for (int i = 0; i < facilities.Count; i++) tree.Insert(At(i).EnvelopeInternal, i);
        for (int i = 0; i < facilities.Count; i++)
            foreach (int j in tree.Query(At(i).EnvelopeInternal))
                if (j > i && Overlap(At(i), At(j))) root[Find(j)] = Find(i);
        return Enumerable.Range(0, facilities.Count).GroupBy(Find).OrderBy(g => g.Min())
            .Select(g => g.Select(i => facilities[i]).ToArray());
    }

    /// <summary>
    /// Whether ground is common, or a point lies on an outline's ground; neighbours that share a fence have none in common.
    /// </summary>
    private static bool Overlap(Geometry a, Geometry b) => (a, b) switch
    {
        (IPolygonal, IPolygonal) => a.Intersects(b) && !a.Touches(b),
        (IPolygonal, Point) or (Point, IPolygonal) => a.Intersects(b),
        _ => false,
    };

    /// <summary>
    /// The ground of facilities whose outlines meet. What has no area of its own is as large as its outline; a point without one stands on
    /// the outline of another and adds nothing. A stated area lies within its outline as far as that is large enough, and what is stated
    /// beyond it, or of a point, may lie anywhere: on ground that is counted already or beside it.
    /// </summary>
    private static Quantity AreaOf(int[] site, Dictionary<int, Geometry> outlines, Evidence part, LocalMetres scale)
    {
        int[] stated = [.. site.Where(f => part.Facilities[f].AreaSquareMetres is not null)];
        Geometry[] drawn = [.. site.Except(stated).Select(f => outlines[f]).Where(g => g is IPolygonal)];
        if (stated.Length + drawn.Length == 0) return Quantity.Blank;
        Geometry? ground = drawn.Length == 0 ? null : Outline.Together(drawn);
        decimal own = ground is null ? 0 : Metres(ground, scale);
        decimal largest = 0, least = 0, most = 0;
        foreach (int f in stated)
        {
            decimal area = Quantity.Exact(part.Facilities[f].AreaSquareMetres!.Value);
            bool isDrawn = outlines[f] is IPolygonal;
            decimal outline = isDrawn ? Metres(outlines[f], scale) : 0;
            decimal beside = !isDrawn || ground is null ? outline : Metres(Outline.Without(outlines[f], ground), scale);
            largest = Math.Max(largest, area);
            least = Math.Max(least, Math.Min(area, outline) - (outline - beside));
            most += Math.Max(0, area - outline) + Math.Min(area, beside);
        }
        return new Quantity(Math.Max(largest, own + least), own + most);
    }

    /// <summary>Area in square metres. To a square centimetre, so that one ground that is put together in two ways has one area.</summary>
    private static decimal Metres(Geometry ground, LocalMetres scale) =>
        Math.Round(Quantity.Exact(ground.Area * scale.MetresPerLonUnit * 1e7 * scale.MetresPerLatUnit * 1e7), 4);
}

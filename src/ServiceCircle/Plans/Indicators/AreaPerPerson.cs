using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Square metres per person: stated areas, else the outlines on the map. Outlines that overlap are ground that counts once: a pitch inside a
/// sports centre adds nothing to it. Where one of them states an area of its own, the ground lies between the largest and their sum.
/// </summary>
internal static class AreaPerPerson
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        var tally = new Tally();
        if (evidence.InScope(clause, remarks, needs) is not { } part || !Sums.AddPeople(tally, clause, part, remarks, needs))
            return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        IReadOnlyList<int> offering = part.Offering(clause.Classes[0]);
        InUnit.RemarkAbsent(clause.Classes, part, remarks);
        bool HasArea(int f) => part.Facilities[f].AreaSquareMetres is not null || part.Facilities[f].Geometry is IPolygonal;
        if (offering.Count > 0 && !offering.Any(HasArea)) return [NotMeasurable.For(clause, Reading.Total, ["facilities.columns.area_m2"], remarks)];
        int drawn = 0, together = 0, blank = 0;
        foreach (int[] site in Sites(offering, part))
        {
            Bounds area = AreaOf([.. site.Select(f => part.Facilities[f])]);
            drawn += site.Count(f => part.Facilities[f].AreaSquareMetres is null && part.Facilities[f].Geometry is IPolygonal);
            together += site.Length > 1 ? site.Length : 0;
            blank += area.High == Bounds.Unbounded ? 1 : 0;
            // Ground of which one facility surely belongs counts; which part of it is that one's own is not asked.
            Answer counts = site.Max(f => part.IsSite(f).And(part.IsOpen(f)));
            tally.AddPart(area, counts, [.. area.IsKnown ? [] : new[] { "facilities.columns.area_m2" }, .. site.SelectMany(f => Sums.NeedsOfScope(f, part))]);
        }
        if (drawn > 0) remarks.Add(new Notice("verdict/area-from-map", ("count", drawn)));
        if (together > 0) remarks.Add(new Notice("verdict/area-together", ("count", together)));
        if (blank > 0) remarks.Add(new Notice("verdict/not-stated", ("count", blank)));
        return [tally.Judge(clause, Reading.Total, Basis.Attributes, clause.Factor, "m2", isWhole: false, remarks)];
    }

    /// <summary>Facilities whose outlines meet, together.</summary>
    private static IEnumerable<int[]> Sites(IReadOnlyList<int> facilities, Evidence part)
    {
        var tree = new NetTopologySuite.Index.Strtree.STRtree<int>();
        int[] root = [.. Enumerable.Range(0, facilities.Count)];
        int Find(int i) => root[i] == i ? i : root[i] = Find(root[i]);
        Geometry At(int i) => part.Facilities[facilities[i]].Geometry;
        for (int i = 0; i < facilities.Count; i++) tree.Insert(At(i).EnvelopeInternal, i);
        for (int i = 0; i < facilities.Count; i++)
            foreach (int j in tree.Query(At(i).EnvelopeInternal))
                if (j > i && Overlap(At(i), At(j))) root[Find(j)] = Find(i);
        return Enumerable.Range(0, facilities.Count).GroupBy(Find).OrderBy(g => g.Min()).Select(g => g.Select(i => facilities[i]).ToArray());
    }

    /// <summary>Whether ground is common, or a point lies on an outline's ground; neighbours that share a fence have none in common.</summary>
    private static bool Overlap(Geometry a, Geometry b) => (a, b) switch
    {
        (IPolygonal, IPolygonal) => a.Intersects(b) && !a.Touches(b),
        (IPolygonal, Point) or (Point, IPolygonal) => a.Intersects(b),
        _ => false,
    };

    private static Bounds AreaOf(Facility[] site)
    {
        decimal[] stated = [.. site.Select(f => f.AreaSquareMetres).OfType<double>().Select(Bounds.Exact)];
        Geometry[] drawn = [.. site.Where(f => f.AreaSquareMetres is null).Select(f => f.Geometry).Where(g => g is IPolygonal)];
        Geometry[] known = [.. site.Where(f => f.AreaSquareMetres is not null).Select(f => f.Geometry).Where(g => g is IPolygonal)];
        bool anyPointInside = site.Any(f => f.AreaSquareMetres is null && f.Geometry is not IPolygonal);
        if (site.Length == 1) return drawn.Length + stated.Length == 0 ? Bounds.Blank : stated.Length > 0 ? new Bounds(stated[0], stated[0]) : Metres(drawn[0]);
        if (stated.Length == 0) return drawn.Length == 0 ? Bounds.Blank : Metres(UnaryUnionOp.Union(drawn));
        // Ground without a stated area counts where it lies outside of the ground with one.
        Geometry? own = drawn.Length == 0 ? null : UnaryUnionOp.Union(drawn);
        Geometry? rest = own is not null && known.Length > 0 ? own.Difference(UnaryUnionOp.Union(known)) : own;
        decimal more = rest is null || rest.IsEmpty ? 0 : Metres(rest).Low;
        decimal all = own is null ? 0 : Metres(own).Low;
        return new Bounds(Math.Max(stated.Max() + (known.Length > 0 ? more : 0), all), stated.Sum() + (anyPointInside && known.Length == 0 ? all : more));
    }

    private static Bounds Metres(Geometry ground) => Bounds.Known(Sums.OutlineSquareMetres(ground) ?? 0);
}

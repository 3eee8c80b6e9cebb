using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using ServiceCircle.Geo;

namespace ServiceCircle.Places;

/// <summary>
/// Finds facilities that are recorded more than once: as a node and as an area, in OSM and in an official list. Several
/// functions at one address are no duplicates, because only facilities that share a category are compared.
/// </summary>
/// <remarks>
/// Facilities are taken from the best record to the worst (planners' tables before lists of map services before OSM, areas before
/// points, then by id); each stands for all later ones that match <em>it</em>. A chain of near neighbours is therefore never merged
/// into one, and the result does not depend on the order of the input.
/// </remarks>
internal static class Duplicates
{
    /// <summary>Facilities with similar names are the same up to this distance.</summary>
    public const double SimilarNameMetres = 50;

    /// <summary>Facilities with the same name are the same up to this distance.</summary>
    public const double SameNameMetres = 100;

    /// <summary>
    /// Merges duplicates. The best record stays; it takes over the other's categories, and what it lacks itself: name, area
    /// outline, capacity, floor area, date, inclusiveness; and the name of the whole where its own is that of a part.
    /// </summary>
    /// <exception cref="InputException">Two facilities have the same id.</exception>
    public static FacilityList Merge(FacilityList list)
    {
        var all = list.Facilities.Select(f => new Candidate(f)).ToList();
        all.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank - b.Rank : string.CompareOrdinal(a.Facility.Id, b.Facility.Id));
        RequireUniqueIds(list.Facilities);
        var likely = new LikelyDuplicates(all.Select(
            c => (c.Facility.Geometry.EnvelopeInternal, c.Facility.Geometry.Dimension == Dimension.Surface, c.Name)));
        var audit = list.Audit.ToList();
        var kept = new List<Facility>();
        bool[] dropped = new bool[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            if (dropped[i]) continue;
            var merged = all[i].Facility;
            Candidate? namedAfter = null;
            foreach (int j in likely.After(i, all[i].Neighbourhood()))
            {
                if (dropped[j] || !MayStandFor(all[i], all[j]) || Match(all[i], all[j]) is not { } match) continue;
                // An area without a name is the place in it whose name it takes; another name in it is another place.
                if (namedAfter is not null && AreNamedApart(namedAfter, all[j])) continue;
                if (all[i].Name.Length == 0 && all[j].Name.Length > 0) namedAfter ??= all[j];
                dropped[j] = true;
                if (all[i].Facility.LeftOut is { } why)
                {
                    audit.Add(new FacilityAudit(all[j].Facility.Id, all[j].Facility.Name, null, why, match.Metres));
                    continue;
                }
                merged = Absorb(merged, all[j].Facility);
                if (PlaceNames.IsPartOf(PlaceNames.Normalize(merged.Name), all[j].Name))
                    merged = merged with { Name = all[j].Facility.Name };
                audit.Add(new FacilityAudit(all[j].Facility.Id, all[j].Facility.Name, all[i].Facility.Id, match.Reason, match.Metres));
            }
            if (merged.LeftOut is null) kept.Add(merged);
            else audit.Add(new FacilityAudit(merged.Id, merged.Name, null, merged.LeftOut, null));
        }
        return FacilityList.Sorted(kept, audit) with { Rules = list.Rules };
    }

    /// <summary>
    /// One that its table leaves out takes its records on the map with it, but none of another name, and no row of a table that is as
    /// good, which may be the new house of the same name; nobody takes it over.
    /// </summary>
    private static bool MayStandFor(Candidate best, Candidate other) => other.Facility.LeftOut is null
        && (best.Facility.LeftOut is null || !AreNamedApart(best, other)
            && (!AreOfTables(best.Facility, other.Facility) || best.Facility.IsOfMapService != other.Facility.IsOfMapService));

    private static void RequireUniqueIds(IEnumerable<Facility> facilities)
    {
        var seen = new Dictionary<string, Facility>(StringComparer.Ordinal);
        foreach (var facility in facilities)
            if (!seen.TryAdd(facility.Id, facility))
                throw new InputException(
                    facility.Source, "", new("found/id-in-other-file", ("id", facility.Id), ("file", seen[facility.Id].Source)),
                    "expected/ids-of-study", "advice/rename-or-map");
    }

    private static (string Reason, double Metres)? Match(Candidate a, Candidate b)
    {
        if (!a.Facility.Categories.Any(own => b.Facility.Categories.Any(other => CategoryCatalogue.AreRelated(own, other)))) return null;
        bool areBranches = a.Name.Length > 0 && b.Name.Length > 0 && PlaceNames.AreBranches(a.Name, b.Name);
        if (Inside(a, b) && !areBranches && !(AreOfTables(a.Facility, b.Facility) && AreNamedApart(a, b)))
            return (AreNamedApart(a, b)
                ? "the point lies in the area of the other, under another name" : "the point lies in the area of the other", 0);
        if (!PlaceNames.AreSimilar(a.Name, b.Name)) return null;
        double metres = Distance(a.Facility.Geometry, b.Facility.Geometry);
        if (metres <= SimilarNameMetres) return (a.Name == b.Name ? "same name nearby" : "similar name nearby", metres);
        return a.Name == b.Name && metres <= SameNameMetres ? ("same name nearby", metres) : null;
    }

    /// <summary>
    /// Whether both are rows of a planner's tables. Two of them with names of their own are two, though one stands in the other's yard; and
    /// of one place neither is believed more than the other, as a table is beside the map.
    /// </summary>
    private static bool AreOfTables(Facility a, Facility b) => a.Source != FacilityReader.OsmSource && b.Source != FacilityReader.OsmSource;

    private static bool AreNamedApart(Candidate a, Candidate b) =>
        a.Name.Length > 0 && b.Name.Length > 0 && !PlaceNames.AreSimilar(a.Name, b.Name);

    private static bool Inside(Candidate a, Candidate b) => (a.Facility.Geometry, b.Facility.Geometry) switch
    {
        (Point point, { Dimension: Dimension.Surface } area) => Contains(area, point),
        ({ Dimension: Dimension.Surface } area, Point point) => Contains(area, point),
        _ => false,
    };

    private static bool Contains(Geometry area, Point point) =>
        area.EnvelopeInternal.Contains(point.Coordinate) && SimplePointInAreaLocator.Locate(point.Coordinate, area) != Location.Exterior;

    /// <summary>Metres between two geometries, measured in the local plane between them.</summary>
    private static double Distance(Geometry a, Geometry b)
    {
        double lat = (a.EnvelopeInternal.Centre.Y + b.EnvelopeInternal.Centre.Y) / 2;
        var scale = new LocalMetres(lat * 1e7);
        var toMetres = AffineTransformation.ScaleInstance(scale.MetresPerLonUnit * 1e7, scale.MetresPerLatUnit * 1e7);
        return toMetres.Transform(a).Distance(toMetres.Transform(b));
    }

    private static Facility Absorb(Facility kept, Facility other)
    {
        var categories = kept.Categories.Concat(other.Categories).Distinct().ToList();
        categories.RemoveAll(id => categories.Any(c => c != id && CategoryCatalogue.IsWithin(c, id)));
        bool isEitherBelieved = AreOfTables(kept, other) && kept.IsOfMapService == other.IsOfMapService;
        T? Agreed<T>(T? own, T? others) where T : struct =>
            own is { } a && others is { } b && isEitherBelieved && !a.Equals(b) ? null : own ?? others;
        bool outline = kept.Geometry is Point point && other.Geometry.Dimension == Dimension.Surface && Contains(other.Geometry, point);
        return kept with
        {
            Name = kept.Name.Length > 0 ? kept.Name : other.Name,
            Categories = [.. categories.Order(StringComparer.Ordinal)],
            Geometry = outline ? other.Geometry : kept.Geometry,
            Capacity = Agreed(kept.Capacity, other.Capacity),
            Inclusive = Agreed(kept.Inclusive, other.Inclusive),
            AreaSquareMetres = Agreed(kept.AreaSquareMetres, other.AreaSquareMetres),
            OpenedOn = kept.OpenedOn is { } one && other.OpenedOn is { } two && isEitherBelieved ? one.Or(two)
                : kept.OpenedOn ?? other.OpenedOn,
            OpeningIsBlank = kept.OpenedOn is null && other.OpenedOn is null && (kept.OpeningIsBlank || other.OpeningIsBlank),
            Type = kept.Type ?? other.Type,
            Serves = [.. kept.Serves.Concat(other.Serves).Distinct()],
            Attributes = kept.Attributes.Concat(other.Attributes.Where(a => !kept.Attributes.ContainsKey(a.Key)))
            .ToDictionary(StringComparer.Ordinal),
            Units = kept.Units.Concat(other.Units.Where(u => !kept.Units.ContainsKey(u.Key))).ToDictionary(StringComparer.Ordinal),
        };
    }

    private sealed class Candidate(Facility facility)
    {
        public Facility Facility { get; } = facility;
        public string Name { get; } = PlaceNames.Normalize(facility.Name);

        /// <summary>0 is the best record: from a planner's table, with an outline.</summary>
        public int Rank { get; } = (facility.Source == FacilityReader.OsmSource ? 4 : facility.IsOfMapService ? 2 : 0)
            + (facility.Geometry.Dimension == Dimension.Surface ? 0 : 1);

        public Envelope Neighbourhood()
        {
            var box = Facility.Geometry.EnvelopeInternal.Copy();
            var scale = new LocalMetres(box.Centre.Y * 1e7);
            box.ExpandBy(SameNameMetres * 1.01 / (scale.MetresPerLonUnit * 1e7), SameNameMetres * 1.01 / (scale.MetresPerLatUnit * 1e7));
            return box;
        }
    }
}

using ServiceCircle.Coverage;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies.Meaning;

/// <summary>Whether places lie where they can be meant to lie, on a map that can be walked on.</summary>
internal static class PlaceChecks
{
    /// <summary>Of more facilities the first are looked at, so that a city without any walk takes no hour.</summary>
    private const int MostFacilities = 200;

    /// <summary>Files with places that the map does not hold; all of a file, or some.</summary>
    public static IEnumerable<Doubt> OutsideTheMap(StudyResult result, IReadOnlyList<LocatedFile> files)
    {
        Box box = result.Graph.Network.DataBox;
        // A map without streets is told once, and not for every file.
        foreach (LocatedFile file in box.IsEmpty ? [] : files)
        {
            (string Where, Position At)[] outside = [.. file.Places.Where(p => !box.Contains(p.At))];
            if (outside.Length == 0) continue;
            bool isSwapped = outside.Length > file.Places.Count / 2
                && outside.Count(p => box.Contains(new Position(p.At.LatE7, p.At.LonE7))) > outside.Length / 2;
            bool isAll = outside.Length == file.Places.Count;
            double nearest = outside.Min(p => KilometresFrom(box, p.At)), farthest = outside.Max(p => KilometresFrom(box, p.At));
            (string, object) name = ("file", file.Name), count = ("count", outside.Length), all = ("all", file.Places.Count),
                near = ("nearest", Rounded(nearest)), far = ("farthest", Rounded(farthest)),
                row = ("row", new Spot(outside[0].Where));
            yield return isSwapped ? new Doubt(new("meaning/swapped", name, count, all, row), IsFatal: true)
                : isAll ? new Doubt(new("meaning/all-outside", name, count, near, far, row), IsFatal: true)
                : new Doubt(new("meaning/some-outside", name, count, all, far, row), IsFatal: false);
        }
    }

    /// <summary>Services of which the map holds nothing, and no table speaks.</summary>
    public static IEnumerable<Doubt> WithoutData(StudyResult result) => result.Coverage.Summaries.Where(s => !s.HasData)
        .Select(s => new Doubt(new Notice("meaning/no-data", ("category", s.Service.Category)), IsFatal: false));

    /// <summary>Services whose facilities are on the map, and none of them anywhere near a community.</summary>
    public static IEnumerable<Doubt> FarFromEverybody(StudyResult result)
    {
        foreach (ServiceSummary summary in result.Coverage.Summaries)
        {
            if (summary.Facilities == 0 || summary.StraightLineCommunitiesCovered > 0 || result.Communities.Count == 0) continue;
            double metres = result.Facilities.Facilities.Where(f => f.Offers(summary.Service.Category)).Take(MostFacilities)
                .Min(f => result.Communities.Min(c => LocalMetres.Between(c.Position, f.Position)));
            yield return new Doubt(
                new Notice("meaning/far-from-everybody", ("category", summary.Service.Category), ("count", summary.Facilities),
                    ("km", Rounded(metres / 1_000))),
                IsFatal: false);
        }
    }

    /// <summary>Rows of the tables of facilities of which nothing is known, and those whose name or class says they are none.</summary>
    public static IEnumerable<Doubt> Untold(StudyResult result)
    {
        IReadOnlyList<FacilityAudit> audit = result.Facilities.Audit;
        return Told("meaning/untold-facilities", a => a.Reason == FacilityReader.Untold).Concat(Told("meaning/no-facilities",
            a => a.Reason == FacilityReader.ClassExcludes || a.Reason.StartsWith(FacilityReader.NameExcludes, StringComparison.Ordinal)));

        IEnumerable<Doubt> Told(string key, Func<FacilityAudit, bool> isMeant)
        {
            FacilityAudit[] rows = [.. audit.Where(isMeant)];
            NameList names = new([.. rows.Select(a => a.DroppedName.Length > 0 ? a.DroppedName : a.DroppedId)], MeaningChecks.RowsShown);
            return rows.Length == 0 ? [] : [new Doubt(new Notice(key, ("count", rows.Length), ("rows", names)), IsFatal: false)];
        }
    }

    /// <summary>Facilities that open after the day of the map, and are counted because the study names no day.</summary>
    public static IEnumerable<Doubt> NotOpenYet(StudyResult result)
    {
        if (StudyInputs.AsOf(result.File) is not null || result.Graph.Network.DataDay is not { } day) return [];
        int count = result.Facilities.Facilities.Count(f => f.OpenedOn?.IsBy(day) == false);
        var later = new Notice("meaning/opens-later", ("count", count), ("day", FormattableString.Invariant($"{day:yyyy-MM-dd}")));
        return count == 0 ? [] : [new Doubt(later, IsFatal: false)];
    }

    /// <summary>Places that no way on their side of a barrier is near to.</summary>
    public static IEnumerable<Doubt> BehindBarriers(StudyResult result)
    {
        int count = result.Walks.Homes.Select(h => h.Access).Concat(result.Walks.Sites.Select(s => s.Access))
            .Count(a => a.Snap.CrossesBarrier);
        return count == 0 ? [] : [new Doubt(new Notice("meaning/behind-barrier", ("count", count)), IsFatal: false)];
    }

    /// <summary>
    /// A map without any street, or of streets for cars alone: without footways, paths and stairs walks come out too long.
    /// </summary>
    public static IEnumerable<Doubt> WithoutFootways(WalkNetwork network)
    {
        bool IsMadeForWalking(int edge) => network.Attributes(edge) is { Kind: WayKind.Path or WayKind.Crossing or WayKind.Steps } way
            && !way.Has(WayFlags.Assumed);
        if (network.EdgeCount == 0) return [new Doubt(new Notice("meaning/no-streets"), IsFatal: true)];
        if (Enumerable.Range(0, network.EdgeCount).Any(IsMadeForWalking)) return [];
        return [new Doubt(new Notice("meaning/no-footways"), IsFatal: false)];
    }

    private static decimal Rounded(double kilometres) => (decimal)Math.Round(kilometres, kilometres < 10 ? 1 : 0);

    private static double KilometresFrom(Box box, Position p) => LocalMetres.Between(p, new Position(
        Math.Clamp(p.LonE7, box.West, box.East), Math.Clamp(p.LatE7, box.South, box.North))) / 1_000;

    /// <summary>Heights that are none, so that level ground is walked as cliffs.</summary>
    public static IEnumerable<Doubt> FilledVoids(WalkNetwork network) =>
        network.Source.Warnings.Where(w => w.Key == Elevation.ZeroHeights).Select(w => new Doubt(w, IsFatal: false));
}

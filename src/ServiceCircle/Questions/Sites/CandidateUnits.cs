using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.Sites;

/// <summary>Which unit of a study places are in, exactly as facilities there would be.</summary>
internal static class CandidateUnits
{
    /// <summary>The units, with the places in the order of facilities, and the units known for other reasons than the position.</summary>
    public static UnitMap Of(StudyResult study, IEnumerable<(string Id, Position At, IReadOnlyDictionary<string, string> Units)> places) =>
        study.Units.With(study.Communities, [.. places.Select(p => FacilityAt(p.Id, p.At, p.Units))]);

    /// <summary>A place as a facility of no kind, for what is found out of facilities: its unit, its way onto a network.</summary>
    public static Facility FacilityAt(string id, Position at, IReadOnlyDictionary<string, string> units) =>
        new(id, id, ["candidate"], at, new Point(at.Lon, at.Lat), "candidate") { Units = units };

    /// <summary>Every unit of a community, by level: what a place there states of itself.</summary>
    public static IReadOnlyDictionary<string, string> OfCommunity(StudyResult study, int community) =>
        Named(study, level => study.Units.OfCommunity(level, community));

    /// <summary>Ids of the units whose index is known (not below 0), by level.</summary>
    public static IReadOnlyDictionary<string, string> Named(StudyResult study, Func<string, int> unitAt) =>
        study.Units.Levels.Where(l => unitAt(l) >= 0).ToDictionary(l => l, l => study.Units.At(l)[unitAt(l)].Id);
}

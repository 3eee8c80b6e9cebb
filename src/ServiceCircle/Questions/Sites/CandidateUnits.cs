using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.Sites;

/// <summary>Which unit of a study places are in, exactly as facilities there would be.</summary>
internal static class CandidateUnits
{
    /// <summary>The units, with the places in the order of facilities.</summary>
    /// <param name="study">What it found.</param>
    /// <param name="places">Id, position, and the units that are known for other reasons than the position.</param>
    public static UnitMap Of(StudyResult study, IEnumerable<(string Id, Position At, IReadOnlyDictionary<string, string> Units)> places) =>
        Of(study, [.. places.Select(p => FacilityAt(p.Id, p.At, p.Units))]);

    /// <summary>The units, with these facilities.</summary>
    public static UnitMap Of(StudyResult study, IReadOnlyList<Facility> facilities) =>
        study.Units.With(study.Communities, facilities);

    /// <summary>A place as a facility of no kind, for what is found out of facilities: its unit, its way onto a network.</summary>
    public static Facility FacilityAt(string id, Position at, IReadOnlyDictionary<string, string> units) =>
        new(id, id, ["candidate"], at, new Point(at.Lon, at.Lat), "candidate") { Units = units };

    /// <summary>Every unit of a community, by level: what a place there states of itself.</summary>
    public static IReadOnlyDictionary<string, string> OfCommunity(StudyResult study, int community) =>
        study.Units.Levels.Where(l => study.Units.OfCommunity(l, community) >= 0)
            .ToDictionary(l => l, l => study.Units.At(l)[study.Units.OfCommunity(l, community)].Id);
}

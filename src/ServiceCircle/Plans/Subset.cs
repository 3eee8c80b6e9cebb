using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Places;

namespace ServiceCircle.Plans;

/// <summary>Some of a study's communities that clauses speak of by a word of their own: old estates, pilots.</summary>
/// <param name="Name">The word ("old_estate").</param>
/// <param name="Area">Where they are; null if something else tells.</param>
/// <param name="Communities">Their ids, as the table of communities has them; null if something else tells. With neither, a column of the table of communities tells.</param>
public sealed record Subset(string Name, IPreparedGeometry? Area, IReadOnlySet<string>? Communities)
{
    /// <summary>Whether a community is one of them; unknown where its cell is blank.</summary>
    internal Answer Has(Community community) =>
        Area is not null ? At(community.Position)
        : Communities is not null ? Communities.Contains(community.Id) ? Answer.Yes : Answer.No
        : Answers.Of(community.Subsets.TryGetValue(Name, out bool isOne) ? isOne : null);

    /// <summary>Whether a facility stands in one of them.</summary>
    internal Answer HasFacility(Evidence whole, int facility)
    {
        if (Area is not null) return At(whole.Facilities[facility].Position);
        if (whole.Units.OfFacility(UnitLevels.Community, facility) is not (>= 0 and var unit))
            return Enumerable.Range(0, whole.Units.At(UnitLevels.Community).Count).Any(u => whole.Units.Contains(UnitLevels.Community, u, facility) != Answer.No) ? Answer.Unknown : Answer.No;
        Answer[] answers = [.. whole.Units.Members(UnitLevels.Community, unit).Select(c => Has(whole.All[c].Community)).Distinct()];
        return answers is [var one] ? one : Answer.Unknown;
    }

    private Answer At(Position position) => Area!.Covers(new Point(position.Lon, position.Lat)) ? Answer.Yes : Answer.No;
}

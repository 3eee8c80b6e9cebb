using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Facts;

/// <summary>Some of a study's communities that clauses speak of by a word of their own: old estates, pilots.</summary>
/// <param name="Name">The word ("old_estate").</param>
/// <param name="Area">Where they are; null if something else tells.</param>
/// <param name="Communities">Their ids, as the table of communities has them; null if something else tells. With neither, a column of the
/// table of communities tells.</param>
internal sealed record Subset(string Name, IPreparedGeometry? Area, IReadOnlySet<string>? Communities)
{
    /// <summary>Whether a community is one of them; unknown where its cell is blank.</summary>
    internal Answer Has(Community community) => Area is not null ? At(community.Position)
        : Communities is not null ? Answers.Of(Communities.Contains(community.AsGiven.Id))
        : Answers.Of(community.Subsets.TryGetValue(Name, out bool isOne) ? isOne : null);

    /// <summary>
    /// Whether a facility stands in one of them: by its community; where that is not known by the smallest unit around it whose communities
    /// are all alike.
    /// </summary>
    internal Answer HasFacility(Town town, int facility)
    {
        if (Area is not null) return At(town.Walks.Sites[facility].Facility.Position);
        if (town.Units.MayBeIn(UnitLevels.Community, facility) is { Count: > 0 } own)
            return Alike(own.SelectMany(u => town.Units.Members(UnitLevels.Community, u)));
        if (Enumerable.Range(0, town.Units.At(UnitLevels.Community).Count)
            .All(u => town.Units.Contains(UnitLevels.Community, u, facility) == Answer.No)) return Answer.No;
        foreach (string level in Enumerable.Reverse(town.Units.Levels))
            if (town.Units.OfFacility(level, facility) is >= 0 and var unit
                && Alike(town.Units.Members(level, unit)) is not Answer.Unknown and var answer) return answer;
        return Answer.Unknown;

        Answer Alike(IEnumerable<int> communities) => Answers.Alike(communities.Select(c => Has(town.Walks.Homes[c].Community)));
    }

    private Answer At(Position position) => Answers.Of(Area!.Covers(new Point(position.Lon, position.Lat)));
}

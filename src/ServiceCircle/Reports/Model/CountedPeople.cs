using ServiceCircle.Coverage;

namespace ServiceCircle.Reports.Model;

/// <summary>Communities and the people in them.</summary>
internal readonly record struct Group(int Communities, double People);

/// <summary>Who is in the figures and who is not: every community is in exactly one of the three groups, so that they sum to all.</summary>
/// <param name="Counted">On the network, with a population: what every share is a share of.</param>
/// <param name="NotSnapped">Not on the network; some may have no population either.</param>
/// <param name="PopulationUnknown">On the network without a population: counted as communities, with nobody in them.</param>
/// <param name="Complete">Of those on the network, every service is covered of which there is data.</param>
internal sealed record CountedPeople(Group Counted, Group NotSnapped, Group PopulationUnknown, Group Complete)
{
    /// <summary>Communities on the network, the base of the share of communities.</summary>
    public int OnNetwork => Counted.Communities + PopulationUnknown.Communities;

    public static CountedPeople Count(CoverageResult coverage)
    {
        Group counted = default, notSnapped = default, unknown = default, complete = default;
        foreach (CommunityCoverage c in coverage.Communities)
        {
            double? people = c.Community.People.Total;
            if (c.Status == CommunityStatus.NotSnapped) notSnapped = Add(notSnapped, people);
            else if (people is null) unknown = Add(unknown, people);
            else counted = Add(counted, people);
            if (coverage.KnownShare(c) == 1) complete = Add(complete, people);
        }
        return new CountedPeople(counted, notSnapped, unknown, complete);
    }

    private static Group Add(Group group, double? people) => new(group.Communities + 1, group.People + (people ?? 0));
}

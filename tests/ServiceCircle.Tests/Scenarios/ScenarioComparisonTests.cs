using ServiceCircle.Coverage;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Scenarios;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>What a comparison says, by arithmetic: communities A to E have 1, 2, 4, 8 and 16 people, so a sum names who is in it.</summary>
public sealed class ScenarioComparisonTests
{
    /// <summary>Who has a clinic within 100 seconds; E lies a kilometre off the network.</summary>
    private static CoverageResult Covered(string facilities, double factor = 1)
    {
        using Town town = new Town("A-B-C-D-E", metresPerCharacter: 50).Way("ABCDE");
        Position far = town.At('E', north: 1_000);
        return town.Coverage(facilities, "ABCDE",
            c => c.Id == "E" ? c with { Position = far, Geometry = new NetTopologySuite.Geometries.Point(far.Lon, far.Lat) }
                : c.Id == "B" ? c with { People = c.People.Times(factor) } : c,
            ("clinic", 100));
    }

    [Fact]
    public void A_service_gains_loses_and_grows_by_the_people_of_the_communities_concerned()
    {
        // At A: A and B are covered. At C: B, C and D are, and B has ten times its people.
        ScenarioComparison comparison = ScenarioComparison.Compare(Covered("A:clinic"), Covered("C:clinic", factor: 10), [], []);
        ServiceChange change = Assert.Single(comparison.Services);
        Assert.Equal("clinic", change.Service.Category);
        Assert.Equal((1 + 2, 20 + 4 + 8, 4 + 8, 1, 20 - 2),
            (change.PopulationBefore, change.PopulationAfter, change.Gained, change.Lost, change.Grown));
        Assert.Equal((2, 1), (change.CommunitiesGained, change.CommunitiesLost));
        Assert.Equal(change.PopulationAfter, change.PopulationBefore + change.Gained - change.Lost + change.Grown);
        // E is not on the network: nobody counts it, before or after.
        Assert.Equal((1 + 2 + 4 + 8, 1 + 20 + 4 + 8), (comparison.PopulationBefore, comparison.PopulationAfter));
        Assert.Equal((2, 3), (comparison.CompleteBefore, comparison.CompleteAfter));

        // B's walk is as long as before, E has none before and after.
        Assert.Equal(["A", "C", "D"], comparison.Communities.Select(c => c.Community.Id));
        Assert.Equal([(false, true), (true, false), (true, false)], comparison.Communities.Select(c => (c.Gains, c.Loses)));
        Assert.All(comparison.Communities, c => Assert.Equal(0, Assert.Single(c.Reach).Service));
    }

    [Fact]
    public void A_community_gains_one_service_and_loses_another()
    {
        using Town town = new Town("A-B-C", metresPerCharacter: 50).Way("ABC");
        (string, double)[] services = [("clinic", 50), ("park", 50), ("shop", 50)];
        CoverageResult before = town.Coverage("A:clinic A:shop", "AC", null, services),
            after = town.Coverage("A:park A:shop", "AC", null, services);
        CommunityChange change = Assert.Single(ScenarioComparison.Compare(before, after, [], []).Communities);
        Assert.Equal(("A", true, true), (change.Community.Id, change.Gains, change.Loses));
        Assert.Equal([(0, false, true), (1, true, false), (2, false, false)], change.Reach.Select(r => (r.Service, r.Gained, r.Lost)));
        // Somebody who has nothing before and after is not among them, nor is anybody where nothing changed.
        Assert.Empty(ScenarioComparison.Compare(before, before, [], []).Communities);
    }

    [Fact]
    public void Verdicts_stand_beside_those_of_the_same_reading_of_the_same_clause()
    {
        Verdict[] before =
            [Judged("a", 1), Judged("a", 2, Reading.ResidentsInReach), Judged("b", 3), Judged("t", 4, tier: "town"), Judged("t", 5, tier: "village")];
        Verdict[] after =
            [Judged("t", 6, tier: "village"), Judged("t", 7, tier: "town"), Judged("b", 8), Judged("a", 9, Reading.ResidentsInReach), Judged("a", 10), Judged("c", 11)];
        Assert.Equal([(1, 10), (2, 9), (3, 8), (4, 7), (5, 6)], Pairs(before, after));
    }

    [Fact]
    public void Verdicts_that_nothing_tells_apart_pair_in_their_order_and_each_once()
    {
        Assert.Equal([(1, 3), (2, 4)], Pairs([Judged("a", 1), Judged("a", 2)], [Judged("a", 3), Judged("a", 4)]));
        Assert.Equal([(1, 3)], Pairs([Judged("a", 1), Judged("a", 2)], [Judged("a", 3)]));
    }

    [Fact]
    public void Where_the_reading_that_decided_is_gone_the_one_that_decides_now_stands_beside_it()
    {
        Verdict total = Judged("a", 1, Reading.Total), deciding = total with { IsDeciding = true };
        Verdict[] after = [Judged("a", 2), Judged("b", 3) with { IsDeciding = true }, Judged("a", 4) with { IsDeciding = true }];
        Assert.Equal([(1, 4)], Pairs([deciding], after));
        // What did not decide, or has none that decides now, is left out.
        Assert.Empty(Pairs([total], after));
        Assert.Empty(Pairs([deciding], [after[0], after[1]]));
    }

    [Theory]
    [InlineData(true, 5, true, 5, false, false)]
    [InlineData(true, 5, true, 6, false, true)]
    [InlineData(true, 5, false, 5, true, true)]
    [InlineData(false, 5, true, 6, true, true)]
    [InlineData(null, 5, true, 5, true, true)]
    [InlineData(false, 5, null, 5, true, true)]
    [InlineData(null, 5, null, 5, false, false)]
    public void A_target_flips_where_its_verdict_is_another_and_differs_where_its_figure_is(
        bool? metBefore, double before, bool? metAfter, double after, bool flips, bool differs)
    {
        var change = new TargetChange(Judged("a", before) with { Met = metBefore }, Judged("a", after) with { Met = metAfter });
        Assert.Equal((flips, differs), (change.Flips, change.IsDifferent));
    }

    private static IEnumerable<(double?, double?)> Pairs(Verdict[] before, Verdict[] after)
    {
        CoverageResult same = Covered("A:clinic");
        return ScenarioComparison.Compare(same, same, before, after).Targets.Select(t => (t.Before.Measured, t.After.Measured));
    }

    private static Verdict Judged(string clause, double measured, Reading reading = Reading.FacilityInUnit, string? tier = null) => new()
    {
        Clause = new Clause
        {
            Id = clause,
            Plan = "",
            Number = "",
            Quote = "",
            Meaning = "",
            Theme = "",
            Indicator = "",
        },
        Reading = reading,
        Tier = tier is null ? null : new Tier(tier, ClauseScope.All, new ServiceClass("", "", [])),
        Measured = measured,
        Basis = Basis.Network,
    };
}

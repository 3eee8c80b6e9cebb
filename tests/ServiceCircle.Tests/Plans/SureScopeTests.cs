using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>Whether a facility that is to be built at a place would surely count, and what is said of kinds that nobody has.</summary>
public class SureScopeTests
{
    private const string AtLeastOne = """ "operator": ">=", "value": 1, "unit": "facilities per unit" """;

    private static StudyResult Town(string words) =>
        new AnalyticTown().Community("c0", 0).Community("v1", 3000, type: "rural").Run(
            $""" "indicator": "at_least_per_unit", "level": "township", {words} "categories": ["elder.mutual"] """, AtLeastOne,
            """ "subsets": { "pilot": { "communities": ["c0"] } }, """);

    /// <summary>At a community, by its name; at none of them; and in a unit that nobody is known to live in.</summary>
    [Theory]
    [InlineData("", true, true, true)]
    [InlineData(""" "scope": "rural", """, false, true, false)]
    [InlineData(""" "scope": "urban", """, true, false, false)]
    [InlineData(""" "subset": "pilot", """, true, false, false)]
    [InlineData(""" "scope": "rural", "subset": "pilot", """, false, false, false)]
    public void A_place_is_surely_in_scope_where_its_community_is(string words, bool inTown, bool inVillage, bool nowhere)
    {
        StudyResult town = Town(words);
        Evidence evidence = town.Givens.EvidenceOf(town.Town);
        Clause clause = town.Plans[0].Clauses[0];
        bool At(string id) => evidence.IsSurelyInScope(clause, level => level == UnitLevels.Community ? town.Units.Find(level, id) : 0);
        Assert.Equal((inTown, inVillage, nowhere), (At("c0"), At("v1"), evidence.IsSurelyInScope(clause, _ => -1)));
    }

    [Fact]
    public void A_kind_that_no_facility_of_the_town_is_of_is_remarked()
    {
        Verdict verdict = new AnalyticTown().Community("c0", 0).Facility("elder.mutual", 0).Judge(
            """ "indicator": "at_least_per_unit", "level": "township", "categories": ["sport"] """, AtLeastOne)[0];
        Assert.Equal(
            [("verdict/class-without-facility", "sport")],
            verdict.Remarks.Where(r => r.Key == "verdict/class-without-facility").Select(r => (r.Key, $"{r.Values[0].Value}")));
    }
}

using ServiceCircle.Plans;

namespace ServiceCircle.Tests.Plans;

/// <summary>Blanks that random fillings (<see cref="FillingTests"/>) once found to be taken for figures.</summary>
public class OpenFigureTests
{
    [Fact]
    public void Places_for_a_number_of_people_that_is_blank_may_be_any_number_for_each()
    {
        AnalyticTown town = new AnalyticTown().Community("c0", 0).Community("c1", 3000, people: null, type: "rural").Facility("elder.daycare", 3000, community: "c1", capacity: 10);
        Verdict verdict = Assert.Single(town.Judge(""" "indicator": "gap", "between": "type", "categories": ["elder.daycare"], "of": "capacity" """, """ "operator": "<=", "value": 20 """));
        Assert.Equal((null, null), (verdict.Met, verdict.High));
        Assert.Equal(["communities.columns.population"], verdict.Needs);
    }
}

using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Tests.Siting;

public class MpsWriterTests
{
    [Fact]
    public void TwoSitesThreeDemands()
    {
        var problem = new SitingProblem
        {
            Objective = SitingObjective.Mclp,
            P = 1,
            Weights = [3, 5, 7.5],
            Costs = SparseCosts.FromPairs(3, 2, [(0, 0, 1), (1, 0, 1), (1, 1, 1), (2, 1, 1)]),
        };
        using var text = new StringWriter { NewLine = "\n" };
        MpsWriter.Write(problem, text);
        const string expected = """
            NAME siting FREE
            ROWS
             N cost
             L r0
             G r1
             G r2
             G r3
            COLUMNS
             M1 'MARKER' 'INTORG'
             y0 cost 0
             y0 r0 1
             y0 r1 1
             y0 r2 1
             y1 cost 0
             y1 r0 1
             y1 r2 1
             y1 r3 1
             z0 cost -3
             z0 r1 -1
             z1 cost -5
             z1 r2 -1
             z2 cost -7.5
             z2 r3 -1
             M2 'MARKER' 'INTEND'
            RHS
             rhs r0 1
            BOUNDS
             UP bnd y0 1
             UP bnd y1 1
             UP bnd z0 1
             UP bnd z1 1
             UP bnd z2 1
            ENDATA

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), text.ToString());
    }
}

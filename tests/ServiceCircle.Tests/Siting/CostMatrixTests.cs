using ServiceCircle.Siting.Problem;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Siting;

/// <summary>Costs as a plain table.</summary>
public sealed class CostMatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Empty_cells_are_pairs_out_of_reach_and_zero_is_a_cost()
    {
        var read = CostMatrix.Read(
            _folder.Write("costs.csv", "id,s1,s2\na,0,2.5\nb,,7\n"), _folder.Write("weights.csv", "id,weight\nb,0\na,12.5\n"));
        Assert.Equal("a b s1 s2", string.Join(' ', read.DemandIds.Concat(read.SiteIds)));
        Assert.Equal([12.5, 0], read.Weights);
        Assert.Equal([0, 2.5, null, 7], (double?[])[read.Costs[0, 0], read.Costs[0, 1], read.Costs[1, 0], read.Costs[1, 1]]);
    }

    [Theory]
    [InlineData("id,s1\na,-1\n", "id,weight\na,1\n")]
    [InlineData("id,s1\na,x\n", "id,weight\na,1\n")]
    [InlineData("id,s1\na,1\n", "id,weight\na,-1\n")]
    [InlineData("id,s1\na,1\n", "id,weight\na,\n")]
    public void Costs_and_weights_are_numbers_that_are_not_negative(string costs, string weights) =>
        Assert.Throws<InputException>(() => CostMatrix.Read(_folder.Write("costs.csv", costs), _folder.Write("weights.csv", weights)));
}

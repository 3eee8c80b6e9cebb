using System.IO.Compression;
using System.Text;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Coverage;

/// <summary>Tables of costs and of places, small enough to be read by eye.</summary>
public sealed class CostFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LandUse Places(string rows = "c,3\na,1\nb,2\n") => LandUse.Read(_folder.Write("places.csv", "id,jobs\n" + rows));

    private CostFile Read(string text, string? column = null) => CostFile.Read(_folder.Write("costs.csv", text), Places(), column);

    private static IEnumerable<(int, int, double)> PairsOf(CostTable costs) => Enumerable.Range(0, costs.OriginCount).SelectMany(
        i => Enumerable.Range(costs.FirstPair[i], costs.FirstPair[i + 1] - costs.FirstPair[i])
            .Select(k => (i, costs.Destination[k], costs.Cost[k])));

    [Fact]
    public void Rows_in_any_order_are_pairs_by_the_order_of_the_places()
    {
        CostFile file = Read("from_id,to_id,cost\nc,a,5\na,c,2.5\na,a,0\nb,c,\nb,a,NA\nb,b,Inf\nc,c,NaN\n");
        Assert.Equal([(0, 0, 0), (0, 2, 2.5), (2, 0, 5)], PairsOf(file.Costs));
        Assert.Equal((3, 3, 3), (file.Costs.OriginCount, file.Costs.DestinationCount, file.Costs.PairCount));
        // Place b is one that people start from, though it reaches nothing.
        Assert.Equal([true, true, true], file.IsOrigin);
        Assert.Equal("cost", file.CostColumn);
        Assert.Equal([false, false, true], Read("from_id,to_id,cost\nc,a,5\n").IsOrigin);
    }

    [Theory]
    [InlineData("from_id,to_id,time", null, "time")]
    [InlineData("from_id,to_id,distance", null, "distance")]
    [InlineData("from_id,to_id,travel_time_s", null, "travel_time_s")]
    [InlineData("from_id,to_id,weight", "weight", "weight")]
    public void The_column_of_costs_is_found_by_its_usual_names_or_the_name_that_is_given(string header, string? given, string expected)
    {
        CostFile file = Read(header + "\na,b,7\n", given);
        Assert.Equal(expected, file.CostColumn);
        Assert.Equal([(0, 1, 7)], PairsOf(file.Costs));
    }

    [Fact]
    public void Semicolons_and_compression_make_no_difference()
    {
        Assert.Equal([(0, 1, 7)], PairsOf(Read("to_id;from_id;cost\nb;a;7\n").Costs));
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress)) zip.Write(Encoding.UTF8.GetBytes("from_id,to_id,cost\na,b,7\n"));
        Assert.Equal([(0, 1, 7)], PairsOf(CostFile.Read(_folder.Write("costs.csv.gz", bytes.ToArray()), Places()).Costs));
    }

    [Theory]
    [InlineData("a,b\n", "line 2", "2 cells", "3 cells as in the header")]
    [InlineData("z,b,1\n", "line 2", "the place \"z\"", "an id of the land use table")]
    [InlineData("a,b,1\na,y,1\n", "line 3", "the place \"y\"", "an id of the land use table")]
    [InlineData("a,b,-1\n", "line 2", "cost \"-1\"", "a number that is not negative, or an empty cell if unreachable")]
    [InlineData("a,b,1e-320\n", "line 2", "cost \"1e-320\"", "0, a number from 0.000000001 to 1,000,000,000,000,000, or an empty cell")]
    [InlineData("a,b,far\n", "line 2", "cost \"far\"", "a number that is not negative, or an empty cell if unreachable")]
    [InlineData("a,b,1\nb,a,1\na,b,2\n", "line 4", "the pair a, b a second time", "each pair once")]
    [InlineData("a,b,1\n\"a,b,1\n", "line 3", "misplaced quotation marks", "cells quoted as in RFC 4180")]
    public void A_row_that_is_no_cost_is_named(string rows, string where, string found, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => Read("from_id,to_id,cost\n" + rows));
        Assert.Equal((where, found, expected), (e.Where, e.Found, e.Expected));
        Assert.EndsWith("costs.csv", e.File);
    }

    [Fact]
    public void A_table_of_costs_without_its_columns_says_which_it_has()
    {
        InputException e = Assert.Throws<InputException>(() => Read("from_id,target,cost\na,b,1\n"));
        Assert.Equal(("line 1", "a column to_id"), (e.Where, e.Expected));
        Assert.Contains("target", e.Found);
        Assert.Contains("from_id, to_id and cost", e.Advice);
        e = Assert.Throws<InputException>(() => Read("from_id,to_id,cost\na,b,1\n", "minutes"));
        Assert.Equal("a column minutes", e.Expected);
        Assert.Equal("an empty file", Assert.Throws<InputException>(() => Read("")).Found);
        Assert.Equal("no such file", Assert.Throws<InputException>(() => CostFile.Read(_folder["none.csv"], Places())).Found);
        e = Assert.Throws<InputException>(() => CostFile.Read(_folder.Write("not.csv.gz", "from_id"), Places()));
        Assert.Equal("a file that cannot be read to its end", e.Found);
    }

    [Fact]
    public void Places_are_sorted_by_id_and_blanks_are_not_known()
    {
        LandUse places = Places("c,3\na,NA\nb,\ne,NaN\nd,0\n");
        Assert.Equal(["a", "b", "c", "d", "e"], places.Ids);
        Assert.Equal((2, -1), (places.IndexOf("c"), places.IndexOf("z")));
        Assert.Equal((true, false), (places.Has("jobs"), places.Has("homes")));
        Assert.Equal([null, null, 3, 0, null], places.Numbers("jobs"));
        Assert.Equal([null, null, "3", "0", null], places.Labels("jobs"));
        Assert.Contains("jobs", Assert.Throws<InputException>(() => places.Numbers("homes")).Expected);
        InputException e = Assert.Throws<InputException>(() => Places("a,-1\n").Numbers("jobs"));
        Assert.Equal(("line 2", "jobs \"-1\"", "a number that is not negative, or an empty cell"), (e.Where, e.Found, e.Expected));
        // So few people to so many places are more places for each than a number can say.
        InputException few = Assert.Throws<InputException>(() => Places("a,1e-320\n").Numbers("jobs"));
        Assert.Equal("jobs \"1e-320\"", few.Found);
        Assert.StartsWith("0, a number from 0.000000001", few.Expected);
        Assert.Equal("the id \"a\" a second time", Assert.Throws<InputException>(() => Places("a,1\na,2\n")).Found);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(0, 0, -0.5)]
    [InlineData(0, 0, double.NaN)]
    [InlineData(0, 0, double.PositiveInfinity)]
    public void A_table_takes_no_pair_outside_of_it_and_no_cost_that_is_none(int origin, int destination, double cost) =>
        Assert.Throws<ArgumentException>(() => CostTable.FromPairs(2, 3, [(origin, destination, cost)]));

    [Fact]
    public void A_table_takes_each_pair_once_and_gives_them_ascending()
    {
        CostTable costs = CostTable.FromPairs(2, 3, [(1, 2, 4), (0, 1, 3), (1, 0, 0), (0, 0, 9)]);
        Assert.Equal([(0, 0, 9), (0, 1, 3), (1, 0, 0), (1, 2, 4)], PairsOf(costs));
        Assert.Equal([(0, 1, 3), (1, 0, 0)], PairsOf(costs.Within(3)));
        Assert.Throws<ArgumentException>(() => CostTable.FromPairs(2, 3, [(1, 2, 4), (1, 2, 5)]));
        Assert.Throws<ArgumentException>(() => costs.RequireOrigins([1], "people"));
        Assert.Throws<ArgumentException>(() => costs.RequireDestinations([1, 2, -1], "jobs"));
        costs.RequireDestinations([1, 2, 0], "jobs");
    }

    /// <summary>Two origins and two destinations, given three values where two are asked, and a parameter that is out of range.</summary>
    [Fact]
    public void Measures_take_one_value_for_each_place_and_parameters_in_their_range()
    {
        CostTable costs = CostTable.FromPairs(2, 2, [(0, 0, 1), (1, 1, 1)]);
        var decay = new BinaryDecay(5);
        Assert.Throws<ArgumentException>(() => CostToClosest.Compute(costs, [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => FloatingCatchment.Balanced(costs, [1, 1], [1, 1, 1], decay));
        Assert.Throws<ArgumentException>(() => FloatingCatchment.Balanced(costs, [1, 1, 1], [1, 1], decay));
        Assert.Throws<ArgumentException>(() => SpatialAvailability.Compute(new(costs, [1, 1], [1, 1, 1]) { Decay = decay }));
        Assert.Throws<ArgumentException>(() => SpatialAvailability.Compute(new(costs, [1, 1, 1], [1, 1]) { Decay = decay }));
        foreach (double alpha in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Contains("a finite number >= 0", Assert.Throws<ArgumentOutOfRangeException>(
                () => SpatialAvailability.Compute(new(costs, [1, 1], [1, 1]) { Decay = decay, Alpha = alpha })).Message);
        Assert.Contains("at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => CostToClosest.Compute(costs, [1, 1], 0.5)).Message);
    }

    [Theory]
    [InlineData("linear:0", true)]
    [InlineData("stepped:10=2", true)]
    [InlineData("linear", false)]
    [InlineData("stepped", false)]
    [InlineData("zones", false)]
    [InlineData("zones:10", false)]
    public void A_decay_with_a_parameter_out_of_range_gets_advice_and_one_that_is_misspelt_gets_examples(string text, bool isOutOfRange)
    {
        InputException e = Assert.Throws<InputException>(() => DecayText.Parse(text));
        Assert.Equal(("", $"\"{text}\"", isOutOfRange), (e.Where, e.Found, e.Advice.Length > 0));
        Assert.Contains("binary:30; linear:30; exponential:0.1", e.Expected);
    }
}

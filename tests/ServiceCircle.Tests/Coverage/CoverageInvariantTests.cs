using ServiceCircle.Coverage;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Coverage;

/// <summary>More can never be worse: facilities, paths and time, in seeded random towns on a five by five grid.</summary>
public sealed class CoverageInvariantTests
{
    private const string Grid = """
        A-B-C-D-E
        F-G-H-I-J
        K-L-M-N-O
        P-Q-R-S-T
        U-V-W-X-Y
        """;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 15).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_more_facility_never_lowers_coverage(int seed)
    {
        var random = new Random(seed);
        string paths = SomePaths(random);
        string facilities = "A:clinic";
        CoverageResult before = Of(paths, facilities, 500);
        for (int i = 0; i < 5; i++)
        {
            facilities += $" {(char)('A' + random.Next(25))}:clinic";
            CoverageResult after = Of(paths, facilities, 500);
            AssertNoWorse(before, after);
            before = after;
        }
        AssertSomethingHappens(Of(paths, "A:clinic", 500), before);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_more_path_never_lowers_coverage(int seed)
    {
        var random = new Random(seed);
        string paths = SomePaths(random);
        CoverageResult first = Of(paths, "C:clinic", 610), before = first;
        for (int i = 0; i < 25; i++)
        {
            // Between neighbours: a path over a letter that it does not stop at would draw the community there to itself.
            int letter = 'A' + random.Next(20);
            paths += $" {(char)letter}{(char)(letter + 5)}";
            CoverageResult after = Of(paths, "C:clinic", 610);
            AssertNoWorse(before, after);
            before = after;
        }
        AssertSomethingHappens(first, before);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void More_time_never_lowers_coverage(int seed)
    {
        var random = new Random(seed);
        string paths = SomePaths(random);
        CoverageResult first = Of(paths, "B:clinic S:clinic", 0), before = first;
        for (int seconds = 100; seconds <= 1_500; seconds += 100)
        {
            CoverageResult after = Of(paths, "B:clinic S:clinic", seconds);
            AssertNoWorse(before, after);
            before = after;
        }
        AssertSomethingHappens(first, before);
    }

    /// <summary>Streets across, so that most things hang together, and a random choice of ways between them.</summary>
    private static string SomePaths(Random random)
    {
        var paths = new List<string> { "AE", "FJ", "KO", "PT", "UY" }.Select(
            ends => new string([.. Enumerable.Range(ends[0], 5).Select(c => (char)c)])).ToList();
        for (int letter = 'A'; letter <= 'T'; letter++)
            if (random.Next(3) == 0) paths.Add($"{(char)letter}{(char)(letter + 5)}");
        return string.Join(' ', paths);
    }

    private static CoverageResult Of(string paths, string facilities, double seconds)
    {
        using var town = new Town(Grid);
        foreach (string path in paths.Split(' ')) town.Way(path);
        return town.Coverage(facilities, "ABCDEFGHIJKLMNOPQRSTUVWXY", null, ("clinic", seconds));
    }

    private static void AssertNoWorse(CoverageResult before, CoverageResult after)
    {
        Assert.Equal(before.Summaries[0].Population, after.Summaries[0].Population);
        Assert.True(after.Summaries[0].PopulationCovered >= before.Summaries[0].PopulationCovered);
        foreach ((CommunityCoverage b, CommunityCoverage a) in before.Communities.Zip(after.Communities))
        {
            // A tick of rounding where a new path splits an edge (see WalkTime); limits here are never that near to a walk.
            Assert.False(a.Reach[0].Nearest > b.Reach[0].Nearest + new WalkTime(1));
            Assert.True(a.Reach[0].Count >= b.Reach[0].Count);
            Assert.True(a.Reach[0].Covered || !b.Reach[0].Covered);
        }
    }

    private static void AssertSomethingHappens(CoverageResult first, CoverageResult last) =>
        Assert.True(last.Summaries[0].PopulationCovered > first.Summaries[0].PopulationCovered, "the test has lost its teeth");
}

using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Towns;

/// <summary>The example at the top of <see cref="Town"/>, and a grid where every walk is a Manhattan distance.</summary>
public sealed class TownTests
{
    [Fact]
    public void The_example_holds()
    {
        using var town = new Town("""
            A--B--C
               |
               D
            """)
            .Way("ABC", "highway=residential")
            .Way("BD", "highway=steps");
        Assert.Equal(Town.Seconds(300 + 2 * 200), town.Time('A', 'D'));
        Assert.Equal(Town.Seconds(600), town.Time('C', 'A'));
        Assert.Equal(WalkTime.Zero, town.Time('B', 'B'));
    }

    [Fact]
    public void Every_walk_in_a_grid_is_its_manhattan_distance()
    {
        using var town = new Town("""
            ABCDE
            FGHIJ
            KLMNO
            PQRST
            """, metresPerCharacter: 120);
        string[] rows = ["ABCDE", "FGHIJ", "KLMNO", "PQRST"];
        foreach (string row in rows) town.Way(row);
        for (int c = 0; c < 5; c++) town.Way(string.Concat(rows.Select(r => r[c])));
        for (char a = 'A'; a <= 'T'; a++)
        {
            for (char b = 'A'; b <= 'T'; b++)
            {
                int columns = Math.Abs((a - 'A') % 5 - (b - 'A') % 5), lines = Math.Abs((a - 'A') / 5 - (b - 'A') / 5);
                Assert.Equal(Town.Seconds(120 * (columns + lines)), town.Time(a, b));
            }
        }
    }
}

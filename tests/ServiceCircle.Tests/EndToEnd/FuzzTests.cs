using ServiceCircle.Fuzz;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Every reader with files changed at random: each is read, or refused as bad input. A few here (with SERVICECIRCLE_CAMPAIGN=1 more, to
/// count the lines that they reach); the program
/// <c>tests/ServiceCircle.Fuzz</c> reads as many as one has time for.
/// </summary>
[Collection(Alone)]
public sealed class FuzzTests
{
    private const int UsedOneIn = 2;
    private static readonly int Inputs = Environment.GetEnvironmentVariable("SERVICECIRCLE_CAMPAIGN") is null ? 40 : 400;
    private const string Alone = "counts what the whole process takes";

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;

    [Fact]
    public void A_file_that_is_changed_at_random_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var campaign = new Campaign(folder.Path, UsedOneIn);
        Outcome[] outcomes = [.. campaign.Readers.Select(r => campaign.Run(r, seed: 7, Inputs))];
        Assert.Empty(outcomes.SelectMany(o => o.Failures));
        // The changes are neither all in vain nor all fatal.
        Assert.All(outcomes, o => Assert.True(o.Answers >= 2, $"{o.Reader}: {o.Answers} different answers"));
        Assert.True(outcomes.Sum(o => o.Read) > Inputs, "hardly any file is read");
    }
}

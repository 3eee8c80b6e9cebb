namespace ServiceCircle.Siting.Problem;

/// <summary>How long and how hard to try.</summary>
public sealed record SitingOptions
{
    /// <summary>
    /// Wall clock limit; the best answer so far is returned with its gap. A run that ends within its work limits is reproducible, one cut
    /// by the clock may not be.
    /// </summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most branch and bound nodes.</summary>
    public int NodeLimit { get; init; } = 200_000;

    /// <summary>Steps of the Lagrangian dual at the root.</summary>
    public int RootIterations { get; init; } = 1500;

    /// <summary>Stop as soon as the relative gap is no more than this; 0 for a proof.</summary>
    public double GapLimit { get; init; }

    /// <summary>Whether an answer that there is none says what would help; finding out takes time.</summary>
    public bool Explains { get; init; } = true;

    /// <summary>Seed of the heuristics.</summary>
    public int Seed { get; init; } = 1;
}

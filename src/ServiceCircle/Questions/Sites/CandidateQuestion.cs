using ServiceCircle.Walking;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.Sites;

/// <summary>Where something could be built: what every siting question says.</summary>
public abstract record CandidateQuestion
{
    private protected CandidateQuestion()
    {
    }

    /// <summary>"communities", "network", or the path of a file of places.</summary>
    public string Candidates { get; init; } = "communities";

    /// <summary>Network candidates: one junction for each cell of this side, metres.</summary>
    public double CellMetres { get; init; } = SiteCandidates.DefaultCellMetres;

    /// <summary>Which parcels of a file may be built on.</summary>
    public CandidateRules CandidateRules { get; init; } = new();

    /// <summary>Whether the places are those of a file.</summary>
    internal bool IsFile => Candidates is not ("communities" or "network");

    /// <summary>The junctions of the network, or the places of the file.</summary>
    /// <param name="graph">The visitors' network.</param>
    /// <param name="snapper">Puts places onto it.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    internal SiteCandidates JunctionsOrFile(WalkGraph graph, Snapper snapper) =>
        IsFile ? SiteCandidates.OfFile(Candidates, CandidateRules, snapper, graph.Walker) : SiteCandidates.Junctions(graph, CellMetres);
}

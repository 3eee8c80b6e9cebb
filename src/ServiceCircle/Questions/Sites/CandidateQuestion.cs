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
    internal CandidateRules CandidateRules { get; init; } = new();

    internal bool IsCommunities => Candidates == "communities";
    internal bool IsNetwork => Candidates == "network";
    internal bool IsFile => !IsCommunities && !IsNetwork;

    /// <summary>The junctions of the network, or the places of the file.</summary>
    /// <exception cref="InputException">The file cannot be used.</exception>
    internal SiteCandidates JunctionsOrFile(WalkGraph graph, Snapper snapper) =>
        IsFile ? SiteCandidates.OfFile(Candidates, CandidateRules, snapper, graph.Walker) : SiteCandidates.Junctions(graph, CellMetres);
}

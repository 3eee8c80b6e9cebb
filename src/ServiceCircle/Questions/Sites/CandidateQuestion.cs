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

    /// <summary>Whether something could be built at every community.</summary>
    internal bool IsCommunities => Candidates == "communities";

    /// <summary>Whether something could be built at junctions of the network.</summary>
    internal bool IsNetwork => Candidates == "network";

    /// <summary>Whether the places are those of a file.</summary>
    internal bool IsFile => !IsCommunities && !IsNetwork;

    /// <summary>The junctions of the network, or the places of the file.</summary>
    /// <param name="graph">The visitors' network.</param>
    /// <param name="snapper">Puts places onto it.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    internal SiteCandidates JunctionsOrFile(WalkGraph graph, Snapper snapper) =>
        IsFile ? SiteCandidates.OfFile(Candidates, CandidateRules, snapper, graph.Walker) : SiteCandidates.Junctions(graph, CellMetres);
}

namespace ServiceCircle.Walking.Edits;

/// <summary>
/// Applies edits to a network without building it again. Make one for a network and use it for any number of scenarios; every
/// call starts from the same base.
/// </summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
internal sealed class NetworkEditor
{
    private readonly WalkNetwork _network;
    private readonly PathDrawing _drawing;
    private readonly PathClosing _closing;
    private readonly GateSetting _gates;

    /// <summary>An editor of one network. Linear in its size.</summary>
    public NetworkEditor(WalkNetwork network)
    {
        _network = network;
        var ways = new EditableWays(network);
        _drawing = new PathDrawing(ways);
        _closing = new PathClosing(ways);
        _gates = new GateSetting(ways);
    }

    /// <summary>
    /// The network after edits in their order, later ones seeing what earlier ones did; source is their file, for messages.
    /// </summary>
    /// <exception cref="InputException">Some edit meets nothing; all such edits are named at once.</exception>
    public EditedNetwork Apply(IReadOnlyList<NetworkEdit> edits, string source = "edits")
    {
        var problems = new List<(int Edit, Notice Problem)>();
        NetworkOverlay overlay = Check(edits, problems);
        if (problems.Count > 0)
        {
            IEnumerable<Notice> all = problems.Select(p => new Notice("found/at",
                ("where", new Spot(edits[p.Edit].Where.Length > 0 ? edits[p.Edit].Where : $"edit {p.Edit + 1}")), ("found", p.Problem)));
            throw new InputException(
                source, "", all.Aggregate((one, next) => new Notice("found/and-then", ("one", one), ("next", next))),
                "expected/edits-on-network", Advice);
        }
        return new EditedNetwork(overlay);
    }

    internal const string Advice = "advice/compare-edits";

    /// <summary>Finds what is wrong with edits, and makes those that are right.</summary>
    internal NetworkOverlay Check(IReadOnlyList<NetworkEdit> edits, List<(int Edit, Notice Problem)> problems)
    {
        var overlay = new NetworkOverlay(_network);
        var done = new EditMemory();
        for (int i = 0; i < edits.Count; i++)
        {
            NetworkEdit edit = edits[i];
            Notice? problem = edit.Kind switch
            {
                NetworkEditKind.AddPath => done.Reopen(overlay, edit.Line) ? null : _drawing.Add(overlay, edit, done),
                NetworkEditKind.ClosePath => done.TakeBack(overlay, edit.Line) ? null : _closing.Close(overlay, edit.Line, done),
                NetworkEditKind.OpenGate => _gates.Set(overlay, edit.Line[0], isOpen: true),
                _ => _gates.Set(overlay, edit.Line[0], isOpen: false),
            };
            if (problem is not null) problems.Add((i, problem));
        }
        return overlay;
    }
}

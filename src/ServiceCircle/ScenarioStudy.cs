using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>
/// A study prepared for "what if". A scenario comes back into the straight line at the earliest stage that its changes touch: people
/// at the count, a facility at its row of the matrix, a path at the neighbourhood of the network. The result is the one that
/// computing everything again would give, to the byte, and the study itself stays as it is.
/// </summary>
/// <remarks>Safe to use from several threads once made.</remarks>
public sealed class ScenarioStudy
{
    private readonly Lazy<PlaceLocator> _locator;
    private readonly Lazy<PrivateWays> _private;
    private readonly Lazy<NetworkEditor> _editor;
    private readonly Dictionary<string, int> _facilityIndex;

    /// <summary>Prepares a study; what only network changes need is made when the first of them comes.</summary>
    /// <param name="baseline">The study as it stands.</param>
    public ScenarioStudy(StudyResult baseline)
    {
        Baseline = baseline;
        _locator = new(() => new PlaceLocator(baseline.Graph, baseline.Residents, baseline.File.MaxSnapMetres));
        _private = new(() => new PrivateWays(baseline.Residents, baseline.Graph));
        _editor = new(() => new NetworkEditor(baseline.Graph.Network));
        _facilityIndex = Enumerable.Range(0, baseline.Facilities.Facilities.Count).ToDictionary(f => baseline.Facilities.Facilities[f].Id, StringComparer.Ordinal);
    }

    /// <summary>The study as it stands.</summary>
    public StudyResult Baseline { get; }

    /// <summary>Reads scenario files and checks them against the study.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="InputException">A file cannot be read, or some changes cannot be made; of one file all are named at once.</exception>
    public IReadOnlyList<Scenario> Read(IEnumerable<string> paths)
    {
        var scenarios = new List<Scenario>();
        foreach (string path in paths)
        {
            var problems = new RowProblems(path);
            Scenario scenario = ScenarioFile.Read(path, problems);
            EffectOf(scenario, problems);
            problems.ThrowIfAny();
            scenarios.Add(scenario);
        }
        return scenarios;
    }

    /// <summary>The study under a scenario; the baseline itself when nothing is left of the scenario's changes.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public StudyResult Run(Scenario scenario) => Run(scenario, everything: false);

    /// <summary>The same by computing every stage after the changes anew: what <see cref="Run(Scenario)"/> is checked against.</summary>
    internal StudyResult RunInFull(Scenario scenario) => Run(scenario, everything: true);

    private StudyResult Run(Scenario scenario, bool everything)
    {
        ScenarioEffect effect = EffectOf(scenario);
        bool sameSites = ReferenceEquals(effect.Facilities, Baseline.Facilities.Facilities), samePeople = ReferenceEquals(effect.Communities, Baseline.Communities);
        if (sameSites && samePeople && effect.Edits.Count == 0) return Baseline;

        TouchedNetwork? touched = effect.Edits.Count == 0 ? null : Touch(effect.Edits);
        WalkGraph graph = touched?.Visitors ?? Baseline.Graph, residents = touched?.Residents ?? Baseline.Residents;
        PlaceLocator locator = touched is null ? _locator.Value : LocatorAfter(touched, everything);
        PlaceAccess[] homes = Homes(touched, locator, everything), sites = Sites(effect.Facilities, touched, locator, everything);
        IReadOnlyList<Access>[] homeAccess = [.. homes.Select(h => h.Accesses)], siteAccess = [.. sites.Select(s => s.Accesses)];

        TravelTimeMatrix times = everything
            ? TravelTimeMatrix.Compute(graph, siteAccess, homeAccess, Baseline.Times.Limit, Direction.To)
            : Baseline.Times.After(graph, siteAccess, homeAccess, RowsKept(effect.Facilities, sites, homes, touched));
        IReadOnlyList<bool> reachesEdge = everything || touched is not null ? MapEdge.Reaches(graph, homeAccess, Baseline.Basis.Longest) : Baseline.ReachesEdge;
        UnitMap units = everything || !sameSites
            ? UnitMap.Of(Baseline.File.Units?.Levels ?? [], Baseline.Basis.UnitFile, effect.Communities, effect.Facilities)
            : Baseline.Units;
        StudyResult result = Study.Conclude(
            Baseline.Basis, graph, residents, locator, Baseline.Facilities with { Facilities = effect.Facilities }, sites, effect.Communities, homes, times, reachesEdge, units,
            NotOnNetwork(effect.Facilities, sites));
        return result with { Scenario = scenario.Name };
    }

    private ScenarioEffect EffectOf(Scenario scenario)
    {
        var problems = new RowProblems(scenario.Source.Length > 0 ? scenario.Source : scenario.Name);
        ScenarioEffect effect = EffectOf(scenario, problems);
        problems.ThrowIfAny();
        return effect;
    }

    private ScenarioEffect EffectOf(Scenario scenario, RowProblems problems) =>
        ScenarioEffect.Of(scenario, Baseline.Facilities.Facilities, Baseline.Communities, Baseline.Catalogue, _editor, problems);

    private TouchedNetwork Touch(IReadOnlyList<NetworkEdit> edits) =>
        new(_editor.Value.Apply(edits), Baseline.Graph, Baseline.Residents, _private.Value, Baseline.File.MaxSnapMetres);

    private PlaceLocator LocatorAfter(TouchedNetwork touched, bool everything) => everything
        ? new PlaceLocator(touched.Visitors, touched.Residents, Baseline.File.MaxSnapMetres)
        : _locator.Value.After(touched.Visitors, touched.Residents, touched.IslandsOfVisitors.IsOnIsland, touched.IslandsOfResidents.IsOnIsland);

    private PlaceAccess[] Homes(TouchedNetwork? touched, PlaceLocator locator, bool everything)
    {
        StudyBasis basis = Baseline.Basis;
        return [.. Baseline.Communities.AsParallel().AsOrdered().Select((c, i) =>
        {
            PlaceAccess before = Baseline.CommunityAccess[i];
            if (touched is null) return everything ? basis.Home(locator, c) : before;
            return everything || touched.Concerns(c.Geometry, basis.Gates[c.Id], before) ? touched.Merge(basis.Home(locator, c), before) : before;
        })];
    }

    private PlaceAccess[] Sites(IReadOnlyList<Facility> facilities, TouchedNetwork? touched, PlaceLocator locator, bool everything) =>
        [.. facilities.AsParallel().AsOrdered().Select(f =>
        {
            if (IndexAtSamePlace(f) is not { } i) return StudyBasis.Site(locator, f);
            PlaceAccess before = Baseline.FacilityAccess[i];
            if (touched is null) return everything ? StudyBasis.Site(locator, f) : before;
            return everything || touched.Concerns(f.Geometry, [], before) ? touched.Merge(StudyBasis.Site(locator, f), before) : before;
        })];

    /// <summary>The facility's row in the baseline, if it stood at the same place.</summary>
    private int? IndexAtSamePlace(Facility facility) =>
        _facilityIndex.TryGetValue(facility.Id, out int i) && ReferenceEquals(Baseline.Facilities.Facilities[i].Geometry, facility.Geometry) ? i : null;

    /// <summary>
    /// The rows of the baseline's matrix that still hold. A walk that is new, gone or of another length passes a node that the edits
    /// touched, or starts at a home that is on the network in another way; so only facilities that can be walked to from there,
    /// before or after, have another row.
    /// </summary>
    private Func<int, int?> RowsKept(IReadOnlyList<Facility> facilities, PlaceAccess[] sites, PlaceAccess[] homes, TouchedNetwork? touched)
    {
        HashSet<int> reachedBefore = [], reachedAfter = [];
        if (touched is not null)
        {
            int[] moved = [.. Enumerable.Range(0, homes.Length).Where(h => !homes[h].Accesses.SequenceEqual(Baseline.CommunityAccess[h].Accesses))];
            reachedBefore = Reached(Baseline.Graph, touched.Nodes, moved.SelectMany(h => Baseline.CommunityAccess[h].Accesses), Baseline.FacilityAccess);
            reachedAfter = Reached(touched.Visitors, touched.Nodes, moved.SelectMany(h => homes[h].Accesses), sites);
        }
        return row => IndexAtSamePlace(facilities[row]) is { } old && !reachedBefore.Contains(old) && !reachedAfter.Contains(row)
            && (ReferenceEquals(sites[row], Baseline.FacilityAccess[old]) || sites[row].Accesses.SequenceEqual(Baseline.FacilityAccess[old].Accesses)) ? old : null;
    }

    private HashSet<int> Reached(WalkGraph graph, IReadOnlyList<int> nodes, IEnumerable<Access> homes, IReadOnlyList<PlaceAccess> sites)
    {
        var starts = homes.ToList();
        foreach (int node in nodes.Where(v => v < graph.Network.NodeCount && graph.FirstOut[v] < graph.FirstOut[v + 1]))
        {
            int edge = graph.ArcEdge[graph.FirstOut[node]];
            starts.Add(new Access(edge, graph.Network.Tail[edge] == node ? 0 : graph.Network.LengthMetres[edge], 0, 0));
        }
        TravelTimeMatrix reach = TravelTimeMatrix.Compute(graph, [starts], [.. sites.Select(s => s.Accesses)], Baseline.Times.Limit, Direction.From);
        return [.. reach.Row(0).Select(walk => walk.Column)];
    }

    private IEnumerable<Notice> NotOnNetwork(IReadOnlyList<Facility> facilities, PlaceAccess[] sites) =>
        Enumerable.Range(0, facilities.Count).Where(f => IndexAtSamePlace(facilities[f]) is null && !sites[f].Snap.IsSnapped)
            .Select(f => new Notice("warning/scenario-facility-off-network", ("id", facilities[f].Id), ("metres", Baseline.File.MaxSnapMetres)));
}

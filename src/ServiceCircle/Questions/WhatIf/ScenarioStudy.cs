using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Questions.WhatIf;

/// <summary>A scenario, what the study finds under it, and how that differs from the study as it stands.</summary>
/// <param name="Scenario">The changes.</param>
/// <param name="Result">The study under them.</param>
/// <param name="Comparison">The difference.</param>
public sealed record ScenarioResult(Scenario Scenario, StudyResult Result, ScenarioComparison Comparison);

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
    private readonly Lazy<WhatIfEngine> _engine;
    private readonly ScenarioBase _base;

    /// <summary>Prepares a study; what only network changes need is made when the first of them comes.</summary>
    /// <param name="baseline">The study as it stands.</param>
    public ScenarioStudy(StudyResult baseline)
    {
        Baseline = baseline;
        _locator = new(() => new PlaceLocator(baseline.Graph, baseline.Residents, baseline.File.MaxSnapMetres));
        _private = new(() => new PrivateWays(baseline.Residents, baseline.Graph));
        _editor = new(() => new NetworkEditor(baseline.Graph.Network));
        _engine = new(() => new WhatIfEngine(baseline.Graph, baseline.Facilities.Facilities, baseline.FacilityAccess, baseline.CommunityAccess, baseline.Coverage));
        _base = new ScenarioBase(baseline.Facilities.Facilities, baseline.Communities, baseline.Catalogue, _editor);
    }

    /// <summary>Makes at once what is otherwise made when first needed, so that no answer waits for it.</summary>
    public void Prepare()
    {
        _ = (_locator.Value, _private.Value, _editor.Value, _engine.Value, Baseline.Graph.Components, Baseline.Residents.Components);
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

    /// <summary>Runs a scenario and compares it with the study as it stands.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public ScenarioResult Compare(Scenario scenario)
    {
        StudyResult result = Run(scenario);
        return new ScenarioResult(scenario, result, ScenarioComparison.Of(Baseline.Coverage, result.Coverage, Baseline.Verdicts, result.Verdicts));
    }

    /// <summary>What one change does to coverage, without files and without the matrix: the same figures as <see cref="Compare"/> gives.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public WhatIfAnswer WhatIf(Change change) => WhatIf(new Scenario("what if", [change]));

    /// <summary>What changes do to coverage, without files and without the matrix: the same figures as <see cref="Compare"/> gives.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public WhatIfAnswer WhatIf(Scenario scenario)
    {
        ScenarioEffect effect = EffectOf(scenario);
        TouchedNetwork? touched = effect.Edits.Count == 0 ? null : Touch(effect.Edits);
        PlaceLocator locator = touched is null ? _locator.Value : LocatorAfter(touched, everything: false);
        var gone = new List<int>();
        var come = new List<(Facility, IReadOnlyList<Access>)>();
        var moved = new Dictionary<int, IReadOnlyList<Access>>();
        if (!ReferenceEquals(effect.Facilities, Baseline.Facilities.Facilities))
        {
            gone.AddRange(_base.FacilityIndex.Where(f => effect.Changed.ContainsKey(f.Key)).Select(f => f.Value).Order());
            come.AddRange(effect.Changed.Values.OfType<Facility>().Select(f => (f, SiteNow(f, touched, locator, everything: false).Accesses)));
        }
        if (touched is not null)
        {
            for (int f = 0; f < Baseline.FacilityAccess.Count; f++)
            {
                Facility facility = Baseline.Facilities.Facilities[f];
                if (effect.Changed.ContainsKey(facility.Id) || !touched.Concerns(facility.Geometry, [], Baseline.FacilityAccess[f])) continue;
                gone.Add(f);
                come.Add((facility, SiteNow(facility, touched, locator, everything: false).Accesses));
            }
            for (int c = 0; c < Baseline.Communities.Count; c++)
            {
                PlaceAccess now = HomeNow(c, touched, locator, everything: false);
                if (!ReferenceEquals(now, Baseline.CommunityAccess[c])) moved.Add(c, now.Accesses);
            }
        }
        return _engine.Value.Answer(effect.Communities, touched?.Visitors ?? Baseline.Graph, touched, gone, come, moved);
    }

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
        IReadOnlyList<WalkTime> toEdge = everything || touched is not null ? MapEdge.Times(graph, homeAccess, Baseline.Times.Limit) : Baseline.ToEdge;
        ModeTimes? bicycle = !everything && touched is null && samePeople && Baseline.Bicycle is { } ride
            ? StudyModes.After(ride, effect.Facilities, row => IndexAtSamePlace(effect.Facilities[row]))
            : StudyModes.Bicycle(Baseline.Givens, graph.Network, effect.Facilities, effect.Communities);
        UnitMap units = everything || !sameSites
            ? UnitMap.Of(Baseline.File.Units?.Levels ?? [], Baseline.Givens.UnitFile, effect.Communities, effect.Facilities)
            : Baseline.Units;
        FacilityList facilities = Baseline.Facilities with { Facilities = effect.Facilities };
        var areas = new ServiceAreas(graph, Baseline.Givens.Services, facilities, sites, everything ? null : Baseline.Areas);
        StudyResult result = Study.Conclude(
            Baseline.Givens, graph, residents, locator, facilities, sites, effect.Communities, homes, times, toEdge, bicycle, units, areas,
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
        ScenarioEffect.Of(scenario, _base, problems);

    private TouchedNetwork Touch(IReadOnlyList<NetworkEdit> edits) =>
        new(_editor.Value.Apply(edits), Baseline.Graph, Baseline.Residents, _private.Value, Baseline.File.MaxSnapMetres);

    private PlaceLocator LocatorAfter(TouchedNetwork touched, bool everything) => everything
        ? new PlaceLocator(touched.Visitors, touched.Residents, Baseline.File.MaxSnapMetres)
        : _locator.Value.After(touched.Visitors, touched.Residents, touched.IslandsOfVisitors.IsOnIsland, touched.IslandsOfResidents.IsOnIsland);

    private PlaceAccess[] Homes(TouchedNetwork? touched, PlaceLocator locator, bool everything) =>
        [.. Enumerable.Range(0, Baseline.Communities.Count).AsParallel().AsOrdered().Select(c => HomeNow(c, touched, locator, everything))];

    private PlaceAccess HomeNow(int c, TouchedNetwork? touched, PlaceLocator locator, bool everything)
    {
        (Community community, StudyGivens givens, PlaceAccess before) = (Baseline.Communities[c], Baseline.Givens, Baseline.CommunityAccess[c]);
        if (touched is null) return everything ? givens.Home(locator, community) : before;
        return everything || touched.Concerns(community.Geometry, givens.Gates[community.Id], before) ? touched.Merge(givens.Home(locator, community), before) : before;
    }

    private PlaceAccess[] Sites(IReadOnlyList<Facility> facilities, TouchedNetwork? touched, PlaceLocator locator, bool everything) =>
        [.. facilities.AsParallel().AsOrdered().Select(f => SiteNow(f, touched, locator, everything))];

    private PlaceAccess SiteNow(Facility facility, TouchedNetwork? touched, PlaceLocator locator, bool everything)
    {
        if (IndexAtSamePlace(facility) is not { } i) return StudyGivens.Site(locator, facility);
        PlaceAccess before = Baseline.FacilityAccess[i];
        if (touched is null) return everything ? StudyGivens.Site(locator, facility) : before;
        return everything || touched.Concerns(facility.Geometry, [], before) ? touched.Merge(StudyGivens.Site(locator, facility), before) : before;
    }

    /// <summary>The facility's row in the baseline, if it stood at the same place.</summary>
    private int? IndexAtSamePlace(Facility facility) =>
        _base.FacilityIndex.TryGetValue(facility.Id, out int i) && ReferenceEquals(Baseline.Facilities.Facilities[i].Geometry, facility.Geometry) ? i : null;

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

using ServiceCircle.Coverage;
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
public sealed record ScenarioResult
{
    internal ScenarioResult(Scenario scenario, StudyResult result, ScenarioComparison comparison, ServiceAreas areas) =>
        (Scenario, Result, Comparison, Areas) = (scenario, result, comparison, areas);

    /// <summary>The changes.</summary>
    public Scenario Scenario { get; }

    /// <summary>The study under them.</summary>
    public StudyResult Result { get; }

    /// <summary>The difference.</summary>
    public ScenarioComparison Comparison { get; }

    /// <summary>The ground within reach under them; what they leave as it is, is not drawn again.</summary>
    internal ServiceAreas Areas { get; }
}

/// <summary>
/// A study prepared for "what if". A scenario comes back into the straight line at the earliest stage that its changes touch: people
/// at the count, a facility at its row of the matrix, a path at the neighbourhood of the network. The result is the one that
/// computing everything again would give, to the byte, and the study itself stays as it is.
/// </summary>
/// <remarks>Safe to use from several threads once made.</remarks>
public sealed class ScenarioStudy
{
    private readonly Lazy<PrivateWays> _private;
    private readonly Lazy<NetworkEditor> _editor;
    private readonly Lazy<WhatIfEngine> _engine;
    private readonly ScenarioBase _base;

    /// <summary>Prepares a study; what only network changes need is made when the first of them comes.</summary>
    /// <param name="baseline">The study as it stands.</param>
    public ScenarioStudy(StudyResult baseline)
    {
        (Baseline, Areas) = (baseline, new ServiceAreas(baseline));
        _private = new(() => new PrivateWays(Residents, baseline.Graph));
        _editor = new(() => new NetworkEditor(baseline.Graph.Network));
        _engine = new(() => new WhatIfEngine(baseline.Walks, baseline.Coverage));
        _base = new ScenarioBase(baseline.Walks, baseline.Catalogue, _editor);
    }

    /// <summary>Makes at once what is otherwise made when first needed, so that no answer waits for it.</summary>
    public void Prepare() =>
        _ = (_private.Value, _editor.Value, _engine.Value, Baseline.Graph.Components, Residents.Components);

    /// <summary>The study as it stands.</summary>
    public StudyResult Baseline { get; }

    /// <summary>The ground within reach as it stands, drawn when it is asked for.</summary>
    internal ServiceAreas Areas { get; }

    private WalkGraph Residents => Baseline.Walks.Locator.Residents;

    /// <summary>Reads scenario files and checks them against the study.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="InputException">A file is unreadable, or some changes cannot be made; of one file all are named.</exception>
    public IReadOnlyList<Scenario> Read(IEnumerable<string> paths)
    {
        return [.. paths.Select(Checked)];

        Scenario Checked(string path)
        {
            var problems = new RowProblems(path);
            Scenario scenario = ScenarioFile.Read(path, problems);
            ScenarioEffect.Resolve(scenario, _base, problems);
            problems.ThrowIfAny();
            return scenario;
        }
    }

    /// <summary>The study under a scenario; the baseline itself when nothing is left of the scenario's changes.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public StudyResult Run(Scenario scenario) => Run(scenario, touched => new Reuse(_base, Baseline.Town, touched));

    /// <summary>Runs a scenario and compares it with the study as it stands.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public ScenarioResult Compare(Scenario scenario)
    {
        StudyResult result = Run(scenario);
        ScenarioComparison comparison = ScenarioComparison.Compare(Baseline.Coverage, result.Coverage, Baseline.Verdicts, result.Verdicts);
        return new ScenarioResult(scenario, result, comparison, new ServiceAreas(result, Areas));
    }

    /// <summary>What one change does to coverage, without files or the matrix: the same figures as <see cref="Compare"/> gives.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public WhatIfAnswer WhatIf(Change change) => WhatIf(new Scenario("what if", [change]));

    /// <summary>What changes do to coverage, without files or the matrix: the same figures as <see cref="Compare"/> gives.</summary>
    /// <param name="scenario">The changes, in their order.</param>
    /// <exception cref="InputException">Some changes cannot be made; all of them are named at once.</exception>
    public WhatIfAnswer WhatIf(Scenario scenario)
    {
        ScenarioEffect effect = EffectOf(scenario);
        TouchedNetwork? touched = Touch(effect);
        ScenarioPlaces places = PlacesUnder(touched, new Reuse(_base, Baseline.Town, touched));
        var gone = new SortedSet<int>(_base.FacilityIndex.Where(f => effect.Changed.ContainsKey(f.Key)).Select(f => f.Value));
        List<Site> come = [.. effect.Changed.Values.OfType<Facility>().Select(places.SiteOf)];
        var moved = new Dictionary<int, PlaceAccess>();
        if (touched is not null)
        {
            foreach ((int f, Site before) in Baseline.Walks.Sites.Index())
            {
                if (effect.Changed.ContainsKey(before.Facility.Id)) continue;
                Site now = places.SiteOf(before.Facility);
                if (ReferenceEquals(now.Access, before.Access)) continue;
                gone.Add(f);
                come.Add(now);
            }
            foreach ((int c, Home home) in Baseline.Walks.Homes.Index())
                if (places.AccessOf(home) is var now && !ReferenceEquals(now, home.Access)) moved.Add(c, now);
        }
        return _engine.Value.Answer(effect.Communities, touched, new MovedPlaces(gone, come, moved));
    }

    /// <summary>The same by computing every stage after the changes anew: what <see cref="Run(Scenario)"/> is checked against.</summary>
    internal StudyResult RunInFull(Scenario scenario) => Run(scenario, _ => null);

    private StudyResult Run(Scenario scenario, Func<TouchedNetwork?, Reuse?> reuseAfter)
    {
        ScenarioEffect effect = EffectOf(scenario);
        if (effect.LeavesAsItWas(_base)) return Baseline;

        TouchedNetwork? touched = Touch(effect);
        Reuse? reuse = reuseAfter(touched);
        ScenarioPlaces places = PlacesUnder(touched, reuse);
        Home[] homes = places.Homes(effect.Communities);
        Site[] sites = places.Sites(effect.Facilities);
        Walks walks = Baseline.Walks.After(places.Locator, homes, sites, reuse?.RowsOf(homes, sites) ?? (_ => null));
        UnitMap units = reuse?.UnitsWith(effect.Facilities) ?? Baseline.Units.With(effect.Communities, effect.Facilities);
        Walks? rides = reuse?.RidesOf(effect.Communities, effect.Facilities)
            ?? StudyRides.Find(Baseline.Givens, walks.Graph.Network, effect.Communities, effect.Facilities);
        StudyResult result = Study.Conclude(Baseline.Givens, new Town(walks, units) { Rides = rides }, NotOnNetwork(sites));
        return result with { Scenario = scenario.Name };
    }

    private ScenarioEffect EffectOf(Scenario scenario)
    {
        var problems = new RowProblems(scenario.Source.Length > 0 ? scenario.Source : scenario.Name);
        ScenarioEffect effect = ScenarioEffect.Resolve(scenario, _base, problems);
        problems.ThrowIfAny();
        return effect;
    }

    private TouchedNetwork? Touch(ScenarioEffect effect) => effect.Edits.Count == 0 ? null
        : new(_editor.Value.Apply(effect.Edits), _private.Value, Baseline.File.MaxSnapMetres);

    private ScenarioPlaces PlacesUnder(TouchedNetwork? touched, Reuse? reuse)
    {
        PlaceLocator locator = touched is null ? Baseline.Walks.Locator
            : reuse?.LocatorOf(touched) ?? new PlaceLocator(touched.Visitors, touched.Residents, Baseline.File.MaxSnapMetres);
        return new ScenarioPlaces(_base, touched, locator, reuse);
    }

    private IEnumerable<Notice> NotOnNetwork(IEnumerable<Site> sites) =>
        sites.Where(s => !s.IsOnNetwork && _base.AtSamePlace(s.Facility) is null).Select(s => new Notice(
            "warning/scenario-facility-off-network", ("id", s.Facility.Id), ("metres", Baseline.File.MaxSnapMetres)));
}

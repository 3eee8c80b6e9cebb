using NetTopologySuite.Geometries;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Questions.Diagnosis;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Reachability;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;

namespace ServiceCircle.Fuzz;

/// <summary>
/// The small town as it is, in memory: what a changed file is read beside. It has two studies, because one names each kind of file once.
/// </summary>
internal sealed class Town
{
    private static readonly SitingOptions Short = new() { TimeLimit = TimeSpan.FromSeconds(1), NodeLimit = 200, RootIterations = 100 };

    private readonly string _folder;
    private readonly IsochroneEngine _circles;

    public Town(string folder)
    {
        _folder = folder;
        // The second study reads packed files.
        File.WriteAllBytes(At("town.osm.gz"), Packings.GZip(File.ReadAllBytes(At("town.osm"))));
        File.WriteAllBytes(At("facilities.tsv"), Packings.InChinese(File.ReadAllBytes(At("facilities.tsv"))));
        (One, More) = (StudyFile.Load(At("study.json")), StudyFile.Load(At("more.json")));
        (Known, MoreKnown) = (StudyCatalogues.Load(One), StudyCatalogues.Load(More));
        Streets = NetworkBuilder.FromOsm(One.Network.Osm);
        (Communities, MoreCommunities) = (CommunitiesOf(One), CommunitiesOf(More));
        Scenarios = new ScenarioStudy(Study.Run(One));
        Study.Run(More);
        _circles = new IsochroneEngine(Streets, Known.Walker);
    }

    public StudyFile One { get; }
    public StudyFile More { get; }
    public StudyCatalogues Known { get; }
    public StudyCatalogues MoreKnown { get; }
    public WalkNetwork Streets { get; }
    public IReadOnlyList<Community> Communities { get; }
    public IReadOnlyList<Community> MoreCommunities { get; }
    public ScenarioStudy Scenarios { get; }

    public string At(string name) => Path.Combine(_folder, name);

    public static IReadOnlyList<Community> CommunitiesOf(StudyFile study) => StudyInputs.Communities(study, new InputNotes());

    /// <summary>All that <c>coverage</c> and <c>doctor</c> do: read, count, judge, draw, examine and write.</summary>
    public void Cover(StudyFile study)
    {
        (StudyResult result, ServiceAreas areas) = Study.RunAndDraw(study);
        StudyFiles.WriteAll(result, areas, At("out"), Language.Zh);
        DoctorFiles.WriteAll(result, Doctor.Examine(result), At("out-doctor"), Messages.In(Language.En));
    }

    /// <summary>The first study with another file of streets.</summary>
    public void CoverWith(string streets) => Cover(One with { Network = new NetworkInput { Osm = streets } });

    /// <summary>The first study with another table of communities.</summary>
    public void CoverTable(string communities) => Cover(One with { Communities = new PlacesInput { File = communities } });

    /// <summary><c>whatif</c> with one scenario.</summary>
    public void Compare(string scenario)
    {
        ScenarioResult[] results = [.. Scenarios.Read([scenario]).Select(Scenarios.Compare)];
        WhatIfFiles.WriteAll(
            Scenarios, results, null, WhatIfFiles.ModelOf(Scenarios, results, null, Language.En), At("out-whatif"));
    }

    /// <summary><c>isochrone</c> around some places, with the people inside where they are given.</summary>
    public void Draw(PointList places, IReadOnlyList<Community>? people = null)
    {
        IsochroneRequest request = RequestAt([.. places.Ids.Zip(places.Positions, (id, at) => new IsochroneOrigin(id, at))]);
        if (people is not null)
            request = request with { Residents = ResidentTable.Locate(people, _circles, request).Residents };
        FileAt(request).Write(At("drawn.geojson"));
    }

    /// <summary><c>matrix</c> between homes and the same homes.</summary>
    public void Walk(IReadOnlyList<Community> homes)
    {
        WalkGraph graph = Scenarios.Baseline.Graph;
        IReadOnlyList<Access>[] doors =
            [.. homes.Select(h => Scenarios.Baseline.Walks.Locator.Home(h.Geometry, h.Position).Accesses)];
        var times = TravelTimeMatrix.Compute(
            new PlacePairs(graph, doors, doors), Walking.Rules.WalkTime.FromMinutes(15), Direction.From, withMetres: true);
        string[] ids = [.. homes.Select(h => h.Id)];
        OutputFile.Write(At("matrix.csv"), stream => MatrixRows.Write(stream, ids, ids, times, true, true));
    }

    /// <summary>A run of circles that goes on where its journal ends.</summary>
    public IsochroneFile Journal()
    {
        IsochroneOrigin[] origins =
            [.. Enumerable.Range(0, 3).Select(i => new IsochroneOrigin($"o{i}", Position.FromDegrees(110 + i / 100.0, 30)))];
        return FileAt(RequestAt(origins) with { Contours = [2] });
    }

    /// <summary>A journal that ends after the first of these circles, and its key.</summary>
    public (byte[] File, string Key) BeginJournal()
    {
        string path = At("journal.geojson"), part = path + ".part";
        try
        {
            Journal().Resume(path, [], _ => throw new OperationCanceledException());
        }
        catch (Exception e) when (e is OperationCanceledException or AggregateException)
        {
            // Stopped, as it was meant to be: the key is in the file.
        }
        string key = File.ReadLines(part).First();
        using (FeatureJournal journal = FeatureJournal.Open(part, key))
        {
            journal.Feature(new Point(110, 30), json => json.WriteString("id", "o0"));
            journal.Close(0);
        }
        return (File.ReadAllBytes(part), key);
    }

    /// <summary><c>site --matrix</c> with every model.</summary>
    public static void Site(string costs, string? weights)
    {
        foreach (SitingObjective model in (SitingObjective[])[SitingObjective.PMedian, SitingObjective.Mclp, SitingObjective.PCenter])
            new SitingFiles(SitingAnswer.Find(Question(costs, weights, model).Prepare(), null, Short)).Summary(areFilesWritten: false);
        new SitingFiles(SitingAnswer.Find(
            (Question(costs, weights, SitingObjective.Lscp) with { P = null }).Prepare(), null, Short)).Summary(areFilesWritten: false);
    }

    public static MatrixQuestion Question(string costs, string? weights, SitingObjective model) =>
        new(costs, weights, model) { P = 1, Radius = 3 };

    /// <summary><c>site</c> on the study with a file of candidates and one of zones.</summary>
    public void Site(string candidates, CandidateRules rules)
    {
        var question = new SitingQuestion("elder.daycare", SitingObjective.Mclp)
        {
            P = 1,
            Candidates = candidates,
            CandidateRules = rules,
            UsesCapacity = true,
        };
        new SitingFiles(SitingAnswer.Find(SitingStudy.Prepare(One with { Bases = [], Plans = [] }, question), Short))
            .WriteAll(At("out-site"), Messages.In(Language.En));
    }

    /// <summary><c>access --matrix</c> with one measure, and with all of them.</summary>
    public static AccessAnswer Access(string costs, string places, AccessMeasure? measure = null) => AccessTables.Answer(
        new AccessQuestion(measure ?? AccessMeasure.All[0])
        {
            Opportunities = "jobs",
            Cutoff = 10,
            Decay = "exponential:0.2",
            Interval = (0, 20, 5),
            Equity = ["gini", "palma", "theil"],
            Income = "income",
            Groups = "group",
            Units = "unit",
            Populations = ["population"],
        }, costs, places, null);

    public void EveryAccess(string costs, string places)
    {
        foreach (AccessMeasure measure in AccessMeasure.All)
            OutputFile.Write(At("access.csv"), new AccessFiles(Access(costs, places, measure), new AccessTexts(null, null)).WriteAccess);
    }

    private static IsochroneRequest RequestAt(IReadOnlyList<IsochroneOrigin> origins) => new() { Origins = origins, Contours = [3, 6] };

    private IsochroneFile FileAt(IsochroneRequest request) =>
        new(_circles, request, Metadata.Of(Streets.Source, _circles.Method(request), []));
}

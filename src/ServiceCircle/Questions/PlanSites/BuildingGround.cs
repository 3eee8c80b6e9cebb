using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// A place where facilities could be built. Without accesses (no public path is near) it only counts for the unit that it is in; its units
/// by level are those that it is known to be in, where its position does not tell.
/// </summary>
internal sealed record BuildingPlace(string Id, Position At, IReadOnlyList<Access> Accesses, IReadOnlyDictionary<string, string> Units)
{
    /// <summary>The facility of today that would house what is built here; null for a place of its own.</summary>
    public string? Host { get; init; }

    public Facility AsFacility() => CandidateUnits.FacilityAt(Id, At, Units);
}

/// <summary>
/// The study that a plan's facilities are built into: the places where they could stand, who comes there and how, and the judge who
/// judges the plan again with them.
/// </summary>
internal sealed class BuildingGround
{
    /// <summary>What the id of a place in a new area begins with.</summary>
    public const string AreaPrefix = "area ";

    private readonly PlanSitingQuestion _question;
    private readonly Snapper _snapper;
    private readonly UnitMap _unitOfPlace;
    private readonly TravelTimeMatrix _walks;
    private readonly Lazy<TravelTimeMatrix?> _rides;

    /// <exception cref="InputException">There is no place to build, or a file of places cannot be used.</exception>
    public BuildingGround(StudyResult study, PlanSitingQuestion question, Action<string, double>? progress)
    {
        (Study, _question) = (study, question);
        _snapper = new Snapper(study.Graph, study.File.MaxSnapMetres);
        Evidence = study.Givens.EvidenceOf(study.Town);
        foreach (string category in question.Hosts) study.Catalogue.Require(category, nameof(PlanSitingQuestion.Hosts), "");
        Places = [.. FindPlaces()];
        if (Places.Count == 0)
            throw new InputException(
                nameof(PlanSitingQuestion.Candidates), "", new("found/no-place", ("candidates", question.Candidates)),
                "expected/place-to-build");
        _unitOfPlace = CandidateUnits.Of(study, Places.Select(p => (p.Id, p.At, p.Units)));
        _walks = study.Walks.To([.. Places.Select(p => p.Accesses)], share => progress?.Invoke("search", share));
        _rides = new(() => study.Town.Rides?.With([.. Places!.Select(p => p.AsFacility())]).Times);
    }

    public StudyResult Study { get; }
    public Evidence Evidence { get; }
    public IReadOnlyList<BuildingPlace> Places { get; }

    /// <summary>The unit of a level that a place is in; -1 if none is known.</summary>
    public int UnitOf(string level, int place) => _unitOfPlace.OfFacility(level, place);

    /// <summary>The communities that come to a place, on foot or by bicycle, and their times.</summary>
    public IReadOnlyList<Walk> Ways(string mode, int place) =>
        mode == TravelModes.Foot ? _walks.Row(place) : _rides.Value?.Row(place) ?? [];

    /// <summary>Whether anybody can walk to a place within the longest walk that is asked.</summary>
    public bool IsWalkable(int place) => !_walks.Walks(place).IsEmpty;

    /// <summary>Capacity of a new facility of a kind; null if neither the question nor any facility states one.</summary>
    public double? CapacityOf(string kind) =>
        _question.SiteCapacity ?? SitingStudy.MedianCapacity(Study.Facilities.Facilities.Where(f => f.Offers(kind)));

    public IReadOnlyList<Verdict> JudgeWith(IReadOnlyList<Facility> built)
    {
        FacilityList all = Duplicates.Merge(FacilityList.Sorted([.. Study.Facilities.Facilities, .. built], []));
        Dictionary<string, PlaceAccess> accesses =
            Study.Walks.Sites.ToDictionary(s => s.Facility.Id, s => s.Access, StringComparer.Ordinal);
        foreach (Facility f in built) accesses[f.Id] = Site.Locate(f, Study.Walks.Locator).Access;
        Town town = Study.Town.With(Study.Walks.With([.. all.Facilities.Select(f => new Site(f, accesses[f.Id]))]));
        return Judging.Judge(Study.Plans, new Evidence(town, Study.Givens.Rules) { Land = Evidence.Land?.With(town.Walks) });
    }

    private IReadOnlyList<Access> AccessOf(Position at) => Access.List(_snapper.Snap(at), Study.Graph.Walker);

    private IEnumerable<BuildingPlace> FindPlaces()
    {
        var nothing = new Dictionary<string, string>();
        if (_question.IsCommunities)
        {
            // A community's place is in its units even where no polygon tells, and counts for them even off the network.
            foreach ((int c, Community at) in Study.Communities.Index())
                yield return new BuildingPlace(at.Id, at.Position, AccessOf(at.Position), CandidateUnits.OfCommunity(Study, c));
        }
        else
        {
            SiteCandidates candidates = _question.JunctionsOrFile(Study.Graph, _snapper);
            for (int p = 0; p < candidates.Ids.Count; p++)
                yield return new BuildingPlace(candidates.Ids[p], candidates.Positions[p], candidates.Accesses[p], nothing);
        }
        if (!_question.IsFile)
        {
            foreach (NewArea area in Evidence.Settings.NewAreas)
            {
                Position inside = Positions.Inside(area.Geometry);
                yield return new BuildingPlace(AreaPrefix + area.Id, inside, AccessOf(inside), nothing);
            }
        }
        foreach ((int f, Facility host) in Study.Facilities.Facilities.Index())
        {
            if (!_question.Hosts.Any(category => Study.Catalogue.CountsAsPublic(host, category))) continue;
            IReadOnlyDictionary<string, string> units = CandidateUnits.Named(Study, level => Study.Units.OfFacility(level, f));
            yield return new BuildingPlace("in " + host.Id, host.Position, AccessOf(host.Position), units) { Host = host.Id };
        }
    }
}

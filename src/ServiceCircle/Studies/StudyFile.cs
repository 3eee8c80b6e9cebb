namespace ServiceCircle.Studies;

/// <summary>
/// A planner's study (<c>study.json</c>): which network, who walks, which communities and facilities, which services are
/// asked. Paths in the file are relative to it; here they are already resolved.
/// </summary>
public sealed record StudyFile
{
    /// <summary>Name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>Boundary polygon of the area that is judged; null when all communities are.</summary>
    public string? Area { get; init; }

    /// <summary>Whether facilities outside the area count. People walk to them all the same, so they do unless switched off.</summary>
    public bool FacilitiesOutside { get; init; } = true;

    internal NetworkInput Network { get; init; } = new();

    /// <summary>Walker id or file.</summary>
    public string Walker { get; init; } = "adult";

    internal PlacesInput Communities { get; init; } = new();
    internal IReadOnlyList<PlacesInput> Facilities { get; init; } = [];
    internal IReadOnlyList<ServiceInput> Services { get; init; } = [];

    /// <summary>The planner's own categories and rules of classifying; null for those that ship.</summary>
    internal string? Taxonomy { get; init; }

    /// <summary>Category to the categories that its facilities also count as, in place of what the categories file says.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> CountAs { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Plans to judge by.</summary>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Standards that may supply limits.</summary>
    public IReadOnlyList<string> Standards { get; init; } = [];

    /// <summary>Share of a unit's people that must be covered for the unit to count: a community, a township, a county.</summary>
    public double CoverageThreshold { get; init; } = 0.5;

    /// <summary>
    /// Share of people who must have everything in reach for a circle clause to be met; null: such clauses are measured and not judged.
    /// </summary>
    public double? CircleThreshold { get; init; }

    /// <summary>The circles that a number of circles counts; null if there are none on record.</summary>
    internal CirclesInput? Circles { get; init; }

    /// <summary>Subsets of the communities that clauses speak of, by their word: "old_estate", "pilot".</summary>
    internal IReadOnlyDictionary<string, SubsetInput> Subsets { get; init; } = new Dictionary<string, SubsetInput>();

    /// <summary>Administrative units; null when columns of the tables tell, or nothing does.</summary>
    internal UnitsInput? Units { get; init; }

    /// <summary>New and rebuilt residential areas, which plans ask to come with their services.</summary>
    internal TableInput? NewAreas { get; init; }

    /// <summary>Figures that come from elsewhere.</summary>
    internal ValuesInput Values { get; init; } = new();

    /// <summary>Clause id to the earlier value that an increase or a decrease is counted from.</summary>
    public IReadOnlyDictionary<string, double> Baselines { get; init; } = new Dictionary<string, double>();

    /// <summary>Clause id to the first day from which additions count, where the plan leaves it open.</summary>
    public IReadOnlyDictionary<string, DateOnly> Since { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Longest walk for what a plan asks and nothing else limits, minutes; null if not given.</summary>
    public double? DefaultMinutes { get; init; }

    /// <summary>
    /// Days as of which facilities count: "2025" (its last day) or "2025-06-30"; of several the last is the study's own. Empty counts all.
    /// </summary>
    public IReadOnlyList<string> AsOf { get; init; } = [];

    /// <summary>Further bases to count coverage on: "buildings", "residential_land"; none unless asked, because they take time.</summary>
    internal IReadOnlyList<BasisInput> Bases { get; init; } = [];

    /// <summary>Largest straight distance from a place to the network, metres.</summary>
    public double MaxSnapMetres { get; init; } = Walking.Snapping.Snapper.DefaultMaxMetres;

    /// <summary>Who made the study (编制单位), for the head of its reports; null if not given.</summary>
    public string? Publisher { get; init; }

    /// <summary>The number under which the authority has approved its maps (审图号); null if not given.</summary>
    public string? MapApproval { get; init; }

    /// <summary>Day on which its report is issued; null if not given.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The picture for the head of its reports; null if not given.</summary>
    internal string? Logo { get; init; }

    /// <summary>
    /// Keys that mean nothing here, each with the nearest that does; reported as warnings, since most are slips of the pen.
    /// </summary>
    public IReadOnlyList<(string Key, string Near)> Unknown { get; init; } = [];

    /// <summary>The file it was read from.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Whether a question leaves out plans that the file names: what it says for their clauses is no slip of the pen.</summary>
    internal bool LeavesPlansOut { get; private init; }

    /// <summary>The same study judged by other plans than those of the file.</summary>
    internal StudyFile WithPlans(params IReadOnlyList<string> plans) => this with { Plans = plans, LeavesPlansOut = true };

    /// <summary>Reads and checks a study file.</summary>
    /// <exception cref="InputException">Missing, not JSON, or with keys and values that cannot be meant, all listed with line and
    /// path.</exception>
    public static StudyFile Load(string path) => File.Exists(path)
        ? new StudyReader(path).Read()
        : throw new InputException(path, "", "found/no-such-file", "expected/study-file");
}

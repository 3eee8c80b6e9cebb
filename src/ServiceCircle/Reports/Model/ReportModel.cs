using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reports.Maps;
using ServiceCircle.Studies.Spreading;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// A facility as the study used it: the distance is null when it is not on the network and serves nobody; its origin is "osm" or a file.
/// </summary>
internal sealed record FacilityUsed(Facility Facility, double? SnapDistanceMetres, string Origin);

/// <summary>A standard or rule that gave a service its limit: number, year, clause; those whose text was not read are marked.</summary>
internal sealed record StandardFact(string Title, bool Verified);

/// <summary>
/// How the figures were made, in the report's language: the speed is that on the flat, walking, or riding where the walker rides; standards
/// are those that services name, by id; limits those of this study beyond the general ones.
/// </summary>
internal sealed record MethodFacts(
    string WalkerName, double SpeedKmh, string SpeedSource, double SnapLimitMetres,
    IReadOnlyDictionary<string, StandardFact> Standards, IReadOnlyList<string> Rules, IReadOnlyList<string> KnownLimits)
{
    public bool IsRiding { get; init; }

    /// <summary>Everything about the walker that moves a figure; may be empty.</summary>
    public IReadOnlyList<WalkerFact> Walker { get; init; } = [];
}

/// <summary>
/// A number or rule of the walker in the report's language, and where it comes from and how far it is to be trusted, as the walker's file
/// says; empty if it speaks for itself.
/// </summary>
internal sealed record WalkerFact(string What, string Value, string Source)
{
    /// <summary>Whether it is assumed, not measured.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>Whether it is only remembered from a source.</summary>
    public bool IsFromMemory { get; init; }
}

/// <summary>All walkable ways. Components are parts that no walk connects; the share is that of the largest in all length.</summary>
internal sealed record NetworkFacts(int Nodes, double LengthKilometres, int Components, double LargestComponentShare);

/// <summary>An input file, as the study names it, by what it contained.</summary>
internal sealed record InputFile(string Name, string Sha256);

/// <summary>
/// What the figures were made from. The date of the OpenStreetMap extract is null if its header states none, that of the run if it is left
/// out: the same input then gives the same bytes on every day.
/// </summary>
internal sealed record DataFacts(string? OsmDate, IReadOnlyList<InputFile> Files, string EngineVersion, DateOnly? RunDate = null);

/// <summary>Who answers for the report, as the study says; null what it does not say.</summary>
internal sealed record Imprint(string? Publisher, string? MapApproval, DateOnly? IssuedOn)
{
    /// <summary>Their picture.</summary>
    public PictureFile? Logo { get; init; }
}

/// <summary>
/// Everything that the report says. Texts from files are untrusted; the report escapes them. A category without a name stands for itself;
/// facilities are sorted by id, maps in the order to print; there may be none of what is asked for in lists.
/// </summary>
internal sealed record ReportModel(
    string StudyName, Language Language, CoverageResult Coverage, IReadOnlyDictionary<string, string> CategoryNames,
    IReadOnlyList<FacilityUsed> Facilities, IReadOnlyList<MapDrawing> Maps, NetworkFacts Network, MethodFacts Method,
    DataFacts Data, IReadOnlyList<string> Warnings)
{
    public Imprint Imprint { get; init; } = new(null, null, null);

    /// <summary>Plans judged by, with their verdicts in the order of the clauses, and what units lack of what they ask.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];
    public IReadOnlyList<Problem> Ledger { get; init; } = [];

    /// <summary>Coverage counted on further bases.</summary>
    public IReadOnlyList<BasisCoverage> Bases { get; init; } = [];

    /// <summary>How the people of areas were spread over places in them; null if they were not.</summary>
    public PeopleSpread? Spread { get; init; }

    /// <summary>Access beyond yes or no, by service.</summary>
    public IReadOnlyList<ServiceAccess> Access { get; init; } = [];

    /// <summary>Which unit each community is in; null if no units are to be shown.</summary>
    public UnitMap? Units { get; init; }

    /// <summary>The same as of several days, the last of which is the report's own; empty if only one is asked.</summary>
    public IReadOnlyList<TrendYear> Trend { get; init; } = [];
}

using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Places;
using ServiceCircle.Plans;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Reports.Model;

/// <summary>A facility as the study used it.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="SnapDistanceMetres">From its position to the network; null when it is not on the network and serves nobody.</param>
/// <param name="Origin">Where it came from, without the place in the file: "osm" or a file name.</param>
internal sealed record FacilityUsed(Facility Facility, double? SnapDistanceMetres, string Origin);

/// <summary>A standard or rule that supplied a service's limit.</summary>
/// <param name="Title">What to print: number, year, clause.</param>
/// <param name="Verified">Whether the text of the rule itself was read; the report marks those that were not.</param>
internal sealed record StandardFact(string Title, bool Verified);

/// <summary>How the figures were made.</summary>
/// <param name="WalkerName">The walker's name in the report's language.</param>
/// <param name="SpeedKmh">Speed on the flat, km/h: walking, or riding where the walker rides.</param>
/// <param name="SpeedSource">Where the speed comes from (author, year).</param>
/// <param name="SnapLimitMetres">Farthest that a place may be from the network.</param>
/// <param name="Standards">Facts on the standards that services name, by id.</param>
/// <param name="Rules">The walker's rules in words, in the report's language.</param>
/// <param name="KnownLimits">Limits of this study beyond the general ones, in the report's language.</param>
internal sealed record MethodFacts(
    string WalkerName, double SpeedKmh, string SpeedSource, double SnapLimitMetres,
    IReadOnlyDictionary<string, StandardFact> Standards, IReadOnlyList<string> Rules, IReadOnlyList<string> KnownLimits)
{
    /// <summary>Whether the speed is that of a ride.</summary>
    public bool IsRiding { get; init; }

    /// <summary>Everything about the walker that moves a figure; may be empty.</summary>
    public IReadOnlyList<WalkerFact> Walker { get; init; } = [];
}

/// <summary>A number or rule of the walker.</summary>
/// <param name="What">What it is, in the report's language.</param>
/// <param name="Value">Its value, in the report's language.</param>
/// <param name="Source">Where it comes from and how far it is to be trusted, as the walker's file says; empty if it speaks for
/// itself.</param>
internal sealed record WalkerFact(string What, string Value, string Source);

/// <summary>The walking network in numbers.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="LengthKilometres">Length of all walkable ways.</param>
/// <param name="Components">Parts that no walk connects.</param>
/// <param name="LargestComponentShare">Length of the largest part divided by all, 0 to 1.</param>
internal sealed record NetworkFacts(int Nodes, double LengthKilometres, int Components, double LargestComponentShare);

/// <summary>An input file by what it contained.</summary>
/// <param name="Name">The file as the study names it.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
internal sealed record InputFile(string Name, string Sha256);

/// <summary>What the figures were made from.</summary>
/// <param name="OsmDate">Date of the OpenStreetMap extract as its header states it; null if it states none.</param>
/// <param name="Files">Every input file.</param>
/// <param name="EngineVersion">Version of the program.</param>
/// <param name="RunDate">When it ran. Null leaves it out: the same input then gives the same bytes on every day.</param>
internal sealed record DataFacts(string? OsmDate, IReadOnlyList<InputFile> Files, string EngineVersion, DateOnly? RunDate = null);

/// <summary>Everything that the report says. Texts from files are untrusted; the report escapes them.</summary>
/// <param name="StudyName">The study's name.</param>
/// <param name="Language">The report's language.</param>
/// <param name="Coverage">The result.</param>
/// <param name="CategoryNames">Category id to its name in the language; an id without a name stands for itself.</param>
/// <param name="Facilities">Facilities used, sorted by id.</param>
/// <param name="Maps">Maps in the order to print; may be empty.</param>
/// <param name="Network">The walking network.</param>
/// <param name="Method">How the figures were made.</param>
/// <param name="Data">What they were made from.</param>
/// <param name="Warnings">Warnings of the run, in the report's language where possible.</param>
internal sealed record ReportModel(
    string StudyName, Language Language, CoverageResult Coverage, IReadOnlyDictionary<string, string> CategoryNames,
    IReadOnlyList<FacilityUsed> Facilities, IReadOnlyList<MapDrawing> Maps, NetworkFacts Network, MethodFacts Method,
    DataFacts Data, IReadOnlyList<string> Warnings)
{
    /// <summary>Plans judged by; may be empty.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>Coverage counted on further bases; may be empty.</summary>
    public IReadOnlyList<BasisCoverage> Bases { get; init; } = [];

    /// <summary>Access beyond yes or no, by service; may be empty.</summary>
    public IReadOnlyList<ServiceAccess> Access { get; init; } = [];

    /// <summary>Which unit each community is in; null if no units are to be shown.</summary>
    public UnitMap? Units { get; init; }

    /// <summary>The same as of several days, the last of which is the report's own; empty if only one is asked.</summary>
    public IReadOnlyList<TrendYear> Trend { get; init; } = [];

    /// <summary>What units lack of what the plans ask; may be empty.</summary>
    public IReadOnlyList<Problem> Ledger { get; init; } = [];

    /// <summary>Their verdicts, in the order of the plans' clauses.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];
}

using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Standards;

/// <summary>The standards known: those that ship (<c>data/standards</c>) and those of a study's own files.</summary>
internal sealed class StandardCatalogue(
    IReadOnlyList<StandardRule> rules, IReadOnlyList<WalkingSpeed> speeds, IReadOnlyDictionary<string, string> files)
{
    private readonly Dictionary<string, StandardRule> _byId = rules.ToDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>Every rule, by file and in the order of the file.</summary>
    public IReadOnlyList<StandardRule> Rules => rules;

    /// <summary>Walking speeds and slope functions on record.</summary>
    public IReadOnlyList<WalkingSpeed> WalkingSpeeds => speeds;

    /// <summary>Ids of the files, sorted.</summary>
    public IReadOnlyList<string> Families { get; } = [.. rules.Select(r => r.Family).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The rule of an id; null if there is none.</summary>
    public StandardRule? Find(string id) => _byId.GetValueOrDefault(id);

    internal string FileOf(StandardRule rule) => files[rule.Id];

    /// <summary>The shipped standards, and more files of the same schema.</summary>
    /// <exception cref="InputException">A file has mistakes, all listed with line and path.</exception>
    public static StandardCatalogue Load(CategoryCatalogue categories, params IEnumerable<string> files)
    {
        var rules = new List<StandardRule>();
        var speeds = new List<WalkingSpeed>();
        var origin = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in ShippedData.Names("standards").Select(name => ShippedData.Path("standards", name + ".json")).Concat(files))
        {
            (IReadOnlyList<StandardRule> own, IReadOnlyList<WalkingSpeed> ownSpeeds) = StandardFile.Read(path, categories);
            foreach (StandardRule rule in own)
            {
                if (rules.Find(r => r.Id == rule.Id) is { } other)
                    throw new InputException(path, rule.Id, new("found/rule-of-both", ("file", other.Family)), "expected/unique-rules");
                origin.Add(rule.Id, path);
            }
            rules.AddRange(own);
            speeds.AddRange(ownSpeeds);
        }
        return new StandardCatalogue(rules, speeds, origin);
    }

    /// <summary>The rule that a user named in a file.</summary>
    /// <exception cref="InputException">There is no such rule; the message names the nearest.</exception>
    public StandardRule Require(string id, string file, string where) =>
        Find(id) ?? throw new InputException(
            file, where, new("found/standard", ("standard", id)), JsonFields.Nearest(id, _byId.Keys), "advice/standards");

    /// <summary>Ids that a study's "standards" may hold are those of rules and of files.</summary>
    /// <exception cref="InputException">Neither; the message names the nearest.</exception>
    public void RequireRuleOrFamily(string id, string file, string where)
    {
        if (Find(id) is null && !Families.Contains(id))
            throw new InputException(file, where, new("found/standard", ("standard", id)),
                JsonFields.Nearest(id, Families.Concat(_byId.Keys)), "advice/standards");
    }
}

/// <summary>A walking speed from the literature, or derived from standards without a source; functions of slope have none.</summary>
internal sealed record WalkingSpeed(
    string Id, string Who, (double? Low, double? High)? MetresPerSecond, Confidence Confidence, string Source, string Note)
{
    /// <summary>More on the confidence ("abstract only"); empty if nothing.</summary>
    public string ConfidenceNote { get; init; } = "";
}

/// <summary>Reads <c>data/standards/*.json</c>.</summary>
internal static class StandardFile
{
    public const string Schema = "servicecircle-standard-1";

    internal static readonly IReadOnlyDictionary<string, Confidence> Confidences =
        new Dictionary<string, Confidence>(StringComparer.Ordinal)
        {
            ["source"] = Confidence.Source,
            ["secondary"] = Confidence.Secondary,
            ["derived"] = Confidence.Derived,
            ["memory"] = Confidence.Memory,
        };

    public static (IReadOnlyList<StandardRule> Rules, IReadOnlyList<WalkingSpeed> Speeds) Read(string path, CategoryCatalogue categories)
    {
        var problems = new RowProblems(path);
        var file = new JsonFields(JsonText.Load(path), problems);
        file.Schema(Schema);
        string family = file.Text("id");
        file.Text("title");
        var rules = new List<StandardRule>();
        foreach (JsonFields fields in file.List("rules").Select(file.Below))
        {
            StandardRule rule = Rule(fields, family, categories);
            if (rules.Exists(r => r.Id == rule.Id)) fields.Note("id", new("found/id-twice", ("id", rule.Id)), "expected/unique-ids");
            fields.Done();
            rules.Add(rule);
        }
        WalkingSpeed[] speeds = [.. file.List("walking_speeds").Select(file.Below).Select(f => f.Whole(
            new WalkingSpeed(f.Text("id"), f.Text("who"), f.Range("metres_per_second"), f.Word("confidence", Confidences),
                f.TextOrNull("source") ?? "", f.TextOrNull("note") ?? "")
            {
                ConfidenceNote = f.TextOrNull("confidence_note") ?? "",
            }))];
        file.Done();
        problems.ThrowIfAny();
        return (rules, speeds);
    }

    private static StandardRule Rule(JsonFields fields, string family, CategoryCatalogue categories) => new(
        fields.Text("id"), family, fields.Text("standard"), fields.TextOrNull("clause") ?? "", fields.Text("facility"),
        categories.Read(fields, "categories"), fields.Number("radius_m"), fields.Number("minutes"),
        fields.Word("confidence", Confidences), fields.Text("source"))
    {
        Level = fields.TextOrNull("level") ?? "",
        RadiusRangeMetres = fields.Range("radius_range_m"),
        Distance = fields.TextOrNull("distance"),
        Wording = fields.TextOrNull("wording") ?? "",
        PopulationServed = fields.Range("population_served"),
        FloorSquareMetres = fields.Range("floor_area_m2"),
        LandSquareMetres = fields.Range("land_area_m2"),
        FloorSquareMetresPer100HouseholdsNew = fields.Number("floor_m2_per_100_households_new"),
        FloorSquareMetresPer100HouseholdsExisting = fields.Number("floor_m2_per_100_households_existing"),
        Requirement = fields.TextOrNull("requirement") ?? "",
        Applies = fields.TextOrNull("applies") ?? "",
        Status = fields.TextOrNull("status") ?? "",
        Doubt = fields.TextOrNull("doubt"),
        Note = fields.TextOrNull("note"),
    };
}

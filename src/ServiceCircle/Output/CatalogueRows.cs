using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Output;

/// <summary>The catalogues of plans and standards as <c>--json</c> and lists show them.</summary>
internal static class CatalogueRows
{
    public static JsonArray ToJson(IReadOnlyList<Plan> plans) => plans.ToJson(p => new JsonObject
    {
        ["id"] = p.Id,
        ["title"] = p.Title,
        ["document"] = p.Document,
        ["issuer"] = p.Issuer,
        ["level"] = p.Level,
        ["adopted"] = p.Adopted,
        ["year"] = p.Year,
        ["text_condition"] = p.TextCondition,
        ["clauses"] = p.Clauses.ToJson(Clause),
    });

    public static JsonObject ToJson(StandardCatalogue standards) => new()
    {
        ["rules"] = standards.Rules.ToJson(r => new JsonObject
        {
            ["id"] = r.Id,
            ["family"] = r.Family,
            ["standard"] = r.Standard,
            ["clause"] = r.Clause,
            ["facility"] = r.Facility,
            ["categories"] = JsonValues.Texts(r.Categories),
            ["level"] = r.Level,
            ["radius_m"] = r.RadiusMetres,
            ["minutes"] = r.Minutes,
            ["requirement"] = r.Requirement,
            ["applies"] = r.Applies,
            ["status"] = r.Status,
            ["confidence"] = PlanWords.Of(r.Confidence),
            ["verified"] = r.IsVerified,
            ["source"] = r.Source,
            ["doubt"] = r.Doubt,
            ["note"] = r.Note,
        }),
        ["walking_speeds"] = standards.WalkingSpeeds.ToJson(s => new JsonObject
        {
            ["id"] = s.Id,
            ["who"] = s.Who,
            ["metres_per_second"] = s.MetresPerSecond is { } range ? new JsonArray(range.Low, range.High) : null,
            ["confidence"] = PlanWords.Of(s.Confidence),
            ["source"] = s.Source,
            ["note"] = s.Note,
        }),
    };

    /// <summary>"&gt;= 85 %": the target of a clause in short; its kind where it has none.</summary>
    public static string Target(Clause clause) => clause.Value is { } value && PlanWords.Of(clause.Operator) is { } op
        ? string.Create(CultureInfo.InvariantCulture, $"{op} {value} {clause.Unit}")
        : clause.Indicator;

    /// <summary>"[secondary: where it was read]"; empty where the plan's own text is at hand.</summary>
    public static string Origin(Clause clause) =>
        clause.Confidence is { } confidence ? $"\t[{PlanWords.Of(confidence)}: {clause.Source}]" : "";

    /// <summary>"300 m" or "15 min"; a dash where a rule limits no walk.</summary>
    public static string Limit(StandardRule rule) => rule switch
    {
        { RadiusMetres: { } metres } => string.Create(CultureInfo.InvariantCulture, $"{metres} m"),
        { Minutes: { } minutes } => string.Create(CultureInfo.InvariantCulture, $"{minutes} min"),
        _ => "–",
    };

    private static JsonObject Clause(Clause c) => new()
    {
        ["id"] = c.Id,
        ["clause"] = c.Number,
        ["quote"] = c.Quote,
        ["meaning"] = c.Meaning,
        ["category"] = c.Theme,
        ["indicator"] = c.Indicator,
        ["operator"] = PlanWords.Of(c.Operator),
        ["value"] = c.Value,
        ["unit"] = c.Unit,
        ["numerator"] = c.Numerator,
        ["denominator"] = c.Denominator,
        ["scope"] = PlanWords.Of(c.Scope),
        ["year"] = c.Year,
        ["strength"] = PlanWords.Of(c.Strength),
        ["minutes"] = c.Minutes,
        ["standards"] = JsonValues.Texts(c.Standards),
        ["needs"] = JsonValues.Texts(c.Needs),
        ["doubt"] = c.Doubt,
        ["how"] = c.How,
        ["note"] = c.Note,
        ["source"] = c.Source.Length > 0 ? c.Source : null,
        ["confidence"] = c.Confidence is { } confidence ? PlanWords.Of(confidence) : null,
    };
}

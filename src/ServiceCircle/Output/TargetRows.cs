using System.Text.Json.Nodes;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Output;

/// <summary>
/// <c>targets.json</c>: one object per reading of a clause. Its notes are English in every language, so that the file does not change with
/// the locale.
/// </summary>
internal static class TargetRows
{
    public static JsonArray Of(IReadOnlyList<Verdict> verdicts)
    {
        VerdictWords words = new(Messages.In(Language.En), new Dictionary<string, string>());
        return new JsonArray([.. verdicts.Select(v => (JsonNode)Row(v, words))]);
    }

    private static JsonObject Row(Verdict verdict, VerdictWords words)
    {
        Clause clause = verdict.Clause;
        var row = new JsonObject
        {
            ["id"] = clause.Id,
            ["plan"] = clause.Plan,
            ["clause"] = clause.Number,
            ["quote"] = clause.Quote,
            ["meaning"] = clause.Meaning,
            ["category"] = clause.Theme,
            ["indicator"] = clause.Indicator,
            ["operator"] = PlanWords.Of(clause.Operator),
            ["value"] = clause.Value,
            ["unit"] = clause.Unit,
            ["strength"] = PlanWords.Of(clause.Strength),
            ["scope"] = PlanWords.Of(clause.Scope),
            ["year"] = clause.Year,
            ["reading"] = PlanWords.Of(verdict.Reading),
            ["decides"] = verdict.IsDeciding,
            ["measured"] = Number(verdict.Measured),
            ["measured_low"] = Number(verdict.Low),
            ["measured_high"] = Number(verdict.High),
            ["measured_unit"] = verdict.MeasuredUnit ?? clause.Unit,
            ["numerator"] = Number(verdict.Numerator),
            ["denominator"] = Number(verdict.Denominator),
            ["met"] = verdict.Met,
            ["shortfall"] = Number(verdict.Shortfall),
            ["shortfall_unit"] = verdict.Shortfall is null ? null : verdict.ShortfallUnit,
            ["outcome"] = PlanWords.Of(verdict.Outcome),
            ["basis"] = PlanWords.Of(verdict.Basis),
            ["needs"] = Texts(verdict.Needs),
            ["standard"] = Standard(verdict.Limit),
            ["note"] = words.Note(verdict),
        };
        if (verdict.Tier is { } tier)
            row["tier"] = new JsonObject
            {
                ["level"] = tier.Level,
                ["scope"] = PlanWords.Of(tier.Scope),
                ["categories"] = Texts(tier.Class.Categories)
            };
        if (verdict.ByInterim is { } interim)
            row["interim"] = new JsonObject { ["year"] = interim.Clause.Year, ["value"] = interim.Clause.Value, ["met"] = interim.Met };
        if (verdict.Grade is not null) row["grade"] = verdict.Grade;
        if (verdict.Minutes is not null) row["minutes"] = Rounded.Minutes(verdict.Minutes);
        if (clause.Binding != Binding.Unstated) row["binding"] = clause.Binding == Binding.Binding ? "binding" : "expected";
        if (clause.Subset is not null) row["subset"] = clause.Subset;
        if (clause.Doubt is not null) row["doubt"] = clause.Doubt;
        if (clause.Confidence is { } confidence) (row["source"], row["confidence"]) = (clause.Source, PlanWords.Of(confidence));
        if (verdict.Lacking.Count > 0) row["lacking"] = Texts(verdict.Lacking.Select(u => u.Id));
        if (verdict.Sensitivities.Count > 0)
            row["sensitivity"] = new JsonArray([.. verdict.Sensitivities.Select(s => (JsonNode)new JsonObject
            {
                ["threshold"] = s.Threshold,
                ["numerator"] = Number(s.Numerator),
                ["met"] = s.Met,
            })]);
        if (verdict.ByUnit.Count > 0)
            row["by_unit"] = new JsonArray([.. verdict.ByUnit.Select(u => (JsonNode)new JsonObject
            {
                ["level"] = u.Unit.Level,
                ["id"] = u.Unit.Id,
                ["name"] = u.Unit.Name,
                ["measured"] = Number(u.Measured),
                ["numerator"] = Number(u.Numerator),
                ["denominator"] = Number(u.Denominator),
                ["met"] = u.Met,
            })]);
        return row;
    }

    private static JsonObject? Standard(WalkLimit? limit) => limit is null ? null : new JsonObject
    {
        ["id"] = limit.Rule?.Id,
        ["radius_m"] = limit.Source == LimitSource.Radius ? limit.Rule!.RadiusMetres : null,
        ["minutes"] = Rounded.Minutes(limit.Time.Minutes),
        ["source"] = limit.Rule is { } rule ? rule.Clause.Length > 0 ? $"{rule.Standard}, {rule.Clause}" : rule.Standard : null,
        ["limit_from"] = PlanWords.Of(limit.Source),
        ["verified"] = limit.Rule?.IsVerified,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static double? Number(double? value) => value is { } number ? Math.Round(number, 6) : null;
}

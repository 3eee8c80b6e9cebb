using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Output;

/// <summary><c>targets.json</c>: one object per reading of a clause; notes are English in every language.</summary>
internal static class TargetRows
{
    public static JsonArray ToJson(IReadOnlyList<Verdict> verdicts)
    {
        var words = new VerdictWords(Messages.In(Language.En), new Dictionary<string, string>());
        return verdicts.ToJson(v => Row(v, words));
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
            ["measured"] = Rounded.Share(verdict.Measured),
            ["measured_low"] = Rounded.Share(verdict.Low),
            ["measured_high"] = Rounded.Share(verdict.High),
            ["measured_unit"] = verdict.MeasuredUnit ?? clause.Unit,
            ["numerator"] = Rounded.Share(verdict.Numerator),
            ["denominator"] = Rounded.Share(verdict.Denominator),
            ["met"] = verdict.Met,
            ["shortfall"] = Rounded.Share(verdict.Shortfall),
            ["shortfall_unit"] = verdict.Shortfall is null ? null : verdict.ShortfallUnit,
            ["outcome"] = PlanWords.Of(verdict.Outcome),
            ["basis"] = PlanWords.Of(verdict.Basis),
            ["needs"] = JsonValues.Texts(verdict.Needs),
            ["standard"] = Standard(verdict.Limit),
            ["note"] = words.Note(verdict),
        };
        if (verdict.Tier is { } tier)
            row["tier"] = new JsonObject
            {
                ["level"] = tier.Level, ["scope"] = PlanWords.Of(tier.Scope), ["categories"] = JsonValues.Texts(tier.Class.Categories),
            };
        if (verdict.ByInterim is { } interim)
            row["interim"] = new JsonObject { ["year"] = interim.Clause.Year, ["value"] = interim.Clause.Value, ["met"] = interim.Met };
        if (verdict.Grade is not null) row["grade"] = verdict.Grade;
        if (verdict.Minutes is not null) row["minutes"] = Rounded.Minutes(verdict.Minutes);
        if (clause.Binding != Binding.Unstated) row["binding"] = clause.Binding == Binding.Binding ? "binding" : "expected";
        if (clause.Subset is not null) row["subset"] = clause.Subset;
        if (clause.Doubt is not null) row["doubt"] = clause.Doubt;
        if (clause.Confidence is { } confidence) (row["source"], row["confidence"]) = (clause.Source, PlanWords.Of(confidence));
        if (verdict.Lacking.Count > 0) row["lacking"] = JsonValues.Texts(verdict.Lacking.Select(u => u.Id));
        if (verdict.Sensitivities.Count > 0)
            row["sensitivity"] = verdict.Sensitivities.ToJson(
                s => new JsonObject { ["threshold"] = s.Threshold, ["numerator"] = Rounded.Share(s.Numerator), ["met"] = s.Met });
        if (verdict.ByUnit.Count > 0)
            row["by_unit"] = verdict.ByUnit.ToJson(u => new JsonObject
            {
                ["level"] = u.Unit.Level,
                ["id"] = u.Unit.Id,
                ["name"] = u.Unit.Name,
                ["measured"] = Rounded.Share(u.Measured),
                ["numerator"] = Rounded.Share(u.Numerator),
                ["denominator"] = Rounded.Share(u.Denominator),
                ["met"] = u.Met,
            });
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
}

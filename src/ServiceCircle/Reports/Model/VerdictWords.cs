using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Reports.Model;

/// <summary>Verdicts in the words of a language; a category without a name stands for itself.</summary>
internal sealed class VerdictWords(Messages messages, IReadOnlyDictionary<string, string> categoryNames)
{
    /// <summary>All remarks of a verdict as one text.</summary>
    public string Note(Verdict verdict) => string.Join(messages.Language == Language.Zh ? "" : " ", verdict.Remarks.Select(Text));

    public string Text(Notice remark) => messages.Text(new Notice(remark.Key, [.. remark.Values.Select(v => (v.Name, Named(v.Value)))]));

    private object Named(object value) => value switch
    {
        string id => Name(id),
        NameList list => list with { Names = [.. list.Names.Select(Name)] },
        _ => value,
    };

    /// <summary>The short word of an outcome; of aims and steps a milder one.</summary>
    public string Outcome(Verdict verdict) => verdict.Outcome switch
    {
        Plans.Indicators.Outcome.Met => messages["outcome/met"],
        Plans.Indicators.Outcome.NotMet => verdict.Clause.Strength switch
        {
            Strength.Strive => messages["outcome/aim-missed"],
            Strength.Gradual => messages["outcome/not-yet"],
            _ => messages["outcome/not-met"],
        },
        Plans.Indicators.Outcome.NotDue => messages["outcome/not-due"],
        Plans.Indicators.Outcome.NoTarget => messages["outcome/no-target"],
        Plans.Indicators.Outcome.NotMeasurable when verdict.Measured is not null => messages["outcome/open"],
        _ => messages["outcome/not-measurable"],
    };

    public string Reading(Verdict verdict) => verdict.Reading switch
    {
        Plans.Indicators.Reading.FacilityInUnit => messages["reading/facility-in-unit"],
        Plans.Indicators.Reading.ResidentsInReach => messages["reading/residents-in-reach"],
        Plans.Indicators.Reading.CommunitiesInReach => messages["reading/communities-in-reach"],
        Plans.Indicators.Reading.Supplied => messages["reading/supplied"],
        _ => messages["reading/total"],
    };

    /// <summary>The walk that counted.</summary>
    public string Limit(WalkLimit limit)
    {
        string minutes = messages.Minutes(limit.Time.Minutes ?? 0);
        return limit.Source switch
        {
            LimitSource.Radius => messages.Text("targets/limit-radius",
                ("metres", messages.Number(limit.Rule!.RadiusMetres!.Value)), ("minutes", minutes), ("standard", Title(limit.Rule))),
            LimitSource.StandardMinutes => messages.Text("targets/limit-minutes", ("minutes", minutes), ("standard", Title(limit.Rule!))),
            LimitSource.Clause => messages.Text("targets/limit-clause", ("minutes", minutes)),
            _ => messages.Text("targets/limit-study", ("minutes", minutes)),
        };
    }

    /// <summary>A missing input, from the key that targets.json gives.</summary>
    public string Need(string need) => new NeedWords(messages, Name, Level).Of(need);

    public string Level(string level) => messages[Phrase.OfLevel(level).Key];

    private string Name(string category) => categoryNames.GetValueOrDefault(category, category);

    private string Title(StandardRule rule) =>
        (rule.Clause.Length > 0 ? $"{rule.Standard}, {rule.Clause}" : rule.Standard)
        + (rule.IsVerified ? "" : $" ({messages["method/unverified"]})");
}

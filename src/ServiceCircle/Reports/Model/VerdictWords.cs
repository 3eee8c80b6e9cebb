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
    public string Need(string need)
    {
        (string Prefix, Func<string, string> Say)[] table =
        [
            ("values.", k => messages.Text("needs/value", ("key", k))),
            ("baselines.", k => messages.Text("needs/baseline", ("key", k))),
            ("since.", k => messages.Text("needs/since", ("key", k))),
            ("facilities.columns.", k => messages.Text("needs/facility-column", ("key", k))),
            ("facilities.class.", k => messages.Text("needs/class", ("key", k))),
            ("facilities.file.", k => messages.Text("needs/facilities-file", ("key", Name(k)))),
            ("facilities.on_network", _ => messages["needs/facility-on-network"]),
            ("facilities.", k => messages.Text("needs/facilities", ("key", Name(k)))),
            ("communities.columns.type", _ => messages["needs/community-type"]),
            ("bases.residential_land", _ => messages["needs/land"]),
            ("bases.on_network", _ => messages["needs/land-on-network"]),
            ("communities.columns.", k => messages.Text("needs/community-column", ("key", k))),
            ("communities.units.", k => messages.Text("needs/communities-of-units", ("key", Level(k)))),
            ("communities.type.rural", _ => messages["needs/rural"]),
            ("communities.type.urban", _ => messages["needs/urban"]),
            ("communities.on_network", _ => messages["needs/on-network"]),
            ("new_areas.columns.", k => messages.Text("needs/area-column", ("key", k))),
            ("new_areas.file", _ => messages["needs/new-areas"]),
            ("new_areas.in_scope", _ => messages["needs/areas-in-scope"]),
            ("new_areas.delivered", _ => messages["needs/areas-delivered"]),
            ("circles.communities", _ => messages["needs/circles-communities"]),
            ("circles", _ => messages["needs/circles"]),
            ("circle_threshold", _ => messages["needs/circle-threshold"]),
            ("subsets.", k => messages.Text("needs/subset", ("key", k))),
            ("network.edge", _ => messages["needs/network-edge"]),
            ("units.levels.", k => messages.Text("needs/unit-level", ("key", Level(k)))),
            ("units.polygons.", k => messages.Text("needs/unit-polygons", ("key", Level(k)))),
            ("units.several.", k => messages.Text("needs/unit-several", ("key", Level(k)))),
            ("units.covers.", k => messages.Text("needs/covers", ("key", Level(k)))),
            ("units.main_urban", _ => messages["needs/main-urban"]),
            ("units.", _ => messages["needs/units"]),
            ("standards.", k => messages.Text("needs/standard", ("key", messages.List(k.Split('|'))))),
            ("services.minutes.", k => messages.Text("needs/minutes", ("key", Name(k)))),
            ("services", _ => messages["needs/services"]),
        ];
        (string prefix, Func<string, string> say) = table.First(t => need.StartsWith(t.Prefix, StringComparison.Ordinal));
        return say(need[prefix.Length..]);
    }

    public string Level(string level) => messages[Phrase.OfLevel(level).Key];

    private string Name(string category) => categoryNames.GetValueOrDefault(category, category);

    private string Title(StandardRule rule) =>
        (rule.Clause.Length > 0 ? $"{rule.Standard}, {rule.Clause}" : rule.Standard)
        + (rule.IsVerified ? "" : $" ({messages["method/unverified"]})");
}

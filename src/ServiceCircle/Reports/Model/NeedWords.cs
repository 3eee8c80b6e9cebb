using ServiceCircle.Plans.Units;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// What a verdict lacks, in the words of a language. In English a column is called as in the files, in Chinese by what it holds: a report
/// is read by people who never see the files.
/// </summary>
internal sealed class NeedWords(Messages messages, Func<string, string> nameOf, Func<string, string> levelOf)
{
    /// <summary>The keys of the titles of columns that clauses ask for: the name of the column stands behind the stroke.</summary>
    private static readonly string[] Columns =
    [
        "field/type", "field/population", "field/population_60plus", "field/population_65plus", "field/population_0_2",
        "field/population_3_6", "field/households", "field/opened_on", "field/serves", "field/area_m2", "field/capacity",
        "field/inclusive", "field/nursing_beds", "field/nursery_places", "field/enrolled", "field/physicians", "field/nurses",
        "field/hospital_grade", "field/nursing", "field/embedded", "field/comprehensive", "field/demonstration", "field/operating",
        "field/district_level", "field/college_run", "field/accessible", "field/open_24h", "field/dementia_zone", "field/rehab_zone",
        "field/daycare_zone", "field/delivered_on", "field/floor_area_m2",
    ];

    private static readonly Dictionary<string, string> KeyOfColumn =
        Columns.ToDictionary(k => k["field/".Length..], StringComparer.Ordinal);

    /// <summary>A missing input, from the key that targets.json gives.</summary>
    public string Of(string need)
    {
        (string Prefix, Func<string, string> Say)[] table =
        [
            ("values.", _ => messages["needs/value"]),
            ("baselines.", _ => messages["needs/baseline"]),
            ("since.", _ => messages["needs/since"]),
            ("facilities.columns.", k => messages.Text("needs/facility-column", ("key", Column(k)))),
            ("facilities.class.", k => messages.Text("needs/class", ("key", k))),
            ("facilities.file.", k => messages.Text("needs/facilities-file", ("key", nameOf(k)))),
            ("facilities.on_network", _ => messages["needs/facility-on-network"]),
            ("facilities.", k => messages.Text("needs/facilities", ("key", nameOf(k)))),
            ("communities.columns.type", _ => messages["needs/community-type"]),
            ("bases.residential_land", _ => messages["needs/land"]),
            ("bases.on_network", _ => messages["needs/land-on-network"]),
            ("communities.columns.", k => messages.Text("needs/community-column", ("key", Column(k)))),
            ("communities.units.", k => messages.Text("needs/communities-of-units", ("key", levelOf(k)))),
            ("communities.type.rural", _ => messages["needs/rural"]),
            ("communities.type.urban", _ => messages["needs/urban"]),
            ("communities.on_network", _ => messages["needs/on-network"]),
            ("new_areas.columns.", k => messages.Text("needs/area-column", ("key", Column(k)))),
            ("new_areas.file", _ => messages["needs/new-areas"]),
            ("new_areas.in_scope", _ => messages["needs/areas-in-scope"]),
            ("new_areas.delivered", _ => messages["needs/areas-delivered"]),
            ("circles.communities", _ => messages["needs/circles-communities"]),
            ("circles", _ => messages["needs/circles"]),
            ("circle_threshold", _ => messages["needs/circle-threshold"]),
            ("subsets.", k => messages.Text("needs/subset", ("key", Subset(k)))),
            ("network.edge", _ => messages["needs/network-edge"]),
            ("units.levels.", k => messages.Text("needs/unit-level", ("key", levelOf(k)))),
            ("units.polygons.", k => messages.Text("needs/unit-polygons", ("key", levelOf(k)))),
            ("units.several.", k => messages.Text("needs/unit-several", ("key", levelOf(k)))),
            ("units.covers.", k => messages.Text("needs/covers", ("key", levelOf(k)))),
            ("units.main_urban", _ => messages["needs/main-urban"]),
            ("units.", _ => messages["needs/units"]),
            ("standards.", k => messages.Text("needs/standard", ("key", messages.List(k.Split('|'))))),
            ("services.minutes.", k => messages.Text("needs/minutes", ("key", nameOf(k)))),
            ("services", _ => messages["needs/services"]),
        ];
        (string prefix, Func<string, string> say) = table.First(t => need.StartsWith(t.Prefix, StringComparison.Ordinal));
        return say(need[prefix.Length..]);
    }

    /// <summary>A column of a table. The grade of a hospital is not that of a circle, which the files call alike.</summary>
    private string Column(string name) => UnitLevels.InStudies.Contains(name) ? levelOf(name)
        : KeyOfColumn.TryGetValue(name == "grade" ? "hospital_grade" : name, out string? key) ? messages[key] : name;

    private string Subset(string word) => word switch
    {
        "old_estate" => messages["subset/old-estate"],
        "pilot" => messages["subset/pilot"],
        _ => word,
    };
}

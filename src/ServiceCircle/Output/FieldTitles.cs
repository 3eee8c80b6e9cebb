using ServiceCircle.Formats.Layers;

namespace ServiceCircle.Output;

/// <summary>
/// What people call layers and columns. In English that is what the files call them, so that a script finds them; in Chinese it is a title
/// for the head of a table. What no title is known of is called as in the files.
/// </summary>
internal sealed class FieldTitles(Messages messages, IReadOnlyDictionary<string, string> categoryNames)
{
    /// <summary>The keys of the titles of columns: the name of the column stands behind the stroke.</summary>
    private static readonly string[] Fields =
    [
        "field/id", "field/name", "field/unit", "field/type", "field/population", "field/status", "field/snap_distance_m",
        "field/access_kind", "field/minutes", "field/count", "field/covered", "field/straight_line_covered", "field/circle_share",
        "field/circle_grade", "field/missing", "field/category", "field/categories", "field/capacity", "field/inclusive", "field/area_m2",
        "field/opened_on", "field/serves", "field/source", "field/doors", "field/access_cost_s", "field/snapped", "field/snap_reason",
        "field/snapped_at", "field/contour", "field/metric", "field/value", "field/center", "field/walker", "field/border_error_m",
        "field/exclusive_population", "field/stroke", "field/stroke-width", "field/fill", "field/fill-opacity", "field/certainty",
        "field/minutes_start", "field/minutes_end", "field/finding", "field/place", "field/reason", "field/nearest_way_m",
        "field/nearer_island_m", "field/crosses_barrier", "field/max_snap_m", "field/level", "field/communities", "field/not_snapped",
        "field/not_snapped_population", "field/population_60plus", "field/population_65plus", "field/population_0_2",
        "field/population_3_6", "field/not_snapped_population_60plus", "field/not_snapped_population_65plus",
        "field/not_snapped_population_0_2", "field/not_snapped_population_3_6", "field/facilities", "field/communities_covered",
        "field/share_communities", "field/population_covered", "field/share_population", "field/population_60plus_covered",
        "field/share_population_60plus", "field/population_65plus_covered", "field/share_population_65plus",
        "field/population_0_2_covered", "field/share_population_0_2", "field/population_3_6_covered", "field/share_population_3_6",
        "field/community", "field/township", "field/county", "field/rank", "field/people_group", "field/people", "field/plan",
        "field/clause", "field/nearest_minutes", "field/reading", "field/year", "field/strength", "field/confidence", "field/quote",
        "field/meaning", "field/indicator", "field/operator", "field/scope", "field/decides", "field/measured", "field/measured_low",
        "field/measured_high", "field/measured_unit", "field/numerator", "field/denominator", "field/met", "field/shortfall",
        "field/shortfall_unit", "field/outcome", "field/basis", "field/needs", "field/note", "field/grade", "field/binding",
        "field/subset", "field/doubt", "field/lacking", "field/as_of", "field/kind", "field/complete_circles", "field/tier",
        "field/target", "field/target_met", "field/value_year", "field/gained", "field/lost", "field/minutes_before",
        "field/minutes_after", "field/population_gained", "field/scenario", "field/population_before", "field/population_after",
        "field/share_before", "field/share_after", "field/grown", "field/communities_gained", "field/communities_lost", "field/host",
        "field/walkable", "field/closes", "field/demand_id", "field/site_id", "field/is_new", "field/weight", "field/new_sites",
        "field/budget", "field/spent", "field/weight_covered", "field/share", "field/bound", "field/gap", "field/chosen", "field/lon",
        "field/lat", "field/from_id", "field/to_id", "field/travel_time_s", "field/distance_m", "field/access", "field/access_per_person",
        "field/supply", "field/demand", "field/supply_per_person", "field/load", "field/rule",
        "field/area", "field/zh", "field/en", "field/examples", "field/looks_for",
    ];

    /// <summary>The same of layers and tables, and of the folders that they lie in.</summary>
    private static readonly string[] Layers =
    [
        "layer/coverage", "layer/communities", "layer/circles", "layer/facilities", "layer/units", "layer/ledger", "layer/missing",
        "layer/targets", "layer/trend", "layer/changes", "layer/comparison", "layer/marginal_value", "layer/sites", "layer/assignments",
        "layer/proposed", "layer/pareto", "layer/access", "layer/facility_loads", "layer/snaps", "layer/baseline", "layer/scenario",
        "layer/classified",
    ];

    private static readonly Dictionary<string, string> KeyOfField = ByName(Fields), KeyOfLayer = ByName(Layers);

    /// <summary>The layer with its titles.</summary>
    public PackagedLayer Entitle(Layer layer)
    {
        // Beside a measured value a unit is one of measure, elsewhere the administrative one that a place is in.
        bool isOfMeasure = layer.Columns.Any(c => c.Name == "measured");
        return new PackagedLayer(
            layer, OfLayer(layer.Name),
            [.. layer.Columns.Select(c => c.Name == "unit" && isOfMeasure ? messages["field/unit-of-value"] : OfColumn(c.Name))]);
    }

    /// <summary>The title of a column: of <c>elder.daycare.minutes</c>, the service's name and what is told of it.</summary>
    public string OfColumn(string column)
    {
        if (messages.Language == Language.En) return column;
        int dot = column.LastIndexOf('.');
        string? service = dot < 0 ? null : categoryNames.GetValueOrDefault(column[..dot]);
        string field = service is null ? column : column[(dot + 1)..];
        if (!KeyOfField.TryGetValue(field, out string? key)) return column;
        return service is null ? messages[key] : messages.Text("field/of-service", ("service", service), ("field", messages[key]));
    }

    /// <summary>The title of a layer; one in a folder, "scenario-2/coverage", is told with it.</summary>
    private string OfLayer(string name)
    {
        int stroke = name.LastIndexOf('/');
        string layer = Word(name[(stroke + 1)..]);
        return stroke < 0 ? layer : messages.Text("layer/of-folder", ("folder", Word(name[..stroke])), ("layer", layer));
    }

    /// <summary>The title of a layer or a folder, which may have a number.</summary>
    private string Word(string name)
    {
        string word = name.TrimEnd("0123456789".ToCharArray());
        bool isNumbered = word.Length < name.Length && word.EndsWith('-');
        string stem = isNumbered ? word[..^1] : name;
        return KeyOfLayer.TryGetValue(stem, out string? key) ? messages[key] + name[stem.Length..] : name;
    }

    private static Dictionary<string, string> ByName(IEnumerable<string> keys) =>
        keys.ToDictionary(key => key[(key.IndexOf('/') + 1)..], key => key, StringComparer.Ordinal);
}

using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>What a study says for judging by plans.</summary>
internal static partial class StudyInputs
{
    /// <summary>What the study says for judging by plans.</summary>
    /// <exception cref="InputException">A file cannot be used, or a subset names a community that there is not.</exception>
    public static PlanSettings PlanSettings(
        StudyFile study, StudyCatalogues known, IReadOnlyList<Community> communities, List<Notice> warnings)
    {
        string[] clauses = [.. known.Plans.SelectMany(p => p.Clauses).Select(c => c.Id)];
        IReadOnlyDictionary<string, IReadOnlyList<SuppliedValue>> values = StudyValues.Read(study, known.Plans);
        (string Key, IEnumerable<string> Ids)[] named =
            [("values", values.Keys), ("baselines", study.Baselines.Keys), ("since", study.Since.Keys)];
        foreach ((string key, IEnumerable<string> ids) in named)
            foreach (string id in ids.Where(id => !clauses.Contains(id) && !study.LeavesPlansOut).Order(StringComparer.Ordinal))
                warnings.Add(JsonFields.NearestWord(id, clauses) is { } near
                    ? new Notice("warning/no-such-clause", ("where", $"{key}.{id}"), ("near", near))
                    : new Notice("warning/no-plans", ("where", $"{key}.{id}")));
        return new PlanSettings
        {
            CoverageThreshold = study.CoverageThreshold,
            CircleThreshold = study.CircleThreshold,
            NewAreas = NewAreas(study),
            Circles = Circles(study),
            Subsets = study.Subsets.ToDictionary(s => s.Key, s => SubsetOf(study, s.Key, s.Value, communities), StringComparer.Ordinal),
            Values = values,
            Baselines = study.Baselines,
            Since = study.Since,
            // A standard that a service names is named by the study; so are all rules of a file of its own.
            Standards =
            [
                .. study.Standards.Where(s => !IdOrFile.IsFile(s)), .. study.Services.Select(s => s.Standard).OfType<string>(),
                .. known.Standards.Rules.Where(r => study.Standards.Any(s => IdOrFile.IsFile(s) && known.Standards.FileOf(r) == s))
                    .Select(r => r.Id),
            ],
            DefaultMinutes = study.DefaultMinutes,
            Covers = study.Units?.Covers,
            MainUrban = study.Units?.MainUrban ?? [],
            AsOf = AsOf(study),
            KnownCategories = Known(study),
        };
    }

    /// <summary>
    /// Refuses names in <c>units.main_urban</c> that no unit has (the district would be smaller than meant, or empty), and an unknown
    /// category of centres.
    /// </summary>
    /// <exception cref="InputException">No unit, or no category, has the name.</exception>
    public static void CheckNames(StudyFile study, UnitMap units, CategoryCatalogue catalogue)
    {
        if (study.Circles?.Around is { } centre) catalogue.Require(centre, study.Path, "circles.around");
        if (study.Units?.MainUrban.FirstOrDefault(name => units.Meant(name).Count == 0) is { } strange)
            throw NoSuchName(study, "units.main_urban", strange, units.Levels.SelectMany(units.At).SelectMany(u => new[] { u.Id, u.Name }));
    }

    private static Subset SubsetOf(StudyFile study, string word, SubsetInput input, IReadOnlyList<Community> communities) =>
        new(word,
            input.File is { } file ? AreaOf(file) : null,
            input.Communities is { } names ? Named(study, word, names, communities) : null);

    /// <summary>Ids of communities that a subset names by id or name.</summary>
    private static HashSet<string> Named(StudyFile study, string word, IReadOnlyList<string> names, IReadOnlyList<Community> communities)
    {
        NameIndex index = NameIndex.Of(communities.Select(c => (c.Id, c.Name)));
        if (names.FirstOrDefault(n => index.Find(n) < 0) is { } strange)
            throw NoSuchName(study, $"subsets.{word}.communities", strange, communities.SelectMany(c => new[] { c.Id, c.Name }));
        return [.. names.Select(n => communities[index.Find(n)].Id)];
    }

    private static InputException NoSuchName(StudyFile study, string where, string name, IEnumerable<string> all) =>
        new(study.Path, where, Notice.Quoted(name),
            new("expected/unique-name", ("near", JsonFields.Nearest(name, all.Where(n => n != name && n.Length > 0)))));

    private static Circles? Circles(StudyFile study)
    {
        if (study.Circles is not { } input) return null;
        IReadOnlyList<Circle> registered =
            input.File is null ? [] : Plans.Facts.Circles.FromTable(Read(input), input.Columns);
        return new Circles(registered, input.Around, WalkTime.FromMinutes(input.Minutes ?? 15));
    }

    /// <summary>Categories that a file of the planner's own speaks for; null if it may speak for all.</summary>
    private static IReadOnlyList<string>? Known(StudyFile study)
    {
        PlacesInput[] files = [.. study.Facilities.Where(f => f.File is not null)];
        return files.All(f => f.Category is not null) ? [.. files.Select(f => f.Category!).Distinct()] : null;
    }
}

using System.Globalization;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Plans.Units;

namespace ServiceCircle.Plans.Files;

/// <summary>
/// Reads <c>data/plans/*.json</c> and a planner's own files of that schema (<c>docs/plan-files.md</c>). Every mistake is listed
/// with its line and path; ids and words that are not known come with the nearest that are.
/// </summary>
internal sealed class PlanFile(CategoryCatalogue categories, StandardCatalogue standards)
{
    public const string Schema = "servicecircle-plan-1";

    private static readonly Dictionary<string, string> PeopleWords = Words(People.Groups), LevelWords = Words(UnitLevels.InClauses),
        BetweenWords = Words(["type", .. UnitLevels.InStudies]), AmountWords = Words(FacilityAttributes.Amounts),
        PartWords = Words(FacilityAttributes.Names);

    private static readonly Dictionary<string, bool> CountsWords = new(StringComparer.Ordinal) { ["public"] = false, ["all"] = true };

    private static readonly Dictionary<string, Binding> BindingWords =
        new(StringComparer.Ordinal) { ["binding"] = Binding.Binding, ["expected"] = Binding.Expected };

    /// <summary>How people may come, in the words of a clause.</summary>
    private static readonly string[] Modes = [TravelModes.Foot, TravelModes.Bicycle];

    public static Plan Read(string path, CategoryCatalogue categories, StandardCatalogue standards) =>
        new PlanFile(categories, standards).Read(path);

    private Plan Read(string path)
    {
        var problems = new RowProblems(path);
        var file = new JsonFields(JsonText.Load(path), problems);
        file.Schema(Schema);
        string id = file.Text("id");
        int year = ReadYear(file);
        var clauses = new List<Clause>();
        foreach (JsonFields fields in file.List("clauses").Select(file.Below))
        {
            Clause clause = ReadClause(fields, id, year);
            if (clauses.Exists(c => c.Id == clause.Id)) fields.Note("id", new("found/id-twice", ("id", clause.Id)), "expected/unique-ids");
            fields.Done();
            clauses.Add(clause);
        }
        if (clauses.Count == 0) file.Note("clauses", "found/no-clause", "expected/at-least-one");
        var plan = new Plan(
            id, file.Text("title"), file.TextOrNull("document") ?? "", file.TextOrNull("issuer") ?? "", file.TextOrNull("level") ?? "",
            file.TextOrNull("adopted") ?? "", year, file.TextOrNull("text_condition") ?? "", file.TextOrNull("text") ?? "", clauses, path);
        file.Done();
        problems.ThrowIfAny();
        return plan;
    }

    /// <summary>The plan's year: clauses without a year of their own are due in it.</summary>
    private static int ReadYear(JsonFields file)
    {
        double? year = file.Number("year");
        if (year is { } number && number == Math.Floor(number) && number is >= ClauseChecks.FirstYear and <= ClauseChecks.LastYear)
            return (int)number;
        Notice found = year is { } wrong ? new Notice("found/year", ("year", wrong.ToString(CultureInfo.InvariantCulture)))
            : "found/nothing";
        if (year is not null || file.Item("year") is null) file.Note("year", found, ClauseChecks.ExpectedYear(ClauseChecks.LastYear));
        return ClauseChecks.LastYear;
    }

    private Clause ReadClause(JsonFields fields, string plan, int planYear)
    {
        (bool isKnown, IndicatorKind kind) = fields.WordOrNull("indicator", IndicatorTable.ById, required: true);
        foreach (string key in isKnown ? IndicatorTable.OwnKeys : [])
            if (fields.Has(key) && !kind.Keys.Contains(key))
                fields.Note(key, Notice.Quoted(key), new("expected/key-of", ("indicator", kind.Id), ("keys", new NameList(kind.Keys))));
        foreach (string key in isKnown ? kind.Required : [])
            if (!HasOne(fields, key)) fields.Note(key, "found/nothing", new("expected/needed-key", ("key", key), ("indicator", kind.Id)));
        if (isKnown && kind.Id == "gap" && HasOne(fields, "classes") && fields.Item("of") is not null && fields.Item("categories") is null)
            fields.Note("categories", "found/nothing", "expected/categories-of", "advice/one-class");
        foreach (string rule in fields.Texts("standards"))
            if (standards.Find(rule) is null)
                fields.Note("standards", new("found/standard", ("standard", rule)),
                    JsonFields.Nearest(rule, standards.Rules.Select(r => r.Id)));

        bool countsAll = fields.WordOrNull("counts", CountsWords).Value;
        var clause = new Clause
        {
            Id = fields.Text("id"),
            Plan = plan,
            Number = fields.Text("clause"),
            Quote = fields.Text("quote"),
            Meaning = fields.TextOrNull("meaning") ?? "",
            Theme = fields.TextOrNull("theme") ?? "",
            Indicator = kind.Id,
            Scope = fields.WordOrNull("scope", PlanWords.Scopes).Value,
            Level = OneOf(fields, "level", LevelWords),
            Between = OneOf(fields, "between", BetweenWords),
            Covers = OneOf(fields, "covers", LevelWords),
            Classes = Classes(fields, countsAll),
            AsksStudyServices = fields.Flag("study_services"),
            Tiers = [.. fields.List("tiers").Select(t => ReadTier(fields.Below(t), countsAll))],
            Where = Attributes(fields),
            Requires = Requirement(fields, countsAll),
            Of = OneOf(fields, "of", AmountWords),
            Part = OneOf(fields, "part", PartWords),
            People = fields.WordOrNull("people", PeopleWords).Value,
            Minutes = fields.Number("minutes"),
            Metres = fields.Number("metres"),
            Threshold = fields.Number("threshold"),
            Subset = fields.TextOrNull("subset"),
            Modes = ReadModes(fields),
            Binding = fields.WordOrNull("binding", BindingWords) is (true, var binding) ? binding : Binding.Unstated,
            Interim = ReadInterim(fields),
            ServedOnly = fields.Flag("served_only"),
            Per100Households = fields.Flag("per_100_households"),
            Since = fields.Day("since"),
            Operator = fields.WordOrNull("operator", PlanWords.Operators) is (true, var op) ? op : Operator.None,
            Value = fields.Number("value"),
            Measure = ClauseChecks.ReadUnit(fields, kind.Id),
            Year = (int)(fields.Number("year") ?? planYear),
            YearIsInText = fields.Flag("year_in_text"),
            Strength = fields.Word("strength", PlanWords.Strengths),
            Numerator = fields.TextOrNull("numerator") ?? "",
            Denominator = fields.TextOrNull("denominator") ?? "",
            Standards = [.. fields.Texts("standards")],
            Needs = fields.Texts("needs"),
            Doubt = fields.TextOrNull("doubt"),
            How = fields.TextOrNull("how") ?? "",
            Note = fields.TextOrNull("note"),
            Source = fields.TextOrNull("source") ?? "",
            Confidence = fields.WordOrNull("confidence", StandardFile.Confidences) is (true, var confidence) ? confidence : null,
        };
        ClauseChecks.Check(clause = ClauseChecks.CompleteCircle(clause), fields);
        return clause;
    }

    private static Dictionary<string, string> Words(IEnumerable<string> words) => words.ToDictionary(w => w, StringComparer.Ordinal);

    private static string? OneOf(JsonFields fields, string key, IReadOnlyDictionary<string, string> words) =>
        fields.WordOrNull(key, words) is (true, var word) ? word : null;

    private static string[] ReadModes(JsonFields fields)
    {
        string[] modes = [.. fields.Texts("modes")];
        foreach (string mode in modes)
            if (!Modes.Contains(mode))
                fields.Note("modes", Notice.Quoted(mode), JsonFields.Nearest(mode, Modes),
                    new("advice/words", ("words", new NameList([.. Modes]))));
        return modes;
    }

    private static List<(int Year, double Value)> ReadInterim(JsonFields fields)
    {
        var values = new List<(int Year, double Value)>();
        foreach (JsonFields one in fields.List("interim").Select(fields.Below))
        {
            double? year = one.Number("year"), value = one.Number("value");
            if (year is null) one.Note("year", "found/nothing", new("expected/year-such-as", ("year", "2023")));
            if (value is null) one.Note("value", "found/nothing", "expected/value-of-year");
            if (year is { } of && value is { } stated) values.Add(((int)of, stated));
            one.Done();
        }
        return [.. values.OrderBy(v => v.Year)];
    }

    /// <summary>"classes" may be given as one class ("categories"), as a list, or as the study's services.</summary>
    private static bool HasOne(JsonFields fields, string key) => key == "classes"
        ? fields.Item("classes") is not null || fields.Item("categories") is not null
        || fields.Item("study_services") is { Kind: not JsonKind.False }
        : fields.Item(key) is not null;

    private List<ServiceClass> Classes(JsonFields fields, bool countsAll)
    {
        var classes = new List<ServiceClass>();
        foreach (string key in (string[])["categories", "classes"])
            if (fields.IsList(key) && fields.List(key).Count == 0)
                fields.Note(key, "found/empty-list", key == "categories" ? "expected/some-category" : "expected/some-class");
        if (fields.Item("categories") is not null)
            classes.Add(new ServiceClass("", "", categories.Read(fields, "categories")) { CountsAll = countsAll });
        classes.AddRange(fields.List("classes").Select(fields.Below).Select(f => f.Whole(
            new ServiceClass(f.Text("zh"), f.Text("en"), categories.Read(f, "categories"), f.Flag("core")) { CountsAll = countsAll })));
        return classes;
    }

    private Tier ReadTier(JsonFields fields, bool countsAll) => fields.Whole(
        new Tier(fields.Word("level", LevelWords), fields.WordOrNull("scope", PlanWords.Scopes).Value,
            new ServiceClass("", "", categories.Read(fields, "categories")) { CountsAll = countsAll }));

    private NewAreaRequirement? Requirement(JsonFields fields, bool countsAll)
    {
        if (fields.Object("requires") is not { } of) return null;
        // Without a class there is nothing that an area could lack: every one would comply.
        if (of.Item("categories") is null && of.Item("classes") is null)
            of.Note("categories", "found/nothing", "expected/categories-or-classes");
        return of.Whole(
            new NewAreaRequirement(
                Classes(of, countsAll), of.Flag("inclusive"), of.Flag("floor_area_standard"), of.Flag("open_at_delivery")));
    }

    private static IReadOnlyDictionary<string, double> Attributes(JsonFields fields)
    {
        if (fields.Object("where") is not { } of) return new Dictionary<string, double>();
        IReadOnlyDictionary<string, double> where = of.Numbers();
        foreach (string name in where.Keys)
            if (!FacilityAttributes.IsKnown(name))
                of.Note(name, new("found/attribute", ("attribute", name)), JsonFields.Nearest(name, FacilityAttributes.Names));
        return where;
    }
}

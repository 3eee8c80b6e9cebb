using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Formats;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>access STUDY --measure M --category C -o DIR</c>, or <c>access --matrix costs.csv --land-use places.csv --opportunities
/// COLUMN --measure M -o FILE.csv</c>: access beyond yes or no, and how equally it is spread.
/// </summary>
internal sealed class AccessVerb
{
    private const double DefaultReachMinutes = 30;

    private readonly Argument<string?> _study;
    private readonly Option<string?> _matrix, _landUse, _cost, _opportunities, _demand, _category, _decay, _interval, _equity, _population, _income, _groups, _units, _facilities;
    private readonly Option<string> _measure, _output, _summary;
    private readonly Option<double?> _cutoff, _povertyLine, _n, _alpha;
    private readonly Messages _messages;

    private AccessVerb(CommonOptions common)
    {
        _messages = common.Messages;
        _study = new Argument<string?>("STUDY") { Description = _messages["cli/access/study"], Arity = ArgumentArity.ZeroOrOne };
        _matrix = Text("--matrix", _messages["cli/access/matrix"]);
        _landUse = Text("--land-use", _messages["cli/access/land-use"]);
        _cost = Text("--cost", _messages["cli/access/cost"]);
        _category = Text("--category", _messages["cli/access/category"]);
        _opportunities = Text("--opportunities", _messages["cli/access/opportunities"]);
        _demand = Text("--demand", _messages["cli/access/demand"]);
        _measure = new Option<string>("--measure") { Description = _messages["cli/access/measure"], Required = true };
        _measure.AcceptOnlyFromAmong([.. AccessMeasure.All.Select(m => m.Id)]);
        _cutoff = new Option<double?>("--cutoff") { Description = _messages["cli/access/cutoff"] };
        _decay = Text("--decay", _messages.Text("cli/access/decay", ("examples", string.Join("; ", DecayText.Examples))));
        _interval = Text("--interval", _messages["cli/access/interval"]);
        _summary = new Option<string>("--summary") { Description = _messages["cli/access/summary"], DefaultValueFactory = _ => "mean" };
        _summary.AcceptOnlyFromAmong("mean", "median");
        _n = new Option<double?>("-n", "--n") { Description = _messages["cli/access/n"] };
        _alpha = new Option<double?>("--alpha") { Description = _messages["cli/access/alpha"] };
        _equity = Text("--equity", _messages.Text("cli/access/equity", ("names", string.Join(",", EquityQuestion.Names))));
        _population = Text("--population", _messages["cli/access/population"]);
        _income = Text("--income", _messages["cli/access/income"]);
        _povertyLine = new Option<double?>("--poverty-line") { Description = _messages["cli/access/poverty-line"] };
        _groups = Text("--groups", _messages["cli/access/groups"]);
        _units = Text("--units", _messages["cli/access/units"]);
        _facilities = Text("--loads", _messages["cli/access/loads"]);
        _output = common.Output("cli/access/output");
    }

    public static Command Create(CommonOptions common)
    {
        var verb = new AccessVerb(common);
        var command = new Command("access", verb._messages["cli/access"])
        {
            verb._study, verb._matrix, verb._landUse, verb._cost, verb._category, verb._opportunities, verb._demand, verb._measure, verb._cutoff,
            verb._decay, verb._interval, verb._summary, verb._n, verb._alpha, verb._equity, verb._population, verb._income, verb._povertyLine, verb._groups,
            verb._units, verb._facilities, verb._output,
        };
        CommandContext.SetAction(command, common, context => verb.Run(context));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static AccessMeasure MeasureOf(string? id) => AccessMeasure.All.Single(m => m.Id == id);

    private static string[] ListOf(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private int Run(CommandContext context)
    {
        string[] missing = [.. Missing(context.Parsed)];
        foreach (string what in missing) Console.Error.WriteLine(_messages.Text("cli/access/needs", ("what", what)));
        return missing.Length > 0 ? ExitCode.Usage : context.Parsed.GetValue(_study) is { } study ? RunStudy(context, study) : RunTables(context);
    }

    /// <summary>Options that need each other: what is missing is wrong usage, said before any file is read.</summary>
    private IEnumerable<string> Missing(ParseResult given)
    {
        bool isStudy = given.GetValue(_study) is not null;
        if (isStudy == given.GetValue(_matrix) is not null) yield return "STUDY | --matrix";
        if (isStudy && given.GetValue(_category) is null) yield return "--category";
        if (!isStudy && (given.GetValue(_landUse) is null || given.GetValue(_opportunities) is null)) yield return "--land-use, --opportunities";

        AccessNeeds needs = MeasureOf(given.GetValue(_measure)).Needs;
        bool cutoff = given.GetValue(_cutoff) is not null, decay = given.GetValue(_decay) is not null;
        if (needs.HasFlag(AccessNeeds.Cutoff) && !cutoff) yield return "--cutoff";
        if (needs.HasFlag(AccessNeeds.Decay) && !decay) yield return "--decay";
        if (needs.HasFlag(AccessNeeds.CutoffOrDecay) && !cutoff && !decay) yield return "--cutoff | --decay";
        if (needs.HasFlag(AccessNeeds.Interval) && given.GetValue(_interval) is null) yield return "--interval";
        if (given.GetValue(_cutoff) is < 0 or double.PositiveInfinity) yield return "--cutoff >= 0";
        if (given.GetValue(_n) is < 1 or double.PositiveInfinity) yield return "--n >= 1";
        if (given.GetValue(_alpha) is < 0 or double.PositiveInfinity) yield return "--alpha >= 0";

        string[] equity = ListOf(given.GetValue(_equity));
        if (!equity.All(e => EquityQuestion.Names.Contains(e))) yield return "--equity " + string.Join("|", EquityQuestion.Names);
        bool byIncome = equity.Contains("palma") || equity.Contains("concentration");
        if (byIncome && (isStudy || given.GetValue(_income) is null)) yield return "--land-use, --income";
        if (equity.Contains("fgt") && given.GetValue(_povertyLine) is not > 0) yield return "--poverty-line > 0";
    }

    private int RunTables(CommandContext context)
    {
        ParseResult parsed = context.Parsed;
        LandUse places = LandUse.Read(parsed.GetValue(_landUse)!);
        CostFile file = CostFile.Read(parsed.GetValue(_matrix)!, places, parsed.GetValue(_cost));
        string opportunities = parsed.GetValue(_opportunities)!, demand = parsed.GetValue(_demand) ?? "population";
        double?[] supply = places.Numbers(opportunities);
        bool isDemandNeeded = parsed.GetValue(_demand) is not null || MeasureOf(parsed.GetValue(_measure)).Needs.HasFlag(AccessNeeds.Demand);
        double?[] people = isDemandNeeded || places.Has(demand) ? places.Numbers(demand) : new double?[places.Ids.Count];
        AccessInputs inputs = Settings(parsed, file.Costs, people, supply);
        string[] populations = ListOf(parsed.GetValue(_population));
        EquityQuestion? equity = Equity(parsed) is not { } asked ? null : asked with
        {
            Income = parsed.GetValue(_income) is { } income ? places.Numbers(income) : null,
            Groups = parsed.GetValue(_groups) is { } groups ? places.Labels(groups) : null,
            Units = parsed.GetValue(_units) is { } units ? places.Labels(units) : null,
            Populations = [.. populations.Skip(1).Select(p => (p, (IReadOnlyList<double?>)places.Numbers(p)))],
        };

        // A place with people is an origin even if the costs do not name it: nobody may drop out unseen.
        AccessOrigin[] origins =
        [
            .. Enumerable.Range(0, places.Ids.Count).Where(i => file.IsOrigin[i] || people[i] > 0).Select(i => new AccessOrigin(places.Ids[i], i, [])),
        ];
        JsonObject question = Question(parsed, opportunities, demand);
        question["cost"] = file.CostColumn;
        var answer = new AccessAnswer(MeasureOf(parsed.GetValue(_measure)), question, inputs, origins, [], places.Ids);
        string path = parsed.GetRequiredValue(_output);
        OutputFile.Write(path, answer.WriteAccess);
        if (parsed.GetValue(_facilities) is { } loads) OutputFile.Write(loads, answer.WriteLoads);
        JsonObject summary = answer.Summary(populations.Length > 0 ? places.Numbers(populations[0]) : people, equity);
        return Answer(context, answer, summary, path);
    }

    private int RunStudy(CommandContext context, string path)
    {
        ParseResult parsed = context.Parsed;
        string category = parsed.GetValue(_category)!;
        double reach = parsed.GetValue(_cutoff) ?? Interval(parsed)?.To ?? DefaultReachMinutes;
        if (!(reach is > 0 and <= 180)) throw new InputException("--cutoff", "", Notice.AsIs(FormattableString.Invariant($"{reach}")), new("expected/minutes", ("most", "180")));
        StudyFile study = StudyFile.Load(path) with { Services = [new ServiceInput { Category = category, Minutes = reach }], Plans = [], Bases = [] };
        StudyResult result = Study.Run(study, context.Progress.Report);

        IReadOnlyList<Facility> all = result.Facilities.Facilities;
        int[] offering = [.. Enumerable.Range(0, all.Count).Where(f => all[f].Offers(category))];
        string opportunities = parsed.GetValue(_opportunities) ?? "count", demand = parsed.GetValue(_demand) ?? "population";
        double?[] supply = opportunities switch
        {
            "count" => [.. offering.Select(_ => (double?)1)],
            "capacity" => [.. offering.Select(f => all[f].Capacity)],
            _ => throw new InputException("--opportunities", "", Notice.AsIs(opportunities), "expected/opportunities"),
        };
        AccessInputs inputs = Settings(parsed, CostTable.InMinutes(result.Walks.Times, offering), People(result, demand), supply) with { Cutoff = reach };
        AccessOrigin[] origins = [.. result.Coverage.Communities.Select(AccessOrigin.Of)];
        string[] populations = ListOf(parsed.GetValue(_population));
        EquityQuestion? equity = Equity(parsed) is not { } asked ? null : asked with
        {
            Units = [.. result.Communities.Select(c => c.Unit)],
            Groups = parsed.GetValue(_groups) switch
            {
                null => null,
                "unit" => [.. result.Communities.Select(c => c.Unit)],
                "type" => [.. result.Communities.Select(c => c.Type)],
                var other => throw new InputException("--groups", "", Notice.AsIs(other), "expected/groups"),
            },
            Populations = [.. populations.Skip(1).Select(p => (p, (IReadOnlyList<double?>)People(result, p)))],
        };
        JsonObject question = Question(parsed, opportunities, demand);
        question["study"] = result.File.Name;
        question["category"] = category;
        question["reach_minutes"] = reach;
        var answer = new AccessAnswer(
            MeasureOf(parsed.GetValue(_measure)), question, inputs, origins, AccessOrigin.CommunityColumns, [.. offering.Select(f => all[f].Id)]);
        JsonObject summary = answer.Summary(People(result, populations.FirstOrDefault() ?? demand), equity);
        summary["facilities_without_capacity_given"] = supply.Count(s => s is null);
        string folder = parsed.GetRequiredValue(_output);
        using (var output = new OutputFolder(folder))
        {
            output.Write("access.csv", answer.WriteAccess);
            output.Write("facility_loads.csv", answer.WriteLoads);
            output.Write("access.json", stream => StudyFiles.WriteJson(stream, summary));
            output.Complete();
        }
        if (parsed.GetValue(_facilities) is { } loads) OutputFile.Write(loads, answer.WriteLoads);
        return Answer(context, answer, summary, folder);
    }

    private int Answer(CommandContext context, AccessAnswer answer, JsonObject summary, string path)
    {
        context.Answer(() => summary, () => _messages.Text(
            "cli/access/done", ("origins", answer.Origins.Count), ("unknown", answer.Origins.Count - answer.Defined), ("path", path)));
        return ExitCode.Done;
    }

    /// <summary>Unknown people and unknown supply count as none; the summary says how many were unknown.</summary>
    private AccessInputs Settings(ParseResult parsed, CostTable costs, double?[] people, double?[] supply) =>
        new(costs, [.. people.Select(p => p ?? 0)], [.. supply.Select(s => s ?? 0)])
        {
            Cutoff = parsed.GetValue(_cutoff),
            Decay = parsed.GetValue(_decay) is { } decay ? DecayText.Parse(decay) : null,
            N = parsed.GetValue(_n) ?? 1,
            Alpha = parsed.GetValue(_alpha) ?? 1,
            Interval = Interval(parsed),
            IsMedian = parsed.GetValue(_summary) == "median",
        };

    private (double From, double To, double Step)? Interval(ParseResult parsed)
    {
        if (parsed.GetValue(_interval) is not { } text) return null;
        double?[] values = [.. text.Split(',').Select(v => double.TryParse(v, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : (double?)null)];
        return values switch
        {
            [{ } from and >= 0, { } to] when to >= from => (from, to, 1),
            [{ } from and >= 0, { } to, { } step and > 0] when to >= from => (from, to, step),
            _ => throw new InputException("--interval", "", Notice.AsIs(text), "expected/interval"),
        };
    }

    private EquityQuestion? Equity(ParseResult parsed) =>
        parsed.GetValue(_equity) is { } names ? new EquityQuestion(ListOf(names)) { PovertyLine = parsed.GetValue(_povertyLine) } : null;

    private JsonObject Question(ParseResult parsed, string opportunities, string demand) => new()
    {
        ["measure"] = parsed.GetValue(_measure),
        ["opportunities"] = opportunities,
        ["demand"] = demand,
        ["cutoff"] = parsed.GetValue(_cutoff),
        ["decay"] = parsed.GetValue(_decay),
        ["interval"] = parsed.GetValue(_interval),
        ["summary"] = parsed.GetValue(_interval) is null ? null : parsed.GetValue(_summary),
        ["n"] = parsed.GetValue(_n),
        ["alpha"] = parsed.GetValue(_alpha),
        ["population"] = parsed.GetValue(_population) ?? demand,
    };

    private static double?[] People(StudyResult result, string name) => Places.People.Groups.Contains(name)
        ? [.. result.Communities.Select(c => c.People.Of(name))]
        : throw new InputException("--demand", "", Notice.AsIs(name), Notice.OneOf(Places.People.Groups));
}

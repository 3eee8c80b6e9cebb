using System.CommandLine;
using System.Globalization;
using ServiceCircle.Coverage.Access;
using ServiceCircle.Formats;
using ServiceCircle.Output;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>access STUDY --measure M --category C -o DIR</c>, or <c>access --matrix costs.csv --land-use places.csv --opportunities
/// COLUMN --measure M -o FILE.csv</c>: access beyond yes or no, and how equally it is spread.
/// </summary>
internal sealed class AccessVerb
{
    private readonly Argument<string?> _study;
    private readonly Option<string?> _matrix, _landUse, _cost, _opportunities, _demand, _category, _decay, _interval;
    private readonly Option<string?> _equity, _population, _income, _groups, _units, _facilities;
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
            verb._study, verb._matrix, verb._landUse, verb._cost, verb._category, verb._opportunities, verb._demand, verb._measure,
            verb._cutoff, verb._decay, verb._interval, verb._summary, verb._n, verb._alpha, verb._equity, verb._population, verb._income,
            verb._povertyLine, verb._groups, verb._units, verb._facilities, verb._output,
        };
        CommandContext.SetAction(command, common, context => verb.Run(context));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static AccessMeasure MeasureOf(string? id) => AccessMeasure.All.Single(m => m.Id == id);

    private int Run(CommandContext context)
    {
        string[] missing = [.. Missing(context.Parsed)];
        foreach (string what in missing) Console.Error.WriteLine(_messages.Text("cli/access/needs", ("what", what)));
        return missing.Length > 0 ? ExitCode.Usage : context.Parsed.GetValue(_study) is { } study
            ? RunStudy(context, study) : RunTables(context);
    }

    /// <summary>Options that need each other: what is missing is wrong usage, said before any file is read.</summary>
    private IEnumerable<string> Missing(ParseResult given)
    {
        bool isStudy = given.GetValue(_study) is not null;
        if (isStudy == given.GetValue(_matrix) is not null) yield return "STUDY | --matrix";
        if (isStudy && given.GetValue(_category) is null) yield return "--category";
        if (!isStudy && (given.GetValue(_landUse) is null || given.GetValue(_opportunities) is null))
            yield return "--land-use, --opportunities";

        AccessNeeds needs = MeasureOf(given.GetValue(_measure)).Needs;
        bool cutoff = given.GetValue(_cutoff) is not null, decay = given.GetValue(_decay) is not null;
        if (needs.HasFlag(AccessNeeds.Cutoff) && !cutoff) yield return "--cutoff";
        if (needs.HasFlag(AccessNeeds.Decay) && !decay) yield return "--decay";
        if (needs.HasFlag(AccessNeeds.CutoffOrDecay) && !cutoff && !decay) yield return "--cutoff | --decay";
        if (needs.HasFlag(AccessNeeds.Interval) && given.GetValue(_interval) is null) yield return "--interval";
        if (given.GetValue(_cutoff) is < 0 or double.PositiveInfinity) yield return "--cutoff >= 0";
        if (given.GetValue(_n) is < 1 or double.PositiveInfinity) yield return "--n >= 1";
        if (given.GetValue(_alpha) is < 0 or double.PositiveInfinity) yield return "--alpha >= 0";

        string[] equity = CommonOptions.ListOf(given.GetValue(_equity));
        if (!equity.All(e => EquityQuestion.Names.Contains(e))) yield return "--equity " + string.Join("|", EquityQuestion.Names);
        bool byIncome = equity.Contains("palma") || equity.Contains("concentration");
        if (byIncome && (isStudy || given.GetValue(_income) is null)) yield return "--land-use, --income";
        if (equity.Contains("fgt") && given.GetValue(_povertyLine) is not > 0) yield return "--poverty-line > 0";
    }

    private int RunTables(CommandContext context)
    {
        ParseResult parsed = context.Parsed;
        AccessAnswer answer =
            AccessTables.Answer(Question(parsed), parsed.GetValue(_matrix)!, parsed.GetValue(_landUse)!, parsed.GetValue(_cost));
        string path = parsed.GetRequiredValue(_output);
        return Answer(context, answer, path, files => OutputFile.Write(path, files.WriteAccess));
    }

    private int RunStudy(CommandContext context, string path)
    {
        ParseResult parsed = context.Parsed;
        AccessQuestion question = Question(parsed);
        AccessAnswer answer = AccessStudy.Answer(question, StudyFile.Load(path), parsed.GetValue(_category)!, context.Progress.Report);
        string folder = parsed.GetRequiredValue(_output);
        return Answer(context, answer, folder, files => files.WriteAll(folder));
    }

    private int Answer(CommandContext context, AccessAnswer answer, string path, Action<AccessFiles> write)
    {
        var files = new AccessFiles(answer, new AccessTexts(context.Parsed.GetValue(_interval), context.Parsed.GetValue(_population)));
        write(files);
        if (context.Parsed.GetValue(_facilities) is { } loads) OutputFile.Write(loads, files.WriteLoads);
        context.Answer(files.Summary, () => _messages.Text(
            "cli/access/done", ("origins", answer.Origins.Count), ("unknown", answer.Origins.Count - answer.Defined), ("path", path)));
        return ExitCode.Done;
    }

    private AccessQuestion Question(ParseResult parsed) => new(MeasureOf(parsed.GetValue(_measure)))
    {
        Opportunities = parsed.GetValue(_opportunities),
        Demand = parsed.GetValue(_demand),
        Cutoff = parsed.GetValue(_cutoff),
        Decay = parsed.GetValue(_decay),
        Interval = Interval(parsed),
        IsMedian = parsed.GetValue(_summary) == "median",
        N = parsed.GetValue(_n),
        Alpha = parsed.GetValue(_alpha),
        Populations = CommonOptions.ListOf(parsed.GetValue(_population)),
        Equity = parsed.GetValue(_equity) is { } names ? CommonOptions.ListOf(names) : null,
        PovertyLine = parsed.GetValue(_povertyLine),
        Income = parsed.GetValue(_income),
        Groups = parsed.GetValue(_groups),
        Units = parsed.GetValue(_units),
    };

    private (double From, double To, double Step)? Interval(ParseResult parsed)
    {
        if (parsed.GetValue(_interval) is not { } text) return null;
        double?[] values =
            [.. text.Split(',')
                .Select(v => double.TryParse(v, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? value : (double?)null)];
        return values switch
        {
            [{ } from and >= 0, { } to] when to >= from => (from, to, 1),
            [{ } from and >= 0, { } to, { } step and > 0] when to >= from => (from, to, step),
            _ => throw new InputException("--interval", "", Notice.AsIs(text), "expected/interval"),
        };
    }
}

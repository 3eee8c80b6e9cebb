using System.CommandLine;
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
internal sealed class AccessVerb(CommonOptions common)
{
    private readonly Messages _messages = common.Messages;
    private readonly Argument<string?> _study = common.Argument<string?>("STUDY", "cli/access/study");
    private readonly Option<string?> _matrix = common.Option<string?>("--matrix", "cli/access/matrix");
    private readonly Option<string?> _landUse = common.Option<string?>("--land-use", "cli/access/land-use");
    private readonly Option<string?> _cost = common.Option<string?>("--cost", "cli/access/cost");
    private readonly Option<string?> _category = common.Option<string?>("--category", "cli/access/category");
    private readonly Option<string?> _opportunities = common.Option<string?>("--opportunities", "cli/access/opportunities");
    private readonly Option<string?> _demand = common.Option<string?>("--demand", "cli/access/demand");
    private readonly Option<string> _measure = common.Option<string>("--measure", "cli/access/measure");
    private readonly Option<double?> _cutoff = common.Option<double?>("--cutoff", "cli/access/cutoff");
    private readonly Option<string?> _decay =
        new("--decay") { Description = common.Messages.Text("cli/access/decay", ("examples", string.Join("; ", DecayText.Examples))) };
    private readonly Option<string?> _interval = common.Option<string?>("--interval", "cli/access/interval");
    private readonly Option<string> _summary = common.Choice("--summary", "cli/access/summary", "mean", "median");
    private readonly Option<double?> _n = common.Option<double?>("-n", "cli/access/n", ["--n"]);
    private readonly Option<double?> _alpha = common.Option<double?>("--alpha", "cli/access/alpha");
    private readonly Option<string?> _equity =
        new("--equity") { Description = common.Messages.Text("cli/access/equity", ("names", string.Join(",", EquityQuestion.Names))) };
    private readonly Option<string?> _population = common.Option<string?>("--population", "cli/access/population");
    private readonly Option<string?> _income = common.Option<string?>("--income", "cli/access/income");
    private readonly Option<double?> _povertyLine = common.Option<double?>("--poverty-line", "cli/access/poverty-line");
    private readonly Option<string?> _groups = common.Option<string?>("--groups", "cli/access/groups");
    private readonly Option<string?> _units = common.Option<string?>("--units", "cli/access/units");
    private readonly Option<string?> _facilities = common.Option<string?>("--loads", "cli/access/loads");
    private readonly Option<string> _output = common.Output("cli/access/output");

    private readonly Option<string?> _formats = common.Formats();

    public static Command Create(CommonOptions common) => new AccessVerb(common).Create();

    private Command Create()
    {
        _study.Arity = ArgumentArity.ZeroOrOne;
        _measure.Required = true;
        _measure.AcceptOnlyFromAmong([.. AccessMeasure.All.Select(m => m.Id)]);
        return common.Verb("access", "cli/access",
        [
            _study, _matrix, _landUse, _cost, _category, _opportunities, _demand, _measure, _cutoff, _decay, _interval, _summary, _n,
            _alpha, _equity, _population, _income, _povertyLine, _groups, _units, _facilities, _output, _formats,
        ], Run);
    }

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
        return Answer(context, answer, path, (files, forms) => forms.Write(
            [(path, files.WriteAccess), .. parsed.GetValue(_facilities) is { } loads ? [(loads, files.WriteLoads)] : Nothing]));
    }

    private int RunStudy(CommandContext context, string path)
    {
        ParseResult parsed = context.Parsed;
        AccessQuestion question = Question(parsed);
        AccessAnswer answer = AccessStudy.Answer(question, StudyFile.Load(path), parsed.GetValue(_category)!, context.Progress.Report);
        if (answer.Study is { Result: var result }) context.Warn(result);
        string folder = parsed.GetRequiredValue(_output);
        return Answer(context, answer, folder, (files, forms) =>
        {
            files.WriteAll(folder, _messages, forms);
            if (parsed.GetValue(_facilities) is { } loads) OutputFile.Write(loads, files.WriteLoads);
        });
    }

    private int Answer(CommandContext context, AccessAnswer answer, string path, Action<AccessFiles, OutputForms> write)
    {
        var files = new AccessFiles(answer, new AccessTexts(context.Parsed.GetValue(_interval), context.Parsed.GetValue(_population)));
        OutputForms forms = common.FormsOf(context.Parsed, _formats);
        write(files, forms);
        context.Warn(forms.Notices);
        context.Answer(files.Summary, () => _messages.Text(
            "cli/access/done", ("origins", answer.Origins.Count), ("unknown", answer.Origins.Count - answer.Defined), ("path", path)));
        return ExitCode.Done;
    }

    private static readonly (string, Action<Stream>)[] Nothing = [];

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
        Populations = [.. CommonOptions.ListOf(parsed.GetValue(_population)).Distinct()],
        Equity = parsed.GetValue(_equity) is { } names ? CommonOptions.ListOf(names) : null,
        PovertyLine = parsed.GetValue(_povertyLine),
        Income = parsed.GetValue(_income),
        Groups = parsed.GetValue(_groups),
        Units = parsed.GetValue(_units),
    };

    private (double From, double To, double Step)? Interval(ParseResult parsed)
    {
        if (parsed.GetValue(_interval) is not { } text) return null;
        double?[] values = [.. text.Split(',').Select(v => NumberText.TryParse(v, out double value) ? value : (double?)null)];
        return values switch
        {
            [{ } from and >= 0, { } to] when to >= from => (from, to, 1),
            [{ } from and >= 0, { } to, { } step and > 0] when to >= from => (from, to, step),
            _ => throw new InputException("--interval", "", Notice.AsIs(text), "expected/interval"),
        };
    }
}

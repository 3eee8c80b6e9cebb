using System.CommandLine;
using System.Globalization;
using ServiceCircle.Output;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>site STUDY --category C --objective O -o DIR</c>, or <c>site --matrix costs.csv --weights w.csv --objective O -o DIR</c>:
/// where to build next, with a bound; or <c>site STUDY --plan P</c> (<see cref="SitePlan"/>).
/// </summary>
internal sealed class SiteVerb
{
    private static readonly Dictionary<string, SitingObjective> Objectives = new()
    {
        ["lscp"] = SitingObjective.Lscp,
        ["mclp"] = SitingObjective.Mclp,
        ["pmedian"] = SitingObjective.PMedian,
        ["pcenter"] = SitingObjective.PCenter,
        ["worst-first"] = SitingObjective.WorstFirst,
        ["backup"] = SitingObjective.BackupCoverage,
    };

    private readonly Messages _messages;
    private readonly SiteRuleOptions _rules;
    private readonly Argument<string?> _study;
    private readonly Option<string?> _matrix, _weights, _category, _objective, _plan, _hosts, _output;
    private readonly Option<string> _candidates, _demand;
    private readonly Option<int?> _p, _by;
    private readonly Option<int> _seed;
    private readonly Option<double?> _radius, _target, _minutes, _siteCapacity;
    private readonly Option<double> _cell, _longest, _timeLimit;
    private readonly Option<bool> _capacity, _skip, _pareto, _shared, _allReadings;

    private SiteVerb(CommonOptions common)
    {
        _messages = common.Messages;
        _rules = new SiteRuleOptions(_messages);
        _study = new Argument<string?>("STUDY") { Description = _messages["cli/site/study"], Arity = ArgumentArity.ZeroOrOne };
        _matrix = new Option<string?>("--matrix") { Description = _messages["cli/site/matrix"] };
        _weights = new Option<string?>("--weights") { Description = _messages["cli/site/weights"] };
        _objective = new Option<string?>("--objective") { Description = _messages["cli/site/objective"] };
        _objective.AcceptOnlyFromAmong([.. Objectives.Keys]);
        _plan = new Option<string?>("--plan") { Description = _messages["cli/site/plan"] };
        _by = new Option<int?>("--by") { Description = _messages["cli/site/by"] };
        _shared = new Option<bool>("--shared-sites") { Description = _messages["cli/site/shared-sites"] };
        _hosts = new Option<string?>("--hosts") { Description = _messages["cli/site/hosts"] };
        _allReadings = new Option<bool>("--all-readings") { Description = _messages["cli/site/all-readings"] };
        _p = new Option<int?>("--p", "-p") { Description = _messages["cli/site/p"] };
        _radius = new Option<double?>("--radius") { Description = _messages["cli/site/radius"] };
        _target = new Option<double?>("--target") { Description = _messages["cli/site/target"] };
        _skip = new Option<bool>("--skip-uncoverable") { Description = _messages["cli/site/skip"] };
        _category = new Option<string?>("--category") { Description = _messages["cli/site/category"] };
        _candidates =
            new Option<string>("--candidates") { Description = _messages["cli/site/candidates"], DefaultValueFactory = _ => "communities" };
        _cell = new Option<double>("--cell")
        {
            Description = _messages["cli/site/cell"],
            DefaultValueFactory = _ => SiteCandidates.DefaultCellMetres,
        };
        _minutes = new Option<double?>("--minutes") { Description = _messages["cli/site/minutes"] };
        _longest = new Option<double>("--longest-minutes") { Description = _messages["cli/site/longest"], DefaultValueFactory = _ => 60 };
        _capacity = new Option<bool>("--capacity") { Description = _messages["cli/site/capacity"] };
        _siteCapacity = new Option<double?>("--site-capacity") { Description = _messages["cli/site/site-capacity"] };
        _demand = new Option<string>("--demand") { Description = _messages["cli/site/demand"], DefaultValueFactory = _ => "population" };
        _pareto = new Option<bool>("--pareto") { Description = _messages["cli/site/pareto"] };
        _seed = new Option<int>("--seed") { Description = _messages["cli/site/seed"], DefaultValueFactory = _ => 1 };
        _timeLimit = new Option<double>("--time-limit") { Description = _messages["cli/site/time-limit"], DefaultValueFactory = _ => 60 };
        _output = new Option<string?>("-o", "--output") { Description = _messages["cli/output-folder"] };
    }

    public static Command Create(CommonOptions common)
    {
        var verb = new SiteVerb(common);
        var command = new Command("site", verb._messages["cli/site"])
        {
            verb._plan, verb._by, verb._shared, verb._hosts, verb._allReadings, verb._study, verb._matrix, verb._weights, verb._category,
            verb._objective, verb._p, verb._target, verb._radius, verb._minutes, verb._longest,
            verb._candidates, verb._cell, verb._capacity, verb._siteCapacity, verb._demand, verb._skip, verb._pareto, verb._seed,
            verb._timeLimit, verb._output,
        };
        verb._rules.AddTo(command);
        CommandContext.SetAction(command, common, context => verb.Run(context));
        return command;
    }

    private int Run(CommandContext context)
    {
        ParseResult given = context.Parsed;
        string[] missing = [.. Missing(given, context.WantsJson)];
        foreach (string what in missing) Console.Error.WriteLine(_messages.Text("cli/site/needs", ("what", what)));
        if (missing.Length > 0) return ExitCode.Usage;

        var options = new SitingOptions { Seed = given.GetValue(_seed), TimeLimit = TimeSpan.FromSeconds(given.GetValue(_timeLimit)) };
        if (given.GetValue(_plan) is { } plan)
            return SitePlan.Run(context, given.GetValue(_study)!, PlanQuestion(given, plan), options, given.GetValue(_output));
        SitingAnswer answer;
        if (given.GetValue(_study) is { } path)
        {
            var study = SitingStudy.Prepare(StudyFile.Load(path), Question(given), context.Progress.Report);
            context.Warn(study.Remarks);
            answer = SitingAnswer.Find(study, options, given.GetValue(_pareto));
        }
        else
        {
            answer = SitingAnswer.Find(MatrixQuestion(given).Prepare(), given.GetValue(_target), options, given.GetValue(_pareto));
        }
        var files = new SitingFiles(answer);
        string? folder = given.GetValue(_output);
        if (folder is not null) files.WriteAll(folder, _messages);
        context.Answer(() => files.Summary(folder is not null), () => Sentence(answer, files, folder));
        return ExitCode.Done;
    }

    /// <summary>What is missing or impossible on the command line, said before any file is read.</summary>
    private IEnumerable<string> Missing(ParseResult given, bool wantsJson)
    {
        bool isStudy = given.GetValue(_study) is not null;
        if (given.GetValue(_output) is null && !wantsJson) yield return "-o DIR | --json";
        if (!(given.GetValue(_cell) is >= 1 and <= 10_000)) yield return "1 <= --cell <= 10000";
        if (given.GetValue(_siteCapacity) is { } capacity && !(capacity >= 0 && double.IsFinite(capacity)))
            yield return "--site-capacity >= 0";
        if (!(given.GetValue(_timeLimit) is > 0 and <= 1_000_000)) yield return "--time-limit > 0";
        foreach (string wrong in _rules.Wrong(given)) yield return wrong;
        if (given.GetValue(_plan) is not null)
        {
            if (!isStudy) yield return "STUDY (--plan)";
            if (given.GetValue(_objective) is not null) yield return "--plan | --objective";
            if (given.GetValue(_p) is not null) yield return "--objective (--p)";
            if (given.GetValue(_by) is { } year && year is < 1900 or > 2200) yield return "1900 <= --by <= 2200";
            yield break;
        }
        if (given.GetValue(_by) is not null || given.GetValue(_shared) || given.GetValue(_allReadings)
            || given.GetValue(_hosts) is not null)
            yield return "--plan (--by, --shared-sites, --hosts, --all-readings)";
        if (given.GetValue(_objective) is null)
        {
            yield return "--objective | --plan";
            yield break;
        }
        if (isStudy == given.GetValue(_matrix) is not null) yield return "STUDY | --matrix";
        if (isStudy && given.GetValue(_category) is null) yield return "--category";
        if (given.GetValue(_pareto) && given.GetValue(_output) is null) yield return "-o DIR (--pareto)";
        SitingObjective named = Objectives[given.GetValue(_objective)!];
        bool isCover = named.IsCovering();
        bool isFree = named is SitingObjective.Lscp or SitingObjective.BackupCoverage || _rules.HasBudget(given);
        if (!isFree && given.GetValue(_p) is null && (!isCover || given.GetValue(_target) is null))
            yield return isCover ? "--p | --target | --budget" : "--p | --budget";
        if (named is not (SitingObjective.Lscp or SitingObjective.Mclp) && given.GetValue(_target) is not null)
            yield return "--objective lscp|mclp (--target)";
        if (!isStudy && isCover && given.GetValue(_radius) is null) yield return "--radius";
        if (isStudy && given.GetValue(_radius) is not null) yield return "--minutes (--radius: --matrix)";
        if (given.GetValue(_p) < 0) yield return "--p >= 0";
        if (given.GetValue(_target) is { } share && !(share is > 0 and <= 1)) yield return "0 < --target <= 1";
        if (given.GetValue(_radius) is { } radius && !(radius >= 0 && double.IsFinite(radius))) yield return "--radius >= 0";
        if (given.GetValue(_minutes) is { } minutes && !(minutes is > 0 and <= 180)) yield return "0 < --minutes <= 180";
        if (!(given.GetValue(_longest) is > 0 and <= 180)) yield return "0 < --longest-minutes <= 180";
    }

    private MatrixQuestion MatrixQuestion(ParseResult given) =>
        new(given.GetValue(_matrix)!, given.GetValue(_weights), Objectives[given.GetValue(_objective)!])
        {
            P = given.GetValue(_p),
            Radius = given.GetValue(_radius),
            Target = given.GetValue(_target),
            SkipUncoverable = given.GetValue(_skip),
            SiteCapacity = given.GetValue(_siteCapacity),
            KeepTogether = _rules.KeepsTogether(given),
        };

    private PlanSitingQuestion PlanQuestion(ParseResult given, string plan) => WithCandidates(new PlanSitingQuestion(plan)
    {
        By = given.GetValue(_by),
        SharedSites = given.GetValue(_shared),
        Hosts = CommonOptions.ListOf(given.GetValue(_hosts)),
        AllReadings = given.GetValue(_allReadings),
        SiteCapacity = given.GetValue(_siteCapacity),
    }, given);

    private SitingQuestion Question(ParseResult given) =>
        WithCandidates(_rules.AddTo(new SitingQuestion(given.GetValue(_category)!, Objectives[given.GetValue(_objective)!])
        {
            P = given.GetValue(_p),
            Target = given.GetValue(_target),
            SkipUncoverable = given.GetValue(_skip),
            Minutes = given.GetValue(_minutes),
            LongestMinutes = given.GetValue(_longest),
            UsesCapacity = given.GetValue(_capacity) || given.GetValue(_siteCapacity) is not null,
            SiteCapacity = given.GetValue(_siteCapacity),
            Demand = given.GetValue(_demand)!,
        }, given), given);

    /// <summary>The question with where something could be built.</summary>
    private T WithCandidates<T>(T question, ParseResult given) where T : CandidateQuestion => (T)((CandidateQuestion)question with
    {
        Candidates = given.GetValue(_candidates)!,
        CellMetres = given.GetValue(_cell),
        CandidateRules = _rules.Candidates(given),
    });

    /// <summary>How many, what share before and after, and how sure that is.</summary>
    private string Sentence(SitingAnswer answer, SitingFiles files, string? folder)
    {
        string before = _messages.Percent(answer.ShareBefore ?? 0);
        string results = folder is null ? "" : _messages.Text("cli/site/results", ("path", folder));
        if (answer.Solution.Status == SitingStatus.Infeasible)
        {
            string change = SitingWords.Relaxation(answer.Solution, _messages) is { } relaxation
                ? _messages.Text("cli/site/relaxation", ("change", relaxation)) : "";
            return _messages.Text(
                "cli/site/infeasible", ("reason", SitingWords.Reason(answer.Solution, _messages)!), ("before", before)) + change + results;
        }
        if (files.Objective is not { } objective) return _messages.Text("cli/site/none", ("before", before)) + results;
        string value = Value(files.Unit, Figure(objective)), bound = files.Bound is { } b ? Figure(b) : "?";
        string proof = answer.Solution.Status == SitingStatus.Optimal
            ? _messages.Text("cli/site/optimal", ("objective", value), ("bound", bound))
            : _messages.Text(
                "cli/site/feasible", ("objective", value), ("bound", bound), ("gap", _messages.Percent(answer.Solution.Gap ?? 1)));
        int count = answer.Coverage.Steps.Count;
        string after = _messages.Percent(answer.ShareAfter ?? 0);
        return (answer.Study is not { } study
            ? _messages.Text("cli/site/done-matrix", ("count", count), ("before", before), ("after", after), ("proof", proof))
            : _messages.Text(
                "cli/site/done-study", ("count", count), ("before", before), ("after", after), ("people", _messages.People(answer.Total)),
                ("minutes", _messages.MinutesOnly(study.Reach.Minutes!.Value)), ("proof", proof))) + results;
    }

    private string Value(string unit, string figure) => unit switch
    {
        "sites" => _messages.Text("cli/site/unit/sites", ("value", figure)),
        "people" => _messages.Text("cli/site/unit/people", ("value", figure)),
        "person_minutes" => _messages.Text("cli/site/unit/person_minutes", ("value", figure)),
        "minutes" => _messages.Text("cli/site/unit/minutes", ("value", figure)),
        "weight" => _messages.Text("cli/site/unit/weight", ("value", figure)),
        "weight_cost" => _messages.Text("cli/site/unit/weight_cost", ("value", figure)),
        _ => _messages.Text("cli/site/unit/cost", ("value", figure)),
    };

    private static string Figure(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}

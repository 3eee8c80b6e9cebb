using System.CommandLine;
using ServiceCircle.Output;
using ServiceCircle.Questions.PlanSites;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reports.Model;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// <c>site STUDY --category C --objective O -o DIR</c>, or <c>site --matrix costs.csv --weights w.csv --objective O -o DIR</c>:
/// where to build next, with a bound; or <c>site STUDY --plan P</c> (<see cref="SitePlan"/>).
/// </summary>
internal sealed class SiteVerb(CommonOptions common)
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

    private readonly Messages _messages = common.Messages;
    private readonly SiteRuleOptions _rules = new(common);
    private readonly Argument<string?> _study = common.Argument<string?>("STUDY", "cli/site/study");
    private readonly Option<string?> _matrix = common.Option<string?>("--matrix", "cli/site/matrix");
    private readonly Option<string?> _weights = common.Option<string?>("--weights", "cli/site/weights");
    private readonly Option<string?> _objective = common.Option<string?>("--objective", "cli/site/objective");
    private readonly Option<string?> _plan = common.Option<string?>("--plan", "cli/site/plan");
    private readonly Option<int?> _by = common.Option<int?>("--by", "cli/site/by");
    private readonly Option<bool> _shared = common.Option<bool>("--shared-sites", "cli/site/shared-sites");
    private readonly Option<string?> _hosts = common.Option<string?>("--hosts", "cli/site/hosts");
    private readonly Option<bool> _allReadings = common.Option<bool>("--all-readings", "cli/site/all-readings");
    private readonly Option<int?> _p = common.Option<int?>("--p", "cli/site/p", ["-p"]);
    private readonly Option<double?> _radius = common.Option<double?>("--radius", "cli/site/radius");
    private readonly Option<double?> _target = common.Option<double?>("--target", "cli/site/target");
    private readonly Option<bool> _skip = common.Option<bool>("--skip-uncoverable", "cli/site/skip");
    private readonly Option<string?> _category = common.Option<string?>("--category", "cli/site/category");
    private readonly Option<string> _candidates = common.OptionOr("--candidates", "cli/site/candidates", "communities");
    private readonly Option<double> _cell = common.OptionOr("--cell", "cli/site/cell", SiteCandidates.DefaultCellMetres);
    private readonly Option<double?> _minutes = common.Option<double?>("--minutes", "cli/site/minutes");
    private readonly Option<double> _longest = common.OptionOr("--longest-minutes", "cli/site/longest", 60.0);
    private readonly Option<bool> _capacity = common.Option<bool>("--capacity", "cli/site/capacity");
    private readonly Option<double?> _siteCapacity = common.Option<double?>("--site-capacity", "cli/site/site-capacity");
    private readonly Option<string> _demand = common.OptionOr("--demand", "cli/site/demand", "population");
    private readonly Option<bool> _pareto = common.Option<bool>("--pareto", "cli/site/pareto");
    private readonly Option<int> _seed = common.OptionOr("--seed", "cli/site/seed", 1);
    private readonly Option<double> _timeLimit = common.OptionOr("--time-limit", "cli/site/time-limit", 60.0);
    private readonly Option<string?> _output = common.Option<string?>("-o", "cli/output-folder", ["--output"]);

    private readonly Option<string?> _formats = common.Formats(), _outCrs = common.OutCrs();

    public static Command Create(CommonOptions common) => new SiteVerb(common).Create();

    private Command Create()
    {
        _study.Arity = ArgumentArity.ZeroOrOne;
        _objective.AcceptOnlyFromAmong([.. Objectives.Keys]);
        return common.Verb("site", "cli/site",
        [
            _plan, _by, _shared, _hosts, _allReadings, _study, _matrix, _weights, _category, _objective, _p, _target, _radius, _minutes,
            _longest, _candidates, _cell, _capacity, _siteCapacity, _demand, _skip, _pareto, _seed, _timeLimit, _output, _formats, _outCrs,
            .. _rules.All,
        ], Run);
    }

    private int Run(CommandContext context)
    {
        ParseResult given = context.Parsed;
        string[] missing = [.. Missing(given, context.WantsJson)];
        foreach (string what in missing) Console.Error.WriteLine(_messages.Text("cli/site/needs", ("what", what)));
        if (missing.Length > 0) return ExitCode.Usage;

        var options = new SitingOptions { Seed = given.GetValue(_seed), TimeLimit = TimeSpan.FromSeconds(given.GetValue(_timeLimit)) };
        OutputForms forms = common.FormsOf(given, _formats, _outCrs);
        if (given.GetValue(_plan) is { } plan)
            return SitePlan.Run(context, given.GetValue(_study)!, PlanQuestion(given, plan), options, given.GetValue(_output), forms);
        SitingAnswer answer;
        if (given.GetValue(_study) is { } path)
        {
            var study = SitingStudy.Prepare(StudyFile.Load(path), Question(given), context.Progress.Report);
            context.Warn(study.Study);
            context.Warn(study.Remarks);
            answer = SitingAnswer.Find(study, options, given.GetValue(_pareto));
        }
        else
            answer = SitingAnswer.Find(MatrixQuestion(given).Prepare(), given.GetValue(_target), options, given.GetValue(_pareto));
        var files = new SitingFiles(answer);
        string? folder = given.GetValue(_output);
        if (folder is not null) files.WriteAll(folder, _messages, forms);
        context.Warn(forms.Notices);
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

    private string Sentence(SitingAnswer answer, SitingFiles files, string? folder) =>
        SitingWords.Headline(answer, files.Figures, _messages)
        + (folder is null ? "" : _messages.Text("cli/site/results", ("path", folder)));
}

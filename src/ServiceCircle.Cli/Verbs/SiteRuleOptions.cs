using System.CommandLine;
using ServiceCircle.Formats;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Cli.Verbs;

/// <summary>
/// The options of <c>site</c> that say which sites may be open: parcels, what stands, money, separation, units and tiers.
/// </summary>
internal sealed class SiteRuleOptions(CommonOptions common)
{
    private static readonly Dictionary<string, SiteStatus> Statuses = new()
    {
        ["fixed"] = SiteStatus.Fixed,
        ["closable"] = SiteStatus.Closable,
        ["relocatable"] = SiteStatus.Relocatable,
    };

    private readonly Option<double?> _minimumArea = common.Option<double?>("--min-area", "cli/site/min-area");
    private readonly Option<string?> _exclude = common.Option<string?>("--exclude", "cli/site/exclude");
    private readonly Option<double?> _thin = common.Option<double?>("--thin", "cli/site/thin");
    private readonly Option<string> _existing = common.Choice("--existing", "cli/site/existing", [.. Statuses.Keys]);
    private readonly Option<double?> _budget = common.Option<double?>("--budget", "cli/site/budget");
    private readonly Option<double?> _apart = common.Option<double?>("--apart", "cli/site/apart");
    private readonly Option<string?> _perUnit = common.Option<string?>("--per-unit", "cli/site/per-unit");
    private readonly Option<string[]> _tiers =
        new("--tier") { Description = common.Messages["cli/site/tier"], DefaultValueFactory = _ => [] };
    private readonly Option<bool> _together = common.Option<bool>("--keep-together", "cli/site/keep-together");

    public Option[] All => [_minimumArea, _exclude, _thin, _existing, _budget, _apart, _perUnit, _tiers, _together];

    /// <summary>Whether a budget limits the number of sites.</summary>
    public bool HasBudget(ParseResult given) => given.GetValue(_budget) is not null;

    /// <summary>Whether demands are not to be divided.</summary>
    public bool KeepsTogether(ParseResult given) => given.GetValue(_together);

    /// <summary>What cannot be meant.</summary>
    public IEnumerable<string> Wrong(ParseResult given)
    {
        if (given.GetValue(_minimumArea) is { } area && !(area >= 0 && double.IsFinite(area))) yield return "--min-area >= 0";
        if (given.GetValue(_thin) is { } thin && !(thin is >= 1 and <= 10_000)) yield return "1 <= --thin <= 10000";
        if (given.GetValue(_budget) is { } budget && !(budget >= 0 && double.IsFinite(budget))) yield return "--budget >= 0";
        if (given.GetValue(_apart) is { } apart && !(apart is > 0 and <= 100_000)) yield return "0 < --apart <= 100000";
        if (given.GetValue(_perUnit) is { } unit
            && (Numbers(unit) is not ({ Length: > 0 }, [_] or [_, _]) || Numbers(unit)!.Value.Numbers is [var least, var most]
                && least > most))
            yield return "--per-unit LEVEL:LEAST[:MOST]";
        if (given.GetValue(_tiers)!.Any(t => Numbers(t) is not ({ Length: > 0 }, [> 0 and <= 180, ..])))
            yield return "--tier NAME:MINUTES[:LEAST[:MOST]]";
    }

    public CandidateRules Candidates(ParseResult given) =>
        new(given.GetValue(_minimumArea), given.GetValue(_exclude), given.GetValue(_thin));

    /// <summary>The question with its rules.</summary>
    public SitingQuestion AddTo(SitingQuestion question, ParseResult given)
    {
        (string level, double[] bounds) = given.GetValue(_perUnit) is { } unit ? Numbers(unit)!.Value : ("", []);
        return question with
        {
            Existing = Statuses[given.GetValue(_existing)!],
            Budget = given.GetValue(_budget),
            ApartMetres = given.GetValue(_apart),
            UnitLevel = level.Length > 0 ? level : null,
            UnitLeast = bounds.Length > 0 ? (int)bounds[0] : 0,
            UnitMost = bounds.Length > 1 ? (int)bounds[1] : null,
            KeepTogether = given.GetValue(_together),
            Tiers = [.. given.GetValue(_tiers)!.Select(t => Numbers(t)!.Value).Select(t => new TierQuestion(
                t.Name, t.Numbers[0], t.Numbers.Length > 1 ? (int)t.Numbers[1] : 0, t.Numbers.Length > 2 ? (int)t.Numbers[2] : null))],
        };
    }

    /// <summary>"name:1:2" as a name and numbers; null if they are none.</summary>
    private static (string Name, double[] Numbers)? Numbers(string text)
    {
        string[] parts = text.Split(':');
        var numbers = new List<double>();
        foreach (string part in parts[1..])
        {
            if (!NumberText.TryParse(part, out double number) || !(number is >= 0 and <= 1_000_000)) return null;
            numbers.Add(number);
        }
        return (parts[0], [.. numbers]);
    }
}

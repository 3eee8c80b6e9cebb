using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// Which walk counts, for a class of a clause. In this order: minutes or metres in the clause; a rule among the clause's candidates
/// that fits the class, those that the study names first and then the strictest that was read; minutes that the study asks
/// for the category; the study's default minutes. A rule known from memory counts only when the study names it.
/// </summary>
internal sealed class WalkLimits(StandardCatalogue standards, PlanSettings settings, IReadOnlyList<Service> services, Walker walker)
{
    /// <summary>The limit; null if nothing supplies one.</summary>
    public WalkLimit? Find(Clause clause, ServiceClass wanted)
    {
        if (clause.Minutes is { } minutes) return new WalkLimit(WalkTime.FromMinutes(minutes), LimitSource.Clause, null);
        if (clause.Metres is { } metres)
            return new WalkLimit(WalkTime.FromSeconds(metres / walker.SpeedMetresPerSecond), LimitSource.Clause, null);
        if (FindRule(clause, wanted, r => r.HasLimit) is { } rule) return rule.LimitFor(walker);
        Service? asked = services.FirstOrDefault(s => wanted.Categories.Any(c => c == s.Category))
            ?? services.FirstOrDefault(s => wanted.Categories.Any(c => CategoryCatalogue.IsWithin(c, s.Category)));
        if (asked is not null)
            return new WalkLimit(asked.Limit, LimitSource.Study, asked.Standard is null ? null : standards.Find(asked.Standard));
        return settings.DefaultMinutes is { } otherwise ? new WalkLimit(WalkTime.FromMinutes(otherwise), LimitSource.StudyDefault, null)
            : null;
    }

    /// <summary>
    /// The rule for a class among those of a clause that ask something: one that the study names, else the first that is on its categories,
    /// else the first; null if there is none.
    /// </summary>
    public StandardRule? FindRule(Clause clause, ServiceClass wanted, Func<StandardRule, bool> asks)
    {
        bool IsNamed(StandardRule rule) => settings.Standards.Contains(rule.Id) || settings.Standards.Contains(rule.Family);
        StandardRule[] fitting =
        [
            .. clause.Standards.Select(standards.Find).OfType<StandardRule>()
                .Where(r => asks(r) && r.Fits(wanted) && (r.IsVerified || settings.Standards.Contains(r.Id))),
        ];
        return fitting.FirstOrDefault(IsNamed) ?? fitting.FirstOrDefault(r => r.Categories.Count > 0) ?? fitting.FirstOrDefault();
    }

    /// <summary>The longest walk that any clause may need; null if none needs one.</summary>
    public WalkTime? Longest(IEnumerable<Clause> clauses)
    {
        WalkTime longest = WalkTime.Zero;
        foreach (Clause clause in clauses)
            foreach (ServiceClass wanted in ClassesOf(clause))
                if (Find(clause, wanted) is { } limit && limit.Time > longest) longest = limit.Time;
        return longest == WalkTime.Zero ? null : longest;
    }

    /// <summary>The classes of a clause; those that the study asks where the clause says so.</summary>
    public IReadOnlyList<ServiceClass> ClassesOf(Clause clause) => clause.AsksStudyServices
        ? [.. services.Select(s => new ServiceClass(s.Category, s.Category, [s.Category]))]
        : clause.Classes;
}

/// <summary>What a town is judged by, beside the plans themselves.</summary>
internal sealed record PlanRules(CategoryCatalogue Categories, StandardCatalogue Standards, PlanSettings Settings, WalkLimits Limits);

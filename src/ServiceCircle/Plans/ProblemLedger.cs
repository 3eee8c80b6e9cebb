using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans;

/// <summary>
/// One class that one unit lacks of what one clause asks, by the verdict that decides on it. People are null if no figure is given; the
/// nearest is the shortest walk from one of the unit's communities, null if there is none within the longest walk looked at.
/// </summary>
internal sealed record Problem(Verdict Verdict, AdministrativeUnit Unit, double? People, ServiceClass Missing, double? NearestMinutes);

/// <summary>
/// The problem ledger (问题台账): every unit that surely lacks what a clause asks, and which of the classes. A clause without a comparison asks
/// nothing of a unit, unless it counts who lacks something.
/// </summary>
internal static class ProblemLedger
{
    /// <summary>In the order of the verdicts; within one those with most people first.</summary>
    public static IReadOnlyList<Problem> Find(IReadOnlyList<Verdict> verdicts, Evidence evidence) =>
        [.. verdicts.Where(v => v.IsDeciding && v.Lacking.Count > 0 && Asks(v.Clause)).SelectMany(v => Find(v, evidence))];

    private static bool Asks(Clause clause) => clause.Operator != Operator.None || clause.Indicator == "units_lacking";

    private static IEnumerable<Problem> Find(Verdict verdict, Evidence evidence)
    {
        IReadOnlyList<ServiceClass> classes = verdict.Tier is { } tier ? [tier.Class] : evidence.Limits.ClassesOf(verdict.Clause);
        if (classes.Count == 0) yield break;
        Dictionary<ServiceClass, HashSet<AdministrativeUnit>> lackingOf = classes.Count == 1 ? []
            : classes.ToDictionary(c => c, c => Lacking(verdict, c, evidence));
        foreach (AdministrativeUnit unit in verdict.Lacking)
        {
            ServiceClass[] missing = [.. classes.Where(c => classes.Count == 1 || lackingOf[c].Contains(unit))];
            // Together too few, though none is surely missing by itself: then all of them are named.
            foreach (ServiceClass one in missing.Length > 0 ? missing : [.. classes])
                yield return new Problem(verdict, unit, People(unit, evidence), one, Nearest(unit, one, verdict.Clause, evidence));
        }
    }

    /// <summary>The units that lack one class of several, read as the verdict reads the set.</summary>
    private static HashSet<AdministrativeUnit> Lacking(Verdict verdict, ServiceClass one, Evidence evidence)
    {
        Clause single = verdict.Clause with
        {
            Level = verdict.Clause.Level ?? verdict.Lacking[0].Level,
            Classes = [one],
            AsksStudyServices = false,
            Operator = Operator.None,
            Value = null,
        };
        Reading reading = verdict.Reading == Reading.FacilityInUnit ? Reading.FacilityInUnit : Reading.ResidentsInReach;
        return [.. ShareOfUnits.Judge(single, evidence).Where(v => v.Reading == reading).SelectMany(v => v.Lacking)];
    }

    private static IReadOnlyList<int> Members(AdministrativeUnit unit, Evidence evidence) =>
        evidence.Units.Exact(unit.Level, unit.Id) is >= 0 and var u ? evidence.Units.Members(unit.Level, u) : [];

    private static double? People(AdministrativeUnit unit, Evidence evidence)
    {
        double[] given = [.. Members(unit, evidence).Select(c => evidence.People(c, "population")).OfType<double>()];
        return given.Length == 0 ? null : given.Sum();
    }

    private static double? Nearest(AdministrativeUnit unit, ServiceClass wanted, Clause clause, Evidence evidence)
    {
        WalkTime[] walks = evidence.Reach.Nearest(wanted, clause.Where);
        return Members(unit, evidence).Select(c => walks[c].Minutes).Min();
    }
}

using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Which units a service covers, in two readings: a facility is in the unit or formally serves it, as departments count; a threshold share
/// of the unit's residents can walk to one. What is then made of the units (a share, a number) is each indicator's own.
/// </summary>
internal static class UnitReadings
{
    /// <summary>The verdict on the units of one reading; without who reaches what where facilities in units are counted.</summary>
    public delegate Verdict Conclude(UnitTally units, ReachInUnits? reach, Draft draft);

    /// <summary>Both readings; of a service that comes to the home only the first.</summary>
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence, Conclude conclude)
    {
        IReadOnlyList<ServiceClass> classes = evidence.Limits.ClassesOf(clause);
        return clause.ServedOnly ? [InUnits()] : [InUnits(), ByResidents()];

        Verdict InUnits()
        {
            var draft = new Draft(clause, Reading.FacilityInUnit);
            if (UnitsInScope.FindPlaced(draft, classes, evidence) is not { } units) return draft.Missing();
            var tally = new UnitTally(units, [.. units.Indices.Select(u => classes.Min(c => units.Has(c, u, draft.Needs)))]);
            return conclude(tally, null, draft);
        }

        Verdict ByResidents()
        {
            var draft = new Draft(clause, Reading.ResidentsInReach);
            double threshold = evidence.Settings.ThresholdOf(clause);
            if (ReachInUnits.Prepare(draft, classes, evidence) is not { } reach) return draft.Missing();
            UnitTally tally = reach.Judge(threshold, draft);
            draft.Remark("verdict/threshold", ("percent", threshold * 100));
            return conclude(tally, reach, draft) with { Limit = reach.Reach.Limit };
        }
    }
}

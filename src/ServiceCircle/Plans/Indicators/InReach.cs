using ServiceCircle.Walking;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Finds the residents who can walk to every class of a clause.</summary>
internal sealed class InReach
{
    /// <summary>Thresholds shown beside the study's own.</summary>
    private static readonly double[] Usual = [0.5, 0.8, 1];

    private readonly Evidence _evidence;
    private readonly List<(WalkTime[] Nearest, WalkTime Limit)> _classes = [];

    private InReach(Evidence evidence) => _evidence = evidence;

    /// <summary>The longest limit used.</summary>
    public WalkLimit? Limit { get; private set; }

    /// <summary>Classes that the data cannot tell of: whoever reaches all others may still lack these.</summary>
    private IReadOnlyList<ServiceClass> Unseen { get; init; } = [];

    /// <summary>How many classes are measured.</summary>
    public int ClassCount => _classes.Count;

    /// <summary>Prepares the classes of a clause; null, and what is missing, if some have no limit.</summary>
    public static InReach? Of(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        var reach = new InReach(evidence) { Unseen = [.. classes.Where(evidence.IsUnseen)] };
        int before = needs.Count;
        foreach (ServiceClass wanted in classes.Where(c => !evidence.IsUnseen(c)))
        {
            if (evidence.Limits.Of(clause, wanted) is not { } limit)
            {
                needs.Add("services.minutes." + wanted.Categories[0]);
                continue;
            }
            WalkTime[] nearest = evidence.Nearest(wanted.Categories);
            reach._classes.Add((nearest, limit.Time));
            if (reach.Limit is null || limit.Time > reach.Limit.Time) reach.Limit = limit;
        }
        InUnit.RemarkAbsent(classes, evidence, remarks);
        if (classes.Count == 0) needs.Add("services");
        if (reach._classes.Count == 0) needs.AddRange(reach.Unseen.Select(Evidence.NeedOf));
        if (needs.Count > before || reach._classes.Count == 0) return null;
        if (reach.Limit is { Rule: { IsVerified: false } rule }) remarks.Add(new Notice("verdict/unverified", ("standard", rule.Id)));
        return reach;
    }

    /// <summary>
    /// What a verdict on all classes is worth where some cannot be seen: those who reach the others are the most that may reach
    /// all, so that too few is surely too few, and enough is open.
    /// </summary>
    public Verdict Bounded(Verdict verdict) => Unseen.Count == 0 ? verdict : verdict with
    {
        Met = verdict.Met == false ? false : null,
        Shortfall = null,
        Needs = [.. verdict.Needs.Concat(Unseen.Select(Evidence.NeedOf)).Distinct()],
        Remarks = [.. verdict.Remarks, new Notice("verdict/classes-unseen", ("seen", _classes.Count), ("all", _classes.Count + Unseen.Count))],
        Sensitivities = [],
    };

    /// <summary>Whether some classes cannot be seen.</summary>
    public bool IsPartial => Unseen.Count > 0;

    /// <summary>Classes within reach of a community.</summary>
    public int Reached(int community) => _classes.Count(c => c.Nearest[community].IsWithin(c.Limit));

    /// <summary>Whether every measured class is within reach.</summary>
    public bool All(int community) => Reached(community) == _classes.Count;

    /// <summary>The walk to the farthest of the nearest; unreachable if one class is out of reach.</summary>
    public WalkTime Farthest(int community)
    {
        WalkTime farthest = WalkTime.Zero;
        foreach ((WalkTime[] nearest, WalkTime limit) in _classes)
        {
            if (!nearest[community].IsWithin(limit)) return WalkTime.Unreachable;
            if (nearest[community] > farthest) farthest = nearest[community];
        }
        return farthest;
    }

    /// <summary>
    /// Share of a unit's residents, weighted by a group, for whom something holds; null if none of its communities is on
    /// the network.
    /// </summary>
    public double? Share(string level, int unit, string group, Func<int, bool> holds, List<Notice> remarks)
    {
        int[] on = [.. _evidence.Units.Members(level, unit).Where(_evidence.IsOnNetwork)];
        if (on.Length == 0) return null;
        double[] weights = _evidence.Weights(on, group, remarks);
        double all = weights.Sum();
        if (all <= 0) return (double)on.Count(holds) / on.Length;
        double inside = 0;
        for (int i = 0; i < on.Length; i++)
            if (holds(on[i])) inside += weights[i];
        return inside / all;
    }

    /// <summary>Units judged by the share of their residents in reach of all classes.</summary>
    public (UnitTally Tally, double?[] Shares) Tally(string level, int[] units, string group, double threshold, List<Notice> remarks)
    {
        double?[] shares = [.. units.Select(u => Share(level, u, group, All, remarks))];
        return (TallyAt(level, units, shares, threshold), shares);
    }

    private static UnitTally TallyAt(string level, int[] units, double?[] shares, double threshold) =>
        new(level, units, [.. shares.Select(s => s is not { } share ? Answer.Unknown : share >= threshold ? Answer.Yes : Answer.No)]);

    /// <summary>The same judged with other thresholds.</summary>
    public static Sensitivity[] Sensitivities(Clause clause, string level, int[] units, double?[] shares, double own) =>
    [
        .. Usual.Append(own).Distinct().Order().Select(threshold =>
        {
            UnitTally tally = TallyAt(level, units, shares, threshold);
            bool? low = Comparison.Holds(clause.Operator, tally.Yes, 100, tally.All, clause.Value);
            return new Sensitivity(threshold, tally.Yes, low == Comparison.Holds(clause.Operator, tally.Yes + tally.Unknown, 100, tally.All, clause.Value) ? low : null);
        }),
    ];
}

using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Finds the residents who can walk to the classes of a clause, as far as it is known.</summary>
internal sealed class InReach
{
    /// <summary>Thresholds that are shown: the usual ones and the one that decides, if there is one.</summary>
    public static IEnumerable<double> Thresholds(double? own) => new[] { 0.5, 0.8, 1, own ?? 1 }.Distinct().Order();

    private readonly Clause _clause;
    private readonly Evidence _part;
    private readonly List<(ServiceClass Class, WalkTime Limit)> _classes = [];
    private readonly Dictionary<int, (Answer[] Answers, string[] Needs)> _known = [];

    private InReach(Clause clause, Evidence part) => (_clause, _part) = (clause, part);

    private IReadOnlyList<string> Modes => _clause.Modes.Count > 0 ? _clause.Modes : [TravelModes.Foot];

    /// <summary>The longest limit used.</summary>
    public WalkLimit? Limit { get; private set; }

    /// <summary>Classes that the data cannot tell of: whoever reaches all others may still lack these.</summary>
    public IReadOnlyList<ServiceClass> Unseen { get; private init; } = [];

    /// <summary>Number of classes, unseen ones included.</summary>
    public int ClassCount => _classes.Count + Unseen.Count;

    /// <summary>Prepares the classes of a clause; null, and what is missing, if some have no limit or none can be seen.</summary>
    public static InReach? Prepare(Draft draft, IReadOnlyList<ServiceClass> classes, Evidence part)
    {
        var reach = new InReach(draft.Clause, part) { Unseen = [.. classes.Where(part.Supply.IsUnseen)] };
        int before = draft.Needs.Count;
        foreach (ServiceClass wanted in classes.Where(c => !part.Supply.IsUnseen(c)))
        {
            if (part.Limits.Find(draft.Clause, wanted) is not { } limit)
            {
                draft.Needs.Add("services.minutes." + wanted.Categories[0]);
                continue;
            }
            reach._classes.Add((wanted, limit.Time));
            if (reach.Limit is null || limit.Time > reach.Limit.Time) reach.Limit = limit;
        }
        draft.RemarkAbsent(classes, part);
        if (classes.Count == 0) draft.Needs.Add("services");
        if (reach._classes.Count == 0) draft.Needs.AddRange(reach.Unseen.Select(Supply.NeedOf));
        if (draft.Needs.Count > before || reach._classes.Count == 0) return null;
        if (reach.Limit is { Rule: { IsVerified: false } rule }) draft.Remark("verdict/unverified", ("standard", rule.Named));
        if (reach.Unseen.Count > 0) draft.Remark("verdict/classes-unseen", ("seen", reach._classes.Count), ("all", reach.ClassCount));
        return reach;
    }

    /// <summary>Whether at least so many classes are within reach of a community.</summary>
    public Answer AtLeast(int community, int classes)
    {
        Answer[] answers = Known(community).Answers;
        return answers.Count(a => a == Answer.Yes) >= classes ? Answer.Yes
            : answers.Count(a => a != Answer.No) >= classes ? Answer.Unknown : Answer.No;
    }

    /// <summary>Whether every class is within reach.</summary>
    public Answer All(int community) => AtLeast(community, ClassCount);

    private (Answer[] Answers, string[] Needs) Known(int community)
    {
        if (_known.TryGetValue(community, out (Answer[], string[]) known)) return known;
        List<string> needs = [.. Unseen.Select(Supply.NeedOf)];
        Answer[] answers = [.. _classes.Select(c => Reaches(community, c, needs)), .. Unseen.Select(_ => Answer.Unknown)];
        return _known[community] = (answers, [.. needs.Distinct()]);
    }

    /// <summary>Whether a community reaches a class in any of the ways; one that was not computed may do.</summary>
    private Answer Reaches(int community, (ServiceClass, WalkTime) wanted, List<string> needs)
    {
        List<string> open = [];
        Answer answer = Modes.Max(m => _part.ReachBy(m)?.Reaches(community, wanted, _clause.Where, open) ?? Answer.Unknown);
        if (answer == Answer.Unknown) needs.AddRange(open);
        return answer;
    }

    /// <summary>
    /// Says how many communities off the network are counted as not known, and of several ways of coming which one decides.
    /// </summary>
    public void RemarkWays(Notes notes)
    {
        int off = _part.Members.Count(c => !_part.IsOnNetwork(c));
        if (off > 0) notes.Remark("verdict/off-network", ("count", off));
        if (!_clause.Modes.Contains(TravelModes.Foot) || !_clause.Modes.Contains(TravelModes.Bicycle)) return;
        double People(Func<int, bool> holds) => _part.Members.Where(holds).Sum(c => _part.People(c, _clause.People) ?? 0);
        bool By(string mode, int c) =>
            _part.ReachBy(mode) is { } reach && _classes.All(k => reach.Reaches(c, k, _clause.Where, []) == Answer.Yes);
        notes.Remarks.Add(TravelModes.Decides(
            People(_ => true), People(c => By(TravelModes.Foot, c)), People(c => By(TravelModes.Bicycle, c)),
            People(c => All(c) == Answer.Yes)));
    }

    /// <summary>The walk to the farthest of the nearest; unreachable if one class is surely or perhaps out of reach.</summary>
    public WalkTime Farthest(int community)
    {
        if (All(community) != Answer.Yes) return WalkTime.Unreachable;
        return _classes.Select(
            c => Modes.Select(m => _part.ReachBy(m)?.Nearest(c.Class, _clause.Where)[community] ?? WalkTime.Unreachable)
            .MinBy(t => t.Ticks)).MaxBy(t => t.Ticks);
    }

    /// <summary>
    /// The people of some communities, all that are looked at or those of them that are meant, for whom something holds. Where nobody
    /// lives, every community counts alike; where perhaps nobody does, an empty one may count as much as any.
    /// </summary>
    public Tally People(IReadOnlyList<int> communities, Func<int, Answer> holds, List<Notice> remarks, Func<int, Answer>? isMeant = null)
    {
        Answer IsOne(int c) => _part.IsMember(c).And(isMeant?.Invoke(c) ?? Answer.Yes);
        var tally = new Tally();
        bool nobody = communities.All(c => _part.People(c, _clause.People) == 0);
        bool perhapsNobody = communities.All(c => _part.People(c, _clause.People) is null or 0 || IsOne(c) == Answer.Unknown);
        foreach (int c in communities)
        {
            Quantity people = nobody ? Quantity.One : _part.PeopleBounds(c, _clause.People);
            if (perhapsNobody && people.High == 0) people = new Quantity(0, 1);
            Answer answer = holds(c);
            tally.AddOf(people, IsOne(c), answer,
                [.. nobody ? [] : Sums.NeedsOf(c, _clause.People, _part), .. answer == Answer.Unknown ? Known(c).Needs : []]);
        }
        int blank = communities.Count(c => _part.People(c, _clause.People) is null);
        if (blank > 0 && !remarks.Exists(r => r.Key is "verdict/people-partly-given" or "verdict/people-not-given"))
            remarks.Add(blank == communities.Count ? new Notice("verdict/people-not-given")
                : new Notice("verdict/people-partly-given", ("count", blank)));
        return tally;
    }

    /// <summary>All people looked at who reach every class; how many live in units without a community in the table is not known.</summary>
    public Tally Everybody(List<Notice> remarks)
    {
        Tally tally = People(_part.Members, All, remarks);
        foreach ((string level, Answer isIn) in Sums.EmptyUnits(_part))
            tally.AddOf(Quantity.Blank, isIn, Answer.Unknown, "communities.units." + level);
        return tally;
    }
}

/// <summary>Units judged by the share of their residents in reach of the classes of a clause.</summary>
internal sealed record ReachInUnits(UnitsInScope Units, InReach Reach)
{
    /// <summary>
    /// The units that a clause counts, and who of their people reaches what; null, and what is missing, if either cannot be told.
    /// </summary>
    public static ReachInUnits? Prepare(Draft draft, IReadOnlyList<ServiceClass> classes, Evidence evidence) =>
        UnitsInScope.Find(draft.Clause, evidence, draft) is { } units
        && InReach.Prepare(draft, classes, units.Part) is { } reach ? new(units, reach) : null;

    /// <summary>
    /// Whether a threshold share of a unit's people who are looked at have something; a unit where no community is, is not known.
    /// </summary>
    public Answer Enough(int unit, double threshold, Func<int, Answer> holds, Notes notes)
    {
        IReadOnlyList<int> members = Units.Part.MembersIn(Units.Level, unit);
        if (members.Count == 0) return notes.Needs.Open("communities.units." + Units.Level);
        Tally tally = Reach.People(members, holds, notes.Remarks);
        Answer enough = Answers.Of(tally.Holds(Operator.AtLeast, 1, Quantity.Exact(threshold)));
        return enough == Answer.Unknown ? notes.Needs.Open(tally.Needs) : enough;
    }

    /// <summary>Which units have enough people in reach of all classes.</summary>
    public UnitTally Judge(double threshold, Notes notes) =>
        new(Units, [.. Units.Indices.Select(u => Enough(u, threshold, Reach.All, notes))]);

    /// <summary>The same judged with other thresholds.</summary>
    public Sensitivity[] Sensitivities(double own, Func<UnitTally, bool?> met) =>
        [.. InReach.Thresholds(own).Select(t => (Threshold: t, Tally: Judge(t, new Notes())))
            .Select(t => new Sensitivity(t.Threshold, t.Tally.Yes, met(t.Tally)))];
}

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
    public static InReach? Of(Clause clause, IReadOnlyList<ServiceClass> classes, Evidence part, List<Notice> remarks, List<string> needs)
    {
        var reach = new InReach(clause, part) { Unseen = [.. classes.Where(part.Supply.IsUnseen)] };
        int before = needs.Count;
        foreach (ServiceClass wanted in classes.Where(c => !part.Supply.IsUnseen(c)))
        {
            if (part.Limits.Of(clause, wanted) is not { } limit)
            {
                needs.Add("services.minutes." + wanted.Categories[0]);
                continue;
            }
            reach._classes.Add((wanted, limit.Time));
            if (reach.Limit is null || limit.Time > reach.Limit.Time) reach.Limit = limit;
        }
        InUnit.RemarkAbsent(classes, part, remarks);
        if (classes.Count == 0) needs.Add("services");
        if (reach._classes.Count == 0) needs.AddRange(reach.Unseen.Select(Supply.NeedOf));
        if (needs.Count > before || reach._classes.Count == 0) return null;
        if (reach.Limit is { Rule: { IsVerified: false } rule }) remarks.Add(new Notice("verdict/unverified", ("standard", rule.Id)));
        if (reach.Unseen.Count > 0)
            remarks.Add(new Notice("verdict/classes-unseen", ("seen", reach._classes.Count), ("all", reach.ClassCount)));
        return reach;
    }

    /// <summary>
    /// The units that a clause counts, and who of their people reaches what; null, and what is missing, if either cannot be told.
    /// </summary>
    public static (UnitsInScope Units, InReach Reach)? OverUnits(
        Clause clause, IReadOnlyList<ServiceClass> classes, Evidence evidence, List<Notice> remarks, List<string> needs) =>
        InUnit.Of(clause.Level!, clause.Scope, clause.Subset, evidence, remarks, needs) is { } units
        && Of(clause, classes, units.Part, remarks, needs) is { } reach ? (units, reach) : null;

    /// <summary>Whether at least so many classes are within reach of a community.</summary>
    public Answer AtLeast(int community, int classes)
    {
        Answer[] answers = Known(community).Answers;
        return answers.Count(a => a == Answer.Yes) >= classes ? Answer.Yes
            : answers.Count(a => a != Answer.No) >= classes ? Answer.Unknown : Answer.No;
    }

    /// <summary>Whether every class is within reach.</summary>
    public Answer All(int community) => AtLeast(community, ClassCount);

    /// <summary>What would tell.</summary>
    public IEnumerable<string> Needs(int community) => Known(community).Needs;

    private (Answer[] Answers, string[] Needs) Known(int community)
    {
        if (_known.TryGetValue(community, out (Answer[], string[]) known)) return known;
        List<string> needs = [.. Unseen.Select(Supply.NeedOf)];
        Answer[] answers = [.. _classes.Select(c => Reaches(community, c.Class, c.Limit, needs)), .. Unseen.Select(_ => Answer.Unknown)];
        return _known[community] = (answers, [.. needs.Distinct()]);
    }

    /// <summary>Whether a community reaches a class in any of the ways; one that was not computed may do.</summary>
    private Answer Reaches(int community, ServiceClass wanted, WalkTime limit, List<string> needs)
    {
        Answer answer = Answer.No;
        List<string> open = [];
        foreach (string mode in Modes)
            answer = answer.Or(_part.ReachBy(mode)?.Reaches(community, wanted, _clause.Where, limit, open) ?? Answer.Unknown);
        if (answer == Answer.Unknown) needs.AddRange(open);
        return answer;
    }

    /// <summary>Of several ways of coming, which one decides; null where a clause knows one only.</summary>
    public Notice? Decides(IReadOnlyList<int> communities)
    {
        if (!_clause.Modes.Contains(TravelModes.Foot) || !_clause.Modes.Contains(TravelModes.Bicycle)) return null;
        double People(Func<int, bool> holds) => communities.Where(holds).Sum(c => _part.People(c, _clause.People) ?? 0);
        bool By(string mode, int c) =>
            _part.ReachBy(mode) is { } reach && _classes.All(k => reach.Reaches(c, k.Class, _clause.Where, k.Limit, null) == Answer.Yes);
        return TravelModes.Decides(
            People(_ => true), People(c => By(TravelModes.Foot, c)), People(c => By(TravelModes.Bicycle, c)),
            People(c => All(c) == Answer.Yes));
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
    /// The people of some communities for whom something holds. Where nobody lives, every community counts alike; where perhaps nobody
    /// does, an empty one may count as much as any.
    /// </summary>
    /// <param name="communities">The communities.</param>
    /// <param name="holds">Whether it holds for the people of one.</param>
    /// <param name="remarks">Remarks.</param>
    /// <param name="isOne">Whether one is of those meant; null: all are that are looked at.</param>
    public Tally People(IReadOnlyList<int> communities, Func<int, Answer> holds, List<Notice> remarks, Func<int, Answer>? isOne = null)
    {
        Answer IsMeant(int c) => _part.IsMember(c).And(isOne?.Invoke(c) ?? Answer.Yes);
        var tally = new Tally();
        bool nobody = communities.All(c => _part.People(c, _clause.People) == 0);
        bool perhapsNobody = communities.All(c => _part.People(c, _clause.People) is null or 0 || IsMeant(c) == Answer.Unknown);
        foreach (int c in communities)
        {
            Quantity people = nobody ? Quantity.One : _part.PeopleBounds(c, _clause.People);
            if (perhapsNobody && people.High == 0) people = new Quantity(0, 1);
            Answer answer = holds(c);
            tally.AddOf(people, IsMeant(c), answer,
                [.. nobody ? [] : Sums.NeedsOf(c, _clause.People, _part), .. answer == Answer.Unknown ? Needs(c) : []]);
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

    /// <summary>
    /// Whether a threshold share of a unit's people who are looked at have something; a unit where no community is, is not known.
    /// </summary>
    public Answer Enough(string level, int unit, double threshold, Func<int, Answer> holds, List<Notice> remarks, ICollection<string> needs)
    {
        IReadOnlyList<int> members = _part.MembersIn(level, unit);
        if (members.Count == 0)
        {
            needs.Add("communities.units." + level);
            return Answer.Unknown;
        }
        Tally tally = People(members, holds, remarks);
        Answer enough = Answers.Of(tally.Holds(Operator.AtLeast, 1, Quantity.Exact(threshold)));
        if (enough == Answer.Unknown)
            foreach (string need in tally.Needs) needs.Add(need);
        return enough;
    }

    /// <summary>Units judged by the share of their residents in reach of all classes.</summary>
    public UnitTally Units(UnitsInScope units, double threshold, List<Notice> remarks, ICollection<string> needs) =>
        new(units, [.. units.Indices.Select(u => Enough(units.Level, u, threshold, All, remarks, needs))]);

    /// <summary>The same judged with other thresholds.</summary>
    public Sensitivity[] Sensitivities(UnitsInScope units, double own, Func<UnitTally, bool?> met) =>
    [
        .. Thresholds(own).Select(threshold =>
        {
            UnitTally tally = Units(units, threshold, [], []);
            return new Sensitivity(threshold, tally.Yes, met(tally));
        }),
    ];
}

using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>Goals on the people of some communities: a group of them, in a part of the town.</summary>
internal sealed class PeopleGoals(Evidence part, string group)
{
    /// <summary>A share of the people for whom a goal holds; where nobody lives, of the communities.</summary>
    public Goal Share(IReadOnlyList<int> communities, double share, Func<int, Goal> goal)
    {
        double all = LivesNobody(communities) ? communities.Count : communities.Sum(c => part.People(c, group) ?? 0);
        return AtLeast(communities, (double)(Quantity.Exact(share) * Quantity.Exact(all)), goal);
    }

    /// <summary>So many people for whom a goal holds; where it is not known how many live, it must hold for all of them.</summary>
    public Goal AtLeast(IReadOnlyList<int> communities, double needed, Func<int, Goal> goal)
    {
        if (communities.Count == 0) return Goal.False;
        bool nobody = LivesNobody(communities);
        Goal Of(int c) => part.IsOnNetwork(c) ? goal(c) : Goal.False;
        var known = new Parts([.. communities.Where(c => nobody || part.People(c, group) > 0)
            .Select(c => new GoalPart(Of(c), nobody ? 1 : part.People(c, group)!.Value, part.All[c].Community.Id))], needed);
        Goal[] blank = [.. communities.Where(c => part.People(c, group) is null).Select(Of)];
        return blank.Length == 0 ? known : Goal.All(blank.Prepend(known));
    }

    private bool LivesNobody(IReadOnlyList<int> communities) => communities.All(c => part.People(c, group) == 0);
}

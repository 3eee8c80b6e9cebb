using ServiceCircle.Siting.Problem;
using ServiceCircle.Siting.Targets;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>
/// The third step: the fewest facilities, or shared sites, with which the goals are met, chosen from columns, one for each place and kind.
/// The programme is the question as one problem, for another solver; the sites that count cost 1. No choice needs fewer than the bound.
/// </summary>
internal sealed record ChosenColumns(
    TargetGoals Goals, SitingProblem Programme, SitingStatus Status, int Objective, double Bound, int Nodes, NewFacilities Columns,
    IReadOnlyList<int> Chosen)
{
    /// <summary>Chooses; the choice of sites may take all of the time, what comes after it what is left.</summary>
    public static ChosenColumns Find(TargetGoals asked, Effort effort)
    {
        (BuildingGround ground, NewFacilities columns) = (asked.Targets.Ground, asked.Everywhere);
        Goal[] goals = asked.PossibleGoals;
        GoalProgramme programme = asked.Programme(goals);
        (SitingStatus status, IReadOnlyList<int> found, double? bound, int nodes) = programme.Solve(effort.Options);
        List<int> chosen = new Exchanges(goals).Shrink(found);
        int objective = asked.CountOf(chosen);
        if (columns.Shared)
        {
            // Which services each shared site needs: the fewest facilities on the sites that are chosen, and in what stands.
            IEnumerable<int> hosts = Enumerable.Range(0, ground.Places.Count).Where(p => ground.Places[p].Host is not null);
            columns = new NewFacilities(
                ground, [.. chosen.Select(columns.PlaceOf).Concat(hosts).Distinct().Order()], columns.Kinds, shared: false);
            goals = asked.On(columns);
            chosen = new Exchanges(goals).Shrink(new GoalProgramme(columns.Count, goals).Solve(effort.OptionsLeft).Chosen);
        }
        chosen = new Exchanges(goals).Improve(chosen, j => BetterPlaces(ground, columns, j));
        return new ChosenColumns(asked, programme.Problem, status, objective, Math.Min(objective, bound ?? 0), nodes, columns, chosen);
    }

    /// <summary>The same facility where it costs no site of its own, or at least where people can walk to.</summary>
    private static IEnumerable<int> BetterPlaces(BuildingGround ground, NewFacilities columns, int column)
    {
        int Rank(int place) => columns.Places[place].Host is not null ? 0 : ground.IsWalkable(columns.On[place]) ? 1 : 2;
        int own = Rank(columns.PlaceOf(column));
        return own == 0 ? [] : Enumerable.Range(0, columns.Places.Count).Where(p => Rank(p) < own).OrderBy(Rank)
            .Select(p => columns.ColumnOf(p, columns.KindOf(column)));
    }
}

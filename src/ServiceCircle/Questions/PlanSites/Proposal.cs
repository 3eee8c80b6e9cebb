using System.Globalization;
using ServiceCircle.Places;
using ServiceCircle.Siting.Targets;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.PlanSites;

/// <summary>The fourth step: the facilities to build, by place and category, each of the lowest grade that keeps every target.</summary>
internal sealed record Proposal(ChosenColumns Choice, IReadOnlyList<ProposedFacility> Facilities)
{
    public static Proposal Make(ChosenColumns choice)
    {
        (TargetGoals asked, NewFacilities columns) = (choice.Goals, choice.Columns);
        BuildingGround ground = asked.Targets.Ground;
        int[] places = [.. choice.Chosen.Select(j => columns.On[columns.PlaceOf(j)]).Distinct().Order()];
        string[] kinds = KindsOfEveryGrade(asked.Targets);
        var graded = new NewFacilities(ground, places, kinds, shared: false);
        Goal[] goals = asked.On(graded);
        int Same(int j) => graded.ColumnOf(
            Array.IndexOf(places, columns.On[columns.PlaceOf(j)]), Array.IndexOf(kinds, columns.Kinds[columns.KindOf(j)]));
        List<int> final = new Exchanges(goals).Improve(choice.Chosen.Select(Same), j => LowerGrades(graded, ground.Study, j));

        HashSet<int>[] helps = [.. goals.Select(g => g.Columns().ToHashSet())];
        Queue<string> ids = NewIds(ground.Study, final.Count);
        ProposedFacility Propose(int j)
        {
            (int at, string kind) = (graded.PlaceOf(j), kinds[graded.KindOf(j)]);
            var targets = Enumerable.Range(0, goals.Length).Where(g => helps[g].Contains(j)).Select(g => asked.Possible[g]).ToHashSet();
            string[] closes = [.. targets.Order().Select(w => asked.Targets.Missed[w].Before.Clause.Id).Distinct()];
            return new ProposedFacility(asked.Build(ids.Dequeue(), places[at], kind), graded.Places[at].Id, kind, closes)
            {
                Host = graded.Places[at].Host,
                Targets = targets,
                IsWalkable = ground.IsWalkable(places[at]),
            };
        }
        IEnumerable<int> byPlace = final.OrderBy(j => graded.Places[graded.PlaceOf(j)].Id, StringComparer.Ordinal).ThenBy(j => j);
        return new Proposal(choice, [.. byPlace.Select(Propose)]);
    }

    /// <summary>All categories that count for what is wanted.</summary>
    private static string[] KindsOfEveryGrade(WantedTargets targets)
    {
        CategoryCatalogue catalogue = targets.Ground.Study.Catalogue;
        bool IsWanted(string id) => targets.Kinds.Contains(id) || targets.Classes.Any(c => NewFacilities.CountsFor(id, c, catalogue));
        return [.. catalogue.Categories.Select(c => c.Id).Where(IsWanted)];
    }

    /// <summary>The same place with a category of a lower grade, the lowest first.</summary>
    private static IEnumerable<int> LowerGrades(NewFacilities graded, StudyResult study, int column)
    {
        int Grade(int kind) => study.Catalogue.Find(graded.Kinds[kind])!.Grade;
        return Enumerable.Range(0, graded.Kinds.Count).Where(k => Grade(k) < Grade(graded.KindOf(column))).OrderBy(Grade)
            .Select(k => graded.ColumnOf(graded.PlaceOf(column), k));
    }

    /// <summary>A study that holds the facilities of an earlier answer goes on with the next number.</summary>
    private static Queue<string> NewIds(StudyResult study, int count)
    {
        HashSet<string> taken = [.. study.Facilities.Facilities.Select(f => f.Id)];
        IEnumerable<string> ids =
            Enumerable.Range(1, taken.Count + count).Select(n => "new-" + n.ToString("D3", CultureInfo.InvariantCulture));
        return new(ids.Where(id => !taken.Contains(id)));
    }
}

using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Sites;

/// <summary>The rules on sites that a question asks, as a problem takes them: existing facilities first, then the candidates.</summary>
internal static class SitingStudyRules
{
    /// <summary>The problem with its rules.</summary>
    /// <param name="problem">Costs, demand and ids.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="study">The study as it stands.</param>
    /// <param name="existing">Facilities that stand.</param>
    /// <param name="candidates">Where something could be built.</param>
    /// <param name="tiers">Tier and place of each candidate; null without tiers.</param>
    /// <exception cref="InputException">A cost or a level is missing.</exception>
    public static SitingProblem AddTo(
        SitingProblem problem, SitingQuestion question, StudyResult study, Facility[] existing, SiteCandidates candidates,
        (IReadOnlyList<string> Tier, IReadOnlyList<string> Place)? tiers)
    {
        var apart = new List<(int, int)>();
        var onePlace = new List<SiteLimit>();
        if (question.ApartMetres is { } metres) apart.AddRange(TooNear(existing, candidates, metres));
        if (tiers is { } own)
        {
            // That a place hosts one tier only is no distance that could be dropped.
            onePlace.AddRange(Enumerable.Range(0, candidates.Ids.Count).GroupBy(k => own.Place[k]).Where(same => same.Count() > 1)
                .Select(same => new SiteLimit(
                    $"one tier at {same.Key}", [.. same.Select(k => existing.Length + k)], [.. same.Select(_ => 1.0)], 1)));
        }
        return problem with
        {
            SiteCosts = CostsOf(question, existing.Length, candidates),
            Budget = question.Budget,
            Apart = [.. apart.Distinct()],
            Limits = onePlace,
            Groups = question.UnitLevel is { } level
                ? [.. GroupsOf(question, level, study, existing, candidates, tiers?.Place ?? candidates.Ids)] : [],
            Assignment = question.KeepTogether ? AssignmentRule.Whole : AssignmentRule.Split,
            Tiers = [.. question.Tiers.Select(t => new SiteTier(
                t.Name, [.. Enumerable.Range(0, candidates.Ids.Count).Where(k => tiers!.Value.Tier[k] == t.Name)
                    .Select(k => existing.Length + k)], WalkTime.FromMinutes(t.Minutes).Ticks, t.Least, t.Most))],
        };
    }

    /// <summary>The costs of the file where a budget or the cheapest sites are asked; standing facilities cost nothing.</summary>
    private static double[]? CostsOf(SitingQuestion question, int existing, SiteCandidates candidates)
    {
        bool priced = candidates.Given?.Any(c => c.Cost is not null) == true;
        if (question.Budget is null && !(priced && question.Model == SitingObjective.Lscp)) return null;
        CandidatePlace? without = candidates.Given?.FirstOrDefault(c => c.Cost is null);
        if (candidates.Given is null || without is not null)
        {
            throw new InputException(
                question.Candidates, without?.Id ?? "", "found/no-cost", "expected/cost-column", "advice/budget-costs");
        }
        return [.. Enumerable.Repeat(0.0, existing), .. candidates.Given.Select(c => c.Cost!.Value)];
    }

    private static IEnumerable<SiteGroup> GroupsOf(
        SitingQuestion question, string level, StudyResult study, Facility[] existing, SiteCandidates candidates,
        IReadOnlyList<string> places)
    {
        if (!study.Units.Has(level))
            throw new InputException(
                nameof(SitingQuestion.UnitLevel), "", Notice.AsIs(level),
                new("expected/words", ("words", new NameList([.. study.Units.Levels]))), "advice/levels-of-units");
        // A community that is a candidate is in its units, whether a polygon tells or not.
        var community = Enumerable.Range(0, study.Communities.Count).ToDictionary(c => study.Communities[c].Id);
        IReadOnlyDictionary<string, string> Known(string place) =>
            question.IsCommunities && community.TryGetValue(place, out int c) ? CandidateUnits.OfCommunity(study, c)
            : new Dictionary<string, string>();
        UnitMap units = CandidateUnits.Of(study, candidates.Ids.Select((id, k) => (id, candidates.Positions[k], Known(places[k]))));
        var place = study.Facilities.Facilities.Select((f, i) => (f.Id, i)).ToDictionary(f => f.Id, f => f.i);
        for (int u = 0; u < study.Units.At(level).Count; u++)
        {
            int[] inside =
            [
                .. Enumerable.Range(0, existing.Length).Where(k => study.Units.OfFacility(level, place[existing[k].Id]) == u),
                .. Enumerable.Range(0, candidates.Ids.Count).Where(k => units.OfFacility(level, k) == u).Select(k => existing.Length + k),
            ];
            yield return new SiteGroup(study.Units.At(level)[u].Id, inside, question.UnitLeast, question.UnitMost);
        }
    }

    /// <summary>
    /// Pairs of sites nearer than a distance, as the crow flies; two facilities that stand and stay may be near each other.
    /// </summary>
    private static IEnumerable<(int, int)> TooNear(Facility[] existing, SiteCandidates candidates, double metres)
    {
        Position[] at = [.. existing.Select(f => f.Position), .. candidates.Positions];
        var tree = new STRtree<int>();
        for (int j = 0; j < at.Length; j++) tree.Insert(new Envelope(new Coordinate(at[j].Lon, at[j].Lat)), j);
        var near = new List<(int, int)>();
        for (int j = existing.Length; j < at.Length; j++)
        {
            var scale = new LocalMetres(at[j].LatE7);
            var box = new Envelope(new Coordinate(at[j].Lon, at[j].Lat));
            box.ExpandBy(metres / (scale.MetresPerLonUnit * 1e7), metres / (scale.MetresPerLatUnit * 1e7));
            near.AddRange(tree.Query(box).Where(k => k < j && LocalMetres.Between(at[k], at[j]) < metres).Select(k => (k, j)));
        }
        return near.Order();
    }
}

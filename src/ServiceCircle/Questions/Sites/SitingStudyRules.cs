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
internal sealed class SitingStudyRules(SitingQuestion question, StudyResult study, Facility[] existing, SiteCandidates candidates)
{
    /// <exception cref="InputException">A cost or a level is missing.</exception>
    public SitingProblem AddTo(SitingProblem problem) => problem with
    {
        SiteCosts = SiteCosts(),
        Budget = question.Budget,
        Apart = question.ApartMetres is { } metres ? [.. TooNear(metres)] : [],
        // That a place hosts one tier only is no distance that could be dropped.
        Limits = [.. candidates.Tiers.Index().GroupBy(t => t.Item.Place, t => existing.Length + t.Index).Where(g => g.Count() > 1)
            .Select(g => new SiteLimit(new Notice("siting/rule/one-tier", ("place", g.Key)), [.. g], [.. g.Select(_ => 1.0)], 1))],
        Groups = question.UnitLevel is { } level ? [.. GroupsOf(level)] : [],
        Assignment = question.KeepTogether ? AssignmentRule.Whole : AssignmentRule.Split,
        Tiers = [.. question.Tiers.Select(t => new SiteTier(
            t.Name, [.. candidates.Tiers.Index().Where(own => own.Item.Tier == t.Name).Select(own => existing.Length + own.Index)],
            WalkTime.FromMinutes(t.Minutes).Ticks, t.Least, t.Most))],
    };

    /// <summary>The costs of the file where a budget or the cheapest sites are asked; standing facilities cost nothing.</summary>
    private double[]? SiteCosts()
    {
        bool priced = candidates.Given?.Any(c => c.Cost is not null) == true;
        if (question.Budget is null && !(priced && question.Model == SitingObjective.Lscp)) return null;
        CandidatePlace? without = candidates.Given?.FirstOrDefault(c => c.Cost is null);
        if (candidates.Given is null || without is not null)
            throw new InputException(
                question.Candidates, without?.Id ?? "", "found/no-cost", "expected/cost-column", "advice/budget-costs");
        return [.. existing.Select(_ => 0.0), .. candidates.Given.Select(c => c.Cost!.Value)];
    }

    private IEnumerable<SiteGroup> GroupsOf(string level)
    {
        if (!study.Units.Has(level))
            throw new InputException(
                nameof(SitingQuestion.UnitLevel), "", Notice.AsIs(level),
                new("expected/words", ("words", new NameList([.. study.Units.Levels]))), "advice/levels-of-units");
        // A community that is a candidate is in its units, whether a polygon tells or not.
        var community = study.Communities.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        IReadOnlyDictionary<string, string> Known(string place) =>
            question.IsCommunities && community.TryGetValue(place, out int c) ? CandidateUnits.OfCommunity(study, c)
            : new Dictionary<string, string>();
        string PlaceOf(int k) => candidates.Tiers.Count == 0 ? candidates.Ids[k] : candidates.Tiers[k].Place;
        UnitMap units = CandidateUnits.Of(study, candidates.Ids.Select((id, k) => (id, candidates.Positions[k], Known(PlaceOf(k)))));
        var index = study.Facilities.Facilities.Index().ToDictionary(f => f.Item.Id, f => f.Index);
        int[] unitOf =
        [
            .. existing.Select(f => study.Units.OfFacility(level, index[f.Id])),
            .. Enumerable.Range(0, candidates.Ids.Count).Select(k => units.OfFacility(level, k)),
        ];
        ILookup<int, int> inside = Enumerable.Range(0, unitOf.Length).ToLookup(j => unitOf[j]);
        return study.Units.At(level).Select((unit, u) => new SiteGroup(unit.Id, [.. inside[u]], question.UnitLeast, question.UnitMost));
    }

    /// <summary>Pairs of sites nearer than a distance, as the crow flies; facilities that stand and stay may be near each other.</summary>
    private IEnumerable<(int, int)> TooNear(double metres)
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
        return near.Distinct().Order();
    }
}

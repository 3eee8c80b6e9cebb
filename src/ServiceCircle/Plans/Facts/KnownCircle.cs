using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// A circle as far as the study knows it: who is or may be in it, what would tell of those that only may be, and what would tell of
/// people in it who are in no row of the table of communities.
/// </summary>
internal sealed record KnownCircle(
    Circle Circle, IReadOnlyList<(int Community, Answer IsIn)> Members, IReadOnlyList<string> Doubts, IReadOnlyList<string> Missing)
{
    /// <summary>The circles of a study, in the order of the register or of the centres.</summary>
    public static IReadOnlyList<KnownCircle> Find(Circles circles, Evidence evidence) => circles.Around is { } category
        ? [.. AroundCentres(circles.Limit, [.. evidence.Whole.Offering(new ServiceClass("", "", [category]))], evidence)]
        : [.. circles.Registered.Select(r => r.Communities is { } listed ? Listed(r, listed, evidence) : Drawn(r, evidence))];

    private static KnownCircle Listed(Circle circle, IReadOnlyList<string> names, Evidence evidence)
    {
        int[] found = [.. names.Select(evidence.CommunityNames.Find)];
        string[] missing = found.Any(c => c < 0) ? ["circles.communities"] : [];
        IEnumerable<int> homes = found.Where(c => c >= 0).Distinct().SelectMany(evidence.HomesOf).Order();
        return new KnownCircle(circle, [.. homes.Select(c => (c, Answer.Yes))], [], missing);
    }

    private static KnownCircle Drawn(Circle circle, Evidence evidence)
    {
        bool Holds(Position at) => circle.Area!.Covers(new Point(at.Lon, at.Lat));
        IEnumerable<int> inside = Enumerable.Range(0, evidence.All.Count).Where(c => Holds(evidence.All[c].Community.Position));
        bool hasEmptyUnit = evidence.Units.At(UnitLevels.Community).Where((unit, u) => unit.HasArea
            && evidence.Units.Members(UnitLevels.Community, u).Count == 0 && circle.Area!.Covers(unit.Geometry!.InteriorPoint)).Any();
        string[] missing = hasEmptyUnit ? ["communities.units." + UnitLevels.Community] : [];
        return new KnownCircle(circle, [.. inside.Select(c => (c, Answer.Yes))], [], missing);
    }

    private static IEnumerable<KnownCircle> AroundCentres(WalkTime limit, int[] centres, Evidence evidence)
    {
        var circles = new SortedDictionary<int, (List<(int, Answer)> Members, List<string> Doubts)>();
        (int Centre, WalkTime Time)[][] walks = WalksTo(centres, limit, evidence);
        for (int c = 0; c < walks.Length; c++)
        {
            List<string> needs = [];
            foreach (int f in CentresOf(c, walks[c], needs))
            {
                if (!circles.TryGetValue(f, out var circle)) circles[f] = circle = ([], []);
                circle.Members.Add((c, needs.Count > 0 ? Answer.Unknown : Answer.Yes));
                circle.Doubts.AddRange(needs);
            }
        }
        return circles.Select(c => new KnownCircle(
            new Circle(evidence.Facilities[c.Key].Id, evidence.Facilities[c.Key].Name, null, null), c.Value.Members,
            [.. c.Value.Doubts.Distinct()], []));

        // The centre that a community belongs to. Where it is not known which is the nearest, all that may be, and what would tell: one
        // nearer that may not be open, one off the network within the straight line, one beyond the edge of the map; from a home off the
        // network any that is near.
        int[] CentresOf(int community, (int Centre, WalkTime Time)[] walks, List<string> needs)
        {
            if (!evidence.IsOnNetwork(community))
            {
                needs.Add("communities.on_network");
                return Near(community, centres, limit);
            }
            int known = Array.FindIndex(walks, w => evidence.Supply.IsOpen(w.Centre) == Answer.Yes);
            int[] candidates = [.. (known < 0 ? walks : walks[..(known + 1)]).Select(w => w.Centre)];
            WalkTime upTo = known < 0 ? limit : walks[known].Time;
            if (Array.Exists(candidates, f => evidence.Supply.IsOpen(f) == Answer.Unknown)) needs.Add("facilities.columns.opened_on");
            int[] off = Near(community, centres.Where(f => !evidence.Town.Walks.Sites[f].IsOnNetwork), upTo);
            if (off.Length > 0) needs.Add("facilities.on_network");
            if (evidence.All[community].ToEdge.IsWithin(upTo)) needs.Add("network.edge");
            return [.. candidates, .. off];
        }

        int[] Near(int community, IEnumerable<int> some, WalkTime time)
        {
            double metres = CoverageCount.StraightReach(evidence.Town.Walks.Graph.Walker, time);
            Position home = evidence.All[community].Community.Position;
            return [.. some.Where(f => Geo.LocalMetres.Between(home, evidence.Facilities[f].Position) <= metres)];
        }
    }

    /// <summary>For every community the centres within the limit, the nearest first.</summary>
    private static (int Centre, WalkTime Time)[][] WalksTo(int[] centres, WalkTime limit, Evidence evidence)
    {
        List<(int Centre, WalkTime Time)>[] walks = [.. evidence.All.Select(_ => new List<(int, WalkTime)>())];
        foreach (int f in centres)
            foreach (Reachability.Walk walk in evidence.Town.Walks.Times.Walks(f))
                if (walk.Time.IsWithin(limit)) walks[walk.Column].Add((f, walk.Time));
        return [.. walks.Select(w => w.OrderBy(x => x.Time.Ticks).ThenBy(x => x.Centre).ToArray())];
    }
}

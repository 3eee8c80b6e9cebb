using ServiceCircle.Reports.Model;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Output;

/// <summary>Everything about the walker that moves a figure, each with where it comes from, for the report.</summary>
internal static class WalkerFacts
{
    private static readonly RoadClass[] Roads =
        [RoadClass.Service, RoadClass.Minor, RoadClass.Tertiary, RoadClass.Secondary, RoadClass.Primary];

    public static IReadOnlyList<WalkerFact> Gather(WalkGraph graph, Messages m)
    {
        Walker walker = graph.Walker;
        WalkNetwork network = graph.Network;
        var facts = new List<WalkerFact>
        {
            Fact(m["walker/speed"],
                m.Text("walker/speed-value", ("speed", m.Number(walker.SpeedKmh, 1)), ("metres", m.Number(walker.SpeedMetresPerSecond, 2))),
                "speed", walker.SpeedSource),
            walker.MayUseSteps
                ? Fact(m["walker/steps"], m.Text("walker/steps-value", ("factor", m.Number(walker.StepsFactor, 1))),
                    "steps", walker.StepsSource)
                : new(m["walker/steps"], m["walker/steps-closed"], ""),
            Fact(m["walker/signals"], Seconds(CrossingKind.Signals), "crossings", walker.Crossings.Source),
            Fact(m["walker/marked"], Seconds(CrossingKind.Marked), "crossings", walker.Crossings.Source),
            Fact(m["walker/unmarked"], Seconds(CrossingKind.Unmarked), "crossings", walker.Crossings.Source),
            Fact(m["walker/slope"], Slope(), "slope", walker.Slope.Source),
            Fact(m["walker/ferry"], m.Text("walker/ferry-value", ("speed", m.Number(walker.FerryKmh, 1))), "ferry", walker.FerrySource),
        };
        facts.InsertRange(1, Riding(walker, m));
        if (Closed() is { Length: > 0 } closed) facts.Add(new(m["walker/impassable"], closed, ""));
        if (walker.MustKnow.Count > 0)
        {
            string what = string.Join(m["list/separator"], walker.MustKnow.Select(Known));
            facts.Add(new(m["walker/unknown"],
                m.Text(walker.UnknownPolicy == Walker.KnownOnly ? "walker/unknown-closed" : "walker/unknown-open",
                    ("what", what), ("share", m.Percent(NetworkChecks.UnknownShare(network, walker)))), ""));
        }
        (int squares, int links) = Assumed(network);
        facts.Add(new(m["walker/assumed"], walker.OnlyDrawnWays ? m["walker/assumed-none"]
            : m.Text("walker/assumed-value", ("squares", squares), ("links", links)), ""));
        return facts;

        WalkerFact Fact(string what, string value, string of, string source) => FactOf(walker, what, value, of, source, m);

        string Seconds(CrossingKind kind) => string.Join(" / ", Roads.Select(r => m.Number(walker.Crossings.Of(kind, r))));

        string Slope() => !network.HasHeights || walker.Slope.Steepness == 0
            ? m["walker/slope-none"]
            : m.Text("walker/slope-value", ("steepness", m.Number(walker.Slope.Steepness, 1)), ("best", m.Percent(walker.Slope.BestGrade)),
                ("most", m.Percent(walker.Slope.MaxGrade)), ("pieces", graph.SteepPieces));

        string Known(string what) => what switch
        {
            "surface" => m["walker/know-surface"],
            "kerb" => m["walker/know-kerb"],
            "width" => m["walker/know-width"],
            _ => m["walker/know-incline"],
        };

        string Closed()
        {
            Limits limits = walker.Impassable;
            var closed = new List<string>();
            if (limits.Surfaces.Contains(Surface.Loose)) closed.Add(m["walker/closed-loose"]);
            if (limits.Surfaces.Contains(Surface.Uneven)) closed.Add(m["walker/closed-uneven"]);
            if (limits.Kerbs.Contains(Kerb.Raised)) closed.Add(m["walker/closed-kerb"]);
            if (limits.InclineAbovePercent is { } incline) closed.Add(m.Text("walker/closed-incline", ("percent", m.Number(incline))));
            if (limits.NarrowerThanMetres is { } width) closed.Add(m.Text("walker/closed-width", ("metres", m.Number(width, 1))));
            if (limits.NarrowGates) closed.Add(m["walker/closed-narrow"]);
            if (limits.HeedsWheelchairTag) closed.Add(m["walker/closed-tag"]);
            if (walker.AtNight) closed.Add(m["walker/closed-night"]);
            return string.Join(m["list/separator"], closed);
        }
    }

    /// <summary>How fast a walker rides; empty for people on foot.</summary>
    public static IEnumerable<WalkerFact> Riding(Walker walker, Messages m)
    {
        if (walker.Riding is not { } riding) yield break;
        string value = m.Text(
            "walker/riding-value", ("speed", m.Number(riding.SpeedKmh, 1)), ("loose", m.Number(riding.LooseKmh ?? riding.SpeedKmh, 1)),
            ("pushed", m.Number(walker.SpeedKmh, 1)));
        yield return FactOf(walker, m["walker/riding"], value, "riding", riding.Source, m);
    }

    /// <summary>Where a number of a walker comes from, in the report's language where the file has it.</summary>
    public static string SourceOf(Walker walker, string of, string source, Messages m) =>
        m.Language == Language.Zh ? walker.SourcesZh.GetValueOrDefault(of, source) : source;

    /// <summary>How far a source is to be trusted stands in its own words, which are English.</summary>
    private static WalkerFact FactOf(Walker walker, string what, string value, string of, string source, Messages m) =>
        new(what, value, SourceOf(walker, of, source, m))
        {
            IsAssumed = source.Contains("assumption", StringComparison.Ordinal),
            IsFromMemory = source.Contains("memory", StringComparison.Ordinal),
        };

    private static (int Squares, int Links) Assumed(WalkNetwork network)
    {
        int squares = 0, links = 0;
        for (int e = 0; e < network.EdgeCount; e++)
        {
            if (!network.Attributes(e).Has(WayFlags.Assumed)) continue;
            if (network.Attributes(e).Has(WayFlags.Sidewalk)) links++; else squares++;
        }
        return (squares, links);
    }
}

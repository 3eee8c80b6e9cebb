using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Benchmarks;

/// <summary>
/// Who reaches what in fifteen minutes, walker by walker and factor by factor: share of the length of residential streets from which a
/// facility of OpenStreetMap can be walked to. Streets stand for homes, because they are the same for every walker and need no table.
/// </summary>
internal static class WalkerComparison
{
    private static readonly string[] Groups = ["elder", "child", "health", "sport"];

    /// <summary>Prints a Markdown table; with a file of heights also the rows with slopes.</summary>
    public static int Run(string file, string? heights)
    {
        WalkNetwork level = NetworkBuilder.FromOsm(file);
        WalkNetwork? hilly = heights is null ? null : Elevation.Add(level, HeightGrid.Read(heights));
        CategoryCatalogue catalogue = CategoryCatalogue.Load();
        IReadOnlyList<Facility> facilities =
            Duplicates.Merge(FacilityReader.FromOsm(level.Features.Find(FeatureGroups.Place), catalogue)).Facilities;
        Console.WriteLine(
            FormattableString.Invariant(
                $"facilities: {string.Join(", ", Groups.Select(g => $"{g} {facilities.Count(f => f.Offers(g))}"))}"));
        Console.WriteLine($"| walker | {string.Join(" | ", Groups)} | unknown to the walker |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---:|", Groups.Length + 1)));
        foreach ((string name, Walker walker, bool withHeights) in Rows(hilly is not null))
        {
            WalkNetwork network = withHeights ? hilly! : level;
            IEnumerable<string> cells = Shares(network, walker, facilities).Select(s => FormattableString.Invariant($"{s:P1}"));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {name} | {string.Join(" | ", cells)} | {NetworkChecks.UnknownShare(network, walker):P1} |"));
        }
        return 0;
    }

    /// <summary>From the adult on the level to the others, one factor after another.</summary>
    private static IEnumerable<(string Name, Walker Walker, bool WithHeights)> Rows(bool withHeights)
    {
        Walker adult = Walker.Load("adult"), elderly = Walker.Load("elderly"), wheels = Walker.Load("wheelchair");
        Walker slow = adult with { SpeedKmh = elderly.SpeedKmh }, stairs = slow with { StepsFactor = elderly.StepsFactor };
        Walker rolling = adult with { SpeedKmh = wheels.SpeedKmh }, waiting = rolling with { Crossings = wheels.Crossings },
            noStairs = waiting with { MayUseSteps = false };
        var level = new List<(string, Walker)>
        {
            ("adult", adult), ("adult at the older person's speed", slow), ("and slower on stairs", stairs),
            ("and longer at crossings: older person", elderly),
            ("adult at the wheelchair's speed", rolling), ("and longer at crossings", waiting), ("and without stairs", noStairs),
            ("and without loose ground, raised kerbs, narrow or closed ways: wheelchair", wheels),
            ("wheelchair, only where surface and kerb are known", wheels with { UnknownPolicy = Walker.KnownOnly }),
        };
        foreach ((string name, Walker walker) in level) yield return (name, walker, false);
        if (!withHeights) yield break;
        foreach ((string name, Walker walker) in new[]
        {
            ("adult with slopes", adult), ("older person with slopes", elderly),
            ("wheelchair with an adult's slopes", wheels with { Slope = adult.Slope }), ("wheelchair with slopes", wheels),
        }) yield return (name, walker, true);
    }

    private static IEnumerable<double> Shares(WalkNetwork network, Walker walker, IReadOnlyList<Facility> facilities)
    {
        WalkGraph visitors = WalkGraph.Of(network, walker);
        var locator = new PlaceLocator(visitors, WalkGraph.Of(network, walker, asResident: true), Snapper.DefaultMaxMetres);
        var search = new WalkSearch(visitors);
        foreach (string group in Groups)
        {
            search.Run([.. facilities.Where(f => f.Offers(group))
                .SelectMany(f => locator.Facility(f.Geometry, f.Position, f.AccessCostSeconds).Accesses)], WalkTime.FromMinutes(15),
                    Direction.To);
            double all = 0, reached = 0;
            for (int e = 0; e < network.EdgeCount; e++)
            {
                if (network.Attributes(e).Kind != WayKind.Street) continue;
                double half = network.LengthMetres[e] / 2;
                all += 2 * half;
                if (search.TimeOf(network.Tail[e]).IsReachable) reached += half;
                if (search.TimeOf(network.Head[e]).IsReachable) reached += half;
            }
            yield return reached / all;
        }
    }
}

using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// Who reaches a clinic or a pharmacy in fifteen minutes in two real places, by length of residential streets: what makes walking harder
/// never raises the share, factor by factor. docs/las-palmas.md has the figures, by <c>ServiceCircle.Benchmarks walkers</c>.
/// </summary>
public sealed class CitiesByWalkerTests
{
    [Fact]
    public void Las_Palmas() => Falls(NetworkBuilder.FromOsm(Shared.Path("laspalmas", "laspalmas.osm.pbf")), heights: null);

    [Fact]
    public void Liechtenstein_level_and_with_slopes() =>
        Falls(NetworkBuilder.FromOsm(Shared.Path("liechtenstein", "liechtenstein.osm.pbf")), Shared.Path("liechtenstein", "dem.asc"));

    private static void Falls(WalkNetwork level, string? heights)
    {
        Walker adult = Walker.Load("adult"), elderly = Walker.Load("elderly"), wheels = Walker.Load("wheelchair");
        OsmPlaces places = new(level);
        double adultShare = places.Share(level, adult), elderlyShare = places.Share(level, elderly),
            wheelsShare = places.Share(level, wheels);
        Assert.InRange(adultShare, 0.3, 0.99);
        Assert.True(elderlyShare < adultShare, $"older person {elderlyShare:P1}, adult {adultShare:P1}");
        Assert.True(wheelsShare < elderlyShare, $"wheelchair {wheelsShare:P1}, older person {elderlyShare:P1}");

        // Each factor on its own takes something away or nothing.
        Assert.True(places.Share(level, adult with { SpeedKmh = elderly.SpeedKmh }) < adultShare);
        Assert.True(places.Share(level, adult with { StepsFactor = 10 }) <= adultShare);
        Assert.True(places.Share(level, adult with { Crossings = elderly.Crossings }) <= adultShare);
        Assert.True(places.Share(level, adult with { MayUseSteps = false }) <= adultShare);
        Assert.True(places.Share(level, adult with { Impassable = wheels.Impassable }) <= adultShare);
        double known = places.Share(level, wheels with { UnknownPolicy = Walker.KnownOnly });
        Assert.True(known < wheelsShare, $"only what is known {known:P1}, wheelchair {wheelsShare:P1}");

        if (heights is null) return;
        WalkNetwork hilly = Elevation.Add(level, HeightGrid.Read(heights));
        double adultHilly = places.Share(hilly, adult), wheelsHilly = places.Share(hilly, wheels);
        Assert.True(adultHilly < adultShare, $"with slopes {adultHilly:P1}, level {adultShare:P1}");
        Assert.True(wheelsHilly < wheelsShare, $"with slopes {wheelsHilly:P1}, level {wheelsShare:P1}");
        Assert.True(wheelsHilly <= places.Share(hilly, wheels with { Slope = adult.Slope }));
        // Slopes weigh more on wheels than on feet.
        Assert.True(1 - wheelsHilly / wheelsShare > 1 - adultHilly / adultShare);
    }

    private sealed class OsmPlaces(WalkNetwork network)
    {
        private readonly Facility[] _health =
            [.. FacilityReader.FromOsm(network.Features.Find(FeatureGroups.Place), CategoryCatalogue.Load()).Facilities.Where(
                f => f.Offers("health"))];

        public double Share(WalkNetwork network, Walker walker)
        {
            WalkGraph graph = WalkGraph.Of(network, walker);
            var search = new WalkSearch(graph);
            var snapper = new Snapper(graph);
            search.Run([.. _health.SelectMany(f => Access.List(snapper.Snap(f.Position), walker))], WalkTime.FromMinutes(15), Direction.To);
            double all = 0, reached = 0;
            for (int e = 0; e < network.EdgeCount; e++)
            {
                if (network.Attributes(e).Kind != WayKind.Street) continue;
                all += network.LengthMetres[e];
                foreach (int end in new[] { network.Tail[e], network.Head[e] })
                    if (search.TimeOf(end).IsReachable) reached += network.LengthMetres[e] / 2;
            }
            return reached / all;
        }
    }
}

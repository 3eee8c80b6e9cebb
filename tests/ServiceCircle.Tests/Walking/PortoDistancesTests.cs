using System.Globalization;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using Xunit.Abstractions;

namespace ServiceCircle.Tests.Walking;

public sealed class PortoDistancesTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Probe()
    {
        string[] lines = File.ReadAllLines(Shared.Path("porto", "walk_distances_reference.csv"));
        WalkGraph graph = WalkGraph.Of(NetworkBuilder.FromOsm(Shared.Path("porto", "porto_metro_streets.osm.pbf")), Town.Walker);
        var snapper = new Snapper(graph, 500);
        foreach (string line in lines.Skip(1))
        {
            string[] c = line.Split(',');
            double[] v = [.. c.Select(x => double.TryParse(x, CultureInfo.InvariantCulture, out double d) ? d : double.NaN)];
            Snap a = snapper.Snap(ServiceCircle.Geo.Position.FromDegrees(v[2], v[3])), b = snapper.Snap(ServiceCircle.Geo.Position.FromDegrees(v[4], v[5]));
            var t = TravelTimeMatrix.Compute(graph, [[Access.Of(a, Town.Walker)!.Value]], [[Access.Of(b, Town.Walker)!.Value]], WalkTime.FromMinutes(600), Direction.From);
            double m = t.Row(0).Count == 1 ? t.Row(0)[0].Metres : double.NaN;
            string path = "";
            output.WriteLine(FormattableString.Invariant($"{c[0]},{c[1]},{c[7]},{c[9]},{m:0.0},{(m / v[9] - 1) * 100:0.00},{(m / v[7] - 1) * 100:0.00},{a.DistanceMetres:0.0},{b.DistanceMetres:0.0},{a.Status},{b.Status},{a.NearerIslandMetres},{b.NearerIslandMetres}{path}"));
        }
        Assert.Fail("look");
    }
}

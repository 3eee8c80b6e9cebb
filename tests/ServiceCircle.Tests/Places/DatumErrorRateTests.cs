using System.Globalization;
using System.Text;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Places;

/// <summary>
/// How often a file in the right datum is called shifted, and one in a wrong datum is not: on random towns of crooked streets 80 to 250 m
/// apart, with places 5 to 60 m off them. The suite takes 40 towns; a thousand:
/// SERVICECIRCLE_CAMPAIGN=1 dotnet test -c Release --filter FullyQualifiedName~DatumErrorRateTests --logger "console;verbosity=detailed"
/// </summary>
public sealed class DatumErrorRateTests(ITestOutputHelper output)
{
    private static readonly int Towns = Environment.GetEnvironmentVariable("SERVICECIRCLE_CAMPAIGN") == "1" ? 1_000 : 40;

    [Theory]
    [InlineData(10, 0.5)]
    [InlineData(20, 0.6)]
    [InlineData(50, 0.75)]
    [InlineData(500, 0.9)]
    public void Right_datums_are_left_alone_and_wrong_ones_are_told_or_doubted(int points, double least)
    {
        int falseAlarms = 0, falseDoubts = 0, told = 0, doubted = 0, all = 0;
        for (int seed = 0; seed < Towns; seed++)
        {
            var random = new Random(seed);
            using var town = new StreetGrid(random);
            Position[] places = [.. Enumerable.Range(0, points).Select(_ => town.PlaceBesideAStreet())];
            DatumFit right = DatumFit.Compare("right", ChineseDatum.Wgs84, places, town.Snapper)!;
            if (right.IsShifted) falseAlarms++;
            else if (right.MayBeShifted) falseDoubts++;
            foreach (ChineseDatum datum in (ChineseDatum[])[ChineseDatum.Gcj02, ChineseDatum.Bd09])
            {
                all++;
                Position[] shifted = [.. places.Select(p => ChineseDatums.FromWgs84(datum, p.Lon, p.Lat))
                    .Select(p => Position.FromDegrees(p.Lon, p.Lat))];
                DatumFit wrong = DatumFit.Compare("wrong", ChineseDatum.Wgs84, shifted, town.Snapper)!;
                if (wrong.IsShifted && wrong.Best == datum) told++;
                else if (wrong.MayBeShifted) doubted++;
            }
        }
        output.WriteLine(FormattableString.Invariant(
            $"{points} points, {Towns} towns: {falseAlarms} false alarms, {falseDoubts} false doubts; of {all} {told} told, {doubted} doubted"));
        Assert.InRange(falseAlarms, 0, Math.Max(1, Towns / 100));
        Assert.InRange(falseDoubts, 0, Math.Max(3, Towns / 12));
        Assert.InRange(told + doubted, least * all, all);
    }

    /// <summary>A town in central China whose streets run in both directions at random distances, each of them crooked.</summary>
    private sealed class StreetGrid : IDisposable
    {
        private const double Lon = 112, Lat = 33, Side = 3_000;
        private static readonly LocalMetres Scale = new(Lat * 1e7);
        private readonly string _path = Path.Combine(Path.GetTempPath(), $"datum-{Guid.NewGuid():N}.osm");
        private readonly Random _random;
        private readonly List<(double X, double Y)[]> _streets = [];

        public StreetGrid(Random random)
        {
            _random = random;
            for (double at = 0; at < Side; at += 80 + 170 * random.NextDouble()) _streets.Add(Street(at, isEast: true));
            for (double at = 0; at < Side; at += 80 + 170 * random.NextDouble()) _streets.Add(Street(at, isEast: false));
            File.WriteAllText(_path, Osm());
            Snapper = new Snapper(WalkGraph.Of(NetworkBuilder.FromOsm(_path), Town.Walker));
        }

        public Snapper Snapper { get; }

        public Position PlaceBesideAStreet()
        {
            (double X, double Y)[] street = _streets[_random.Next(_streets.Count)];
            int i = _random.Next(1, street.Length);
            double share = _random.NextDouble(), off = (5 + 55 * _random.NextDouble()) * (_random.Next(2) * 2 - 1);
            (double dx, double dy) = (street[i].X - street[i - 1].X, street[i].Y - street[i - 1].Y);
            double length = Math.Sqrt(dx * dx + dy * dy);
            return At(street[i - 1].X + share * dx - off * dy / length, street[i - 1].Y + share * dy + off * dx / length);
        }

        public void Dispose() => File.Delete(_path);

        private (double X, double Y)[] Street(double at, bool isEast)
        {
            var line = new List<(double, double)>();
            double bend = 60 * _random.NextDouble(), phase = 6 * _random.NextDouble();
            for (double along = 0; along <= Side; along += 100)
            {
                double off = at + bend * Math.Sin(phase + along / 400);
                line.Add(isEast ? (along, off) : (off, along));
            }
            return [.. line];
        }

        private static Position At(double x, double y) => new(
            (int)(Lon * 1e7) + (int)Math.Round(x / Scale.MetresPerLonUnit), (int)(Lat * 1e7) + (int)Math.Round(y / Scale.MetresPerLatUnit));

        private string Osm()
        {
            var text = new StringBuilder("<osm version='0.6'>");
            var ways = new StringBuilder();
            int id = 0;
            foreach ((double X, double Y)[] street in _streets)
            {
                ways.Append(CultureInfo.InvariantCulture, $"<way id='{id + 1}'>");
                foreach ((double x, double y) in street)
                {
                    Position p = At(x, y);
                    text.Append(CultureInfo.InvariantCulture, $"<node id='{++id}' lat='{p.Lat:0.0000000}' lon='{p.Lon:0.0000000}'/>");
                    ways.Append(CultureInfo.InvariantCulture, $"<nd ref='{id}'/>");
                }
                ways.Append("<tag k='highway' v='residential'/></way>");
            }
            return text.Append(ways).Append("</osm>").ToString();
        }
    }
}

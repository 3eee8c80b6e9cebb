using System.Globalization;
using System.Text;
using ServiceCircle.Output;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>
/// A seeded small town as files: bent blocks with some streets missing, a locked compound, gates, stairs, one-ways, a bridge and an
/// island; homes as points and as polygons; two services; one plan clause on each. The walk that counts is a few blocks only.
/// </summary>
internal sealed class RandomStudy : IDisposable
{
    private const int Side = 7;
    private const double Block = 130;
    private static readonly string[] Tags =
        ["highway=residential", "highway=residential", "highway=footway", "highway=footway", "highway=steps",
            "highway=footway oneway:foot=yes", "highway=footway bridge=yes", "highway=service access=private"];

    private readonly Random _random;
    private readonly OsmText _osm = new();
    private readonly TemporaryFolder _folder = new();
    private readonly int? _shuffle;

    public RandomStudy(int seed, int? shuffle = null)
    {
        _shuffle = shuffle;
        _random = new Random(seed);
        DrawStreets();
        File.Copy(_osm.Write(), _folder["town.osm"]);
        WriteCommunities();
        WriteFacilities();
        _folder.Write("plan.json", """
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own plan", "year": 2025, "clauses": [
              { "id": "own-1", "clause": "1", "quote": "q", "indicator": "share_of_units", "level": "community", "categories": ["elder.daycare"], "operator": ">=", "value": 60, "unit": "%", "strength": "firm" },
              { "id": "own-2", "clause": "2", "quote": "q", "indicator": "per_1000", "categories": ["child.nursery"], "of": "capacity", "people": "population", "operator": ">=", "value": 30, "unit": "places per 1,000 people", "strength": "firm" } ] }
            """);
        Study = new ScenarioStudy(Studies.Study.Run(StudyFile.Load(_folder.Write("study.json", """
            { "name": "town", "network": { "osm": "town.osm" }, "communities": { "file": "communities.csv" }, "facilities": [ { "file": "facilities.csv" } ], "max_snap_m": 60,
              "services": [ { "category": "elder.daycare", "minutes": 4 }, { "category": "child.nursery", "minutes": 6 } ], "plans": ["plan.json"], "default_minutes": 5 }
            """))));
    }

    public ScenarioStudy Study { get; }

    public StudyResult Baseline => Study.Baseline;

    /// <summary>Places where a gate can be opened or locked.</summary>
    public List<Position> Gates { get; } = [];

    /// <summary>Every crossing of the town.</summary>
    public List<Position> Corners { get; } = [];

    /// <summary>Lines along streets, to close them.</summary>
    public List<Position[]> Streets { get; } = [];

    /// <summary>One change of a kind, by another random source than the town's.</summary>
    public Change RandomChange(Random random, int number)
    {
        Position Somewhere() => OsmText.At(random.Next(-40, (int)(Side * Block)), random.Next(-40, (int)(Side * Block)));
        string facility = $"f{random.Next(12):00}";
        return random.Next(11) switch
        {
            0 or 1 => new AddFacility(
                $"n{number}", [random.Next(2) == 0 ? "elder.daycare" : "child.nursery"], Somewhere())
            { Capacity = random.Next(60) },
            2 => new MoveFacility(facility, Somewhere()),
            3 => new CloseFacility(facility),
            4 => new SetCapacity(facility, random.Next(100)),
            5 or 6 => Path(random),
            7 or 8 => new ChangeNetwork(new NetworkEdit(NetworkEditKind.ClosePath, Streets[random.Next(Streets.Count)])),
            9 => new ChangeNetwork(
                new NetworkEdit(
                    random.Next(2) == 0 ? NetworkEditKind.OpenGate : NetworkEditKind.CloseGate, [Gates[random.Next(Gates.Count)]])),
            _ => new ScalePopulation($"c{random.Next(30):00}", 0.5 + random.NextDouble()),
        };
    }

    public ChangeNetwork Path(Random random) =>
        new(new NetworkEdit(
            NetworkEditKind.AddPath,
            [Corners[random.Next(Corners.Count)], OsmText.At(random.Next((int)(Side * Block)), random.Next((int)(Side * Block)))],
            (PathKind)random.Next(3)));

    /// <summary>Every file of a result, its areas drawn anew unless they are given.</summary>
    public static Dictionary<string, string> FilesOf(StudyResult result, ServiceAreas? areas = null)
    {
        using var folder = new TemporaryFolder();
        StudyFiles.WriteAll(result, areas ?? new ServiceAreas(result), folder.Path, Language.En);
        return Directory.GetFiles(folder.Path)
            .ToDictionary(f => System.IO.Path.GetFileName(f),
                f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));
    }

    public void Dispose()
    {
        _osm.Dispose();
        _folder.Dispose();
    }

    private void DrawStreets()
    {
        var at = new Position[Side, Side];
        long Node(int x, int y) => 1 + x * Side + y;
        for (int x = 0; x < Side; x++)
            for (int y = 0; y < Side; y++)
            {
                at[x, y] = OsmText.At(x * Block + _random.Next(-35, 35), y * Block + _random.Next(-35, 35));
                Corners.Add(at[x, y]);
                bool isGate = _random.Next(5) == 0;
                if (isGate) Gates.Add(at[x, y]);
                _osm.Node(Node(x, y), at[x, y], isGate
                    ? _random.Next(3) switch { 0 => "barrier=gate access=no", 1 => "barrier=gate access=private", _ => "barrier=gate" }
                    : "");
            }
        long way = 1;
        for (int x = 0; x < Side; x++)
            for (int y = 0; y < Side; y++)
            {
                if (x + 1 < Side) Street(Node(x, y), Node(x + 1, y), at[x, y], at[x + 1, y], x == 3 && y is > 1 and < 5);
                if (y + 1 < Side) Street(Node(x, y), Node(x, y + 1), at[x, y], at[x, y + 1], x is 3 or 4 && y is > 1 and < 4);
            }
        // An island that nothing joins, near the town's edge.
        _osm.Node(500, OsmText.At(Side * Block, 20));
        _osm.Node(501, OsmText.At(Side * Block, 120));
        _osm.Way(way++, [500, 501], "highway=footway");

        void Street(long a, long b, Position from, Position to, bool isCompound)
        {
            if (_random.Next(7) == 0) return;
            _osm.Way(way++, [a, b], isCompound ? "highway=service access=private" : Tags[_random.Next(Tags.Length)]);
            Streets.Add([from, to]);
        }
    }

    private void WriteCommunities()
    {
        var rows = new List<string>();
        for (int c = 0; c < 30; c++)
        {
            (double x, double y) = (_random.NextDouble() * Side * Block - 30, _random.NextDouble() * Side * Block - 30);
            string wkt = c % 3 == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"POLYGON(({Corner(x, y)}, {Corner(x + 70, y)}, {Corner(x + 70, y + 70)}, {Corner(x, y + 70)}, {Corner(x, y)}))\"")
                : $"POINT({Corner(x, y)})";
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"c{c:00},urban,{_random.Next(1, 900)},{wkt}"));
        }
        Write("communities.csv", "id,type,population,wkt", rows);
    }

    private void WriteFacilities()
    {
        var rows = new List<string>();
        for (int f = 0; f < 12; f++)
        {
            (double x, double y) = (_random.NextDouble() * Side * Block, _random.NextDouble() * Side * Block);
            string wkt = f % 4 == 0
                ? $"\"POLYGON(({Corner(x, y)}, {Corner(x + 40, y)}, {Corner(x + 40, y + 40)}, {Corner(x, y)}))\""
                : $"POINT({Corner(x, y)})";
            rows.Add(string.Create(
                CultureInfo.InvariantCulture, $"f{f:00},{(f % 2 == 0 ? "elder.daycare" : "child.nursery")},{_random.Next(60)},{wkt}"));
        }
        Write("facilities.csv", "id,category,capacity,wkt", rows);
    }

    private void Write(string name, string header, List<string> rows)
    {
        string[] order = [.. rows];
        if (_shuffle is { } seed) new Random(seed).Shuffle(order);
        _folder.Write(name, new StringBuilder(header).Append('\n').AppendJoin('\n', order).Append('\n').ToString());
    }

    private static string Corner(double x, double y)
    {
        Position p = OsmText.At(x, y);
        return string.Create(CultureInfo.InvariantCulture, $"{p.Lon:0.0000000} {p.Lat:0.0000000}");
    }
}

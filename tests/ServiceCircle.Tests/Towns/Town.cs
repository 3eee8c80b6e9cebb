using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Towns;

/// <summary>
/// A town drawn in the test. Letters are OSM nodes, every character is 100 metres wide and high, and the walker does a metre
/// a second, so that every expected time is arithmetic. What is not a letter is only there for the eye.
/// <code>
/// using var town = new Town("""
///     A--B--C
///        |
///        D
///     """)
///     .Way("ABC", "highway=residential")
///     .Way("BD", "highway=steps")            // twice as slow
///     .Node('D', "barrier=gate");
/// Assert.Equal(Town.Seconds(300 + 200), town.Time('A', 'D'));
/// </code>
/// A letter that a way names and the drawing lacks is a node that the file lacks.
/// </summary>
internal sealed class Town : IDisposable
{
    private readonly OsmText _osm = new();
    private readonly Dictionary<char, (double East, double North)> _places = [];
    private readonly Dictionary<char, string> _nodeTags = [];
    private WalkGraph? _graph;
    private Walker _walker = Walker;
    private DateOnly? _day;
    private long _lastId;

    public Town(string drawing, double metresPerCharacter = 100)
    {
        string[] rows = drawing.Split('\n');
        for (int row = 0; row < rows.Length; row++)
            for (int column = 0; column < rows[row].Length; column++)
                if (char.IsLetter(rows[row][column]))
                    _places.Add(rows[row][column], (column * metresPerCharacter, -row * metresPerCharacter));
    }

    /// <summary>3.6 km/h, stairs take twice as long, ferries of unknown duration do 3.6 km/h too.</summary>
    public static Walker Walker { get; } = new()
    {
        Id = "test",
        Name = new Dictionary<string, string>(),
        SpeedKmh = 3.6,
        SpeedSource = "one metre a second",
        StepsFactor = 2,
        StepsSource = "easy arithmetic",
        FerryKmh = 3.6,
    };

    public static WalkTime Seconds(double seconds) => WalkTime.FromSeconds(seconds);

    // ---- drawing

    /// <summary>A way; ids are 1, 2, 3 ... in the order of adding, over ways and relations.</summary>
    public Town Way(string letters, string tags = "highway=footway") => Added(id => _osm.Way(id, letters.Select(c => (long)c), tags));

    public Town Node(char letter, string tags)
    {
        _nodeTags.Add(letter, tags);
        return this;
    }

    /// <summary>A relation whose members are ways by id, all "outer" unless "inner" is said.</summary>
    public Town Relation(string tags, long[] outer, long[]? inner = null) =>
        Added(id => _osm.Relation(id, [.. outer.Select(w => (w, "outer")), .. (inner ?? []).Select(w => (w, "inner"))], tags));

    /// <summary>The same of relations by id.</summary>
    public Town RelationOf(string tags, long[] outer, long[]? inner = null) => Added(id => _osm.Relation(
        id, [.. outer.Select(r => (r, "outer")), .. (inner ?? []).Select(r => (r, "inner"))], tags, "relation"));

    /// <summary>Where the data ends, as metres beyond the outermost letters; 50 km if not said.</summary>
    public Town BorderAt(double metres)
    {
        _osm.Border = (_places.Values.Min(p => p.East) - metres, _places.Values.Min(p => p.North) - metres,
            _places.Values.Max(p => p.East) + metres, _places.Values.Max(p => p.North) + metres);
        return this;
    }

    /// <summary>Another walker than <see cref="Walker"/>.</summary>
    public Town For(Walker walker)
    {
        _walker = walker;
        return this;
    }

    /// <summary>The day on which people walk; ways of any day if not said.</summary>
    public Town On(string day)
    {
        _day = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        return this;
    }

    // ---- the network and questions to it

    public WalkNetwork Network => Graph.Network;

    public WalkGraph Graph => _graph ??= WalkGraph.Of(Build(), _walker);

    /// <summary>The network of the same file with its elements in another order.</summary>
    public WalkNetwork Shuffled(int seed) =>
        _osm.Network(_graph is null ? throw new InvalidOperationException("ask for Network first") : seed);

    /// <summary>A letter's position, moved by metres.</summary>
    public Position At(char letter, double east = 0, double north = 0) =>
        OsmText.At(_places[letter].East + east, _places[letter].North + north);

    public Snap Snap(char letter, double east = 0, double north = 0, double maxMetres = Snapper.DefaultMaxMetres) =>
        new Snapper(Graph, maxMetres).Snap(At(letter, east, north));

    /// <summary>The letter as a place on the network: on any edge whose shape passes it. Not for gates, which have several sides.</summary>
    public Access AccessAt(char letter)
    {
        for (int e = 0; e < Network.EdgeCount; e++)
            for (int i = 0; i < Network.ShapeLength(e); i++)
                if (Network.Attributes(e).Kind != WayKind.Gate && Network.ShapePosition(e, i) == At(letter))
                    return new Access(e, Network.ShapeMetres(e, i), 0, 0);
        throw new InvalidOperationException($"no edge passes {letter}");
    }

    /// <summary>Time of the walk from one letter to another, within a limit of three hours.</summary>
    public WalkTime Time(char from, char to) =>
        Matrix([from], [to], WalkTime.FromMinutes(180), Direction.From).Row(0) is [var walk] ? walk.Time : WalkTime.Unreachable;

    public TravelTimeMatrix Matrix(IEnumerable<char> rows, IEnumerable<char> columns, WalkTime limit, Direction direction) =>
        TravelTimeMatrix.Compute(new(Graph, Accesses(rows), Accesses(columns)), limit, direction, withMetres: true);

    private IReadOnlyList<Access>[] Accesses(IEnumerable<char> letters) => [.. letters.Select(IReadOnlyList<Access> (c) => [AccessAt(c)])];

    // ---- coverage

    /// <summary>
    /// The main job on this town. The communities stand at letters, in alphabetical order, and have 1, 2, 4, 8 ... people, so that a
    /// sum of people names the communities in it (<see cref="Named"/>). Places are snapped as the product does it.
    /// Facilities are written "A:clinic B:elder.home+health.station"; services are a category and a limit in seconds; a change may take
    /// a community's population away or move it off its letter.
    /// </summary>
    public CoverageResult Coverage(
        string facilities, string communities, Func<Community, Community>? change = null,
        params (string Category, double Seconds)[] services)
    {
        Facility[] sites = [.. facilities.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FacilityOf)];
        Community[] homes = [.. communities.Select(CommunityOf).Select(change ?? (c => c))];
        Service[] asked = [.. services.Select(s => new Service(s.Category, Seconds(s.Seconds)))];
        var locator = new PlaceLocator(Graph, Graph, Snapper.DefaultMaxMetres);
        return CoverageCount.Count(asked, Walks.Find(locator, homes, Site.Locate(sites, locator), asked.Max(s => s.Limit)));

        Community CommunityOf(char letter, int index) => new(
            letter.ToString(), letter.ToString(), null, null, At(letter), PointAt(At(letter)), new People(Math.Pow(2, index)));
    }

    /// <summary>The letters whose powers of two make a sum of people.</summary>
    public static string Named(double people, string communities) =>
        string.Concat(communities.Where((_, index) => ((long)people >> index & 1) == 1));

    private Facility FacilityOf(string text, int index) =>
        new($"f{index}", "", text[2..].Split('+'), At(text[0]), PointAt(At(text[0])), "drawn");

    private static Point PointAt(Position p) => new(p.Lon, p.Lat);

    // ---- the file

    private Town Added(Action<long> add)
    {
        add(++_lastId);
        return this;
    }

    private WalkNetwork Build()
    {
        foreach ((char letter, (double east, double north)) in _places)
            _osm.Node(letter, OsmText.At(east, north), _nodeTags.GetValueOrDefault(letter, ""));
        return _osm.Network().AsOf(_day);
    }

    public void Dispose() => _osm.Dispose();
}

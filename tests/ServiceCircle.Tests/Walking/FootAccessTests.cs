using ServiceCircle.Osm;
using ServiceCircle.Reachability;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// The table of <see cref="FootAccess"/>, row by row, each rule with an element that it matches and one that it does not.
/// Expected values: OSM wiki, "Key:highway", "Key:access", "Key:foot", "Key:barrier", "Key:conveying", "Key:duration".
/// </summary>
public sealed class FootAccessTests
{
    [Theory]
    // What the way is.
    [InlineData("highway=footway", "Path")]
    [InlineData("highway=path", "Path")]
    [InlineData("highway=pedestrian", "Path")]
    [InlineData("highway=platform", "Path")]
    [InlineData("highway=corridor", "Path")]
    [InlineData("highway=bridleway", "Path")]
    [InlineData("highway=footway footway=crossing", "Crossing")]
    [InlineData("highway=footway footway=sidewalk", "Path, Sidewalk")]
    [InlineData("highway=footway footway=link", "Path")]
    [InlineData("highway=sidewalk", "Path")]
    [InlineData("highway=crossing", "Crossing")]
    [InlineData("highway=path path=crossing", "Crossing")]
    [InlineData("highway=cycleway cycleway=crossing", "Crossing")]
    [InlineData("highway=residential cycleway=crossing", "Street")]
    [InlineData("highway=steps", "Steps")]
    [InlineData("highway=elevator", "Elevator")]
    [InlineData("highway=cycleway", "Cycleway")]
    [InlineData("highway=track", "Track")]
    [InlineData("highway=service", "Service")]
    [InlineData("highway=living_street", "Street")]
    [InlineData("highway=residential", "Street")]
    [InlineData("highway=unclassified", "Street")]
    [InlineData("highway=road", "Street")]
    [InlineData("highway=tertiary", "MajorStreet")]
    [InlineData("highway=secondary_link", "MajorStreet")]
    [InlineData("highway=primary", "MajorStreet")]
    [InlineData("highway=construction", null)]
    [InlineData("highway=proposed", null)]
    [InlineData("highway=raceway", null)]
    [InlineData("building=yes", null)]
    // Piers and platforms, whatever key says so.
    [InlineData("man_made=pier", "Path")]
    [InlineData("man_made=breakwater", null)]
    [InlineData("railway=platform", "Path")]
    [InlineData("public_transport=platform", "Path")]
    [InlineData("railway=rail", null)]
    // Motor traffic only, unless people on foot are named or have a sidewalk.
    [InlineData("highway=motorway", null)]
    [InlineData("highway=motorway_link foot=yes", null)]
    [InlineData("highway=trunk", null)]
    [InlineData("highway=trunk sidewalk=none", null)]
    [InlineData("highway=trunk sidewalk=separate", null)]
    [InlineData("highway=trunk sidewalk=both", "MajorStreet")]
    [InlineData("highway=trunk sidewalk=left", "MajorStreet")]
    [InlineData("highway=trunk sidewalk:right=yes", "MajorStreet")]
    [InlineData("highway=trunk_link foot=yes", "MajorStreet")]
    [InlineData("highway=trunk sidewalk=both foot=no", null)]
    [InlineData("highway=primary motorroad=yes", null)]
    [InlineData("highway=primary motorroad=no", "MajorStreet")]
    [InlineData("highway=primary motorroad=yes foot=yes", "MajorStreet")]
    [InlineData("highway=busway", null)]
    [InlineData("highway=busway foot=yes", "Street")]
    // foot before access before the default.
    [InlineData("highway=residential foot=no", null)]
    [InlineData("highway=residential foot=use_sidepath", null)]
    [InlineData("highway=residential access=no", null)]
    [InlineData("highway=residential access=no foot=yes", "Street")]
    [InlineData("highway=residential access=private foot=designated", "Street")]
    [InlineData("highway=service access=private", "Service, Private")]
    [InlineData("highway=service access=delivery", "Service, Private")]
    [InlineData("highway=service access=yes foot=private", "Service, Private")]
    [InlineData("highway=service access=customers", "Service")]
    [InlineData("highway=service access=destination", "Service")]
    [InlineData("highway=service access=permissive", "Service")]
    [InlineData("highway=service motor_vehicle=no", "Service")]
    [InlineData("highway=service service=driveway", "Service")]
    [InlineData("highway=service service=drive-through", null)]
    [InlineData("highway=service service=drive-through foot=yes", "Service")]
    [InlineData("highway=busway sidewalk:both=yes", null)]
    [InlineData("highway=trunk sidewalk:both=yes", "MajorStreet")]
    [InlineData("highway=trunk sidewalk:left=yes", "MajorStreet")]
    [InlineData("highway=track access=forestry", null)]
    [InlineData("highway=track access=forestry foot=permissive", "Track")]
    [InlineData("highway=cycleway foot=no", null)]
    [InlineData("highway=cycleway foot=dismount", "Cycleway")]
    // Several values: of foot the most, of all others the least.
    [InlineData("highway=footway access=no;private", null)]
    [InlineData("highway=footway access=private;no", null)]
    [InlineData("highway=footway access=private;delivery", "Path, Private")]
    [InlineData("highway=footway access=yes;private", "Path, Private")]
    [InlineData("highway=footway access=agricultural;forestry", null)]
    [InlineData("highway=footway foot=no;private", "Path, Private")]
    [InlineData("highway=footway foot=yes;no", "Path")]
    [InlineData("highway=trunk foot=yes;designated", "MajorStreet")]
    [InlineData("highway=path access=no foot=designated;permissive", "Path")]
    [InlineData("highway=footway;cycleway", "Path")]
    [InlineData("highway=cycleway;footway", "Cycleway")]
    [InlineData("highway=residential;motorway", null)]
    [InlineData("highway=footway access=unknown;private", "Path, Private")]
    [InlineData("highway=trunk sidewalk=left;right", "MajorStreet")]
    [InlineData("highway=footway footway=sidewalk;crossing", "Crossing, Sidewalk")]
    // Conditions: what opens must hold throughout, what closes at any time.
    [InlineData("highway=footway access=no foot:conditional=yes_@_(06:00-22:00)", "Path, ClosedAtNight")]
    [InlineData("highway=footway access=no access:conditional=yes_@_(06:00-22:00)", "Path, ClosedAtNight")]
    [InlineData("highway=service access=private foot:conditional=yes_@_(Mo-Su_05:00-23:00)", "Service, ClosedAtNight")]
    [InlineData("highway=footway foot:conditional=no_@_(22:00-06:00)", "Path, ClosedAtNight")]
    [InlineData("highway=footway foot:conditional=no_@_(08:00-18:00)", "Path, ClosedByDay")]
    [InlineData("highway=footway foot:conditional=private_@_(08:00-18:00)", "Path, Private")]
    [InlineData("highway=footway access=no foot:conditional=yes_@_(Apr-Oct)", null)]
    [InlineData("highway=footway foot:conditional=no_@_(Nov-Mar)", null)]
    [InlineData("highway=footway foot=yes access:conditional=no_@_(06:00-22:00)", "Path")]
    [InlineData("highway=footway foot:conditional=no_@_snow", "Path")]
    [InlineData("highway=footway foot:conditional=no_@_(We);yes_@_(10:00-16:00)", "Path, ClosedAtNight")]
    [InlineData("highway=footway access=no foot:conditional=yes", null)]
    [InlineData("highway=pedestrian access:conditional=delivery_@_(06:00-11:00)", "Path")]
    // Whether it is there at all.
    [InlineData("highway=residential construction=yes", null)]
    [InlineData("highway=residential construction=minor", "Street")]
    [InlineData("highway=track ice_road=yes", null)]
    [InlineData("highway=track ice_road=no", "Track")]
    [InlineData("highway=track winter_road=yes", null)]
    [InlineData("highway=corridor indoor=room", null)]
    [InlineData("highway=footway indoor=no", "Path")]
    [InlineData("highway=corridor level=1", "Path, OffGround")]
    [InlineData("highway=corridor level=-1;-2", "Path, OffGround")]
    [InlineData("highway=corridor level=0;1", "Path")]
    [InlineData("highway=footway level=street", "Path")]
    [InlineData("highway=footway layer=-1", "Path, Below")]
    [InlineData("highway=footway layer=-2;-1", "Path, Below")]
    [InlineData("highway=footway layer=-1;", "Path, Below")]
    [InlineData("highway=corridor level=-1;", "Path, OffGround")]
    [InlineData("highway=footway foot=no;", null)]
    [InlineData("highway=footway; access=private;", "Path, Private")]
    [InlineData("highway=footway layer=-1;0", "Path")]
    [InlineData("highway=footway layer=1", "Path")]
    [InlineData("highway=footway layer=low", "Path")]
    [InlineData("highway=footway location=underground", "Path, OffGround")]
    [InlineData("highway=footway location=indoor", "Path, Indoor")]
    [InlineData("highway=footway location=overground", "Path")]
    [InlineData("railway=platform subway=yes", "Path, OffGround")]
    [InlineData("railway=platform subway=no", "Path")]
    [InlineData("highway=footway opening_hours=06:00-22:00", "Path, ClosedAtNight")]
    [InlineData("highway=footway opening_hours=24/7", "Path")]
    [InlineData("highway=footway opening_hours=off", null)]
    [InlineData("highway=footway opening_hours=Sa-Su", null)] // nobody's way on a working day
    [InlineData("highway=footway opening_hours=18:00-24:00", null)]
    [InlineData("highway=footway opening_hours=20:00-08:00", "Path, ClosedByDay")]
    [InlineData("highway=footway opening_hours=00:00-24:00", "Path")]
    [InlineData("highway=footway opening_hours=sunrise-sunset", "Path, ClosedAtNight")]
    [InlineData("highway=footway opening_hours=Apr-Oct", null)]
    [InlineData("highway=footway opening_hours=whenever", "Path, ClosedAtNight")]
    [InlineData("highway=footway abandoned=yes", null)]
    [InlineData("highway=footway abandoned=no", "Path")]
    [InlineData("highway=footway abandoned:railway=rail", "Path")]
    [InlineData("highway=footway disused=yes", null)]
    [InlineData("highway=footway demolished=yes", null)]
    [InlineData("highway=footway demolished=2020", null)]
    [InlineData("highway=footway demolished=no", "Path")]
    [InlineData("highway=footway razed=no", "Path")]
    [InlineData("highway=footway removed=no", "Path")]
    [InlineData("highway=footway razed=yes", null)]
    [InlineData("highway=footway removed=yes", null)]
    [InlineData("highway=footway proposed=yes", null)]
    [InlineData("highway=footway planned=yes", null)]
    // A street that became a path is a path; who says twice that it is over means it.
    [InlineData("highway=footway disused:highway=footway", null)]
    [InlineData("highway=footway disused:highway=secondary", "Path")]
    [InlineData("highway=path abandoned:highway=path", null)]
    [InlineData("highway=path demolished:highway=path", null)]
    [InlineData("highway=path razed:highway=path", null)]
    [InlineData("highway=path removed:highway=path", null)]
    [InlineData("highway=path was:highway=path", null)]
    [InlineData("disused:highway=footway", null)]
    [InlineData("highway=path construction:highway=cycleway", "Path")]
    [InlineData("highway=path proposed:highway=path", "Path")]
    [InlineData("highway=path planned:highway=cycleway", "Path")]
    // Dates matter on a day only: DatedWayTests.
    [InlineData("highway=path start_date=2031", "Path")]
    [InlineData("highway=path opening_date=2031", "Path")]
    [InlineData("highway=path end_date=2019", "Path")]
    [InlineData("highway=path closing_date=2019", "Path")]
    [InlineData("highway=path impassable=yes", null)]
    [InlineData("place=square", "Path")]
    [InlineData("place=town", null)]
    [InlineData("highway=pedestrian area=yes", "Path")]
    [InlineData("area=yes", null)]
    // Flags.
    [InlineData("highway=footway bridge=yes", "Path, Bridge")]
    [InlineData("highway=footway bridge=no", "Path")]
    [InlineData("highway=footway tunnel=yes", "Path, Tunnel")]
    [InlineData("highway=footway tunnel=building_passage", "Path")]
    [InlineData("highway=corridor indoor=yes", "Path, Indoor")]
    [InlineData("highway=residential sidewalk=separate", "Street, SidewalkSeparate")]
    [InlineData("highway=residential sidewalk:both=separate", "Street, SidewalkSeparate")]
    [InlineData("highway=residential sidewalk=both", "Street")]
    // A oneway binds vehicles unless it names people, or people are carried.
    [InlineData("highway=residential oneway=yes", "Street")]
    [InlineData("highway=footway oneway=yes", "Path")]
    [InlineData("highway=footway oneway:foot=yes", "Path, NoBackward")]
    [InlineData("highway=footway oneway:foot=-1", "Path, NoForward")]
    [InlineData("highway=footway oneway:foot=no", "Path")]
    [InlineData("highway=footway foot:backward=no", "Path, NoBackward")]
    [InlineData("highway=footway foot:forward=no", "Path, NoForward")]
    [InlineData("highway=steps conveying=forward", "Steps, NoBackward")]
    [InlineData("highway=steps conveying=backward", "Steps, NoForward")]
    [InlineData("highway=steps conveying=reversible", "Steps")]
    [InlineData("highway=steps conveying=forward oneway:foot=no", "Steps")]
    [InlineData("highway=footway conveying=forward", "Path, NoBackward")]
    [InlineData("highway=service conveying=forward", "Service")]
    [InlineData("highway=steps conveying=yes oneway=yes", "Steps, NoBackward")]
    [InlineData("highway=steps conveying=yes oneway=-1", "Steps, NoForward")]
    [InlineData("highway=footway conveying=yes oneway=yes", "Path, NoBackward")]
    [InlineData("highway=footway conveying=yes", "Path")]
    [InlineData("highway=steps conveying=backward oneway=yes", "Steps, NoForward")] // conveying itself says it better
    [InlineData("highway=steps conveying=no oneway=yes", "Steps")]
    [InlineData("highway=steps conveying=yes oneway=yes oneway:foot=no", "Steps")]
    public void Way(string tags, string? expected)
    {
        Assert.Equal(expected, Text(FootAccess.OfWay(TagsOf(tags))));
        AssertWalked(tags, expected ?? "denied");
    }

    /// <summary>
    /// The way between two streets, walked by day and at night, by those who belong there and those who do not, in both directions; and
    /// whether a place beside it is put onto it.
    /// </summary>
    private static void AssertWalked(string tags, string meaning)
    {
        using Town town = new Town("X-A-------B-Y").Way("XA").Way("BY").Way("AB", tags);
        foreach (bool atNight in (bool[])[false, true])
            foreach (bool asResident in (bool[])[false, true])
            {
                WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker with { AtNight = atNight }, asResident);
                bool isOpen = meaning != "denied" && (asResident || !meaning.Contains("Private", StringComparison.Ordinal))
                    && !meaning.Contains(atNight ? "ClosedAtNight" : "ClosedByDay", StringComparison.Ordinal);
                Access x = town.AccessAt('X'), y = town.AccessAt('Y');
                Assert.Equal(isOpen && !meaning.Contains("NoForward", StringComparison.Ordinal), Reaches(graph, x, y));
                Assert.Equal(isOpen && !meaning.Contains("NoBackward", StringComparison.Ordinal), Reaches(graph, y, x));
                Snap beside = new Snapper(graph, 1_000).Snap(town.At('A', 400, 1));
                bool isUnderFoot = isOpen && !Array.Exists(["Tunnel", "Indoor", "OffGround", "Elevator"], meaning.Contains);
                Assert.Equal(isUnderFoot, beside.DistanceMetres < 100);
            }
    }

    private static bool Reaches(WalkGraph graph, Access from, Access to) =>
        TravelTimeMatrix.Compute(new(graph, [[from]], [[to]]), WalkTime.FromMinutes(180), Direction.From).Row(0).Count > 0;

    [Theory]
    [InlineData("route=ferry", 0)]
    [InlineData("route=ferry duration=00:20", 1_200)]
    [InlineData("route=ferry duration=1:05", 3_900)]
    [InlineData("route=ferry duration=01:05:30", 3_930)]
    [InlineData("route=ferry duration=20", 1_200)]
    [InlineData("route=ferry duration=PT20M", 1_200)]
    [InlineData("route=ferry duration=P1Y9999999999999M", 0)]
    [InlineData("route=ferry duration=soon", 0)]
    [InlineData("route=ferry duration=-5", 0)]
    public void Ferry_duration(string tags, int seconds) => Assert.Equal(seconds, FootAccess.Decide(TagsOf(tags))!.Value.FerrySeconds);

    [Theory]
    [InlineData("route=ferry", "Ferry")]
    [InlineData("ferry=yes", "Ferry")]
    [InlineData("ferry=no", null)]
    [InlineData("route=ferry foot=no", null)]
    [InlineData("route=bus", null)]
    public void Ferry_access(string tags, string? expected) => Assert.Equal(expected, Text(FootAccess.OfWay(TagsOf(tags))));

    [Theory]
    // Gates open unless they say otherwise.
    [InlineData("barrier=gate", "Gate")]
    [InlineData("barrier=kissing_gate", "Gate")]
    [InlineData("barrier=lift_gate", "Gate")]
    [InlineData("barrier=gate foot=yes access=private", "Gate")]
    [InlineData("barrier=gate access=private", "Gate, Private")]
    [InlineData("barrier=gate foot=private", "Gate, Private")]
    [InlineData("barrier=gate access=no", "Gate, Closed")]
    [InlineData("barrier=gate locked=yes", "Gate, Closed")]
    [InlineData("barrier=gate locked=no", "Gate")]
    [InlineData("barrier=gate locked=yes access=private", "Gate, Closed")]
    [InlineData("barrier=gate locked=yes foot=yes", "Gate")]
    // Walls stop people unless they say otherwise.
    [InlineData("barrier=wall", "Gate, Closed")]
    [InlineData("barrier=fence", "Gate, Closed")]
    [InlineData("barrier=wall foot=yes", null)]
    // What is made to stop vehicles stops nobody on foot; a bollard's lock is a matter between it and the car.
    [InlineData("barrier=bollard", null)]
    [InlineData("barrier=bollard locked=yes", null)]
    [InlineData("barrier=lift_gate locked=yes", "Gate")]
    [InlineData("barrier=block", null)]
    [InlineData("barrier=log", null)]
    [InlineData("barrier=jersey_barrier", null)]
    [InlineData("barrier=cycle_barrier", null)]
    [InlineData("barrier=kerb", null)]
    [InlineData("barrier=bollard foot=no", "Gate, Closed")]
    [InlineData("barrier=turnstile", "Gate")]
    [InlineData("barrier=gate opening_hours=06:00-22:00", "Gate, ClosedAtNight")]
    [InlineData("barrier=gate opening_hours=24/7", "Gate")]
    [InlineData("barrier=bollard opening_hours=06:00-22:00", null)]
    [InlineData("barrier=kerb kerb=raised", "Gate")]
    [InlineData("kerb=raised", "Gate")]
    [InlineData("kerb=lowered", null)]
    [InlineData("kerb=flush", null)]
    // Access counts on any node, but at a crossing it is said to those who drive.
    [InlineData("highway=crossing access=no", null)]
    [InlineData("highway=crossing foot=no", "Gate, Closed")]
    [InlineData("entrance=service access=private", "Gate, Private")]
    [InlineData("access=no", "Gate, Closed")]
    [InlineData("foot=no", "Gate, Closed")]
    [InlineData("access=no foot=yes", null)]
    [InlineData("access=yes", null)]
    [InlineData("barrier=gate;bollard", "Gate")]
    [InlineData("barrier=gate access=private;no", "Gate, Closed")]
    [InlineData("barrier=gate access=no foot=private;yes", "Gate")]
    [InlineData("barrier=gate opening_hours=closed", "Gate, Closed")]
    [InlineData("barrier=gate opening_hours=22:00-06:00", "Gate, ClosedByDay")]
    [InlineData("barrier=gate access=no foot:conditional=yes_@_(06:00-22:00)", "Gate, ClosedAtNight")]
    [InlineData("barrier=gate access:conditional=no_@_(22:00-06:00)", "Gate, ClosedAtNight")]
    [InlineData("barrier=bollard foot:conditional=no_@_(22:00-06:00)", "Gate, ClosedAtNight")]
    public void Barrier(string tags, string? expected)
    {
        Assert.Equal(expected, Text(FootAccess.DecideNode(TagsOf(tags)).Gate));
        AssertPassed(tags, expected ?? "passed");
    }

    /// <summary>The node in the middle of a street, passed by day and at night, by those who belong there and those who do not.</summary>
    private static void AssertPassed(string tags, string meaning)
    {
        using Town town = new Town("X---N---Y").Way("XNY").Node('N', tags);
        foreach (bool atNight in (bool[])[false, true])
            foreach (bool asResident in (bool[])[false, true])
            {
                WalkGraph graph = WalkGraph.Of(town.Network, Town.Walker with { AtNight = atNight }, asResident);
                bool isOpen = meaning != "Gate, Closed" && (asResident || !meaning.Contains("Private", StringComparison.Ordinal))
                    && !meaning.Contains(atNight ? "ClosedAtNight" : "ClosedByDay", StringComparison.Ordinal);
                Assert.Equal(isOpen, Reaches(graph, town.AccessAt('X'), town.AccessAt('Y')));
            }
    }

    [Theory]
    [InlineData("highway=footway surface=asphalt", "Smooth Unknown Unknown")]
    [InlineData("highway=footway surface=sett", "Uneven Unknown Unknown")]
    [InlineData("highway=footway surface=sand", "Loose Unknown Unknown")]
    [InlineData("highway=footway surface=chocolate", "Unknown Unknown Unknown")]
    [InlineData("highway=footway footway=crossing kerb=flush", "Unknown Flush Unknown")]
    [InlineData("highway=footway footway=crossing kerb=lowered", "Unknown Lowered Unknown")]
    [InlineData("highway=footway footway=crossing kerb=raised", "Unknown Raised Unknown")]
    [InlineData("highway=footway footway=crossing kerb=maybe", "Unknown Unknown Unknown")]
    [InlineData("highway=footway wheelchair=yes", "Unknown Unknown Yes")]
    [InlineData("highway=footway wheelchair=limited", "Unknown Unknown Limited")]
    [InlineData("highway=footway wheelchair=no", "Unknown Unknown No")]
    [InlineData("highway=steps ramp:wheelchair=yes", "Unknown Unknown Yes")]
    [InlineData("highway=steps ramp:bicycle=yes", "Unknown Unknown Unknown")]
    public void Details(string tags, string expected)
    {
        WayDetails details = FootAccess.OfWay(TagsOf(tags))!.Value.Details;
        Assert.Equal(expected, $"{details.Surface} {details.Kerb} {details.Wheelchair}");
    }

    [Theory]
    [InlineData("highway=footway width=1.5", 1.5)]
    [InlineData("highway=footway width=1.5m", 1.5)]
    [InlineData("highway=footway width=90cm", 0.9)]
    [InlineData("highway=footway width=12", 2.0)] // wide enough for everybody
    [InlineData("highway=residential width=0.5", null)] // of the carriageway: no matter to people
    [InlineData("highway=footway width=narrow", null)]
    [InlineData("highway=footway", null)]
    public void Width(string tags, double? metres) => Assert.Equal(metres, FootAccess.OfWay(TagsOf(tags))!.Value.Details.WidthMetres);

    [Theory]
    [InlineData("highway=footway incline=8%", 8.0)]
    [InlineData("highway=footway incline=-7.5%", 8.0)]
    [InlineData("highway=footway incline=45°", 40.0)] // 100 %, at most 40
    [InlineData("highway=footway incline=0", 0.0)]
    [InlineData("highway=footway incline=up", null)]
    public void Incline(string tags, double? percent) => Assert.Equal(percent, FootAccess.OfWay(TagsOf(tags))!.Value.Details.Incline);

    [Theory]
    [InlineData("barrier=turnstile", "No")]
    [InlineData("barrier=stile", "No")]
    [InlineData("barrier=kissing_gate", "No")]
    [InlineData("barrier=kissing_gate wheelchair=yes", "Yes")]
    [InlineData("barrier=gate wheelchair=no", "No")]
    [InlineData("barrier=gate", "Unknown")]
    public void Gates_for_wheels(string tags, string expected) =>
        Assert.Equal(expected, $"{FootAccess.DecideNode(TagsOf(tags)).Gate!.Value.Details.Wheelchair}");

    [Theory]
    [InlineData("highway=footway footway=crossing crossing=traffic_signals", "Signals")]
    [InlineData("highway=footway footway=crossing crossing:signals=yes", "Signals")]
    [InlineData("highway=footway footway=crossing crossing=zebra", "Marked")]
    [InlineData("highway=footway footway=crossing crossing=unmarked", "Unmarked")]
    [InlineData("highway=footway footway=crossing", "Unmarked")]
    [InlineData("highway=residential crossing=zebra", null)]
    public void Crossing_ways(string tags, string? expected) =>
        Assert.Equal(expected, FootAccess.Decide(TagsOf(tags))!.Value.Crossing?.ToString());

    [Theory]
    [InlineData("highway=crossing", "Unmarked")]
    [InlineData("highway=traffic_signals", "Signals")]
    [InlineData("highway=crossing crossing=traffic_signals", "Signals")]
    [InlineData("crossing:signals=yes", "Signals")]
    [InlineData("highway=crossing crossing=zebra", "Marked")]
    [InlineData("highway=stop", null)]
    public void Crossing_nodes(string tags, string? expected) =>
        Assert.Equal(expected, FootAccess.DecideNode(TagsOf(tags)).Crossing?.ToString());

    [Theory]
    [InlineData("highway=primary oneway=yes", true)]
    [InlineData("highway=primary oneway=no", false)]
    public void One_way_traffic(string tags, bool expected) =>
        Assert.Equal(expected, FootAccess.Decide(TagsOf(tags))!.Value.IsOneWayTraffic);

    [Theory]
    [InlineData("highway=pedestrian area=yes", true)]
    [InlineData("place=square", true)]
    [InlineData("highway=pedestrian area=no", false)]
    public void Areas(string tags, bool expected) => Assert.Equal(expected, FootAccess.Decide(TagsOf(tags))!.Value.IsArea);

    [Fact]
    public void No_row_of_the_table_is_without_an_element_above()
    {
        var tested = new HashSet<string>();
        foreach (object?[] data in typeof(FootAccessTests).GetMethods()
            .SelectMany(m => m.GetCustomAttributes(typeof(InlineDataAttribute), false))
            .Cast<InlineDataAttribute>().Select(d => d.Data))
            tested.UnionWith(((string)data[0]!).Split(' '));
        IEnumerable<FootRule> missing = FootAccessTable.Rules.Where(rule => !rule.Values.Split('|').Any(value =>
            value == "*" ? tested.Any(t => t.StartsWith(rule.Key + "=", StringComparison.Ordinal))
            : tested.Contains($"{rule.Key}={value}")));
        Assert.Empty(missing.Select(rule => $"{rule.On} {rule.Key}={rule.Values}"));
    }

    [Fact]
    public void The_page_in_docs_is_the_table()
    {
        string path = Path.Combine(Shared.RepositoryRoot, "docs", "foot-access.md");
        string table = FootAccessTable.ToMarkdown();
        if (Environment.GetEnvironmentVariable("SERVICECIRCLE_WRITE_DOCS") == "1") File.WriteAllText(path, table);
        Assert.True(File.ReadAllText(path) == table, "docs/foot-access.md is out of date: run this test with SERVICECIRCLE_WRITE_DOCS=1");
    }

    private static string? Text(WayAttributes? way) =>
        way is not { } w ? null : w.Flags == WayFlags.None ? $"{w.Kind}" : $"{w.Kind}, {w.Flags}";

    private static OsmTags TagsOf(string tags)
    {
        var block = new OsmBlock();
        string[][] pairs =
            [.. tags.Split(' ').Select(t => t.Contains('@', StringComparison.Ordinal) ? t.Replace('_', ' ') : t).Select(t => t.Split('='))];
        foreach (string text in pairs.SelectMany(p => p)) block.TagColumn.Add(block.AddString(text));
        return new OsmTags(block, 0, pairs.Length);
    }
}

using ServiceCircle.Osm;
using ServiceCircle.Walking;

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
    [InlineData("highway=footway footway=sidewalk", "Path")]
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
    [InlineData("highway=track access=forestry", null)]
    [InlineData("highway=track access=forestry foot=permissive", "Track")]
    [InlineData("highway=cycleway foot=no", null)]
    [InlineData("highway=cycleway foot=dismount", "Cycleway")]
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
    public void Way(string tags, string? expected) => Assert.Equal(expected, Text(FootAccess.OfWay(TagsOf(tags))));

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
    public void Ferry_duration(string tags, int seconds) => Assert.Equal(seconds, FootAccess.FerrySeconds(TagsOf(tags)));

    [Theory]
    [InlineData("route=ferry", "Ferry")]
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
    [InlineData("highway=crossing access=no", null)]
    public void Barrier(string tags, string? expected) => Assert.Equal(expected, Text(FootAccess.OfBarrier(TagsOf(tags))));

    private static string? Text(WayAttributes? way) =>
        way is not { } w ? null : w.Flags == WayFlags.None ? $"{w.Kind}" : $"{w.Kind}, {w.Flags}";

    private static OsmTags TagsOf(string tags)
    {
        var block = new OsmBlock();
        string[][] pairs = [.. tags.Split(' ').Select(t => t.Split('='))];
        foreach (string text in pairs.SelectMany(p => p)) block.TagColumn.Add(block.AddString(text));
        return new OsmTags(block, 0, pairs.Length);
    }
}

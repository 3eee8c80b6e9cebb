using System.Collections.Frozen;
using System.Text;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// The table that <see cref="FootAccess"/> reads: every tag that matters to people on foot and what it means. Exported as
/// <c>docs/foot-access.md</c>. Tag meanings: OSM wiki, the page of each key.
/// </summary>
internal static class FootAccessTable
{
    // Values of foot and access, on ways and on nodes.
    private const string Admitting = "yes|designated|official|permissive|public|destination|customers|limited";
    private const string Reserving = "private|residents|permit|delivery|employees|emergency";
    private const string Forbidding = "no|use_sidepath|military|agricultural|forestry";

    /// <summary>The weight of <c>foot</c> among what is said of access.</summary>
    internal const int FootWeight = 4;

    public static IReadOnlyList<FootRule> Rules { get; } =
    [
        // What the way is.
        Way("highway", "footway|path|pedestrian|platform|corridor|bridleway|sidewalk", Walk(WayKind.Path), "allowed"),
        Way("highway", "crossing", Walk(WayKind.Crossing), "allowed; crossing"),
        Way("highway", "steps", Walk(WayKind.Steps), "allowed; stairs factor of the walker; closed to walkers without stairs"),
        Way("highway", "elevator", Walk(WayKind.Elevator), "allowed; nobody outside is put onto it"),
        Way("highway", "cycleway", Walk(WayKind.Cycleway), "allowed"),
        Way("highway", "track", Walk(WayKind.Track, RoadClass.Service), "allowed"),
        Way("highway", "service", Walk(WayKind.Service, RoadClass.Service), "allowed"),
        Way("highway", "living_street|residential|unclassified|road", Walk(WayKind.Street, RoadClass.Minor), "allowed"),
        Way("highway", "tertiary|tertiary_link", Walk(WayKind.MajorStreet, RoadClass.Tertiary), "allowed"),
        Way("highway", "secondary|secondary_link", Walk(WayKind.MajorStreet, RoadClass.Secondary), "allowed"),
        Way("highway", "primary|primary_link", Walk(WayKind.MajorStreet, RoadClass.Primary), "allowed"),
        Way("highway", "trunk|trunk_link", WalkIf(WayKind.MajorStreet, RoadClass.Primary),
            "denied unless foot or a sidewalk says otherwise"),
        Way("highway", "busway|bus_guideway", WalkIf(WayKind.Street, RoadClass.Minor), "denied unless foot says otherwise"),
        Way("highway", "motorway|motorway_link|raceway|construction|proposed|planned|abandoned|razed|escape|via_ferrata", Never,
            "denied, whatever else is said"),
        Way("route", "ferry", Walk(WayKind.Ferry),
            "allowed; takes its duration, else the ferry speed of the walker; nobody ashore is put onto it"),
        Way("ferry", "yes|trunk|primary|secondary|tertiary|unclassified|residential", Walk(WayKind.Ferry),
            "allowed; a ferry like route=ferry"),
        Way("man_made", "pier", Walk(WayKind.Path), "allowed"),
        Way("railway", "platform", Walk(WayKind.Path), "allowed"),
        Way("public_transport", "platform", Walk(WayKind.Path), "allowed"),
        Way("place", "square", Walk(WayKind.Path) with { IsArea = true }, "allowed; a closed line is crossed"),
        Way("area", "yes", new() { IsArea = true }, "with one of the above: a closed line is crossed, not only walked round"),

        // Whether it is there at all.
        Way("construction", "minor|no", null, "no effect"),
        Way("construction", "*", Never, "denied while it is being built"),
        Way("abandoned", "yes", Never, "denied: out of use"),
        Way("disused", "yes", Never, "denied: out of use, even where people may still get through"),
        Way("demolished", "no", null, "no effect"),
        Way("demolished", "*", Never, "denied: it is no longer there"),
        Way("razed", "no", null, "no effect"),
        Way("razed", "*", Never, "denied: it is no longer there"),
        Way("removed", "no", null, "no effect"),
        Way("removed", "*", Never, "denied: it is no longer there"),
        Way("proposed", "yes", Never, "denied: it is not there yet"),
        Way("planned", "yes", Never, "denied: it is not there yet"),
        Way("disused:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("abandoned:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("demolished:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("razed:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("removed:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("was:highway", "*", Former, "denied if highway says the same; else the way is what highway says now"),
        Way("construction:highway", "*", null, "no effect: the way is what highway says now"),
        Way("proposed:highway", "*", null, "no effect: the way is what highway says now"),
        Way("planned:highway", "*", null, "no effect: the way is what highway says now"),
        Way("start_date", "*", Number(FootNumber.Opens), "denied before this day; dates before 2000 have no effect"),
        Way("opening_date", "*", Number(FootNumber.Opens), "as start_date; of both the later day counts"),
        Way("end_date", "*", Number(FootNumber.Ends), "denied from this day on"),
        Way("closing_date", "*", Number(FootNumber.Ends), "as end_date; of both the later day counts"),
        Way("impassable", "yes", Never, "denied"),
        Way("ice_road", "yes", Never, "denied: it is there in winter only"),
        Way("winter_road", "yes", Never, "denied: it is there in winter only"),
        Way("indoor", "room|area|wall", Never, "denied: a room, not a way"),
        Way("indoor", "no", null, "no effect"),
        Way("indoor", "*", Flag(WayFlags.Indoor), "allowed; nobody outside is put onto it"),
        Way("level", "*", Number(FootNumber.Level),
            "allowed; off the ground unless the levels include 0, so nobody outside is put onto it"),
        Way("layer", "*", Number(FootNumber.Layer),
            "allowed; where it is negative, nobody is put onto it unless the ground is 30 m further, as with bridges"),
        Way("location", "underground|underwater", Flag(WayFlags.OffGround), "allowed; nobody above is put onto it"),
        Way("location", "indoor", Flag(WayFlags.Indoor), "allowed; nobody outside is put onto it"),
        Way("location", "*", null, "no effect"),
        Way("subway", "yes", Flag(WayFlags.OffGround), "allowed: a platform; nobody outside is put onto it"),

        // Who may use it. foot outweighs motorroad, which outweighs access, which outweighs a sidewalk.
        Way("foot", Admitting, Permit(Permission.Yes, 4), "allowed"),
        Way("foot", Reserving, Permit(Permission.Private, 4), "residents only"),
        Way("foot", Forbidding, Permit(Permission.No, 4), "denied"),
        Way("foot", "*", null, "as if absent (dismount, unknown)"),
        Way("motorroad", "yes", Permit(Permission.No, 3), "denied unless foot says otherwise"),
        Way("access", Admitting, Permit(Permission.Yes, 2), "allowed: whoever walks to a place is its customer"),
        Way("access", Reserving, Permit(Permission.Private, 2), "residents only"),
        Way("access", Forbidding, Permit(Permission.No, 2), "denied unless foot says otherwise"),
        Way("access", "*", null, "as if absent"),
        Way("foot:conditional", "*", Condition(4), "as foot at times: yes @ (06:00-22:00); other conditions have no effect"),
        Way("access:conditional", "*", Condition(2), "as access at times"),
        Way("service", "drive-through", Permit(Permission.No, 1), "denied unless foot or access says otherwise"),
        Way("service", "*", null, "no effect: driveways, alleys and parking aisles are walked"),
        Way("sidewalk", "yes|both|left|right", Permit(Permission.Yes, 1), "allowed, also on trunk roads"),
        Way("sidewalk:both", "yes", Permit(Permission.Yes, 1), "allowed, also on trunk roads"),
        Way("sidewalk:left", "yes", Permit(Permission.Yes, 1), "allowed, also on trunk roads"),
        Way("sidewalk:right", "yes", Permit(Permission.Yes, 1), "allowed, also on trunk roads"),
        Way("sidewalk", "separate", Flag(WayFlags.SidewalkSeparate), "allowed; its sidewalks are ways of their own"),
        Way("sidewalk:both", "separate", Flag(WayFlags.SidewalkSeparate), "allowed; its sidewalks are ways of their own"),
        Way("sidewalk", "*", null, "no effect"),
        Way("opening_hours", "*", Number(FootNumber.Hours),
            "denied by day or at night when it is closed then; at night also when the hours cannot be read"),

        // What kind of footway.
        Way("footway", "crossing", new() { IsCrossingWay = true }, "crossing"),
        Way("path", "crossing", new() { IsCrossingWay = true }, "crossing"),
        Way("cycleway", "crossing", new() { IsCrossingWay = true }, "crossing"),
        Way("footway", "sidewalk", Flag(WayFlags.Sidewalk), "allowed; a sidewalk of its own, linked to its street where the map forgot to"),
        Way("footway", "*", null, "no effect"),
        Way("crossing", "traffic_signals", Helps(CrossingKind.Signals), "time: waiting at signals"),
        Way("crossing", "zebra|marked|uncontrolled|pelican|toucan", Helps(CrossingKind.Marked), "time: waiting at a marked crossing"),
        Way("crossing", "*", Helps(CrossingKind.Unmarked), "time: waiting at an unmarked crossing"),
        Way("crossing:signals", "yes", Helps(CrossingKind.Signals), "time: waiting at signals"),

        // Which way it runs.
        Way("oneway:foot", "yes", Flag(WayFlags.NoBackward), "denied against its direction"),
        Way("oneway:foot", "-1", Flag(WayFlags.NoForward), "denied in its direction"),
        Way("oneway:foot", "no", new() { IsBothWays = true }, "both ways, whatever conveying says"),
        Way("foot:backward", "no", Flag(WayFlags.NoBackward), "denied against its direction"),
        Way("foot:forward", "no", Flag(WayFlags.NoForward), "denied in its direction"),
        Way("conveying", "forward", Flag(WayFlags.NoBackward) with { IsCarried = true }, "stairs and paths: denied against its direction"),
        Way("conveying", "backward", Flag(WayFlags.NoForward) with { IsCarried = true }, "stairs and paths: denied in its direction"),
        Way("conveying", "no|reversible", null, "no effect: who carries both ways is walked both ways"),
        Way("conveying", "*", new() { IsMoving = true }, "stairs and paths: a oneway binds people too"),
        Way("oneway", "yes|1|true", new() { OneWay = WayFlags.NoBackward },
            "binds vehicles, and people who are carried; two such carriageways are one crossing together"),
        Way("oneway", "-1|reverse", new() { OneWay = WayFlags.NoForward },
            "binds vehicles, and people who are carried; two such carriageways are one crossing together"),

        // Where it runs.
        Way("bridge", "no", null, "no effect"),
        Way("bridge", "*", Flag(WayFlags.Bridge), "allowed; its height is that between its ends"),
        Way("tunnel", "no|building_passage", null, "no effect"),
        Way("tunnel", "*", Flag(WayFlags.Tunnel), "allowed; nobody above is put onto it; its height is that between its ends"),
        Way("duration", "*", Number(FootNumber.Duration), "time of a ferry: 00:20, 1:05:30, 20 (minutes) or PT20M"),

        // What only some walkers mind.
        Way(
            "surface",
            "asphalt|concrete|concrete:plates|concrete:lanes|paved|paving_stones|metal|tartan|tiles|chipseal|bricks|brick|rubber|acrylic",
            Is(Surface.Smooth), "smooth"),
        Way(
            "surface",
            "sett|cobblestone|unhewn_cobblestone|cobblestone:flattened|compacted|fine_gravel|wood|grass_paver|metal_grid|stepping_stones",
            Is(Surface.Uneven), "uneven"),
        Way("surface", "unpaved|gravel|pebblestone|ground|dirt|earth|grass|mud|sand|rock|woodchips|snow|ice", Is(Surface.Loose), "loose"),
        Way("kerb", "flush|no", Is(Kerb.Flush), "no step"),
        Way("kerb", "lowered|rolled", Is(Kerb.Lowered), "lowered"),
        Way("kerb", "raised|regular|yes", Is(Kerb.Raised), "a step"),
        Way("wheelchair", "yes|designated", Is(WheelchairTag.Yes), "passable for wheels, whatever else is unknown"),
        Way("wheelchair", "limited", Is(WheelchairTag.Limited), "passable for wheels with help"),
        Way("wheelchair", "no", Is(WheelchairTag.No), "not passable for wheels"),
        Way("ramp:wheelchair", "yes", Is(WheelchairTag.Yes), "stairs with a ramp are passable for wheels"),
        Way("incline", "*", Number(FootNumber.InclinePercent), "steepness: 8 %, 5°; up and down alone are unknown"),
        Way("width", "*", Number(FootNumber.WidthMetres), "width: 1.5, 1.5 m, 90 cm"),

        // Barriers on nodes. foot outweighs access outweighs locked.
        Node("barrier", "gate|sliding_gate|wicket_gate|hampshire_gate|sally_port", Gate(BarrierEffect.Shuts),
            "allowed; denied when locked=yes; residents only when private"),
        Node("barrier", "kissing_gate|full-height_turnstile", Gate(BarrierEffect.ShutsNarrow), "as a gate; not passable for wheels"),
        Node("barrier", "lift_gate|swing_gate|entrance|border_control|toll_booth", Gate(BarrierEffect.Opens),
            "allowed: people pass beside it; residents only when private"),
        Node("barrier", "turnstile|stile", Gate(BarrierEffect.OpensNarrow), "allowed; not passable for wheels"),
        Node("barrier", "wall|fence|hedge|retaining_wall|city_wall|guard_rail|ditch", Gate(BarrierEffect.Blocks),
            "denied unless foot or access says otherwise"),
        Node("barrier", "kerb", Gate(BarrierEffect.Kerb), "no effect on feet; a raised one (kerb=raised) stops wheels"),
        Node("barrier", "*", Gate(BarrierEffect.Vehicles),
            "no effect: bollards, blocks and chains stop vehicles only; denied with foot=no or access=no"),
        Node("locked", "yes", new() { IsLocked = true }, "a gate: denied unless foot or access says otherwise"),
        Node("foot", Admitting, Permit(Permission.Yes, 4), "allowed"),
        Node("foot", Reserving, Permit(Permission.Private, 4), "residents only"),
        Node("foot", Forbidding, Permit(Permission.No, 4), "denied"),
        Node("access", Admitting, Permit(Permission.Yes, 2), "allowed"),
        Node("access", Reserving, Permit(Permission.Private, 2), "residents only"),
        Node("access", Forbidding, Permit(Permission.No, 2), "denied unless foot says otherwise"),
        Node("foot:conditional", "*", Condition(4), "as foot at times: yes @ (06:00-22:00); other conditions have no effect"),
        Node("access:conditional", "*", Condition(2), "as access at times"),
        Node("opening_hours", "*", Number(FootNumber.Hours),
            "a gate: denied by day or at night when it is closed then; at night also when the hours cannot be read"),
        Node("wheelchair", "no", Is(WheelchairTag.No), "a gate: not passable for wheels"),
        Node("wheelchair", "yes|designated", Is(WheelchairTag.Yes), "a gate: passable for wheels"),
        Node("kerb", "flush|no", Is(Kerb.Flush), "no step; also for the crossing way that passes it"),
        Node("kerb", "lowered|rolled", Is(Kerb.Lowered), "lowered; also for the crossing way that passes it"),
        Node("kerb", "raised|regular|yes", Is(Kerb.Raised), "a step: stops wheels"),
        Node("highway", "crossing", Helps(CrossingKind.Unmarked), "time: waiting where a footway meets the carriageway"),
        Node("highway", "traffic_signals", Helps(CrossingKind.Signals), "time: waiting at signals"),
        Node("crossing", "traffic_signals", Helps(CrossingKind.Signals), "time: waiting at signals"),
        Node("crossing", "zebra|marked|uncontrolled|pelican|toucan", Helps(CrossingKind.Marked), "time: waiting at a marked crossing"),
        Node("crossing:signals", "yes", Helps(CrossingKind.Signals), "time: waiting at signals"),
    ];

    private static readonly FrozenDictionary<string, KeyRules> WayRules = ByKey("way"), NodeRules = ByKey("node");

    /// <summary>The rules of a key; null when the key means nothing.</summary>
    public static KeyRules? OfWay(string key) => WayRules.GetValueOrDefault(key);

    /// <summary>The permission that a value of foot or access gives; unstated where it gives none.</summary>
    public static Permission PermissionOf(string value) =>
        WayRules["foot"].Find(value) is [var effect] ? effect.Permission : Permission.Unstated;

    /// <summary>The same on nodes.</summary>
    public static KeyRules? OfNode(string key) => NodeRules.GetValueOrDefault(key);

    internal sealed class KeyRules(Dictionary<string, FootEffect?> values, int rank)
    {
        private readonly FrozenDictionary<string, FootEffect[]> _values = values.ToFrozenDictionary(v => v.Key, v => EffectsOf(v.Value));
        private readonly FootEffect[] _other = EffectsOf(values.GetValueOrDefault("*"));

        /// <summary>Place of the key in the table: of two keys that make a walk, the earlier counts.</summary>
        public int Rank { get; } = rank;

        /// <summary>
        /// What a value does, and each value of a list "a;b". Numbers, times and conditions are read whole, semicolons in them too.
        /// </summary>
        public FootEffect[] Find(string value)
        {
            if (_values.TryGetValue(value, out FootEffect[]? effects)) return effects;
            return _other is [{ Number: not FootNumber.None }] ? _other
                : !value.Contains(';') ? _other
                : [.. OsmList.Split(value).SelectMany(v => _values.GetValueOrDefault(v, _other))];
        }

        private static FootEffect[] EffectsOf(FootEffect? effect) => effect is null ? [] : [effect];
    }

    /// <summary>The table as Markdown, the whole of <c>docs/foot-access.md</c>.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("""
            # Where people can walk

            The table that the program reads, written by it (`FootAccessTable`). A way is walked when a tag makes it a walk and nothing
            denies it: `foot` outweighs `motorroad`, which outweighs `access`, which outweighs a sidewalk. Where a tag lists several values
            ("yes;designated"), each counts: of `foot` the one that gives the most, of `access` and all others the one that gives the
            least. By day is 10:00 and 15:00 of an ordinary Wednesday in each season, at night 22:00, 02:00 and 05:00. Residents pass what
            is private in the compound that they leave; nobody passes through. What only some walkers mind (stairs, kerbs, width, surface,
            incline) is decided by the walker's file in `data/walkers`. Dates are compared with the study's `as_of` (of several days with
            the last), without one with the day of the map's data; where the file does not say that either, all are walked, and a warning says
            so. "2031" is some day of that year, and denies what it surely denies.

            | on | tag | for people on foot |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (FootRule rule in Rules)
        {
            string values = string.Join(", ", rule.Values.Split('|').Select(v => v == "*" ? "any other" : $"`{v}`"));
            text.Append($"| {rule.On} | `{rule.Key}` = {values} | {rule.Meaning} |\n");
        }
        return text.Append(BicycleAccess.ToMarkdown()).ToString();
    }

    private static FrozenDictionary<string, KeyRules> ByKey(string on)
    {
        var keys = new Dictionary<string, Dictionary<string, FootEffect?>>();
        foreach (FootRule rule in Rules.Where(r => r.On == on))
        {
            if (!keys.TryGetValue(rule.Key, out var values)) keys[rule.Key] = values = [];
            foreach (string value in rule.Values.Split('|')) values.Add(value, rule.Effect);
        }
        return keys.Select((k, i) => (k.Key, Rules: new KeyRules(k.Value, i))).ToFrozenDictionary(k => k.Key, k => k.Rules);
    }

    private static FootRule Way(string key, string values, FootEffect? effect, string meaning) => new("way", key, values, effect, meaning);

    private static FootRule Node(string key, string values, FootEffect? effect, string meaning) =>
        new("node", key, values, effect, meaning);

    private static FootEffect Walk(WayKind kind, RoadClass road = RoadClass.None) => new() { Kind = kind, Road = road };
    private static FootEffect WalkIf(WayKind kind, RoadClass road) => new() { Kind = kind, Road = road, Default = Permission.No };

    private static FootEffect Never => new() { IsNever = true };
    private static FootEffect Former => new() { IsFormer = true };

    private static FootEffect Permit(Permission permission, int weight) => new() { Permission = permission, Weight = weight };
    private static FootEffect Flag(WayFlags flags) => new() { Flags = flags };
    private static FootEffect Helps(CrossingKind kind) => new() { Crossing = kind };
    private static FootEffect Is(Surface surface) => new() { Surface = surface };
    private static FootEffect Is(Kerb kerb) => new() { Kerb = kerb };
    private static FootEffect Is(WheelchairTag wheelchair) => new() { Wheelchair = wheelchair };
    private static FootEffect Number(FootNumber number) => new() { Number = number };
    private static FootEffect Condition(int weight) => new() { Number = FootNumber.Condition, Weight = weight };
    private static FootEffect Gate(BarrierEffect barrier) => new() { Barrier = barrier };
}

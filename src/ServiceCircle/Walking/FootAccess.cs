using System.Globalization;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking;

/// <summary>
/// The one place that decides from OSM tags where people can walk. Answers for everybody at once: what only some
/// walkers can use (stairs, private ways) is kept with its attributes, and the <see cref="Walker"/> decides.
/// </summary>
/// <remarks>
/// Order of decision, first match wins: what the way is (<c>highway</c> and the few other keys that make a path); an explicit
/// <c>foot</c>; <c>motorroad</c>; <c>access</c>; the default of the kind. Tag meanings: OSM wiki, "Key:access", "Key:foot", "Key:highway".
/// </remarks>
public static class FootAccess
{
    /// <summary>Attributes of a way that somebody can walk on; null when nobody can.</summary>
    /// <exception cref="ArgumentException">Never for tags read from a file; all values are accepted.</exception>
    public static WayAttributes? OfWay(OsmTags tags)
    {
        if (KindOf(tags) is not { } kind) return null;
        Permission foot = PermissionOf(tags["foot"]);
        if (foot == Permission.Unstated && tags["motorroad"] == "yes") return null;
        Permission permission = foot != Permission.Unstated ? foot : PermissionOf(tags["access"]);
        if (permission == Permission.Unstated) permission = kind.Default;
        if (permission is Permission.No or Permission.Unstated) return null;

        WayFlags flags = FlagsOf(tags, kind.Kind);
        if (permission == Permission.Private) flags |= WayFlags.Private;
        return new WayAttributes(kind.Kind, flags);
    }

    /// <summary>Attributes of the gate that a barrier node makes in its way; null when the node does not stop or sort anybody.</summary>
    public static WayAttributes? OfBarrier(OsmTags tags)
    {
        if (tags["barrier"] is not { } barrier) return null;
        Permission permission = PermissionOf(tags["foot"]);
        if (permission == Permission.Unstated) permission = PermissionOf(tags["access"]);
        // People walk round a lift gate or a bollard that is locked; round these they do not.
        bool shuts = barrier is "gate" or "sliding_gate" or "wicket_gate" or "kissing_gate" or "hampshire_gate" or "full-height_turnstile"
            or "sally_port";
        if (shuts && tags["locked"] == "yes" && permission != Permission.Yes) permission = Permission.No;

        bool opens = shuts || barrier is "lift_gate" or "swing_gate" or "turnstile" or "entrance" or "border_control" or "toll_booth";
        bool blocks = barrier is "wall" or "fence" or "hedge" or "retaining_wall" or "city_wall" or "guard_rail" or "ditch";
        return permission switch
        {
            Permission.No => new WayAttributes(WayKind.Gate, WayFlags.Closed),
            Permission.Private => new WayAttributes(WayKind.Gate, WayFlags.Private),
            Permission.Unstated when blocks => new WayAttributes(WayKind.Gate, WayFlags.Closed),
            _ => opens ? new WayAttributes(WayKind.Gate, WayFlags.None) : null,
        };
    }

    private enum Permission { Unstated, Yes, Private, No }

    private static Permission PermissionOf(string? value) => value switch
    {
        null or "" or "unknown" or "dismount" or "variable" => Permission.Unstated,
        // Whoever walks to a facility is its customer.
        "yes" or "designated" or "official" or "permissive" or "public" or "destination" or "customers" or "limited" => Permission.Yes,
        "private" or "residents" or "permit" or "delivery" or "employees" or "emergency" => Permission.Private,
        "no" or "use_sidepath" or "military" or "agricultural" or "forestry" or "agricultural;forestry" => Permission.No,
        _ => Permission.Unstated,
    };

    private readonly record struct KindRule(WayKind Kind, Permission Default);

    private static KindRule? KindOf(OsmTags tags)
    {
        if (tags["highway"] is { } highway)
        {
            KindRule? rule = highway switch
            {
                "footway" or "path" or "pedestrian" or "platform" or "corridor" or "bridleway" or "sidewalk" =>
                    new(tags["footway"] == "crossing" ? WayKind.Crossing : WayKind.Path, Permission.Yes),
                "crossing" => new(WayKind.Crossing, Permission.Yes),
                "steps" => new(WayKind.Steps, Permission.Yes),
                "elevator" => new(WayKind.Elevator, Permission.Yes),
                "cycleway" => new(WayKind.Cycleway, Permission.Yes),
                "track" => new(WayKind.Track, Permission.Yes),
                "service" => new(WayKind.Service, Permission.Yes),
                "living_street" or "residential" or "unclassified" or "road" => new(WayKind.Street, Permission.Yes),
                "tertiary" or "tertiary_link" or "secondary" or "secondary_link" or "primary" or "primary_link" =>
                    new(WayKind.MajorStreet, Permission.Yes),
                "trunk" or "trunk_link" => new(WayKind.MajorStreet, HasSidewalk(tags) ? Permission.Yes : Permission.No),
                "busway" or "bus_guideway" => new(WayKind.Street, Permission.No),
                // Motorways, raceways, ways under construction or planned: no foot tag makes them a walk.
                _ => null,
            };
            return rule;
        }
        if (tags["route"] == "ferry") return new(WayKind.Ferry, Permission.Yes);
        if (tags["man_made"] == "pier" || tags["railway"] == "platform" || tags["public_transport"] == "platform") return new(WayKind.Path, Permission.Yes);
        return null;
    }

    private static bool HasSidewalk(OsmTags tags) =>
        tags["sidewalk"] is "yes" or "both" or "left" or "right"
        || tags["sidewalk:both"] == "yes" || tags["sidewalk:left"] == "yes" || tags["sidewalk:right"] == "yes";

    private static WayFlags FlagsOf(OsmTags tags, WayKind kind)
    {
        WayFlags flags = WayFlags.None;
        if (tags["bridge"] is { } bridge && bridge != "no") flags |= WayFlags.Bridge;
        if (tags["tunnel"] is { } tunnel && tunnel is not ("no" or "building_passage")) flags |= WayFlags.Tunnel;
        if (tags["indoor"] is { } indoor && indoor != "no") flags |= WayFlags.Indoor;
        if (tags["sidewalk"] == "separate" || tags["sidewalk:both"] == "separate") flags |= WayFlags.SidewalkSeparate;

        // A plain oneway binds vehicles; only ways made for walking, or tags that name people on foot, bind walkers.
        string? oneway = tags["oneway:foot"];
        if (oneway is null && kind is WayKind.Steps or WayKind.Path && tags["conveying"] is { } conveying)
            oneway = conveying switch { "forward" => "yes", "backward" => "-1", _ => null };
        if (oneway == "yes" || tags["foot:backward"] == "no") flags |= WayFlags.NoBackward;
        if (oneway == "-1" || tags["foot:forward"] == "no") flags |= WayFlags.NoForward;
        return flags;
    }

    /// <summary>The stated duration of a ferry, "00:20", "1:05:30", "20" (minutes) or "PT20M"; 0 when absent or unreadable.</summary>
    public static int FerrySeconds(OsmTags tags)
    {
        if (tags["duration"] is not { } text) return 0;
        if (text.StartsWith('P'))
        {
            try { return Bounded(System.Xml.XmlConvert.ToTimeSpan(text).TotalSeconds); }
            catch (FormatException) { return 0; }
            catch (OverflowException) { return 0; }
        }
        string[] parts = text.Split(':');
        double total = 0;
        foreach (string part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)) return 0;
            total = total * 60 + number;
        }
        return Bounded(parts.Length switch { 1 or 2 => total * 60, 3 => total, _ => 0 });

        static int Bounded(double seconds) => seconds is > 0 and < 86_400 ? (int)seconds : 0;
    }
}

using System.Collections.Frozen;
using System.Text;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Rules;

/// <summary>In which directions of a stretch a bicycle is ridden; in the others it is pushed, where people walk.</summary>
[Flags]
internal enum Riding : byte
{
    None = 0,
    Forward = 1, // ridden from the first end to the last
    Backward = 2, // ridden from the last end to the first
    Both = Forward | Backward,
}

/// <summary>
/// Decides from OSM tags where a bicycle is ridden, among the ways that people walk on. Who pushes a bicycle is on foot, so nothing
/// here opens or closes a way; <see cref="FootAccess"/> does that for everybody.
/// </summary>
internal static class BicycleAccess
{
    private const string Admitting = "yes|designated|official|permissive|public|destination|customers";
    private const string Reserving = "private|residents|permit|delivery|employees";
    private const string Forbidding = "no|military|agricultural|forestry|emergency";
    private const string Lane = "lane|track|shared_lane|share_busway";
    private const string Opposite = "opposite|opposite_lane|opposite_track|opposite_share_busway";

    /// <summary>What a tag does: a permission and its weight, or directions and theirs.</summary>
    private sealed record Effect(
        Permission Permission = Permission.Unstated, int Weight = 0, Riding Directions = Riding.None, int DirectionWeight = 0,
        bool IsLane = false);

    private static readonly (string Key, string Values, Effect? Effect, string Meaning)[] Rules =
    [
        // Whether it is ridden. bicycle outweighs motorroad, which outweighs vehicle, which outweighs access.
        ("bicycle", Admitting, new(Permission.Yes, Explicit), "ridden, on footways, paths and crossings too; stairs are not"),
        ("bicycle", Reserving, new(Permission.Private, Explicit), "ridden where the way is for residents only, else pushed"),
        ("bicycle", Forbidding + "|dismount|use_sidepath", new(Permission.No, Explicit), "pushed"),
        ("bicycle", "*", null, "as if absent"),
        ("motorroad", "yes", new(Permission.No, 3), "pushed unless bicycle says otherwise"),
        ("vehicle", Admitting, new(Permission.Yes, 2), "as the kind of way"),
        ("vehicle", Reserving, new(Permission.Private, 2), "ridden where the way is for residents only, else pushed"),
        ("vehicle", Forbidding, new(Permission.No, 2), "pushed unless bicycle says otherwise"),
        ("access", Reserving, new(Permission.Private, 1), "ridden where the way is for residents only, else pushed"),
        ("access", Forbidding, new(Permission.No, 1), "pushed unless bicycle or vehicle says otherwise"),
        ("cycleway", Lane, new(IsLane: true), "ridden, on trunk roads and busways too"),
        ("cycleway:both", Lane, new(IsLane: true), "ridden, on trunk roads and busways too"),
        ("cycleway:left", Lane, new(IsLane: true), "ridden, on trunk roads and busways too"),
        ("cycleway:right", Lane, new(IsLane: true), "ridden, on trunk roads and busways too"),

        // Which way. oneway:bicycle outweighs a lane against the traffic, which outweighs oneway, which outweighs a roundabout.
        ("oneway:bicycle", "yes|1|true", new(Directions: Riding.Forward, DirectionWeight: 4), "pushed against its direction"),
        ("oneway:bicycle", "-1", new(Directions: Riding.Backward, DirectionWeight: 4), "pushed in its direction"),
        ("oneway:bicycle", "no", new(Directions: Riding.Both, DirectionWeight: 4), "ridden both ways"),
        ("cycleway", Opposite, new(Directions: Riding.Both, DirectionWeight: 3, IsLane: true), "ridden both ways"),
        ("cycleway:both", Opposite, new(Directions: Riding.Both, DirectionWeight: 3, IsLane: true), "ridden both ways"),
        ("cycleway:left", Opposite, new(Directions: Riding.Both, DirectionWeight: 3, IsLane: true), "ridden both ways"),
        ("cycleway:right", Opposite, new(Directions: Riding.Both, DirectionWeight: 3, IsLane: true), "ridden both ways"),
        ("cycleway:both:oneway", "no|-1", new(Directions: Riding.Both, DirectionWeight: 3), "ridden both ways"),
        ("cycleway:left:oneway", "no|-1", new(Directions: Riding.Both, DirectionWeight: 3), "ridden both ways"),
        ("cycleway:right:oneway", "no|-1", new(Directions: Riding.Both, DirectionWeight: 3), "ridden both ways"),
        ("oneway", "yes|1|true", new(Directions: Riding.Forward, DirectionWeight: 2), "pushed against its direction"),
        ("oneway", "-1|reverse", new(Directions: Riding.Backward, DirectionWeight: 2), "pushed in its direction"),
        ("oneway", "no", new(Directions: Riding.Both, DirectionWeight: 2), "ridden both ways"),
        ("oneway", "*", null, "as if absent"),
        ("junction", "roundabout|circular", new(Directions: Riding.Forward, DirectionWeight: 1), "pushed against its direction"),
    ];

    private const int Explicit = 4;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, Effect?>> ByKey = Rules
        .SelectMany(r => r.Values.Split('|').Select(v => (r.Key, Value: v, r.Effect))).GroupBy(r => r.Key)
        .ToFrozenDictionary(g => g.Key, g => g.ToFrozenDictionary(r => r.Value, r => r.Effect));

    /// <summary>
    /// Where a bicycle is ridden on a way that people walk on; <paramref name="isOpen"/> when its kind is open if nothing else is said,
    /// which trunk roads are not.
    /// </summary>
    public static Riding Decide(OsmTags tags, WayKind kind, bool isOpen, bool isPrivate)
    {
        if (kind is WayKind.Steps or WayKind.Elevator or WayKind.Ferry) return Riding.None;
        var permission = Permission.Unstated;
        int weight = 0, directionWeight = 0;
        Riding directions = Riding.Both;
        bool isRidden = isOpen && kind is WayKind.Street or WayKind.MajorStreet or WayKind.Service or WayKind.Track or WayKind.Cycleway;
        foreach ((string key, string value) in tags)
        {
            if (!ByKey.TryGetValue(key, out var values)) continue;
            foreach (string part in OsmList.Split(value))
            {
                if (values.GetValueOrDefault(part) is not { } effect) continue;
                bool isMore = effect.Weight == Explicit ? effect.Permission < permission : effect.Permission > permission;
                if (effect.Weight > weight || effect.Weight == weight && weight > 0 && isMore)
                    (permission, weight) = (effect.Permission, effect.Weight);
                if (effect.DirectionWeight > directionWeight) (directions, directionWeight) = (effect.Directions, effect.DirectionWeight);
                isRidden |= effect.IsLane;
            }
        }
        isRidden = permission switch
        {
            Permission.Yes => isRidden || weight == Explicit,
            Permission.Private => isPrivate && (isRidden || weight == Explicit),
            Permission.No => false,
            _ => isRidden,
        };
        return isRidden ? directions : Riding.None;
    }

    public static Riding Reversed(Riding riding) => riding is Riding.Forward or Riding.Backward ? riding ^ Riding.Both : riding;

    /// <summary>The rules as Markdown, a section of <c>docs/foot-access.md</c>.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("""

            ## By bicycle

            The walker `bicycle` rides where a bicycle surely may and pushes it everywhere else, at walking speed and under the rules above. It
            rides on streets, service ways, tracks and cycleways, and on what the table below opens to it; it pushes on footways, pedestrian
            streets, crossings, paths, bridleways, squares and trunk roads that say nothing of bicycles, against one-ways, and wherever
            bicycles are denied. Motorways are closed to it as they are to people on foot. Stairs are pushed up or carried at the stairs factor
            of `data/walkers/bicycle.json`; turnstiles, stiles and kissing gates stop it. The speed there is that of a whole ride, so waits at
            junctions are in it: who rides waits nowhere, who pushes waits at crossings as people on foot do. Loose ground is ridden more slowly.

            Not known: ways that only bicycles may use (`foot=no`) are in no network, so that a ride over them comes out longer, or not at all;
            traffic, bans on turning and places to leave the bicycle are not looked at, and might make it longer in truth. A path that a
            scenario adds is pushed along. Where service circles are drawn, the last metres beside a path count at riding speed.

            | tag of a way | for bicycles |
            |---|---|

            """.ReplaceLineEndings("\n"));
        foreach ((string key, string values, _, string meaning) in Rules)
        {
            string shown = string.Join(", ", values.Split('|').Select(v => v == "*" ? "any other" : $"`{v}`"));
            text.Append($"| `{key}` = {shown} | {meaning} |\n");
        }
        return text.ToString();
    }
}

using System.Globalization;
using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Rules;

/// <summary>
/// The one place that decides from OSM tags where people can walk, by reading <see cref="FootAccessTable"/>. Answers for everybody at once:
/// what only some walkers can use (stairs, private ways) is kept with its attributes, and the <see cref="Walker"/> decides.
/// </summary>
internal static class FootAccess
{
    /// <summary>The first year whose dates count.</summary>
    private const int FirstYear = 2000;

    /// <summary>Attributes of a way that somebody can walk on; null when nobody can.</summary>
    public static WayAttributes? OfWay(OsmTags tags) => Decide(tags)?.Attributes;

    /// <summary>What the builder wants to know about a way; null when nobody can walk there.</summary>
    internal static FootWay? Decide(OsmTags tags)
    {
        FootEffect? what = null;
        int rank = int.MaxValue;
        StatedAccess stated = default;
        WayFlags flags = WayFlags.None, carried = WayFlags.None, oneWay = WayFlags.None;
        CrossingKind? crossing = null;
        bool isCrossingWay = false, isArea = false, isBothWays = false, isMoving = false;
        var details = new WayDetails();
        int ferrySeconds = 0;
        RoughDate? opens = null, ends = null;
        foreach ((string key, string value) in tags)
        {
            if (FootAccessTable.OfWay(key) is not { } rules) continue;
            foreach (FootEffect effect in rules.Find(value))
            {
                if (effect.IsNever || effect.IsFormer && tags[key.Split(':', 2)[1]] == value) return null;
                if (effect.Kind is not null && rules.Rank < rank) (what, rank) = (effect, rules.Rank);
                stated.Add(effect, value);
                if (effect.IsCarried) carried |= effect.Flags;
                else flags |= effect.Flags;
                oneWay |= effect.OneWay;
                if (effect.Crossing is { } help && (crossing is null || help > crossing)) crossing = help;
                isCrossingWay |= effect.IsCrossingWay;
                isArea |= effect.IsArea;
                isBothWays |= effect.IsBothWays;
                isMoving |= effect.IsMoving;
                if (effect.Surface > details.Surface) details = details with { Surface = effect.Surface };
                if (effect.Kerb > details.Kerb) details = details with { Kerb = effect.Kerb };
                if (effect.Wheelchair != WheelchairTag.Unknown && details.Wheelchair != WheelchairTag.No)
                    details = details with { Wheelchair = effect.Wheelchair };
                switch (effect.Number)
                {
                    case FootNumber.WidthMetres: details = details with { WidthDecimetres = WidthOf(value) }; break;
                    case FootNumber.InclinePercent: details = details with { InclinePercent = InclineOf(value) }; break;
                    case FootNumber.Duration: ferrySeconds = SecondsOf(value); break;
                    case FootNumber.Level when !IsOnGround(value): flags |= WayFlags.OffGround; break;
                    case FootNumber.Layer when IsBelow(value): flags |= WayFlags.Below; break;
                    case FootNumber.Hours: flags |= ClosedHours(value); break;
                    case FootNumber.Opens: opens = RoughDate.Later(opens, RoughDate.Read(value)); break;
                    case FootNumber.Ends: ends = RoughDate.Later(ends, RoughDate.Read(value)); break;
                }
            }
        }
        if (what is null) return null;
        WayKind kind = what.Kind!.Value;
        flags |= FlagsOf(Here(stated.ByDay), Here(stated.AtNight));
        if ((flags & WayFlags.ClosedByDay) != 0 && (flags & WayFlags.ClosedAtNight) != 0) return null;

        if (isCrossingWay && kind is WayKind.Path or WayKind.Cycleway) kind = WayKind.Crossing;
        // A plain oneway binds vehicles; only ways made for walking, or tags that name people on foot, bind walkers.
        bool isDirected = (flags & (WayFlags.NoForward | WayFlags.NoBackward)) != 0 || isBothWays;
        if (isMoving && carried == WayFlags.None) carried = oneWay;
        if (!isDirected && kind is WayKind.Steps or WayKind.Path) flags |= carried;
        // The width of a carriageway is no matter to people, and would cut streets for nothing.
        if (what.Road >= RoadClass.Minor) details = details with { WidthDecimetres = 0 };
        return new FootWay(
            new WayAttributes(kind, flags, 0, details, DaysOf(opens, ends)), kind == WayKind.Ferry ? ferrySeconds : 0,
            isCrossingWay || kind == WayKind.Crossing ? crossing ?? CrossingKind.Unmarked : null, what.Road,
            oneWay != WayFlags.None, isArea,
            BicycleAccess.Decide(tags, what.Kind!.Value, what.Default != Permission.No, (flags & WayFlags.Private) != 0));

        // A sidewalk opens a trunk road, not a busway.
        Permission Here((Permission Permission, int Weight) most) =>
            most.Weight == 0 || most.Weight == 1 && most.Permission == Permission.Yes && what.Kind != WayKind.MajorStreet
                ? what.Default : most.Permission;
    }

    /// <summary>
    /// What permissions by day and at night make of a way: what is private for a part of the day is private, or closed, the whole of it,
    /// whichever is the safer to count on.
    /// </summary>
    private static WayFlags FlagsOf(Permission byDay, Permission atNight)
    {
        WayFlags flags = byDay == Permission.Private ? WayFlags.Private : WayFlags.None;
        if (byDay == Permission.No) flags |= WayFlags.ClosedByDay;
        if (atNight == Permission.No || atNight == Permission.Private && byDay != Permission.Private) flags |= WayFlags.ClosedAtNight;
        return flags;
    }

    /// <summary>
    /// The days on which a way surely is not there are left out. Old streets were there on any day that a study asks for, and their dates
    /// would cut the network for nothing.
    /// </summary>
    private static WayDays DaysOf(RoughDate? opens, RoughDate? ends) =>
        new(opens is { First: { Year: >= FirstYear } first } ? first.DayNumber : 0, ends is { Last: var last } ? last.DayNumber : 0);

    /// <summary>What opening hours close; at night also what cannot be read.</summary>
    private static WayFlags ClosedHours(string value)
    {
        OpenTimes open = OpeningHours.Find(value);
        return (open.ByDay == false ? WayFlags.ClosedByDay : WayFlags.None)
            | (open.AtNight == true ? WayFlags.None : WayFlags.ClosedAtNight);
    }

    internal static FootNode DecideNode(OsmTags tags)
    {
        StatedAccess stated = default;
        var barrier = BarrierEffect.None;
        CrossingKind? crossing = null;
        var kerb = Kerb.Unknown;
        var wheelchair = WheelchairTag.Unknown;
        WayFlags hours = WayFlags.None;
        bool isLocked = false;
        foreach ((string key, string value) in tags)
        {
            if (FootAccessTable.OfNode(key) is not { } rules) continue;
            foreach (FootEffect effect in rules.Find(value))
            {
                stated.Add(effect, value);
                if (effect.Barrier > barrier) barrier = effect.Barrier;
                if (effect.Crossing is { } help && (crossing is null || help > crossing)) crossing = help;
                if (effect.Kerb > kerb) kerb = effect.Kerb;
                if (effect.Wheelchair > wheelchair) wheelchair = effect.Wheelchair;
                isLocked |= effect.IsLocked;
                if (effect.Number == FootNumber.Hours) hours |= ClosedHours(value);
            }
        }
        return new FootNode(GateOf(), crossing, kerb);

        WayAttributes? GateOf()
        {
            var details = new WayDetails(Kerb: kerb == Kerb.Raised ? kerb : Kerb.Unknown, Wheelchair: wheelchair);
            // People walk round a lift gate or a bollard that is locked; round these they do not.
            bool shuts = barrier is BarrierEffect.Shuts or BarrierEffect.ShutsNarrow;
            bool opens = shuts || barrier is BarrierEffect.Opens or BarrierEffect.OpensNarrow;
            if (barrier is BarrierEffect.OpensNarrow or BarrierEffect.ShutsNarrow && wheelchair == WheelchairTag.Unknown)
                details = details with { Wheelchair = WheelchairTag.No };
            WayFlags flags = FlagsOf(Here(stated.ByDay), Here(stated.AtNight)) | (opens ? hours : WayFlags.None);
            if (flags.HasFlag(WayFlags.ClosedByDay | WayFlags.ClosedAtNight)) return new WayAttributes(WayKind.Gate, WayFlags.Closed);
            return opens || kerb == Kerb.Raised || flags != WayFlags.None ? new WayAttributes(WayKind.Gate, flags, 0, details) : null;

            Permission Here((Permission Permission, int Weight) most) =>
                // What is said of access at a crossing is meant for those who drive.
                barrier == BarrierEffect.None && crossing is not null && most.Weight < FootAccessTable.FootWeight ? Permission.Yes
                : shuts && isLocked && most.Permission != Permission.Yes ? Permission.No
                : barrier == BarrierEffect.Blocks && most.Permission == Permission.Unstated ? Permission.No
                : most.Permission;
        }
    }

    /// <summary>The stated duration of a ferry, "00:20", "1:05:30", "20" (minutes) or "PT20M"; 0 when unreadable.</summary>
    private static int SecondsOf(string text)
    {
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

    /// <summary>"1.5", "1.5 m", "90 cm" as decimetres; 0 when unreadable.</summary>
    private static byte WidthOf(string text)
    {
        string number = text.Trim();
        double unit = 10;
        if (number.EndsWith("cm", StringComparison.Ordinal)) (number, unit) = (number[..^2], 0.1);
        else if (number.EndsWith('m')) number = number[..^1];
        if (!double.TryParse(number.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width) || !(width > 0))
            return 0;
        return (byte)Math.Clamp(width * unit, 1, WayDetails.WidestDecimetres);
    }

    /// <summary>"8%", "-8 %", "5°" as percent without sign plus one; 0 when unreadable.</summary>
    private static byte InclineOf(string text)
    {
        string number = text.Trim().TrimStart('-', '+');
        bool isDegrees = number.EndsWith('°');
        number = number.TrimEnd('°', '%').Trim();
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double incline)) return 0;
        double percent = isDegrees ? Math.Tan(Math.Min(incline, 60) * Math.PI / 180) * 100 : incline;
        return (byte)(1 + Math.Min(40, Math.Ceiling(percent)));
    }

    private static bool IsBelow(string layers) => OsmList.Split(layers) is { Length: > 0 } all && all.All(
        layer => double.TryParse(layer, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number < 0);

    private static bool IsOnGround(string levels) => OsmList.Split(levels) is not { Length: > 0 } all || all.Any(
        level => !double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || number == 0);
}

/// <summary>
/// A way that somebody can walk on: stated seconds of a ferry, 0 if none; what helps people across, null on others than crossing ways;
/// whether a closed line of it is an area to be crossed.
/// </summary>
internal readonly record struct FootWay(
    WayAttributes Attributes, int FerrySeconds, CrossingKind? Crossing, RoadClass Road, bool IsOneWayTraffic, bool IsArea, Riding Riding);

/// <summary>
/// What a node does to people who pass it: the gate that it makes, null when it stops nobody; what helps people across, null when it is no
/// crossing.
/// </summary>
internal readonly record struct FootNode(WayAttributes? Gate, CrossingKind? Crossing, Kerb Kerb);

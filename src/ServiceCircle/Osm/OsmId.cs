using System.Globalization;

namespace ServiceCircle.Osm;

/// <summary>
/// Which of OSM's three kinds of element to read: nodes (positions, with or without tags), ways (ordered lists of nodes), relations
/// (ordered lists of members with roles).
/// </summary>
[Flags]
internal enum OsmKinds
{
    None = 0,
    Nodes = 1,
    Ways = 2,
    Relations = 4,
    All = Nodes | Ways | Relations,
}

/// <summary>The kind of one element, in the order in which sorted files hold them.</summary>
internal enum OsmType : byte
{
    Node,
    Way,
    Relation,
}

/// <summary>
/// The identity of an OSM element. Numbers are unique only within a type; editors give unsaved elements negative ones.
/// Ordered by type, then number, as sorted OSM files are.
/// </summary>
internal readonly record struct OsmId(OsmType Type, long Number) : IComparable<OsmId>
{
    public int CompareTo(OsmId other) => Type != other.Type ? Type.CompareTo(other.Type) : Number.CompareTo(other.Number);

    /// <summary>"node/123", "way/4" or "relation/5": the path of the element on openstreetmap.org.</summary>
    public override string ToString()
    {
        string type = Type switch { OsmType.Node => "node", OsmType.Way => "way", _ => "relation" };
        return string.Create(CultureInfo.InvariantCulture, $"{type}/{Number}");
    }
}

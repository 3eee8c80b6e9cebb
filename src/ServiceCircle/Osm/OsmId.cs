using System.Globalization;

namespace ServiceCircle.Osm;

/// <summary>Which of OSM's three kinds of element to read; a set.</summary>
[Flags]
internal enum OsmKinds
{
    /// <summary>No element.</summary>
    None = 0,

    /// <summary>Nodes: positions, with or without tags.</summary>
    Nodes = 1,

    /// <summary>Ways: ordered lists of nodes.</summary>
    Ways = 2,

    /// <summary>Relations: ordered lists of members with roles.</summary>
    Relations = 4,

    /// <summary>Every element.</summary>
    All = Nodes | Ways | Relations,
}

/// <summary>The kind of one element, in the order in which sorted files hold them.</summary>
internal enum OsmType : byte
{
    /// <summary>A node.</summary>
    Node,

    /// <summary>A way.</summary>
    Way,

    /// <summary>A relation.</summary>
    Relation,
}

/// <summary>
/// The identity of an OSM element. Numbers are unique only within a type; editors give unsaved elements negative ones.
/// Ordered by type, then number, as sorted OSM files are.
/// </summary>
/// <param name="Type">Node, way or relation.</param>
/// <param name="Number">The number within the type; may be negative.</param>
internal readonly record struct OsmId(OsmType Type, long Number) : IComparable<OsmId>
{
    /// <inheritdoc/>
    public int CompareTo(OsmId other) => Type != other.Type ? Type.CompareTo(other.Type) : Number.CompareTo(other.Number);

    /// <summary>"node/123", "way/4" or "relation/5": the path of the element on openstreetmap.org.</summary>
    public override string ToString()
    {
        string type = Type switch { OsmType.Node => "node", OsmType.Way => "way", _ => "relation" };
        return string.Create(CultureInfo.InvariantCulture, $"{type}/{Number}");
    }
}

using System.Globalization;

namespace ServiceCircle.Osm;

/// <summary>The three kinds of OSM element.</summary>
public enum OsmType : byte
{
    /// <summary>A point.</summary>
    Node,

    /// <summary>A line or ring of nodes.</summary>
    Way,

    /// <summary>A group of elements, each with a role.</summary>
    Relation,
}

/// <summary>An element's identity: numbers are unique only within a type.</summary>
/// <param name="Type">Node, way or relation.</param>
/// <param name="Number">The id; negative in files that editors made.</param>
public readonly record struct OsmId(OsmType Type, long Number) : IComparable<OsmId>
{
    /// <inheritdoc/>
    public int CompareTo(OsmId other) => Type != other.Type ? Type.CompareTo(other.Type) : Number.CompareTo(other.Number);

    /// <summary>"node/123", "way/123" or "relation/123".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name(Type)}/{Number}");

    private static string Name(OsmType type) => type switch { OsmType.Node => "node", OsmType.Way => "way", _ => "relation" };
}

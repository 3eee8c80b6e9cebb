using System.Collections.Frozen;
using NetTopologySuite.Geometries;

namespace ServiceCircle.Places;

/// <summary>A place that serves people. One site may offer several services, so it carries a list of categories.</summary>
/// <param name="Id">Unique in its study; "node/123" style for facilities from OSM.</param>
/// <param name="Name">As in the source; empty where the source has none.</param>
/// <param name="Categories">Category ids ("elder.daycare"), distinct, sorted; at least one.</param>
/// <param name="Position">The point, or an interior point of the polygon.</param>
/// <param name="Geometry">The source's geometry (point, line or polygon), WGS-84.</param>
/// <param name="Source">"osm" or the file and place in it.</param>
public sealed record Facility(string Id, string Name, IReadOnlyList<string> Categories, Position Position, Geometry Geometry, string Source)
{
    /// <summary>Places or beds; null if not given.</summary>
    public double? Capacity { get; init; }

    /// <summary>Whether it is inclusive (普惠); null if not given.</summary>
    public bool? Inclusive { get; init; }

    /// <summary>Floor or land area in square metres; null if not given.</summary>
    public double? AreaSquareMetres { get; init; }

    /// <summary>First day of service; null if not given, which counts as open.</summary>
    public RoughDate? OpenedOn { get; init; }

    /// <summary>The day on which OSM says that it closed or will close; null if not given.</summary>
    internal RoughDate? ClosedOn { get; init; }

    /// <summary>Whether it comes from a list of a map service, which is believed less than a planner's own and more than OSM.</summary>
    internal bool IsOfMapService { get; init; }

    /// <summary>
    /// Why a planner's table leaves it out, closed or overruled; null of all that count. Until doubles are merged it stands for its records
    /// in other sources, which are left out with it.
    /// </summary>
    internal string? LeftOut { get; init; }

    /// <summary>Whether its table has a column for the first day of service and leaves its cell blank.</summary>
    public bool OpeningIsBlank { get; init; }

    /// <summary>
    /// Whether it may have opened after the study's day: its table says only the year or month around that day, or nothing while the tables
    /// hold facilities that did.
    /// </summary>
    public bool MayOpenLater { get; init; }

    /// <summary>"urban" or "rural" as the source says; null if it does not.</summary>
    public string? Type { get; init; }

    /// <summary>Seconds from the network to the service itself (stairs, a yard, a lift); zero if not given.</summary>
    public double AccessCostSeconds { get; init; }

    /// <summary>
    /// What only some plans ask for (<see cref="FacilityAttributes"/>): name to value; a name that is missing is not given.
    /// </summary>
    public IReadOnlyDictionary<string, double> Attributes { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Ids of the communities or units that it formally serves, beyond the one that it stands in; empty if none are given.
    /// </summary>
    public IReadOnlyList<string> Serves { get; init; } = [];

    /// <summary>
    /// Level to the id or name of the administrative unit that it is in, as the source states it; empty if it states none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether it offers a category, or any category below it: "elder" matches every "elder.*".</summary>
    public bool Offers(string category) => Categories.Any(own => CategoryCatalogue.IsWithin(own, category));
}

using ServiceCircle.Reachability;

namespace ServiceCircle.Places;

/// <summary>A facility on a network.</summary>
/// <param name="Facility">What it offers.</param>
/// <param name="Access">How visitors enter it.</param>
internal sealed record Site(Facility Facility, PlaceAccess Access)
{
    /// <summary>Whether a usable path is near enough, so that anybody can come.</summary>
    public bool IsOnNetwork => Access.Snap.IsSnapped;

    /// <summary>Puts a facility onto the network.</summary>
    internal static Site Of(Facility facility, PlaceLocator locator) =>
        new(facility, locator.Facility(facility.Geometry, facility.Position, facility.AccessCostSeconds));

    /// <summary>Puts facilities onto the network, in their order.</summary>
    internal static Site[] Of(IReadOnlyList<Facility> facilities, PlaceLocator locator) =>
        [.. facilities.AsParallel().AsOrdered().Select(f => Of(f, locator))];
}

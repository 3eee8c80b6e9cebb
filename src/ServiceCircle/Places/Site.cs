using ServiceCircle.Reachability;

namespace ServiceCircle.Places;

/// <summary>A facility on a network, and how visitors enter it.</summary>
internal sealed record Site(Facility Facility, PlaceAccess Access)
{
    /// <summary>Whether a usable path is near enough, so that anybody can come.</summary>
    public bool IsOnNetwork => Access.Snap.IsSnapped;

    internal static Site Locate(Facility facility, PlaceLocator locator) =>
        new(facility, locator.Facility(facility.Geometry, facility.Position, facility.AccessCostSeconds));

    /// <summary>Puts facilities onto the network, in their order.</summary>
    internal static Site[] Locate(IReadOnlyList<Facility> facilities, PlaceLocator locator) =>
        facilities.AsParallel().AsOrdered().Select(f => Locate(f, locator)).ToArray();
}

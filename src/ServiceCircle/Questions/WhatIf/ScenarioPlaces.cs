using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Questions.WhatIf;

/// <summary>How homes and sites are on the network under a scenario; nothing is touched or reused where these are null.</summary>
internal sealed class ScenarioPlaces(ScenarioBase study, TouchedNetwork? touched, PlaceLocator locator, Reuse? reuse)
{
    public PlaceLocator Locator => locator;

    /// <summary>How the people of a home of the study leave it now.</summary>
    public PlaceAccess AccessOf(Home home) => reuse?.AccessOf(home) ?? Merged(Home.AccessOf(home.Community, locator), home.Access);

    public Site SiteOf(Facility facility)
    {
        if (study.AtSamePlace(facility) is not { } old) return Site.Locate(facility, locator);
        Site site = study.Walks.Sites[old];
        return new Site(facility, reuse?.AccessOf(site) ?? Merged(Site.Locate(facility, locator).Access, site.Access));
    }

    public Home[] Homes(IReadOnlyList<Community> communities)
    {
        if (reuse?.HomesOf(communities) is { } same) return same;
        PlaceAccess[] accesses = study.Walks.Homes.AsParallel().AsOrdered().Select(AccessOf).ToArray();
        return Home.Locate(locator.Visitors, communities, accesses, study.Walks.Times.Limit);
    }

    public Site[] Sites(IReadOnlyList<Facility> facilities) => facilities.AsParallel().AsOrdered().Select(SiteOf).ToArray();

    private PlaceAccess Merged(PlaceAccess found, PlaceAccess old) => touched?.Merge(found, old) ?? found;
}

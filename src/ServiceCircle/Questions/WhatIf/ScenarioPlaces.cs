using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;

namespace ServiceCircle.Questions.WhatIf;

/// <summary>How homes and sites are on the network under a scenario.</summary>
/// <param name="study">The study as it stands.</param>
/// <param name="touched">What edits of the network touched; null if there are none.</param>
/// <param name="locator">What puts places onto the network under the scenario.</param>
/// <param name="reuse">What may be kept; null if nothing is.</param>
internal sealed class ScenarioPlaces(ScenarioBase study, TouchedNetwork? touched, PlaceLocator locator, Reuse? reuse)
{
    /// <summary>What puts places onto the network under the scenario.</summary>
    public PlaceLocator Locator => locator;

    /// <summary>How the people of a home of the study leave it now.</summary>
    public PlaceAccess AccessOf(Home home) => reuse?.AccessOf(home) ?? Merged(Home.AccessOf(home.Community, locator), home.Access);

    /// <summary>A facility, as it is entered now.</summary>
    public Site SiteOf(Facility facility)
    {
        if (study.AtSamePlace(facility) is not { } old) return Site.Locate(facility, locator);
        Site site = study.Walks.Sites[old];
        return new Site(facility, reuse?.AccessOf(site) ?? Merged(Site.Locate(facility, locator).Access, site.Access));
    }

    /// <summary>All homes.</summary>
    /// <param name="communities">Who lives there now.</param>
    public Home[] Homes(IReadOnlyList<Community> communities)
    {
        if (reuse?.HomesOf(communities) is { } same) return same;
        PlaceAccess[] accesses = [.. study.Walks.Homes.AsParallel().AsOrdered().Select(AccessOf)];
        return Home.Locate(locator.Visitors, communities, accesses, study.Walks.Times.Limit);
    }

    /// <summary>All sites.</summary>
    public Site[] Sites(IReadOnlyList<Facility> facilities) => [.. facilities.AsParallel().AsOrdered().Select(SiteOf)];

    private PlaceAccess Merged(PlaceAccess found, PlaceAccess old) => touched?.Merge(found, old) ?? found;
}

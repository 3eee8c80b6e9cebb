using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Scenarios;

/// <summary>A community whose walk to the nearest facility of a service changed.</summary>
/// <param name="Community">Its index in the study.</param>
/// <param name="Service">Index of the service.</param>
/// <param name="Before">The walk before; unreachable beyond the limit.</param>
/// <param name="After">The walk after.</param>
public readonly record struct ChangedWalk(int Community, int Service, WalkTime Before, WalkTime After);

/// <summary>What a change does to coverage: what a map asks for while something is dragged over it.</summary>
/// <param name="Services">Every service, in the order of the study.</param>
/// <param name="Walks">Walks that changed, by service and community.</param>
public sealed record WhatIfAnswer(IReadOnlyList<ServiceChange> Services, IReadOnlyList<ChangedWalk> Walks);

/// <summary>
/// Places that are on the network in another way than in the study: sites that closed, moved or are entered in another way, rising; sites
/// that opened, moved or are entered in another way, as they are now; and homes that people leave in another way, with that way.
/// </summary>
internal sealed record MovedPlaces(IReadOnlyCollection<int> Gone, IReadOnlyList<Site> Come, IReadOnlyDictionary<int, PlaceAccess> Homes);

/// <summary>Answers changes from the labels of every service, without the matrix: only what a change touches is looked at.</summary>
internal sealed class WhatIfEngine
{
    private readonly Walks _walks;
    private readonly CoverageResult _coverage;
    private readonly Community[] _communities;
    private readonly ServiceLabels[] _labels;
    private readonly Dictionary<int, List<int>> _homesAt = [], _homesOn = [];

    public WhatIfEngine(Walks walks, CoverageResult coverage)
    {
        (_walks, _coverage) = (walks, coverage);
        _communities = [.. coverage.Communities.Select(c => c.Community)];
        _labels = [.. coverage.Services.AsParallel().AsOrdered().Select(service => new ServiceLabels(
            service, walks.Graph, walks.Offering(service.Category).Select(f => (f, walks.Sites[f].Access.Accesses))))];
        for (int c = 0; c < walks.Homes.Count; c++)
        {
            foreach (Access access in walks.Homes[c].Access.Accesses)
            {
                ServiceLabels.ListOf(_homesOn, access.Edge).Add(c);
                ServiceLabels.ListOf(_homesAt, walks.Graph.Network.Tail[access.Edge]).Add(c);
                ServiceLabels.ListOf(_homesAt, walks.Graph.Network.Head[access.Edge]).Add(c);
            }
        }
    }

    /// <summary>The answer for the communities after the changes, in the order of the study; nothing is touched without edits.</summary>
    public WhatIfAnswer Answer(IReadOnlyList<Community> communities, TouchedNetwork? touched, MovedPlaces moved)
    {
        var services = new ServiceChange[_labels.Length];
        var walks = new List<ChangedWalk>();
        for (int s = 0; s < services.Length; s++)
        {
            ServiceReach[] before = [.. _coverage.Communities.Select(c => c.Reach[s])];
            Dictionary<int, WalkTime> now = WalksOf(s, touched, moved);
            foreach ((int c, WalkTime time) in now.OrderBy(n => n.Key))
                if (time != before[c].Nearest) walks.Add(new ChangedWalk(c, s, before[c].Nearest, time));
            services[s] = ServiceChange.Count(_labels[s].Service, communities.Select((after, c) => (
                _communities[c], after, before[c].Covered, now.TryGetValue(c, out WalkTime time) ? time.IsReachable : before[c].Covered)));
        }
        return new WhatIfAnswer(services, walks);
    }

    private Dictionary<int, WalkTime> WalksOf(int service, TouchedNetwork? touched, MovedPlaces moved)
    {
        string category = _labels[service].Service.Category;
        (int Site, IReadOnlyList<Access> Accesses)[] left =
            [.. moved.Gone.Where(f => _walks.Sites[f].Facility.Offers(category)).Select(f => (f, _walks.Sites[f].Access.Accesses))];
        Access[] arrived = [.. moved.Come.Where(s => s.Facility.Offers(category)).SelectMany(s => s.Access.Accesses)];
        var now = new Dictionary<int, WalkTime>();
        if (touched is null && left.Length == 0 && arrived.Length == 0) return now;
        var update = new LabelUpdate(_labels[service], touched, left, arrived);
        foreach (int home in moved.Homes.Keys) Look(home);
        foreach (int node in update.ChangedNodes) LookAll(_homesAt, node);
        foreach (Access access in left.SelectMany(f => f.Accesses).Concat(arrived)) LookAll(_homesOn, access.Edge);
        return now;

        void LookAll(Dictionary<int, List<int>> homes, int key)
        {
            if (!homes.TryGetValue(key, out List<int>? list)) return;
            foreach (int home in list) Look(home);
        }

        void Look(int home)
        {
            if (!now.ContainsKey(home))
                now[home] = update.Nearest((moved.Homes.GetValueOrDefault(home) ?? _walks.Homes[home].Access).Accesses);
        }
    }
}

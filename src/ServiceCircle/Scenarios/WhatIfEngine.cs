using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

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

/// <summary>Answers changes from the labels of every service, without the matrix: only what a change touches is looked at.</summary>
internal sealed class WhatIfEngine
{
    private readonly WalkGraph _graph;
    private readonly IReadOnlyList<Facility> _facilities;
    private readonly IReadOnlyList<PlaceAccess> _sites, _homes;
    private readonly CoverageResult _coverage;
    private readonly Community[] _communities;
    private readonly ServiceLabels[] _labels;
    private readonly Dictionary<int, List<int>> _homesAt = [], _homesOn = [];

    /// <param name="graph">The visitors' graph.</param>
    /// <param name="facilities">Facilities, sorted by id.</param>
    /// <param name="sites">How each is entered.</param>
    /// <param name="homes">How each community's people leave home.</param>
    /// <param name="coverage">The study's coverage.</param>
    public WhatIfEngine(WalkGraph graph, IReadOnlyList<Facility> facilities, IReadOnlyList<PlaceAccess> sites, IReadOnlyList<PlaceAccess> homes, CoverageResult coverage)
    {
        (_graph, _facilities, _sites, _homes, _coverage) = (graph, facilities, sites, homes, coverage);
        _communities = [.. coverage.Communities.Select(c => c.Community)];
        _labels = [.. coverage.Services.AsParallel().AsOrdered().Select(service => new ServiceLabels(
            service, graph, Enumerable.Range(0, facilities.Count).Where(f => facilities[f].Offers(service.Category)).Select(f => (f, sites[f].Accesses))))];
        for (int c = 0; c < homes.Count; c++)
        {
            foreach (Access access in homes[c].Accesses)
            {
                ServiceLabels.ListOf(_homesOn, access.Edge).Add(c);
                ServiceLabels.ListOf(_homesAt, graph.Network.Tail[access.Edge]).Add(c);
                ServiceLabels.ListOf(_homesAt, graph.Network.Head[access.Edge]).Add(c);
            }
        }
    }

    /// <summary>The answer.</summary>
    /// <param name="communities">Communities after the changes, in the order of the study.</param>
    /// <param name="graph">The visitors' graph after the changes.</param>
    /// <param name="touched">What edits of the network touched; null if there are none.</param>
    /// <param name="gone">Facilities of the study that closed, moved or are entered in another way.</param>
    /// <param name="come">Facilities that opened, moved or are entered in another way, with their accesses now.</param>
    /// <param name="moved">Homes that are on the network in another way, with their accesses now.</param>
    public WhatIfAnswer Answer(
        IReadOnlyList<Community> communities, WalkGraph graph, TouchedNetwork? touched, IReadOnlyList<int> gone,
        IReadOnlyList<(Facility Facility, IReadOnlyList<Access> Accesses)> come, IReadOnlyDictionary<int, IReadOnlyList<Access>> moved)
    {
        var services = new ServiceChange[_labels.Length];
        var walks = new List<ChangedWalk>();
        for (int s = 0; s < services.Length; s++)
        {
            int service = s;
            Dictionary<int, WalkTime> now = Walks(s, graph, touched, gone, come, moved);
            foreach ((int c, WalkTime time) in now.OrderBy(n => n.Key))
                if (time != _coverage.Communities[c].Reach[s].Nearest) walks.Add(new ChangedWalk(c, s, _coverage.Communities[c].Reach[s].Nearest, time));
            services[s] = ServiceChange.Of(_labels[s].Service, _communities, communities,
                c => _coverage.Communities[c].Reach[service].Covered,
                c => now.TryGetValue(c, out WalkTime time) ? time.IsReachable : _coverage.Communities[c].Reach[service].Covered);
        }
        return new WhatIfAnswer(services, walks);
    }

    /// <summary>The walks of the communities that may have another one now.</summary>
    private Dictionary<int, WalkTime> Walks(
        int service, WalkGraph graph, TouchedNetwork? touched, IReadOnlyList<int> gone,
        IReadOnlyList<(Facility Facility, IReadOnlyList<Access> Accesses)> come, IReadOnlyDictionary<int, IReadOnlyList<Access>> moved)
    {
        string category = _labels[service].Service.Category;
        (int Site, IReadOnlyList<Access> Accesses)[] left = [.. gone.Where(f => _facilities[f].Offers(category)).Select(f => (f, _sites[f].Accesses))];
        Access[] arrived = [.. come.Where(f => f.Facility.Offers(category)).SelectMany(f => f.Accesses)];
        var now = new Dictionary<int, WalkTime>();
        if (touched is null && left.Length == 0 && arrived.Length == 0) return now;
        var update = new LabelUpdate(_labels[service], _graph, graph, touched, left, arrived);
        foreach (int home in moved.Keys) Look(home);
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
            if (!now.ContainsKey(home)) now[home] = update.Nearest(moved.TryGetValue(home, out IReadOnlyList<Access>? accesses) ? accesses : _homes[home].Accesses);
        }
    }
}

using System.Text.Json.Nodes;
using ServiceCircle.Isochrones;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle;

/// <summary>
/// The ground within reach of each service's facilities, as one shape per service: a drawing of the same walks that coverage is counted
/// by. Drawn when first asked for, each once.
/// </summary>
public sealed class ServiceAreas
{
    /// <summary>Metres between samples: a city is looked at as a whole, and its areas should not take longer than all else.</summary>
    private const double CellMetres = 4;

    private readonly Lazy<IsochroneEngine> _engine;
    private readonly Lazy<Isochrone>[] _areas;
    private readonly IsochroneRequest[] _requests;
    private int _next;

    internal ServiceAreas(WalkGraph graph, IReadOnlyList<Service> services, FacilityList facilities, IReadOnlyList<PlaceAccess> sites)
    {
        _engine = new(() => new IsochroneEngine(graph));
        _requests = [.. services.Select(service => new IsochroneRequest
        {
            Origins =
            [
                .. facilities.Facilities.Zip(sites).Where(f => f.First.Offers(service.Category))
                    .Select(f => new IsochroneOrigin(f.First.Id, f.First.Position) { Access = f.Second }),
            ],
            Contours = [service.Limit.Minutes!.Value],
            Overlap = IsochroneOverlap.Dissolve,
            Direction = Direction.To,
            CellMetres = CellMetres,
        })];
        _areas = [.. _requests.Select((request, s) => new Lazy<Isochrone>(() => _engine.Value.Run(request).Single() with { Id = services[s].Category }))];
    }

    /// <summary>The area of a service, by its place in the study; waits until it is drawn.</summary>
    public Isochrone this[int service] => _areas[service].Value;

    /// <summary>How they are drawn and how exact they are: the least exact of them.</summary>
    public JsonObject? Method => _requests.Select(_engine.Value.Method).MaxBy(method => (double)method["cell_m"]!);

    /// <summary>What the reader of the areas should know about their limits.</summary>
    public IReadOnlyList<string> Warnings => _engine.Value.Warnings;

    /// <summary>
    /// Draws those that nobody has begun, beside whatever else goes on: on threads of their own, so that other work does not wait for a
    /// thread of the pool until a whole city is drawn, and on one less than there are cores, because each needs memory for a city.
    /// </summary>
    internal void Start()
    {
        for (int thread = 0; thread < Math.Min(_areas.Length, Math.Max(1, Environment.ProcessorCount - 1)); thread++)
            _ = Task.Factory.StartNew(DrawTheNext, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void DrawTheNext()
    {
        for (int s; (s = Interlocked.Increment(ref _next) - 1) < _areas.Length;) _ = _areas[s].Value;
    }
}

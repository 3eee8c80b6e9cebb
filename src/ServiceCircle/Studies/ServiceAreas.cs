using System.Text.Json.Nodes;
using ServiceCircle.Isochrones;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies;

/// <summary>
/// The ground within reach of each service's facilities, as one shape per service: a drawing of the same walks that coverage is counted by.
/// Whoever wants them shown makes and keeps them. Each is drawn once: when it is asked for, or before that if <see cref="Start"/> was
/// called.
/// </summary>
internal sealed class ServiceAreas
{
    /// <summary>Metres between samples: a city is looked at as a whole, and its areas should not take longer than all else.</summary>
    private const double CellMetres = 4;

    private const int MostThreads = 4;
    private readonly Lazy<IsochroneEngine> _engine;
    private readonly Lazy<Isochrone>[] _areas;
    private readonly IsochroneRequest[] _requests;
    private readonly WalkGraph _graph;
    private int _started, _next;

    /// <summary>The areas of a study's services; those of before a change that are still the same are not drawn again.</summary>
    public ServiceAreas(StudyResult study, ServiceAreas? before = null)
        : this(study.Graph, study.Coverage.Services, study.Walks.Sites, before)
    {
    }

    internal ServiceAreas(WalkGraph graph, IReadOnlyList<Service> services, IReadOnlyList<Site> sites, ServiceAreas? before = null)
    {
        ServiceAreas? kept = ReferenceEquals(before?._graph, graph) ? before : null;
        _graph = graph;
        _engine = kept?._engine ?? new(() => new IsochroneEngine(graph));
        _requests = [.. services.Select(service => new IsochroneRequest
        {
            Origins =
            [
                .. sites.Where(s => s.Facility.Offers(service.Category))
                    .Select(s => new IsochroneOrigin(s.Facility.Id, s.Facility.Position) { Access = s.Access }),
            ],
            Contours = [service.Limit.Minutes!.Value],
            Overlap = IsochroneOverlap.Dissolve,
            Direction = Direction.To,
            CellMetres = CellMetres,
        })];
        _areas =
        [
            .. _requests.Select((request, s) => kept is not null && HaveSameDoors(request, kept._requests[s])
                ? kept._areas[s]
                : new Lazy<Isochrone>(() => _engine.Value.Run(request).Single() with { Id = services[s].Category })),
        ];
    }

    /// <summary>The area of a service, by its place in the study. Whoever has to wait for it draws those that nobody has begun.</summary>
    public Isochrone this[int service]
    {
        get
        {
            if (_started != 0 && !_areas[service].IsValueCreated) DrawTheNext();
            return _areas[service].Value;
        }
    }

    /// <summary>How they are drawn and how exact they are, unless an area itself says otherwise.</summary>
    public JsonObject Method => _engine.Value.Method(_requests[0]);

    /// <summary>What the reader of the areas should know about their limits.</summary>
    public IReadOnlyList<Notice> Warnings => _engine.Value.Warnings;

    /// <summary>
    /// Draws them all, beside whatever else goes on: on threads of their own, so that other work does not wait for a thread of the pool
    /// until a whole city is drawn, and on few, because each needs memory for a city. Calling it again does nothing.
    /// </summary>
    internal void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0) return;
        for (int thread = 0; thread < Math.Min(_areas.Length, Math.Clamp(Environment.ProcessorCount - 1, 1, MostThreads)); thread++)
            _ = Task.Factory.StartNew(DrawTheNext, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static bool HaveSameDoors(IsochroneRequest one, IsochroneRequest other) =>
        one.Origins.Select(o => o.Access!.Accesses).SequenceEqual(other.Origins.Select(o => o.Access!.Accesses));

    private void DrawTheNext()
    {
        for (int s; (s = Interlocked.Increment(ref _next) - 1) < _areas.Length;) _ = _areas[s].Value;
    }
}

using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;

namespace ServiceCircle.Reachability;

/// <summary>The accesses of places as sources of the engine over the nodes of a walker's network.</summary>
internal sealed class Doors
{
    /// <summary>One source for each access that can be walked.</summary>
    /// <param name="graph">Whose walks.</param>
    /// <param name="places">Accesses of each place.</param>
    /// <param name="direction">Whether people walk from the places or to them.</param>
    public Doors(WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, Direction direction)
    {
        var sources = new List<Source>();
        var placeOf = new List<int>();
        WalkNetwork network = graph.Network;
        for (int p = 0; p < places.Count; p++)
        {
            foreach (Access access in places[p])
            {
                int tail = Ticks(access, 0), head = Ticks(access, network.LengthMetres[access.Edge]);
                if (tail == Graph.Unreachable && head == Graph.Unreachable) continue;
                placeOf.Add(p);
                sources.Add(tail == Graph.Unreachable ? new Source(network.Head[access.Edge], head)
                    : head == Graph.Unreachable ? new Source(network.Tail[access.Edge], tail)
                    : new Source(network.Tail[access.Edge], tail, network.Head[access.Edge], head));
            }
        }

        (Count, Sources, Place) = (places.Count, [.. sources], [.. placeOf]);

        int Ticks(Access access, double nodeMetres)
        {
            WalkTime part = direction == Direction.From
                ? graph.Along(access.Edge, access.AlongMetres, nodeMetres)
                : graph.Along(access.Edge, nodeMetres, access.AlongMetres);
            return part.IsReachable ? Core.Sum(access.LegTicks, part.Ticks) : Graph.Unreachable;
        }
    }

    /// <summary>Number of places.</summary>
    public int Count { get; }

    /// <summary>The sources.</summary>
    public Source[] Sources { get; }

    /// <summary>The place of each source.</summary>
    public int[] Place { get; }
}

using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>The accesses of places as sources of an engine over a walker's network.</summary>
internal sealed class Doors
{
    /// <summary>One source for each access that can be walked.</summary>
    /// <param name="graph">Whose walks.</param>
    /// <param name="places">Accesses of each place.</param>
    /// <param name="direction">Whether people walk from the places or to them.</param>
    /// <param name="stretchOf">
    /// Where an access is in the engine's graph: <see cref="WalkArcs.EdgeAt"/> or <see cref="WalkArcs.PieceAt"/>.
    /// </param>
    public Doors(
        WalkGraph graph, IReadOnlyList<IReadOnlyList<Access>> places, Direction direction,
        Func<WalkNetwork, Access, WalkArcs.Stretch> stretchOf)
    {
        var sources = new List<Source>();
        var placeOf = new List<int>();
        for (int p = 0; p < places.Count; p++)
        {
            foreach (Access access in places[p])
            {
                WalkArcs.Stretch at = stretchOf(graph.Network, access);
                int a = Ticks(access, at.MetresA), b = Ticks(access, at.MetresB);
                if (a == ArcGraph.Unreachable && b == ArcGraph.Unreachable) continue;
                placeOf.Add(p);
                sources.Add(a == ArcGraph.Unreachable ? new Source(at.NodeB, b)
                    : b == ArcGraph.Unreachable ? new Source(at.NodeA, a)
                    : new Source(at.NodeA, a, at.NodeB, b));
            }
        }

        (Count, Sources, Place) = (places.Count, [.. sources], [.. placeOf]);

        int Ticks(Access access, double nodeMetres)
        {
            WalkTime part = direction == Direction.From
                ? graph.Along(access.Edge, access.AlongMetres, nodeMetres)
                : graph.Along(access.Edge, nodeMetres, access.AlongMetres);
            return part.IsReachable ? ArcGraph.Sum(access.LegTicks, part.Ticks) : ArcGraph.Unreachable;
        }
    }

    /// <summary>Number of places.</summary>
    public int Count { get; }

    /// <summary>The sources.</summary>
    public Source[] Sources { get; }

    /// <summary>The place of each source.</summary>
    public int[] Place { get; }
}

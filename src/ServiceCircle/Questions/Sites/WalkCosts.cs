using ServiceCircle.Reachability;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Sites;

/// <summary>Walks as the costs of a siting problem, in ticks of <see cref="WalkTime"/>.</summary>
internal static class WalkCosts
{
    /// <summary>Walks from the homes to the places, searched from the smaller side.</summary>
    public static SparseCosts Between(
        WalkGraph graph, IReadOnlyList<Access>[] homes, IReadOnlyList<Access>[] places, WalkTime longest, Action<string, double>? progress)
    {
        bool fromHomes = homes.Length <= places.Length;
        TravelTimeMatrix times = TravelTimeMatrix.Times(
            new(graph, fromHomes ? homes : places, fromHomes ? places : homes), longest, fromHomes ? Direction.From : Direction.To,
            share => progress?.Invoke("search", share));
        var first = new int[homes.Length + 1];
        for (int row = 0; row < times.RowCount; row++)
            foreach (Walk walk in times.Row(row)) first[(fromHomes ? row : walk.Column) + 1]++;
        for (int i = 0; i < homes.Length; i++) first[i + 1] += first[i];
        int[] next = [.. first], site = new int[first[^1]];
        var ticks = new double[site.Length];
        for (int row = 0; row < times.RowCount; row++)
        {
            foreach (Walk walk in times.Row(row))
            {
                (int home, int place) = fromHomes ? (row, walk.Column) : (walk.Column, row);
                int k = next[home]++;
                (site[k], ticks[k]) = (place, walk.Ticks);
            }
        }
        return new SparseCosts(places.Length, first, site, ticks);
    }
}

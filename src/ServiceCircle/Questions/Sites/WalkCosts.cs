using ServiceCircle.Reachability;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Questions.Sites;

/// <summary>
/// Costs that are walks from homes, the rows, to places, the columns, in ticks of <see cref="WalkTime"/>: told in minutes rounded up to a
/// hundredth, with the walks beyond the reach, up to the longest, looked up where they are asked for.
/// </summary>
internal sealed class WalkCosts(
    WalkGraph graph, IReadOnlyList<Access>[] homes, IReadOnlyList<Access>[] places, WalkTime longest) : CostWords
{
    /// <summary>The longest walk that can be asked for.</summary>
    public const double LongestMinutes = 180;

    /// <summary>What the ids of sites begin with: a candidate may have the id of a facility.</summary>
    public const string Existing = "existing ", New = "new ";

    /// <summary>Homes searched between two looks at the clock, and the nearest places kept of each.</summary>
    private const int HomesAtOnce = 32, PlacesKept = 500;

    public override double Shown(double cost) => Math.Round(Math.Ceiling(cost / WalkTime.TicksPerMinute * 100) / 100, 2);

    public override double LimitOf(double shown) => WalkTime.FromMinutes(shown).Ticks;

    public override Notice Site(string id) => id.StartsWith(Existing, StringComparison.Ordinal)
        ? new("siting/site/existing", ("id", id[Existing.Length..])) : new("siting/site/new", ("id", id[New.Length..]));

    public override SparseCosts Widen(SparseCosts costs, IReadOnlyList<int> demands, Effort effort)
    {
        var found = new Dictionary<int, (int Site, double Cost)[]>();
        foreach (int[] some in demands.Chunk(HomesAtOnce))
        {
            if (effort.OutOfTime) break;
            PairTable walks = Between([.. some.Select(i => homes[i])], longest, null).Table;
            for (int r = 0; r < some.Length; r++)
                found[some[r]] =
                    [.. Enumerable.Range(walks.First[r], walks.First[r + 1] - walks.First[r]).Select(k => (walks.Index[k], walks.CostAt(k)))
                        .OrderBy(w => w.Item2).Take(PlacesKept).OrderBy(w => w.Item1)];
        }
        return costs.With(found);
    }

    public SparseCosts Within(WalkTime limit, Action<string, double>? progress) => Between(homes, limit, progress);

    /// <summary>Walks from some homes to the places, searched from the smaller side.</summary>
    private SparseCosts Between(IReadOnlyList<Access>[] some, WalkTime limit, Action<string, double>? progress)
    {
        bool fromHomes = some.Length <= places.Length;
        TravelTimeMatrix times = TravelTimeMatrix.Times(
            new(graph, fromHomes ? some : places, fromHomes ? places : some), limit, fromHomes ? Direction.From : Direction.To,
            share => progress?.Invoke("search", share));
        var first = new int[some.Length + 1];
        for (int row = 0; row < times.RowCount; row++)
            foreach (Walk walk in times.Walks(row)) first[(fromHomes ? row : walk.Column) + 1]++;
        for (int i = 0; i < some.Length; i++) first[i + 1] += first[i];
        int[] next = [.. first], site = new int[first[^1]];
        var ticks = new double[site.Length];
        for (int row = 0; row < times.RowCount; row++)
        {
            foreach (Walk walk in times.Walks(row))
            {
                (int home, int place) = fromHomes ? (row, walk.Column) : (walk.Column, row);
                int k = next[home]++;
                (site[k], ticks[k]) = (place, walk.Ticks);
            }
        }
        return new SparseCosts(places.Length, first, site, ticks);
    }
}

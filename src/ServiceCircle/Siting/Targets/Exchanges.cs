namespace ServiceCircle.Siting.Targets;

/// <summary>Takes away what nothing needs of columns that meet all goals, and exchanges single ones; afterwards they still do.</summary>
internal sealed class Exchanges(IReadOnlyList<Goal> goals)
{
    private readonly HashSet<int>[] _columns = [.. goals.Select(g => g.Columns().ToHashSet())];

    /// <summary>Takes away what nothing needs; an optimal answer has nothing of the kind.</summary>
    public List<int> Shrink(IEnumerable<int> chosen)
    {
        var built = chosen.ToHashSet();
        foreach (int j in built.OrderDescending().ToArray())
        {
            built.Remove(j);
            if (!Hold(built, j)) built.Add(j);
        }
        return [.. built.Order()];
    }

    /// <summary>Exchanges each column for the first (best) better one with which all goals still hold; nothing may be spare.</summary>
    public List<int> Improve(IEnumerable<int> chosen, Func<int, IEnumerable<int>> better)
    {
        var built = chosen.ToHashSet();
        foreach (int j in built.Order().ToArray())
        {
            built.Remove(j);
            int[] asking = [.. Enumerable.Range(0, goals.Count).Where(g => _columns[g].Contains(j) && !goals[g].Holds(built.Contains))];
            int exchanged = better(j).Where(k => !built.Contains(k) && asking.All(g => _columns[g].Contains(k))).FirstOrDefault(k =>
            {
                built.Add(k);
                bool holds = asking.All(g => goals[g].Holds(built.Contains));
                if (!holds) built.Remove(k);
                return holds;
            }, j);
            built.Add(exchanged);
        }
        return [.. built.Order()];
    }

    private bool Hold(HashSet<int> built, int without) =>
        Enumerable.Range(0, goals.Count).All(g => !_columns[g].Contains(without) || goals[g].Holds(built.Contains));
}

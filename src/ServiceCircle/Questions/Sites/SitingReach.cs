using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Questions.Sites;

/// <summary>Whom the sites of an answer on a study reach within the walk that counts: what stands and stays, and what is new.</summary>
internal sealed class SitingReach
{
    /// <summary>What is left of a demand below this part of it is rounding.</summary>
    public const double LeastLeft = 1e-6;

    private readonly SitingStudy _study;
    private readonly SitingProblem _problem;
    private readonly double[] _reach;
    private readonly HashSet<int> _kept, _chosen;
    private readonly double[] _assigned;

    public SitingReach(SitingStudy study, SitingAnswer answer)
    {
        (_study, _problem) = (study, study.Problem);
        _reach = _problem.Reaches();
        Kept = [.. answer.HasSites ? answer.Solution.ExistingKept : Enumerable.Range(0, study.Existing.Count)];
        _kept = [.. Kept];
        _chosen = [.. answer.Coverage.Steps.Select(s => s.Site)];
        _assigned = new double[study.Demand.Count];
        foreach (Assignment a in answer.Solution.Assignments) _assigned[a.Demand] += a.Weight;
        UsesCapacity = answer.HasSites && _problem.Capacities is not null;
    }

    /// <summary>Facilities of today that stay; all of them where there is no answer.</summary>
    public IReadOnlyList<int> Kept { get; }

    /// <summary>Whether who is in reach may be left out because facilities are full.</summary>
    public bool UsesCapacity { get; }

    /// <summary>Whether what stands and stays reaches a community.</summary>
    public bool IsReachedByKept(int demand) => SitesInReach(demand).Any(_kept.Contains);

    /// <summary>Whether a new site reaches a community.</summary>
    public bool IsReachedByNew(int demand) => SitesInReach(demand).Any(_chosen.Contains);

    /// <summary>How many places to build are within the walk of a community, chosen or not.</summary>
    public int PlacesInReach(int demand) => SitesInReach(demand).Count(j => j >= _study.Existing.Count);

    /// <summary>People of a community whom nothing serves: beyond every open site or, with capacities, without room.</summary>
    public double NotServed(int demand)
    {
        double weight = _problem.WeightOf(demand);
        if (!UsesCapacity) return IsReachedByKept(demand) || IsReachedByNew(demand) ? 0 : weight;
        double left = weight - _assigned[demand];
        return left > LeastLeft * weight ? left : 0;
    }

    private IEnumerable<int> SitesInReach(int demand)
    {
        PairTable table = _problem.Costs.Table;
        for (int k = table.First[demand]; k < table.First[demand + 1]; k++)
        {
            int site = table.Index[k];
            if (table.CostAt(k) <= Math.Min(_reach[site], _problem.Radius ?? _study.Reach.Ticks)) yield return site;
        }
    }
}

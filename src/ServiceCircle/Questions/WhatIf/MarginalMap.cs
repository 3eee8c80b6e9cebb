using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;
using ServiceCircle.Walking;

namespace ServiceCircle.Questions.WhatIf;

/// <summary>A junction of the public network, and the people newly covered by a facility there, for each service of the map.</summary>
internal sealed record MarginalPoint(Position At, IReadOnlyList<double> People);

/// <summary>
/// What one more facility would be worth at every candidate position: the people who do not reach the service today and would reach it
/// there. The first step of greedy siting (Church, ReVelle, 1974, "The maximal covering location problem") for all positions at once. Of
/// the junctions in each square cell the one nearest to its centre is a candidate; points are those worth something for any of the services
/// asked (indices), from south to north.
/// </summary>
internal sealed record MarginalMap(IReadOnlyList<int> Services, IReadOnlyList<MarginalPoint> Points, int Candidates, double CellMetres)
{
    /// <summary>Side of the cells if none is given, metres.</summary>
    public const double DefaultCellMetres = 100;

    /// <summary>Computes the map for one service of the study; a null category is every service.</summary>
    /// <exception cref="InputException">The study does not ask for the category.</exception>
    public static MarginalMap Compute(StudyResult study, string? category = null, double cellMetres = DefaultCellMetres)
    {
        IReadOnlyList<Service> asked = study.Coverage.Services;
        int[] services = [.. Enumerable.Range(0, asked.Count).Where(s => category is null || asked[s].Category == category)];
        if (services.Length == 0)
        {
            Notice expected = new("expected/service", ("services", new NameList([.. asked.Select(s => s.Category)])));
            throw new InputException("Category", "", Notice.Quoted(category!), expected);
        }
        WalkNetwork network = study.Graph.Network;
        SiteCandidates candidates = SiteCandidates.Junctions(study.Graph, cellMetres);
        var values = new MarginalValues(study.Graph, services.Length);
        double[][] atNode = [.. services.Select(s => ValuesOf(study, s, values))];
        var points = new List<MarginalPoint>();
        for (int i = 0; i < candidates.Positions.Count; i++)
        {
            Access access = candidates.Accesses[i][0];
            int node = access.AlongMetres == 0 ? network.Tail[access.Edge] : network.Head[access.Edge];
            double[] people = [.. atNode.Select(v => v[node])];
            if (people.Any(p => p > 0)) points.Add(new MarginalPoint(candidates.Positions[i], people));
        }
        return new MarginalMap(services, points, candidates.Positions.Count, cellMetres);
    }

    /// <summary>The positions worth most for a service (an index into <see cref="Services"/>); of equals the southernmost.</summary>
    public IReadOnlyList<MarginalPoint> Best(int service, int most) =>
        [.. Points.Where(p => p.People[service] > 0).OrderByDescending(p => p.People[service]).Take(most)];

    private static double[] ValuesOf(StudyResult study, int service, MarginalValues values)
    {
        CommunityCoverage[] without =
            [.. study.Coverage.Communities.Where(c => c.Status != CommunityStatus.NotSnapped && !c.Reach[service].Covered)];
        return values.Compute(
            [.. without.Select(c => c.Home.Access.Accesses)], [.. without.Select(c => c.Community.People.Total ?? 0)],
            study.Coverage.Services[service].Limit);
    }
}

using System.Globalization;
using ServiceCircle.Siting;
using ServiceCircle.Siting.Bounds;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Tests.Siting.Campaign;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Siting;

/// <summary>
/// A search that finds less, or a bound that is weaker, still ends at the optimum of a small question, only later. So what they find on the
/// way, and the work that the proof takes, is compared with what is recorded in <c>search-work.txt</c>.
/// </summary>
/// <remarks>
/// Who makes a search better writes the record anew, with SERVICECIRCLE_RECORD=1, and sees from its lines what was won and lost.
/// </remarks>
public class SearchWorkTests
{
    private static readonly string Record =
        Path.Combine(Shared.RepositoryRoot, "tests", "ServiceCircle.Tests", "Siting", "search-work.txt");

    private static readonly Lazy<ILookup<string, string>> Recorded = new(() =>
    {
        if (Environment.GetEnvironmentVariable("SERVICECIRCLE_RECORD") == "1")
            File.WriteAllLines(Record, Questions().SelectMany(q => LinesOf(q.Name, q.Problem)));
        return File.ReadAllLines(Record).ToLookup(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);
    });

    public static TheoryData<string> Names { get; } = [.. Questions().Select(q => q.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Searches_find_and_proofs_take_what_is_recorded(string name)
    {
        SitingProblem problem = Questions().First(q => q.Name == name).Problem;
        Assert.Equal(Recorded.Value[name], LinesOf(name, problem));
    }

    private static IEnumerable<string> LinesOf(string name, SitingProblem problem) => [Work(name, problem), .. Searches(name, problem)];

    private static IEnumerable<(string Name, SitingProblem Problem)> Questions()
    {
        for (int seed = 0; seed < 60; seed++)
            if (!RandomQuestion.IsLarge(seed)) yield return ($"question {seed}", RandomQuestion.Of(seed));
        foreach (SitingObjective objective in Enum.GetValues<SitingObjective>())
            for (int seed = 0; seed < 4; seed++)
                yield return ($"{objective} {seed}", BruteForce.Random(objective, seed, 60, 30, rules: seed % 2 == 1));
        foreach (SitingObjective objective in (SitingObjective[])[SitingObjective.Lscp, SitingObjective.Mclp, SitingObjective.PMedian])
            for (int seed = 0; seed < 4; seed++)
            {
                AssignmentRule rule = seed < 2 ? AssignmentRule.Split : AssignmentRule.Whole;
                yield return ($"{objective} with capacities {seed}", BruteForce.Random(objective, seed, 25, 12, seed % 2 == 1, rule));
            }
    }

    /// <summary>The answer, and the nodes and steps that prove it.</summary>
    private static string Work(string name, SitingProblem problem)
    {
        SitingSolution found = SitingSolver.Solve(problem, new SitingOptions { Explains = false });
        return string.Create(
            CultureInfo.InvariantCulture, $"{name}: {found.Status} {found.Objective:G10}, {found.Nodes} nodes, {found.Iterations} steps");
    }

    /// <summary>What each relaxation of the question finds before any branching, and its bound where it starts.</summary>
    private static IEnumerable<string> Searches(string name, SitingProblem problem)
    {
        var instance = new Instance(problem, new Effort(new SitingOptions()));
        foreach (Relaxation relaxation in Relaxations(instance))
        {
            List<int>[] starts = [.. relaxation.Starts()];
            double Value(List<int>? open) => open is null ? double.NaN : relaxation.Evaluate(open, exact: false, out _);
            var values = new List<double>(starts.Select(Value));
            var random = new Random(1);
            for (int i = 0; i < 4; i++)
            {
                int[] some = [.. Enumerable.Range(0, relaxation.Rules.Count).Where(_ => random.Next(3) == 0)];
                values.Add(Value(relaxation.Improve(some, thorough: i % 2 == 0)));
            }
            if (starts.Length > 0) values.AddRange(Enumerable.Range(0, 2).Select(i => Value(relaxation.Intensify(starts[^1], i))));
            double[] value = [.. relaxation.Rules.Cost], multipliers = relaxation.InitialMultipliers(starts.FirstOrDefault());
            double constant = relaxation.Price(multipliers, value);
            var slack = new double[multipliers.Length];
            relaxation.Slack([.. value.Select(v => v < 0)], slack);
            double[] bound = [constant, value.Sum(v => Math.Min(0, v)), multipliers.Sum(), slack.Sum(), slack.Sum(s => s * s)];
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name}: {relaxation.GetType().Name} found {Told(values)}; starts at {Told(bound)}");
        }
    }

    private static string Told(IEnumerable<double> values) =>
        string.Join(' ', values.Select(v => v.ToString("G8", CultureInfo.InvariantCulture)));

    private static IEnumerable<Relaxation> Relaxations(Instance instance)
    {
        SitingProblem problem = instance.Problem;
        if (problem.Capacities is not null)
        {
            PairTable plain = instance.Within with { Value = null };
            if (problem.Objective == SitingObjective.Mclp)
                yield return new CapacityRelaxation(new CapacityProblem(instance, instance.Rules, plain) { UnservedCost = 1 });
            if (problem.Objective == SitingObjective.Lscp)
                yield return new CapacityRelaxation(
                    new CapacityProblem(instance, instance.Rules, plain) { Target = 0.8 * instance.TotalWeight });
            if (problem.Objective == SitingObjective.PMedian)
                yield return new CapacityRelaxation(new CapacityProblem(instance, instance.Rules, instance.Within) { UnservedCost = 700 });
            yield break;
        }
        if (problem.Objective == SitingObjective.PMedian)
        {
            PairTable pairs = instance.Within.SortedByValue();
            yield return new MedianRelaxation(instance.Rules, pairs, null, instance.Effort);
            double[] unserved = [.. instance.Weight.Select(w => w * 5)];
            yield return new MedianRelaxation(instance.Rules, pairs, unserved, instance.Effort);
        }
        else if (problem.Objective.IsCovering())
        {
            var cover = new CoverProblem(instance.Within, instance.Weight, instance.Rules);
            yield return new CoverRelaxation(cover with { IsSoft = true }, instance.Effort);
            yield return new CoverRelaxation(cover with { Target = 0.7 * instance.TotalWeight }, instance.Effort);
            CoverProblem all = instance.Coverable(instance.Rules);
            yield return new CoverRelaxation(all with { Hard = 1 }, instance.Effort);
            yield return new CoverRelaxation(all with { Hard = 1, IsSoft = true }, instance.Effort);
        }
    }
}

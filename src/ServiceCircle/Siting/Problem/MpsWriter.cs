using System.Globalization;
using ServiceCircle.Siting.Models;
using ServiceCircle.Siting.Search;

namespace ServiceCircle.Siting.Problem;

/// <summary>
/// Writes a siting problem as a mixed integer programme in free MPS, minimised, for any solver: the textbook formulation of each model
/// without our reductions, so that a second opinion is independent of them. Sites are y0, y1, ... in the order of their ids.
/// </summary>
public static class MpsWriter
{
    /// <summary>Writes the programme. MCLP and backup coverage appear with the sign of the weight turned (minimise minus covered).</summary>
    /// <exception cref="ArgumentException">Worst-first (two programmes), backup coverage without p, or a problem that makes no sense.</exception>
    public static void Write(SitingProblem problem, TextWriter output)
    {
        if (problem.Objective == SitingObjective.WorstFirst) throw new ArgumentException("worst-first is two programmes; write each stage", nameof(problem));
        if (problem.Objective == SitingObjective.BackupCoverage && problem.P is null) throw new ArgumentException("backup coverage as one programme needs p", nameof(problem));
        var instance = new Instance(problem, new Effort(new SitingOptions()));
        var programme = new MixedProgramme();
        int[] y = [.. Enumerable.Range(0, instance.Sites.Length).Select(j => programme.Binary($"y{j}", instance.Rules.Cost[j]))];
        WriteRules(programme, instance.Rules, y);
        if (problem.Capacities is not null || problem.Objective is SitingObjective.PMedian or SitingObjective.PCenter) WriteService(programme, instance, y);
        else WriteCover(programme, instance, y);
        programme.Write(output);
    }

    private static void WriteRules(MixedProgramme programme, SiteRules rules, int[] y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            if (rules.Start[j] == SiteState.Open) programme.Row('E', 1, [(y[j], 1)]);
            else if (rules.Start[j] == SiteState.Closed) programme.Row('E', 0, [(y[j], 1)]);
        }
        if (rules.MaximumCounted != int.MaxValue)
            programme.Row('L', rules.MaximumCounted, [.. Enumerable.Range(0, y.Length).Where(j => rules.Counted[j]).Select(j => (y[j], 1.0))]);
        foreach (SiteRow row in rules.Rows)
            programme.Row('L', row.Limit, [.. row.Sites.Select((j, k) => (y[j], row.Coefficients[k]))]);
    }

    private static void WriteCover(MixedProgramme programme, Instance instance, int[] y)
    {
        SitingProblem problem = instance.Problem;
        bool all = problem.Objective == SitingObjective.BackupCoverage || (problem.Objective == SitingObjective.Lscp && problem.TargetShare is null);
        bool pays = problem.Objective is SitingObjective.Mclp or SitingObjective.BackupCoverage;
        var target = new List<(int, double)>();
        for (int i = 0; i < instance.Weight.Length; i++)
        {
            var row = new List<(int, double)>();
            foreach (int j in instance.Within.Row(i)) row.Add((y[j], 1));
            if (row.Count == 0 && problem.SkipUncoverable) continue;
            if (!all || pays)
            {
                int z = programme.Binary($"z{i}", pays ? -instance.Weight[i] : 0);
                row.Add((z, -1));
                target.Add((z, instance.Weight[i]));
            }
            programme.Row('G', all ? 1 : 0, row);
        }
        if (problem.TargetShare is { } share) programme.Row('G', Lscp.Target(share, instance.TotalWeight), target);
    }

    private static void WriteService(MixedProgramme programme, Instance instance, int[] y)
    {
        SitingProblem problem = instance.Problem;
        bool covers = problem.Objective is SitingObjective.Lscp or SitingObjective.Mclp, whole = instance.Whole && problem.Capacities is not null;
        bool mayLeave = problem.Objective == SitingObjective.Mclp || problem.UnservedCost is not null || problem.TargetShare is not null;
        int radius = problem.Objective == SitingObjective.PCenter ? programme.Continuous("r", 1) : -1;
        var load = new List<(int, double)>[y.Length];
        for (int j = 0; j < y.Length; j++) load[j] = [];
        var target = new List<(int, double)>();
        for (int i = 0; i < instance.Weight.Length; i++)
        {
            double w = instance.Weight[i];
            var served = new List<(int, double)>();
            for (int k = instance.Within.First[i]; k < instance.Within.First[i + 1]; k++)
            {
                int j = instance.Within.Index[k];
                double cost = problem.Objective switch
                {
                    SitingObjective.PMedian => w * (instance.Within.CostAt(k) - (problem.UnservedCost ?? 0)),
                    SitingObjective.Mclp => -w,
                    _ => 0,
                };
                // The whole-demand p-center and set covering need every pair as a decision of its own as well.
                int x = whole || radius >= 0 ? programme.Binary($"x{i}_{j}", cost) : programme.Continuous($"x{i}_{j}", cost);
                programme.Row('L', 0, [(x, 1), (y[j], -1)]);
                if (radius >= 0) programme.Row('L', 0, [(x, instance.Within.CostAt(k)), (radius, -1)]);
                served.Add((x, 1));
                load[j].Add((x, w));
                target.Add((x, w));
            }
            if (served.Count == 0 && problem.SkipUncoverable && covers) continue;
            programme.Row(mayLeave ? 'L' : 'E', 1, served);
        }
        if (problem.UnservedCost is { } u) programme.Constant = u * instance.TotalWeight;
        if (problem.TargetShare is { } share) programme.Row('G', Lscp.Target(share, instance.TotalWeight), target);
        if (problem.Capacities is null) return;
        double[] capacity = instance.Capacity();
        for (int j = 0; j < y.Length; j++) programme.Row('L', 0, [.. load[j], (y[j], -capacity[j])]);
    }

    /// <summary>Columns and rows as they come, written at the end.</summary>
    private sealed class MixedProgramme
    {
        private readonly List<(string Name, double Cost, bool Binary, List<(int Row, double Value)> Entries)> _columns = [];
        private readonly List<(char Sense, double Right)> _rows = [];

        public double Constant { get; set; }

        public int Binary(string name, double cost) => Column(name, cost, binary: true);

        public int Continuous(string name, double cost) => Column(name, cost, binary: false);

        public void Row(char sense, double right, List<(int Column, double Value)> entries)
        {
            foreach ((int column, double value) in entries) if (value != 0) _columns[column].Entries.Add((_rows.Count, value));
            _rows.Add((sense, right));
        }

        public void Write(TextWriter output)
        {
            output.Write("NAME siting FREE\nROWS\n N cost\n");
            for (int r = 0; r < _rows.Count; r++) output.Write($" {_rows[r].Sense} r{r}\n");
            output.Write("COLUMNS\n");
            foreach (bool binary in new[] { true, false })
            {
                if (binary) output.Write(" M1 'MARKER' 'INTORG'\n");
                foreach ((string name, double cost, bool isBinary, List<(int Row, double Value)> entries) in _columns)
                {
                    if (isBinary != binary) continue;
                    output.Write($" {name} cost {Text(cost)}\n");
                    foreach ((int row, double value) in entries) output.Write($" {name} r{row} {Text(value)}\n");
                }
                if (binary) output.Write(" M2 'MARKER' 'INTEND'\n");
            }
            output.Write("RHS\n");
            if (Constant != 0) output.Write($" rhs cost {Text(-Constant)}\n");
            for (int r = 0; r < _rows.Count; r++) if (_rows[r].Right != 0) output.Write($" rhs r{r} {Text(_rows[r].Right)}\n");
            output.Write("BOUNDS\n");
            foreach ((string name, _, bool binary, _) in _columns) if (binary) output.Write($" UP bnd {name} 1\n");
            output.Write("ENDATA\n");
        }

        private int Column(string name, double cost, bool binary)
        {
            _columns.Add((name, cost, binary, []));
            return _columns.Count - 1;
        }

        private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}

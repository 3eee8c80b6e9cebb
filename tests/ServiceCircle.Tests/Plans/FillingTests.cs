using ServiceCircle.Plans;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// On random small towns with blanks, the verdict is what every way of filling the blanks agrees on, and open where they do not agree: no
/// blank ever makes a verdict that a figure could overturn, and few are left open that no figure could change.
/// </summary>
public class FillingTests
{
    private const int MostFillings = 200, Seeds = 40;

    private const double Tiny = 1e-6;

    public static TheoryData<string> Names => [.. FillingKind.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verdict_is_what_every_filling_of_the_blanks_agrees_on(string name)
    {
        FillingKind kind = FillingKind.Cases[name];
        int decided = 0, open = 0, closable = 0;
        var loose = new List<string>();
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed * 1000 + name.Length * 7 + name[0]);
            string op = kind.Operators[random.Next(kind.Operators.Length)];
            double value = kind.Values[random.Next(kind.Values.Length)];
            (string target, string study) = Asked(kind, op, value);
            AnalyticTown town = FillingTowns.Of(random, kind.Blanks);
            StudyResult result = town.Run(kind.Keys, target, study);
            if ((kind.Blanks & Blanks.Reach) != 0) town.End += 40;
            var ground = new FillingGround((kind.Blanks & Blanks.Reach) != 0 ? town.Run(kind.Keys, target, study) : result);
            var found = new List<HashSet<bool?>>();
            (bool areAll, IEnumerable<Filling> fillings) = ground.Fillings(kind.Blanks, MostFillings, random);
            foreach (Filling filling in fillings)
            {
                IReadOnlyList<Verdict> filled = Judging.Judge(result.Plans, filling.ToEvidence());
                for (int i = 0; i < filled.Count; i++)
                {
                    if (found.Count == i) found.Add([]);
                    found[i].Add(filled[i].Met);
                    // No figure without what it is a part of; then too it is told what is missing.
                    Assert.True(filled[i].Met is not null || filled[i].Needs.Count > 0
                        || filled[i].Reading == Reading.CommunitiesInReach, $"{name}, seed {seed}, {filled[i].Reading}: open, and no need");
                    if (result.Verdicts.Count == filled.Count && result.Verdicts[i] is { Basis: not Basis.NotMeasurable, Low: { } low }
                        && filled[i].Measured is { } figure)
                        Assert.True(figure >= low - Tiny
                            && (result.Verdicts[i].High is not { } high || figure <= high + Tiny),
                            $"{name}, seed {seed}, {filled[i].Reading}: {figure} is not within {low} to {result.Verdicts[i].High}");
                }
            }
            // Every reading and every rung by itself.
            for (int i = 0; i < result.Verdicts.Count; i++)
            {
                Verdict blank = result.Verdicts[i];
                if (blank.Basis == Basis.NotMeasurable || found[i].SetEquals([null])) continue;
                string told = $"{name}, seed {seed}, {blank.Reading}, {target}: {blank.Met}, measured {blank.Measured} in {blank.Low} to {blank.High}, fillings {string.Join(" ", found[i].Select(m => m?.ToString() ?? "open"))}, needs {string.Join(" ", blank.Needs)}";
                if (blank.Met is { } verdict)
                {
                    // A figure may leave nothing to judge: nobody in scope, no places of which to have a share.
                    Assert.False(found[i].Contains(!verdict), told);
                    decided++;
                }
                else
                {
                    Assert.NotEmpty(blank.Needs);
                    open++;
                    if (!areAll) continue;
                    closable++;
                    if (found[i].Count == 1) loose.Add(told);
                }
            }
        }
        Assert.True(decided > 0 && open > 0, $"{name}: {decided} decided, {open} open");
        Assert.True(loose.Count <= closable * kind.Loose,
            $"{name}: {loose.Count} of {closable} left open though every filling agrees\n" + string.Join('\n', loose));
    }

    /// <summary>The keys of a target, and of a study that compares with it.</summary>
    internal static (string Target, string Study) Asked(FillingKind kind, string op, double value) => op is "increase" or "decrease"
        ? ($""" "operator": "{op}" """, kind.Study + FormattableString.Invariant($$""" "baselines": { "own-1": {{value}} }, """))
        : (FormattableString.Invariant($""" "operator": "{op}", "value": {value} """), kind.Study);

    [Fact]
    public void No_kind_is_left_out() => Assert.Empty(FillingKind.Forgotten);
}

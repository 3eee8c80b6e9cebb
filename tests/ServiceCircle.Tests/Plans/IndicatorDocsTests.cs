using System.Globalization;
using System.Text.RegularExpressions;
using ServiceCircle.Plans.Indicators;

namespace ServiceCircle.Tests.Plans;

/// <summary>docs/targets.md has a section for every kind of indicator, and its examples are what the program computes.</summary>
public class IndicatorDocsTests
{
    private static string Docs => File.ReadAllText(Path.Combine(Towns.Shared.RepositoryRoot, "docs", "targets.md"));

    [Fact]
    public void Every_kind_has_a_section_with_its_columns_formula_unknowns_and_an_example()
    {
        foreach (string kind in LimitTests.Cases.Keys)
        {
            string section = SectionOf(kind);
            foreach (string part in (string[])["- Columns: ", "- Formula: ", "- Not known: ", "- Example: "])
                Assert.Contains(part, section);
        }
        Assert.Equal(LimitTests.Cases.Keys.Order(),
            IndicatorTable.Kinds.Select(k => k.Id).Except(["principle", "rule", "land_share"]).Order());
    }

    [Fact]
    public void Examples_are_what_the_program_computes()
    {
        var wrong = new List<string>();
        foreach ((string kind, LimitTests.Case at) in LimitTests.Cases)
        {
            Verdict Of(int step) => at.Town(step).Judge(at.Indicator, at.Target, at.Study?.Invoke(step) ?? "").First(v => v.IsDeciding);
            (Verdict on, Verdict below) = (Of(0), Of(-1));
            string line = string.Create(CultureInfo.InvariantCulture,
                $"Measured {Figure(on)}: {Word(on)}. One step short {Figure(below)}: {Word(below)}{(below.Shortfall is { } gap ? $", by {Math.Round(gap, 3)} {below.ShortfallUnit}".TrimEnd() : "")}.");
            if (!SectionOf(kind).Contains(line, StringComparison.Ordinal)) wrong.Add($"{kind}|{line}");
        }
        Assert.True(wrong.Count == 0, "docs/targets.md should say:\n" + string.Join('\n', wrong));
    }

    private static string Figure(Verdict verdict) =>
        verdict.Measured is { } m ? Math.Round(m, 3).ToString(CultureInfo.InvariantCulture) : "nothing";

    private static string Word(Verdict verdict) => verdict.Met switch { true => "met", false => "not met", _ => "open" };

    private static string SectionOf(string kind)
    {
        Match match = Regex.Match(Docs, $@"### `{kind}`\n(.*?)(?=\n## |\n### |$)", RegexOptions.Singleline);
        Assert.True(match.Success, $"docs/targets.md has no section on {kind}");
        return match.Groups[1].Value;
    }
}

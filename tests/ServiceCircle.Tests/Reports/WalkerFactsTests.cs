using ServiceCircle.Output;
using ServiceCircle.Reports.Model;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reports;

/// <summary>The report says every number of the walker, and which of them nobody measured.</summary>
public sealed class WalkerFactsTests
{
    private static IReadOnlyList<WalkerFact> Facts(
        string walker, string tags = "highway=footway surface=asphalt", bool heights = false, Language language = Language.En)
    {
        using Town town = new Town("A--B--C").Way("AB", tags).Way("BC");
        WalkNetwork network = heights ? town.Network with { NodeHeights = [0, 1, 2], InnerHeights = [] } : town.Network;
        return WalkerFacts.Gather(WalkGraph.Of(network, Walker.Load(walker)), Messages.In(language));
    }

    [Fact]
    public void An_adult_s_numbers_are_those_of_the_file()
    {
        IReadOnlyList<WalkerFact> facts = Facts("adult");
        Assert.Contains(facts, f => f.Value == "4.0 km/h (1.11 m/s)" && f.Source.StartsWith("speed-planning"));
        Assert.Contains(facts, f => f.Value.StartsWith("2.5 times") && f.Source.StartsWith("speed-stairs-up"));
        Assert.Contains(facts, f => f.Value == "0 / 6 / 10 / 14 / 18" && f.Source.Contains("assumption"));
        Assert.Contains(facts, f => f.Value == "0 / 1 / 3 / 5 / 7");
        Assert.Contains(facts, f => f.Value == "0 / 1 / 4 / 8 / 12");
        Assert.Contains(facts, f => f.Value.StartsWith("not counted"));
        Assert.DoesNotContain(facts, f => f.What == "Where the map is silent");
    }

    [Fact]
    public void A_wheelchair_s_limits_and_what_the_map_does_not_say()
    {
        IReadOnlyList<WalkerFact> facts = Facts("wheelchair", heights: true);
        Assert.Contains(facts, f => f.Value == "cannot be used");
        Assert.Contains(
            facts, f => f.Value == "loose ground, raised kerbs, stated inclines above 8 %, ways narrower than 0.9 m, ways marked wheelchair=no");
        Assert.Contains(facts, f => f.What == "Where the map is silent" && f.Value.StartsWith("50") && f.Value.Contains("surface, kerb"));
        Assert.Contains(facts, f => f.Value.Contains("steepness 7.0, fastest at ") && f.Source.Contains("assumption"));
        Assert.Contains(facts, f => f.Source.Contains("memory"));
        Assert.Equal(facts.Count, Facts("wheelchair", heights: true, language: Language.Zh).Count);
    }

    [Theory]
    [InlineData(Language.En, "assumption", "not verified")]
    [InlineData(Language.Zh, "假设值", "待核实")]
    public void The_report_marks_them(Language language, string assumption, string memory)
    {
        ReportModel model = SampleReport.City(language);
        model = model with
        {
            Method = model.Method
            with
            {
                Walker = [
                new("seconds", "6", "low on purpose") { IsAssumed = true }, new("speed", "2.9", "from a book") { IsFromMemory = true },
                    new("steps", "2.5", "measured")]
            }
        };
        string html = System.Text.Encoding.UTF8.GetString(SampleReport.Html(model));
        Assert.Contains($">{assumption}</span>", html);
        Assert.Contains($">{memory}</span>", html);
        Assert.Equal(3, html.Split($">{assumption}</span>").Length - 1 + html.Split($">{memory}</span>").Length);
    }
}

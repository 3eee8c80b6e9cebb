using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Plans;

/// <summary>Where the limit of a walk comes from, for a walker who does a metre a second.</summary>
public class WalkLimitsTests
{
    private static readonly StandardCatalogue Standards = StandardCatalogue.Load(CategoryCatalogue.Load());

    private static readonly Clause Plain =
        new() { Id = "a", Plan = "p", Number = "1", Quote = "q", Meaning = "", Theme = "", Indicator = "share_of_people" };

    private static Service Asked(string category, double minutes, string? standard = null) =>
        new(category, WalkTime.FromMinutes(minutes), standard);

    private static ServiceClass Class(params string[] categories) => new("", "", categories);

    private static WalkLimit? Find(Clause clause, ServiceClass wanted, PlanSettings? settings = null, params Service[] asked) =>
        new WalkLimits(Standards, settings ?? new PlanSettings(), asked, Towns.Town.Walker).Find(clause, wanted);

    private static (double? Minutes, LimitSource Source, string? Rule)? Shown(WalkLimit? limit) =>
        limit is null ? null : (limit.Time.Minutes, limit.Source, limit.Rule?.Id);

    [Fact]
    public void The_clause_comes_first_then_a_rule_then_the_service_that_the_study_asks_then_its_default()
    {
        var settings = new PlanSettings { DefaultMinutes = 25 };
        ServiceClass daycare = Class("elder.daycare");
        Clause ruled = Plain with { Standards = ["gb50437-daycare-300"] };
        Service[] asked = [Asked("elder.daycare", 20)];
        (double?, LimitSource, string?)? Of(Clause clause, PlanSettings own, params Service[] services) =>
            Shown(Find(clause, daycare, own, services));

        Assert.Equal((10, LimitSource.Clause, null), Of(ruled with { Minutes = 10 }, settings, asked));
        Assert.Equal((7, LimitSource.Clause, null), Of(ruled with { Metres = 420 }, settings, asked));
        Assert.Equal((5, LimitSource.Radius, "gb50437-daycare-300"), Of(ruled, settings, asked));
        Assert.Equal((20, LimitSource.Study, null), Of(Plain, settings, asked));
        Assert.Equal((25, LimitSource.StudyDefault, null), Of(Plain, settings, Asked("shop.market", 20)));
        Assert.Null(Of(Plain, new PlanSettings(), Asked("shop.market", 20)));
    }

    [Theory]
    [InlineData("elder.daycare", 10.0)] // asked itself
    [InlineData("elder.home", 20.0)] // below a group that is asked
    [InlineData("elder.home,elder.daycare", 10.0)] // one of the two is asked itself
    [InlineData("health.station,elder.home", 20.0)] // one of the two is below a group that is asked
    [InlineData("health.station", null)]
    [InlineData("health", null)] // the group of a category that is asked is not asked
    public void Minutes_for_the_very_category_come_before_those_for_its_group(string categories, double? minutes)
    {
        Service[] asked = [Asked("elder", 20), Asked("elder.daycare", 10), Asked("health.clinic", 5)];
        foreach (Service[] services in (Service[][])[asked, [.. asked.Reverse()]])
            Assert.Equal(minutes, Find(Plain, Class(categories.Split(',')), asked: services)?.Time.Minutes);
    }

    [Fact]
    public void Minutes_that_the_study_takes_from_a_rule_name_it() =>
        Assert.Equal((5, LimitSource.Study, "gb50437-daycare-300"),
            Shown(Find(Plain, Class("elder.daycare"), asked: Asked("elder.daycare", 5, "gb50437-daycare-300"))));

    [Theory]
    [InlineData("", "gb50437-daycare-300")] // on day care, before the rule on circles that is listed first
    [InlineData("gb50180-lc15", "gb50180-lc15")]
    [InlineData("gb50180", "gb50180-lc15")]
    public void Of_several_rules_the_one_that_the_study_names_counts_else_the_one_on_the_category(string named, string used)
    {
        var settings = new PlanSettings { Standards = named.Length > 0 ? [named] : [] };
        Clause clause = Plain with { Standards = ["gb50180-lc15", "gb50437-daycare-300"] };
        Assert.Equal(used, Find(clause, Class("elder.daycare"), settings)!.Rule!.Id);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 10.0)]
    [InlineData(2, 20.0)]
    [InlineData(3, 20.0)]
    public void The_longest_walk_is_that_of_the_class_with_most_time(int clauses, double? minutes)
    {
        var limits = new WalkLimits(Standards, new PlanSettings(), [Asked("elder.daycare", 10), Asked("shop.market", 20)], Towns.Town.Walker);
        Clause[] all = [Plain with { Classes = [Class("elder.daycare")] }, Plain with { AsksStudyServices = true },
            Plain with { Classes = [Class("elder.daycare"), Class("sport")] }];
        Assert.Equal(minutes, limits.Longest(all.Take(clauses))?.Minutes);
    }
}

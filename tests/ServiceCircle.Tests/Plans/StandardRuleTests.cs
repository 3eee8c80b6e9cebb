using ServiceCircle.Places;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Tests.Plans;

/// <summary>The rules that ship: numbers in keys that the engine reads, each as well known as its rule says.</summary>
public class StandardRuleTests
{
    private static readonly StandardCatalogue Standards = StandardCatalogue.Load(CategoryCatalogue.Load());

    /// <summary>Floor area of one site and per 100 households in new areas, as each rule was read.</summary>
    [Theory]
    [InlineData("guizhou-2022-elder-20-15", "elder.station", 350, 20)]
    [InlineData("guizhou-2022-community-station", "elder.station", 350, null)]
    [InlineData("guizhou-2022-street-centre", "elder.centre", 1000, null)]
    [InlineData("changsha-2021-elder", "elder.station", 350, 30)]
    [InlineData("changsha-2021-health-station", "health.station", 150, 7)]
    [InlineData("changsha-2021-culture-station", "culture.station", 250, 20)]
    [InlineData("health-centre-1000m2", "health.centre", 1000, null)]
    [InlineData("health-station-150m2", "health.station", 150, null)]
    [InlineData("elder-area-30-per-100hh", "elder", null, 30)]
    public void Floor_area_is_in_keys(string id, string category, int? site, int? per100New)
    {
        StandardRule rule = Standards.Find(id)!;
        Assert.Contains(category, rule.Categories);
        Assert.Equal(((double?)site, (double?)per100New), (rule.FloorSquareMetres?.Low, rule.FloorSquareMetresPer100HouseholdsNew));
        Assert.True(rule.IsVerified, id);
    }

    /// <summary>Metres and minutes that a rule states for several kinds of places are a rule for each kind.</summary>
    [Theory]
    [InlineData("tianjin-2016-convenience-500", "shop.convenience", 500, 5)]
    [InlineData("tianjin-2016-market-1000", "shop.market", 1000, 10)]
    [InlineData("tianjin-2016-centre-1500", "shop.complex", 1500, 15)]
    [InlineData("mofcom-band-5", "shop.convenience", null, 5)]
    [InlineData("mofcom-band-8", "health.pharmacy", null, 8)]
    [InlineData("mofcom-band-15", "svc.repair", null, 15)]
    [InlineData("beijing-2018-daily", "food.breakfast", null, 10)]
    [InlineData("shanghai-2016-elder-5", "elder.daycare", null, 5)]
    public void Walks_are_a_rule_for_each_kind(string id, string category, int? metres, int minutes)
    {
        StandardRule rule = Standards.Find(id)!;
        Assert.Contains(category, rule.Categories);
        Assert.Equal(((double?)metres, (double?)minutes), (rule.RadiusMetres, rule.Minutes));
        Assert.True(rule.IsVerified, id);
    }

    [Theory]
    [InlineData("gb50180-kindergarten-300", "gb50180-kindergarten-area")]
    [InlineData("gb50180-health-centre-1000", "gb50180-health-centre-area")]
    [InlineData("gb50180-convenience-store", "gb50180-convenience-store-area")]
    public void Areas_from_memory_stand_apart_from_what_was_read(string read, string remembered)
    {
        Assert.True(Standards.Find(read)!.IsVerified);
        Assert.Null(Standards.Find(read)!.FloorSquareMetres);
        Assert.False(Standards.Find(remembered)!.IsVerified);
        Assert.NotNull(Standards.Find(remembered)!.FloorSquareMetres);
    }

    [Fact]
    public void A_site_minimum_is_asked_of_the_places_it_was_read_for() => Assert.All(
        Standards.Rules.Where(r => r.FloorSquareMetres is not null && r.IsVerified),
        r => Assert.True(r.Categories.Select(c => c.Split('.')[0]).Distinct().Count() == 1, r.Id));
}

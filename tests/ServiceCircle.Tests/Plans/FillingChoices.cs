using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>What each blank of a town may be filled with.</summary>
internal static class FillingChoices
{
    private static readonly double[] People = [0, 1, 150, 1e9], Amounts = [0, 25, 1e9];

    /// <summary>One entry per blank: in how many ways it may be filled, and what fills it.</summary>
    public static IReadOnlyList<(int Count, Action<int, Filling> Set)> Of(FillingGround ground, Blanks blanks)
    {
        var choices = new List<(int, Action<int, Filling>)>();
        StudyResult town = ground.Town;
        for (int c = 0; c < town.Communities.Count; c++) choices.AddRange(OfCommunity(ground, blanks, c));
        for (int f = 0; f < town.Facilities.Facilities.Count; f++) choices.AddRange(OfFacility(ground, blanks, f));
        for (int a = 0; a < town.Givens.Rules.Settings.NewAreas.Count; a++)
            choices.AddRange(OfArea(town.Givens.Rules.Settings.NewAreas[a], a));
        if (town.Givens.Land is { } land && land.Points.Any(FillingGround.IsAside))
            choices.Add((3, (k, all) => all.LandAt = k == 0 ? FillingTowns.RemoteHome : FillingTowns.Places(blanks)[k - 1]));
        if (blanks.HasFlag(Blanks.Edge) || town.Walks.Homes.Any(h => !h.IsOnNetwork))
            choices.Add((2, (k, all) => all.IsServedBeyond = k == 1));
        return choices;
    }

    private static IEnumerable<(int, Action<int, Filling>)> OfCommunity(FillingGround ground, Blanks blanks, int c)
    {
        Community home = ground.Town.Communities[c];
        if (home.People.Total is null)
            yield return (4, (k, all) => all.Change(c, h => h with { People = h.People with { Total = People[k] } }));
        if (blanks.HasFlag(Blanks.Older) && home.People.Aged60Plus is null)
            yield return (3,
                (k, all) => all.Change(
                    c, h => h with { People = h.People with { Aged60Plus = new[] { 0, 0.5, 1 }[k] * (h.People.Total ?? 0) } }));
        if (home.Type is null) yield return (2, (k, all) => all.Change(c, h => h with { Type = k == 0 ? "urban" : "rural" }));
        if (blanks.HasFlag(Blanks.Households) && home.Households is null)
            yield return (4, (k, all) => all.Change(c, h => h with { Households = People[k] }));
        if (ground.Town.Walks.Homes[c].IsOnNetwork) yield break;
        // Its people may come to the street next to a facility that is near, where nothing is, or at the end of the map, where anything may
        // be.
        double street = AnalyticTown.MetresAt(home.Position.Lon);
        double[] spots =
            [FillingTowns.RemoteHome, FillingTowns.End,
                .. ground.Town.Facilities.Facilities.Select(StreetOf).Where(s => Math.Abs(s - street) < FillingTowns.Aside)];
        yield return (spots.Length, (k, all) => all.Homes[c] = all.Homes[c] with { Access = ground.HomeAt(spots[k]) });
    }

    private static IEnumerable<(int, Action<int, Filling>)> OfFacility(FillingGround ground, Blanks blanks, int f)
    {
        Facility site = ground.Town.Facilities.Facilities[f];
        bool hasDay = ground.Town.Givens.Rules.Settings.AsOf is not null;
        (int, Action<int, Filling>) Ways(int count, Func<int, Facility, Facility> fill) =>
            (count, (k, all) => all.Sites[f] = all.Sites[f] with { Facility = fill(k, all.Sites[f].Facility) });

        if (blanks.HasFlag(Blanks.Capacity) && site.Capacity is null)
            yield return Ways(3, (k, s) => s with { Capacity = Math.Max(Amounts[k], s.Attributes.GetValueOrDefault("nursing_beds")) });
        if (blanks.HasFlag(Blanks.Nursing) && !site.Attributes.ContainsKey("nursing_beds"))
            yield return Ways(
                2, (k, s) => s with { Attributes = new Dictionary<string, double> { ["nursing_beds"] = k * (s.Capacity ?? 0) } });
        if (site.Inclusive is null) yield return Ways(2, (k, s) => s with { Inclusive = k == 0 });
        if (blanks.HasFlag(Blanks.Area) && site.AreaSquareMetres is null)
            yield return Ways(3, (k, s) => s with { AreaSquareMetres = Amounts[k] });
        // What opens after the study's day is not there yet: it offers nothing.
        if (site.MayOpenLater)
            yield return Ways(
                3, (k, s) => s with
                {
                    MayOpenLater = false,
                    OpenedOn = new DateOnly(k == 0 ? 2018 : 2023, 5, 1),
                    Categories = k == 2 ? []
                        : s.Categories
                });
        else if (site.OpenedOn is null)
            yield return Ways(hasDay ? 2 : 3, (k, s) => s with { OpenedOn = new DateOnly(new[] { 2018, 2023, 2026 }[k], 5, 1) });
        // Elsewhere a facility that says nothing serves where it stands.
        if (ground.Town.Plans[0].Clauses[0].ServedOnly && site.Serves.Count == 0)
            yield return Ways(
                ground.Town.Communities.Count + 1, (k, s) =>
                    s with { Serves = [k == 0 ? "nobody here" : ground.Town.Communities[k - 1].Id] });
        if (blanks.HasFlag(Blanks.Names) && site.Units.Count == 0)
            yield return Ways(ground.Town.Communities.Count + 2, (k, s) => Placed(s, k, ground.Town));
        if (!ground.Town.Walks.Sites[f].IsOnNetwork)
            yield return (2,
                (k, all) => all.Sites[f] = all.Sites[f]
                with
                { Access = ground.SiteAt(k == 0 ? FillingTowns.RemoteSite : StreetOf(site), FillingTowns.Aside) });
    }

    /// <summary>In one of the communities, or in town or country elsewhere.</summary>
    private static Facility Placed(Facility site, int k, StudyResult town)
    {
        int c = k - 2;
        return site with
        {
            Type = k switch { 0 => "urban", 1 => "rural", _ => null },
            Units = new Dictionary<string, string>
            {
                ["community"] = c < 0 ? "elsewhere" : town.Communities[c].Id,
                ["township"] = c < 0 ? "elsewhere" : town.Communities[c].Units["township"],
            },
        };
    }

    private static IEnumerable<(int, Action<int, Filling>)> OfArea(NewArea area, int a)
    {
        if (area.DeliveredOn is null)
            yield return (3,
                (k, all) => all.Areas[a] = all.Areas[a] with { DeliveredOn = new DateOnly(new[] { 2019, 2023, 2027 }[k], 12, 31) });
        if (area.Households is null) yield return (4, (k, all) => all.Areas[a] = all.Areas[a] with { Households = People[k] });
        if (area.FloorSquareMetres is null)
            yield return (3, (k, all) => all.Areas[a] = all.Areas[a] with { FloorSquareMetres = Amounts[k] });
    }

    /// <summary>Metres along the street.</summary>
    private static double StreetOf(Facility site) => AnalyticTown.MetresAt(site.Position.Lon);
}

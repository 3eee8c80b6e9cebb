using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Facts;
using ServiceCircle.Plans.Units;
using ServiceCircle.Reachability;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.Plans;

/// <summary>One way to fill the blanks of a town: what would be known if somebody had looked.</summary>
internal sealed class Filling
{
    private readonly FillingGround _ground;

    public Filling(FillingGround ground)
    {
        _ground = ground;
        StudyResult town = ground.Town;
        (Homes, Sites, Areas) = ([.. town.Walks.Homes], [.. town.Walks.Sites], [.. town.Givens.Rules.Settings.NewAreas]);
    }

    public Home[] Homes { get; }

    public Site[] Sites { get; }

    public NewArea[] Areas { get; }

    /// <summary>Whether a facility that has everything stands where the map that was blank ended.</summary>
    public bool IsServedBeyond { get; set; }

    /// <summary>Where on the street the land off the network gets onto it, metres; null: nobody has looked.</summary>
    public double? LandAt { get; set; }

    public void Change(int community, Func<Community, Community> change) =>
        Homes[community] = Homes[community] with { Community = change(Homes[community].Community) };

    public Evidence ToEvidence()
    {
        StudyResult town = _ground.Town;
        Site[] sites = IsServedBeyond ? [.. Sites, new Site(_ground.Beyond, _ground.SiteAt(FillingTowns.End))] : Sites;
        Walks walks = town.Walks.After(town.Walks.Locator, Homes, sites, _ => null);
        UnitMap units = town.Units.With([.. Homes.Select(h => h.Community)], [.. sites.Select(s => s.Facility)]);
        PlanRules rules = town.Givens.Rules;
        return new Evidence(
            new Town(walks, units),
            rules with { Settings = rules.Settings with { NewAreas = Areas } })
        { Land = _ground.Land(this, walks) };
    }
}

/// <summary>
/// A town of which some cells are blank, on a map that reaches further than the one it was judged by, and where on its street places could
/// be.
/// </summary>
internal sealed class FillingGround(StudyResult town)
{
    private readonly Dictionary<string, LandReach> _land = [];

    public StudyResult Town => town;

    /// <summary>What serves everybody and is of no unit of the town, nor the centre of a circle of it.</summary>
    public Facility Beyond { get; } =
        new("x1", "", [.. new[] { "child.nursery", "elder.daycare", "health.station" }.Where(
            c => c != town.Givens.Rules.Settings.Circles?.Around)], At(FillingTowns.End), Point(FillingTowns.End), "beyond")
        {
            Inclusive = true,
            OpenedOn = new DateOnly(2020, 1, 1),
            Serves = ["nobody here"],
            Units = new Dictionary<string, string> { ["township"] = "beyond", ["community"] = "beyond" },
        };

    /// <summary>How something is entered from the street.</summary>
    /// <param name="metres">Where.</param>
    /// <param name="away">How far it stands away from the street, metres.</param>
    public PlaceAccess SiteAt(double metres, double away = 0) =>
        town.Walks.Locator.Facility(Point(metres), At(metres), away / town.Graph.Walker.SpeedMetresPerSecond);

    public PlaceAccess HomeAt(double metres) => town.Walks.Locator.Home(Point(metres), At(metres));

    /// <summary>The land of a filling; points of it that are off the network are where the filling puts them.</summary>
    public LandReach? Land(Filling filling, Walks walks)
    {
        if (town.Givens.Land is not { } land) return null;
        string key = $"{filling.LandAt} {filling.IsServedBeyond} {string.Join(' ', walks.Sites.SelectMany(s => s.Access.Accesses))}";
        if (_land.TryGetValue(key, out LandReach? known)) return known;
        if (filling.LandAt is { } metres) land = land with { Points = [.. land.Points.Select(p => IsAside(p) ? At(metres) : p)] };
        return _land[key] = new LandReach(land, walks);
    }

    /// <summary>Whether land is off the network.</summary>
    public static bool IsAside(Position position) =>
        LocalMetres.Between(position, At(0) with { LonE7 = position.LonE7 }) > FillingTowns.Aside / 2;

    private static Position At(double metres) =>
        Position.FromDegrees(
            double.Parse(AnalyticTown.LonAt(metres), CultureInfo.InvariantCulture),
            double.Parse(AnalyticTown.LatAt(0), CultureInfo.InvariantCulture));

    private static Point Point(double metres) => new(At(metres).Lon, At(metres).Lat);

    /// <summary>
    /// All ways to fill the blanks with small, middling and huge figures, or as many as there is time for; and whether these are all.
    /// </summary>
    public (bool AreAll, IEnumerable<Filling> Fillings) Fillings(Blanks blanks, int most, Random random)
    {
        IReadOnlyList<(int Count, Action<int, Filling> Set)> choices = FillingChoices.Of(this, blanks);
        double ways = choices.Aggregate(1.0, (product, c) => product * c.Count);
        IEnumerable<Filling> Draw()
        {
            for (int n = 0; n < Math.Min(ways, most); n++)
            {
                var filling = new Filling(this);
                int rest = n;
                foreach ((int count, Action<int, Filling> set) in choices)
                {
                    set(ways <= most ? rest % count : random.Next(count), filling);
                    rest /= count;
                }
                yield return filling;
            }
        }
        return (ways <= most, Draw());
    }
}

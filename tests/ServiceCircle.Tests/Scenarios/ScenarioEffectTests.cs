using NetTopologySuite.Geometries;
using ServiceCircle.Coverage;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Reachability;
using ServiceCircle.Scenarios;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>What is left of changes: on a street A-B-C with homes "a" and "b", and facilities "f1" at A and "f3" at C.</summary>
public sealed class ScenarioEffectTests : IDisposable
{
    private readonly Town _town = new Town("A-B-C").Way("ABC");
    private readonly ScenarioBase _base;

    public ScenarioEffectTests()
    {
        var locator = new PlaceLocator(_town.Graph, _town.Graph, 150);
        Community[] homes = [Home("a", 'A', 10), Home("b", 'B', 30)];
        Facility[] facilities =
        [
            new("f1", "First", ["elder.daycare"], _town.At('A'), PointAt('A'), "table")
                { Capacity = 20, Inclusive = true, AreaSquareMetres = 90, Units = new Dictionary<string, string> { ["town"] = "t1" } },
            new("f3", "Third", ["sport"], _town.At('C'), PointAt('C'), "table"),
        ];
        _base = new ScenarioBase(
            Walks.Find(locator, homes, Site.Locate(facilities, locator), Town.Seconds(600)), CategoryCatalogue.Load(),
            new(() => new NetworkEditor(_town.Network)));
    }

    public void Dispose() => _town.Dispose();

    private Point PointAt(char letter) => new(_town.At(letter).Lon, _town.At(letter).Lat);

    private Community Home(string id, char letter, double people) =>
        new(id, id, null, null, _town.At(letter), PointAt(letter), new People(people)) { Households = people / 2 };

    private ScenarioEffect After(params Change[] changes)
    {
        var problems = new RowProblems("s.json");
        ScenarioEffect effect = ScenarioEffect.Resolve(new Scenario("s", changes), _base, problems);
        problems.ThrowIfAny();
        return effect;
    }

    private InputException WrongWith(params Change[] changes) => Assert.Throws<InputException>(() => After(changes));

    private AddFacility New(string id = "f2") => new(id, ["sport"], _town.At('B'));

    private static ChangeNetwork Edit(NetworkEditKind kind, params Position[] line) => new(new NetworkEdit(kind, line));

    [Fact]
    public void One_change_of_any_kind_is_left()
    {
        Change[] changes = [New(), new MoveFacility("f1", _town.At('B')), new CloseFacility("f3"), new SetCapacity("f3", 5),
            new ScalePopulation("b", 2), Edit(NetworkEditKind.ClosePath, _town.At('A'), _town.At('B'))];
        Assert.All(changes, change => Assert.False(After(change).LeavesAsItWas(_base)));
        Assert.True(After().LeavesAsItWas(_base));
    }

    [Fact]
    public void A_new_facility_has_all_that_it_was_given_and_stands_among_the_others_by_its_id()
    {
        ScenarioEffect effect = After(New() with { Name = "Second", Capacity = 7, Inclusive = false, AreaSquareMetres = 55 });
        Assert.Equal(["f1", "f2", "f3"], effect.Facilities.Select(f => f.Id));
        Facility added = effect.Facilities[1];
        Assert.Equal(("Second", 7.0, false, 55.0, "scenario"),
            (added.Name, added.Capacity, added.Inclusive, added.AreaSquareMetres, added.Source));
        Assert.Equal((_town.At('B'), "sport"), (added.Position, Assert.Single(added.Categories)));
        Assert.Same(added, Assert.Single(effect.Changed).Value);
        Assert.Equal("", After(New()).Facilities[1].Name);
        Assert.Same(_base.Facilities[0], effect.Facilities[0]);
    }

    [Fact]
    public void A_facility_that_moves_keeps_what_it_has_but_for_the_unit_it_lay_in()
    {
        Facility moved = After(new MoveFacility("f1", _town.At('B'))).Facilities[0];
        Assert.Equal(("First", 20.0, true, 90.0), (moved.Name, moved.Capacity, moved.Inclusive, moved.AreaSquareMetres));
        Assert.Equal((_town.At('B'), 0), (moved.Position, moved.Units.Count));
        Assert.Equal(_town.At('B').Lon, moved.Geometry.Coordinate.X);
        // Back at its place it is in its unit again, with the places that it was given meanwhile.
        Facility back = After(new MoveFacility("f1", _town.At('B')), new SetCapacity("f1", 21), new MoveFacility("f1", _town.At('A')))
            .Facilities[0];
        Assert.Equal((21.0, "t1"), (back.Capacity, back.Units["town"]));
        Assert.Same(_base.Facilities[0].Geometry, back.Geometry);
    }

    [Fact]
    public void A_facility_is_the_old_one_only_with_its_id_place_categories_and_places()
    {
        AddFacility old = new("f1", ["elder.daycare"], _town.At('A')) { Capacity = 20 };
        Assert.True(After(new CloseFacility("f1"), old).LeavesAsItWas(_base));
        Change[] others = [old with { At = _town.At('B') }, old with { Categories = ["sport"] }, old with { Capacity = 21 }];
        Assert.All(others, other =>
        {
            ScenarioEffect effect = After(new CloseFacility("f1"), other);
            Assert.False(effect.LeavesAsItWas(_base));
            Assert.Equal("scenario", effect.Facilities[0].Source);
        });
        // One with other categories that moves to the old place is not the old one either.
        Facility other = After(new CloseFacility("f1"), old with { At = _town.At('B'), Categories = ["sport"] },
            new MoveFacility("f1", _town.At('A'))).Facilities[0];
        Assert.Equal(("scenario", "sport"), (other.Source, Assert.Single(other.Categories)));
    }

    [Fact]
    public void People_and_households_of_every_scaled_community_grow_by_the_product_of_its_factors()
    {
        ScenarioEffect effect = After(new ScalePopulation("b", 2), new ScalePopulation("a", 3), new ScalePopulation("b", 1.5));
        Assert.Equal([(30, 15), (90, 45)], effect.Communities.Select(c => (c.People.Total, c.Households)));
        Assert.Same(_base.Facilities, effect.Facilities);
        ScenarioEffect one = After(new ScalePopulation("b", 4), new ScalePopulation("a", 4), new ScalePopulation("b", 0.25));
        Assert.Equal([40, 30], one.Communities.Select(c => c.People.Total));
        Assert.Same(_base.Communities[1], one.Communities[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_factor_is_a_number_above_zero(double factor)
    {
        InputException e = WrongWith(new ScalePopulation("a", factor));
        Assert.Equal(("changes[0] (scale_population)", "a number above 0"), (e.Where, e.Expected));
        Assert.StartsWith("the factor ", e.Found);
    }

    [Fact]
    public void What_a_change_names_and_the_study_has_not_is_said_with_its_place_and_what_is_near()
    {
        Assert.Equal([
            ("changes[0] (close_facility)", "the facility \"f4\"", "the id of a facility of the study: perhaps \"f1\"",
                "facilities.geojson of the baseline lists every id."),
            ("line 4, changes[7]", "the facility \"f1\", which an earlier change closed", "a facility that is open",
                "facilities.geojson of the baseline lists every id."),
            ("changes[0] (scale_population)", "the community \"c\"", "the id of a community of the study: perhaps \"a\"",
                "communities.csv of the baseline lists every id."),
        ],
        new[]
        {
            WrongWith(new CloseFacility("f4")),
            WrongWith(new CloseFacility("f1"), new SetCapacity("f1", 3) { Where = "line 4, changes[7]" }),
            WrongWith(new ScalePopulation("c", 2)),
        }.Select(e => (e.Where, e.Found, e.Expected, e.Advice)));
    }

    [Fact]
    public void An_edit_and_its_opposite_leave_nothing_only_side_by_side()
    {
        ChangeNetwork close = Edit(NetworkEditKind.ClosePath, _town.At('A'), _town.At('B')), other =
            Edit(NetworkEditKind.ClosePath, _town.At('B'), _town.At('C'));
        Change reopen = close.Inverse(_ => null!);
        Assert.True(After(close, reopen).LeavesAsItWas(_base));
        Assert.Empty(After(close, other, other.Inverse(_ => null!), reopen).Edits);
        Assert.Equal([NetworkEditKind.ClosePath, NetworkEditKind.ClosePath, NetworkEditKind.AddPath],
            After(close, other, reopen).Edits.Select(e => e.Kind));
        ChangeNetwork nowhere = Edit(NetworkEditKind.ClosePath, OsmText.At(9_000, 0), OsmText.At(9_100, 0));
        Assert.Equal("changes[1] (close_path)", WrongWith(close, nowhere).Where);
    }

    [Fact]
    public void An_edit_is_taken_back_by_its_opposite_at_the_same_place_only()
    {
        foreach ((NetworkEditKind kind, string op, NetworkEditKind opposite) in ((NetworkEditKind, string, NetworkEditKind)[])[
            (NetworkEditKind.AddPath, "add_path", NetworkEditKind.ClosePath),
            (NetworkEditKind.ClosePath, "close_path", NetworkEditKind.AddPath),
            (NetworkEditKind.OpenGate, "open_gate", NetworkEditKind.CloseGate),
            (NetworkEditKind.CloseGate, "close_gate", NetworkEditKind.OpenGate)])
        {
            ChangeNetwork edit = Edit(kind, _town.At('A')), back = Edit(opposite, _town.At('A'));
            Assert.Equal((op, opposite), (edit.Op, Assert.IsType<ChangeNetwork>(edit.Inverse(_ => null!)).Edit.Kind));
            Assert.True(edit.IsTakenBackBy(back));
            Assert.False(edit.IsTakenBackBy(edit));
            Assert.False(edit.IsTakenBackBy(Edit(opposite, _town.At('B'))));
        }
    }
}

using ServiceCircle.Scenarios;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>Scenario files: every change is read as what it is, and everything wrong is said at once, with its place.</summary>
public sealed class ScenarioFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RandomStudy _town = new(1);

    public void Dispose()
    {
        _folder.Dispose();
        _town.Dispose();
    }

    private Scenario Read(string changes) =>
        _town.Study.Read([_folder.Write("s.json", $$"""{ "name": "s", "changes": [ {{changes}} ] }""")])[0];

    private static string At(Position p) => FormattableString.Invariant($"[{p.Lon}, {p.Lat}]");

    [Fact]
    public void Every_operation_is_read()
    {
        (Position gate, Position[] street) =
            (_town.Gates[0], _town.Streets.First(s => Reads($$"""{ "op": "close_path", "line": [{{At(s[0])}}, {{At(s[1])}}] }""")));
        Scenario s = Read($$"""
            { "op": "add_facility", "id": "n1", "category": ["sport", "elder.daycare"], "at": [10.001, 0.001], "capacity": 30, "name": "New", "inclusive": true, "area_m2": 12 },
            { "op": "move_facility", "id": "n1", "at": [10.002, 0.002] }, { "op": "close_facility", "id": "f03" },
            { "op": "set_capacity", "id": "f04", "capacity": 60 }, { "op": "add_path", "line": [{{At(_town.Corners[8])}}, [10.004, 0.004]], "kind": "steps" },
            { "op": "close_path", "line": [{{At(street[0])}}, {{At(street[1])}}] }, { "op": "open_gate", "at": {{At(gate)}} }, { "op": "close_gate", "at": {{At(gate)}} },
            { "op": "scale_population", "community": "c09", "factor": 1.2 }
            """);
        Assert.Equal(["add_facility", "move_facility", "close_facility", "set_capacity", "add_path", "close_path", "open_gate",
            "close_gate", "scale_population"], s.Changes.Select(c => c.Op));
        var add = Assert.IsType<AddFacility>(s.Changes[0]);
        Assert.Equal(["elder.daycare", "sport"], add.Categories);
        Assert.Equal((30.0, "New", true, 12.0), (add.Capacity, add.Name, add.Inclusive, add.AreaSquareMetres));
        Assert.Equal(PathKind.Steps, Assert.IsType<ChangeNetwork>(s.Changes[4]).Edit.Path);
        StudyResult after = _town.Study.Run(s);
        Assert.Equal(new Position(100_020_000, 20_000), after.Facilities.Facilities.Single(f => f.Id == "n1").Position);
        Assert.DoesNotContain(after.Facilities.Facilities, f => f.Id == "f03");
        Assert.Equal(60, after.Facilities.Facilities.Single(f => f.Id == "f04").Capacity);
        Assert.Equal(_town.Baseline.Communities[9].People.Total * 1.2, after.Communities[9].People.Total);
    }

    private bool Reads(string change)
    {
        try
        {
            Read(change);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        InputException e = Assert.Throws<InputException>(() => Read("""
            { "op": "add_facilty", "id": "x" },
            { "op": "add_facility", "id": "f03", "category": "elder.daycare", "at": [10.001, 0.001] },
            { "op": "add_facility", "id": "n2", "category": "elder.daycares", "at": [10.001, 0.001], "capacty": 3 },
            { "op": "move_facility", "id": "f99", "at": [10.001, 0.001] },
            { "op": "close_facility", "id": "f04" }, { "op": "set_capacity", "id": "f04", "capacity": 3 },
            { "op": "set_capacity", "id": "f05", "capacity": -3 },
            { "op": "add_path", "line": [[11.5, 2.5], [11.6, 2.5]] },
            { "op": "close_path", "line": [[10.001, 0.001]] },
            { "op": "open_gate", "at": [0.001, 95] },
            { "op": "close_gate", "at": [11.5, 2.5] },
            { "op": "scale_population", "community": "c99", "factor": 2 },
            { "op": "scale_population", "community": "c01", "factor": 0 }
            """));
        foreach (string expected in (string[])[
            "changes[0].op", "perhaps \"add_facility\"", "changes[1] (add_facility): found the id \"f03\" of a facility that exists",
            "changes[2] (add_facility): found the category \"elder.daycares\"",
            "the key \"capacty\"", "changes[3] (move_facility): found the facility \"f99\"",
            "changes[5] (set_capacity): found the facility \"f04\", which an earlier change closed",
            "changes[6].capacity", "changes[7] (add_path): found no end of the path", "changes[8].line: found one position",
            "longitude first",
            "changes[10] (close_gate): found neither a gate nor a way", "changes[11] (scale_population): found the community \"c99\"",
            "changes[12].factor"])
        {
            Assert.Contains(expected, e.Message);
        }
        Assert.EndsWith("s.json", e.File);
        Assert.StartsWith("line ", e.Where);
    }

    [Theory]
    [InlineData("""{ "name": "s" }""", "changes: found nothing")]
    [InlineData("""{ "name": "s", "changes": [], "change": [] }""", "the key \"change\"")]
    [InlineData("""{ "changes": [ 3 ] }""", "an object")]
    [InlineData("[]", "an object")]
    public void A_file_that_is_no_scenario_says_why(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => _town.Study.Read([_folder.Write("s.json", text)])).Message);
}

using ServiceCircle.Formats;
using ServiceCircle.Scenarios;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Scenarios;

/// <summary>Words and numbers of a scenario file at the edge of what is allowed, and what is said beyond it.</summary>
public sealed class ScenarioWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Scenario Read(string text)
    {
        var problems = new RowProblems("s.json");
        Scenario scenario = ScenarioFile.Read(_folder.Write("new-park.json", text), problems);
        problems.ThrowIfAny();
        return scenario;
    }

    private Change ReadOne(string change) => Assert.Single(Read($$"""{ "changes": [ {{change}} ] }""").Changes);

    [Theory]
    [InlineData("""{ "op": "move_facility", "id": "f" }""", "at", "nothing", "a position [lon, lat]")]
    [InlineData("""{ "op": "move_facility", "id": "f", "at": "here" }""", "at", "\"here\"", "a position [lon, lat]")]
    [InlineData("""{ "op": "move_facility", "id": "f", "at": [10, 20, 30] }""", "at", "a list", "a position [lon, lat]")]
    [InlineData("""{ "op": "move_facility", "id": "f", "at": [181, 20] }""", "at", "[181, 20]", "longitude first")]
    [InlineData("""{ "op": "move_facility", "id": "f", "at": [20, -91] }""", "at", "[20, -91]", "longitude first")]
    [InlineData("""{ "op": "close_facility" }""", "id", "nothing", "text")]
    [InlineData("""{ "op": "set_capacity", "id": "f" }""", "capacity", "nothing", "places or beds")]
    [InlineData("""{ "op": "set_capacity", "id": "f", "capacity": -1 }""", "capacity", "-1", "a number that is not negative")]
    [InlineData("""{ "op": "add_facility", "id": "f", "at": [1, 2], "category": [] }""", "category", "an empty list", "at least one category")]
    [InlineData("""{ "op": "add_facility", "id": "f", "at": [1, 2], "category": "sport", "area_m2": -2 }""", "area_m2", "-2", "a number that is not negative")]
    [InlineData("""{ "op": "scale_population", "community": "c" }""", "factor", "nothing", "a number above 0, such as 1.2")]
    [InlineData("""{ "op": "scale_population", "community": "c", "factor": 0 }""", "factor", "0", "a number above 0, at most 1000")]
    [InlineData("""{ "op": "scale_population", "community": "c", "factor": -1 }""", "factor", "-1", "a number above 0, at most 1000")]
    [InlineData("""{ "op": "scale_population", "community": "c", "factor": "two" }""", "factor", "\"two\"", "a number")]
    [InlineData("""{ "op": "scale_population", "community": "c", "factor": 1000.5 }""", "factor", "1000.5", "a number above 0, at most 1000")]
    [InlineData("""{ "op": "scale_population", "factor": 2 }""", "community", "nothing", "text")]
    [InlineData("""{ "op": "add_path" }""", "line", "nothing", "the positions of the path")]
    [InlineData("""{ "op": "add_path", "line": [] }""", "line", "no position", "at least two that differ")]
    [InlineData("""{ "op": "add_path", "line": [[1, 2], [1, 2]] }""", "line", "one position", "at least two that differ")]
    [InlineData("""{ "op": "add_path", "line": [[1, 2], [3, 4]], "kind": "tunnel" }""", "kind", "\"tunnel\"", "perhaps \"bridge\"")]
    [InlineData("""{ "op": "close_path", "line": [[1, 2], [3, 4]], "kind": "steps" }""", "kind", "the key \"kind\"", "perhaps \"line\"")]
    [InlineData("""{ "id": "f" }""", "op", "nothing", "one of add_facility")]
    [InlineData("""7""", "changes[0]", "7", "an object")]
    public void One_mistake_is_one_sentence(string change, string where, string found, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => ReadOne(change));
        Assert.DoesNotContain("problems", e.Found);
        Assert.Contains(where, e.Where);
        Assert.StartsWith(found, e.Found);
        Assert.Contains(expected, e.Expected);
    }

    [Theory]
    [InlineData("[180, 90]", 180, 90)]
    [InlineData("[-180, -90]", -180, -90)]
    public void A_position_may_be_at_the_edge_of_the_earth(string at, double lon, double lat) =>
        Assert.Equal(Position.FromDegrees(lon, lat),
            Assert.IsType<MoveFacility>(ReadOne($$"""{ "op": "move_facility", "id": "f", "at": {{at}} }""")).At);

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("0.001", 0.001)]
    public void A_factor_may_be_all_that_is_above_zero_up_to_a_thousand(string factor, double expected) =>
        Assert.Equal(expected, Assert.IsType<ScalePopulation>(
            ReadOne($$"""{ "op": "scale_population", "community": "c", "factor": {{factor}} }""")).Factor);

    [Theory]
    [InlineData("", "Footway")]
    [InlineData(", \"kind\": \"footway\"", "Footway")]
    [InlineData(", \"kind\": \"steps\"", "Steps")]
    [InlineData(", \"kind\": \"bridge\"", "Bridge")]
    public void A_path_is_of_the_kind_that_is_written(string kind, string expected)
    {
        NetworkEdit edit = Assert.IsType<ChangeNetwork>(
            ReadOne($$"""{ "op": "add_path", "line": [[1, 2], [1, 2], [3, 4], [1, 2]]{{kind}} }""")).Edit;
        Assert.Equal(expected, edit.Path.ToString());
        // A position that is written twice in a row is one.
        Assert.Equal([Position.FromDegrees(1, 2), Position.FromDegrees(3, 4), Position.FromDegrees(1, 2)], edit.Line);
    }

    [Theory]
    [InlineData("\"name\": \"Park\", ", "Park")]
    [InlineData("\"name\": \"\", ", "new-park")]
    [InlineData("", "new-park")]
    public void A_scenario_without_a_name_has_that_of_its_file(string name, string expected) =>
        Assert.Equal(expected, Read($$"""{ {{name}}"changes": [] }""").Name);

    [Fact]
    public void What_is_not_given_is_not_known()
    {
        var add = Assert.IsType<AddFacility>(ReadOne("""{ "op": "add_facility", "id": "f", "at": [1, 2], "category": "sport" }"""));
        Assert.Equal(("", null, null, null), (add.Name, add.Capacity, add.Inclusive, add.AreaSquareMetres));
        Assert.Equal("sport", Assert.Single(add.Categories));
        Assert.Equal(0, Assert.IsType<SetCapacity>(ReadOne("""{ "op": "set_capacity", "id": "f", "capacity": 0 }""")).Capacity);
        // The place in the file, for messages.
        Assert.Equal("line 1, changes[0] (add_facility)", add.Where);
    }

    [Fact]
    public void A_change_that_cannot_be_read_hides_none_of_the_others()
    {
        InputException e = Assert.Throws<InputException>(() => Read("""
            { "changes": [ 7, { "op": "fly" }, { "op": "close_facility", "ids": "f" }, { "op": "scale_population", "community": "c", "factor": 0 } ] }
            """));
        foreach (string expected in (string[])["changes[0]", "\"fly\"", "the key \"ids\"", "changes[2].id", "changes[3].factor"])
            Assert.Contains(expected, e.Message);
        // Of a change with an unknown word nothing but the word is at fault.
        Assert.DoesNotContain("changes[1] (", e.Message);
    }
}

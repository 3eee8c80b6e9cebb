using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Tests.Walking;

/// <summary>Every kind of edit as it is written, and what a bad file is told.</summary>
public sealed class EditsFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"edits-{Guid.NewGuid():N}.geojson");

    public void Dispose() => File.Delete(_file);

    private IReadOnlyList<NetworkEdit> Read(params (string Properties, string Geometry)[] features)
    {
        File.WriteAllText(_file, "{ \"type\": \"FeatureCollection\", \"features\": ["
            + string.Join(',',
                features.Select(f => $"{{ \"type\": \"Feature\", \"properties\": {{ {f.Properties} }}, \"geometry\": {f.Geometry} }}"))
                + "] }");
        return EditsFile.Read(_file);
    }

    private const string Line = "{ \"type\": \"LineString\", \"coordinates\": [[10, 0], [10.001, 0], [10.001, 0.001]] }";
    private const string Point = "{ \"type\": \"Point\", \"coordinates\": [10.5, -0.25] }";

    [Theory]
    [InlineData("\"op\": \"add_path\"", Line, nameof(NetworkEditKind.AddPath), nameof(PathKind.Footway))]
    [InlineData("\"op\": \"add_path\", \"kind\": \"footway\"", Line, nameof(NetworkEditKind.AddPath), nameof(PathKind.Footway))]
    [InlineData("\"op\": \"add_path\", \"kind\": \"steps\"", Line, nameof(NetworkEditKind.AddPath), nameof(PathKind.Steps))]
    [InlineData("\"op\": \"add_path\", \"kind\": \"bridge\"", Line, nameof(NetworkEditKind.AddPath), nameof(PathKind.Bridge))]
    [InlineData("\"op\": \"close_path\"", Line, nameof(NetworkEditKind.ClosePath), nameof(PathKind.Footway))]
    [InlineData("\"op\": \"open_gate\"", Point, nameof(NetworkEditKind.OpenGate), nameof(PathKind.Footway))]
    [InlineData("\"op\": \"close_gate\", \"note\": \"at night\"", Point, nameof(NetworkEditKind.CloseGate), nameof(PathKind.Footway))]
    public void Every_edit_is_read(string properties, string geometry, string kind, string path)
    {
        NetworkEdit edit = Assert.Single(Read((properties, geometry)));
        Assert.Equal((kind, path, "features[0]"), (edit.Kind.ToString(), edit.Path.ToString(), edit.Where));
        Assert.Equal(geometry == Point ? [Position.FromDegrees(10.5, -0.25)]
            : [Position.FromDegrees(10, 0), Position.FromDegrees(10.001, 0), Position.FromDegrees(10.001, 0.001)], edit.Line);
    }

    [Fact]
    public void They_keep_the_order_of_the_file() =>
        Assert.Equal([NetworkEditKind.ClosePath, NetworkEditKind.OpenGate, NetworkEditKind.AddPath],
            Read(("\"op\": \"close_path\"", Line), ("\"op\": \"open_gate\"", Point), ("\"op\": \"add_path\"", Line)).Select(e => e.Kind));

    [Theory]
    [InlineData("\"op\": \"widen\"", Line, "op \"widen\"")]
    [InlineData("\"op\": null", Line, "op")]
    [InlineData("\"op\": \"add_path\", \"kind\": \"tunnel\"", Line, "kind \"tunnel\"")]
    [InlineData("\"op\": \"add_path\"", Point, "Point")]
    [InlineData("\"op\": \"close_path\"", "null", "no geometry")]
    [InlineData("\"op\": \"open_gate\"", Line, "LineString")]
    [InlineData("\"op\": \"close_gate\"", "null", "no geometry")]
    public void A_bad_one_says_where_and_what(string properties, string geometry, string found)
    {
        InputException e = Assert.Throws<InputException>(() => Read(("\"op\": \"open_gate\"", Point), (properties, geometry)));
        Assert.Equal((_file, "features[1]"), (e.File, e.Where));
        Assert.Contains(found, e.Found);
        Assert.NotEmpty(e.Expected);
    }

    [Fact]
    public void All_bad_ones_are_named_at_once()
    {
        InputException e =
            Assert.Throws<InputException>(
                () => Read(("\"op\": \"widen\"", Line), ("\"op\": \"open_gate\"", Point), ("\"op\": \"open_gate\"", Line)));
        Assert.Contains("features[0]", e.Found);
        Assert.Contains("features[2]", e.Found);
        Assert.DoesNotContain("features[1]", e.Found);
    }

    [Fact]
    public void A_file_without_op_says_what_it_may_be() =>
        Assert.Contains("add_path", Assert.Throws<InputException>(() => Read(("\"name\": \"x\"", Line))).Expected);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Output;
using ServiceCircle.Questions.Diagnosis;
using ServiceCircle.Studies;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>What the doctor finds in a planner's own tables: the sample's, and the same ones spoilt in known ways.</summary>
public sealed class DoctorInputsTests : IDisposable
{
    private static readonly string Services = Path.Combine(QuickstartFilesTests.QuickstartFolder(), "services.csv");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Finding Find(StudyResult result, string id) => Doctor.Examine(result).Single(f => f.Id == id);

    /// <summary>The sample's services with their coordinates as a map service hands them out, and perhaps other names.</summary>
    private string Shifted(ChineseDatum datum, Func<string, string>? rename = null, Encoding? encoding = null)
    {
        Table table = Tables.Read(Services);
        int lon = table.IndexOf("经度"), lat = table.IndexOf("纬度"), name = table.IndexOf("名称");
        var text = new StringBuilder(string.Join(',', table.Columns)).Append('\n');
        foreach (Row row in table.Rows)
        {
            (double x, double y) = ChineseDatums.FromWgs84(datum, row.Geometry!.Coordinate.X, row.Geometry.Coordinate.Y);
            text.AppendJoin(',', row.Values.Select((v, i) =>
                i == lon ? FormattableString.Invariant($"{x:0.0000000}")
                : i == lat ? FormattableString.Invariant($"{y:0.0000000}") : i == name ? (rename ?? (n => n))(v!) : v)).Append('\n');
        }
        string path = _folder.File("services.csv");
        File.WriteAllText(path, text.ToString(), encoding ?? new UTF8Encoding(false));
        return path;
    }

    private StudyResult Run(string services, string crs = "wgs84") =>
        SampleStudy.Run(_folder, s => (s["facilities"]![1]!["file"], s["facilities"]![1]!["crs"]) = (services, crs));

    [Theory]
    [InlineData(nameof(ChineseDatum.Gcj02), "gcj02", "GCJ-02")]
    [InlineData(nameof(ChineseDatum.Bd09), "bd09", "BD-09")]
    public void A_shifted_file_is_recognised_with_figures_and_mended_by_its_crs(string kind, string crs, string name)
    {
        ChineseDatum datum = Enum.Parse<ChineseDatum>(kind);
        string services = Shifted(datum);
        Finding finding = Find(Run(services), "datum-shift");
        Assert.Equal((true, 1), (finding.IsProblem, finding.Count));
        Assert.Equal(33, finding.Places.Count);
        var fit = finding.Datums.Single(d => d.IsShifted).Fit;
        Assert.Equal(("services.csv", datum, 33), (fit.File, fit.Best, fit.Points));
        // The services stand beside the streets; hundreds of metres away they stand anywhere.
        Assert.True(fit.MedianMetres[datum] < fit.MedianMetres[ChineseDatum.Wgs84] / 2,
            $"{fit.MedianMetres[datum]:0.0} m, {fit.MedianMetres[ChineseDatum.Wgs84]:0.0} m");
        string english = DoctorFiles.TextOf(finding, Messages.In(Language.En)),
            chinese = DoctorFiles.TextOf(finding, Messages.In(Language.Zh));
        Assert.All([english, chinese], t => Assert.Contains("services.csv", t));
        Assert.All([english, chinese], t => Assert.Contains(name, t));
        Assert.All([english, chinese], t => Assert.Contains($"\"crs\": \"{crs}\"", t));

        StudyResult mended = Run(services, crs), sample = Run(Services);
        Assert.Equal(0, Find(mended, "datum-shift").Count);
        // The same places to within a centimetre, so the same coverage.
        Assert.Equal(sample.Coverage.Summaries.Select(s => s.PopulationCovered),
            mended.Coverage.Summaries.Select(s => s.PopulationCovered));
        foreach (var facility in sample.Facilities.Facilities)
            Assert.InRange(LocalMetres.Between(facility.Position, mended.Facilities.Facilities.Single(f => f.Id == facility.Id).Position),
                0, 0.05);
        // Said to be shifted when it is not, it is found as well.
        Finding other = Find(Run(Services, crs), "datum-shift");
        Assert.Equal(ChineseDatum.Wgs84, other.Datums.Single(d => d.IsShifted).Fit.Best);
    }

    [Fact]
    public void The_sample_is_not_shifted_and_the_figures_are_said()
    {
        Finding finding = Find(Run(Services), "datum-shift");
        Assert.Equal((false, 0), (finding.IsProblem, finding.Count));
        Assert.Equal(["communities.geojson", "facilities.csv", "services.csv"],
            finding.Datums.Select(d => d.Fit.File).Order(StringComparer.Ordinal));
        string text = DoctorFiles.TextOf(finding, Messages.In(Language.En));
        Assert.Contains("services.csv: nothing speaks against WGS-84; median distance of 33 points", text);
    }

    [Fact]
    public void An_unknown_crs_is_bad_input()
    {
        InputException e = Assert.Throws<InputException>(() => Run(Services, "EPSG:2364"));
        Assert.Contains("facilities[1].crs", e.Where, StringComparison.Ordinal);
        Assert.Contains("gcj02", e.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_encoding_is_said_and_garbled_names_are_found()
    {
        StudyResult gbk = Run(Shifted(ChineseDatum.Wgs84, encoding: CodePagesEncodingProvider.Instance.GetEncoding("gb18030")));
        Assert.Equal((1, "services.csv"), (Find(gbk, "encoding-guessed").Count, Find(gbk, "encoding-guessed").Example.ToString()));
        Assert.Equal(0, Find(gbk, "text-garbled").Count);

        // UTF-8 that a program once read as GBK, and as Latin.
        Encoding read = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        string Garble(string name) =>
            Encoding.UTF8.GetByteCount(name) % 2 == 0 ? read.GetString(Encoding.UTF8.GetBytes(name))
            : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
        StudyResult garbled = Run(Shifted(ChineseDatum.Wgs84, Garble));
        Finding finding = Find(garbled, "text-garbled");
        Assert.True(finding.IsProblem);
        Assert.InRange(finding.Count, 30, 33); // in a few names nothing is left to tell by
        StudyResult sample = Run(Services);
        Assert.Contains(finding.Example.ToString().Split(" → ")[1], sample.Facilities.Facilities.Select(f => f.Name));
        Assert.Equal((0, 0), (Find(sample, "text-garbled").Count, Find(sample, "encoding-guessed").Count));
    }

    [Fact]
    public void Rows_on_one_spot_and_coarse_coordinates_are_found()
    {
        string homes = _folder.Write(
            "homes.csv", "id,name,population,lon,lat\na,甲,10,110.3102,34.9124\nb,乙,20,110.3102,34.9124\nc,丙,30,110.31,34.912\n");
        StudyResult result = SampleStudy.Run(_folder, s => s["communities"] = new JsonObject { ["file"] = homes });
        Assert.Equal((2, "甲, 乙"), (Find(result, "same-spot").Count, Find(result, "same-spot").Example.ToString()));
        Assert.Equal(1, Find(result, "coarse-coordinates").Count);
        StudyResult sample = Run(Services);
        Assert.Equal((0, 0), (Find(sample, "same-spot").Count, Find(sample, "coarse-coordinates").Count));
        Assert.True(Find(sample, "duplicate-facilities").Count >= 2); // Wenchang day care as a node, an area, and in the table
    }

    [Fact]
    public void Every_finding_says_what_it_found_in_both_languages()
    {
        foreach (Finding finding in Doctor.Examine(Run(Services)))
        {
            Assert.EndsWith(".", DoctorFiles.TextOf(finding, Messages.In(Language.En)));
            Assert.EndsWith("。", DoctorFiles.TextOf(finding, Messages.In(Language.Zh)));
        }
    }

    [Fact]
    public void Snaps_are_a_layer_to_look_at()
    {
        StudyResult result = Run(Services);
        DoctorFiles.WriteAll(result, Doctor.Examine(result), _folder.File("d"), Messages.In(Language.En));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("d/snaps.geojson")));
        JsonElement[] features = [.. json.RootElement.GetProperty("features").EnumerateArray()];
        Assert.Equal(result.Communities.Count + result.Facilities.Facilities.Count, features.Length);
        foreach (JsonElement feature in features)
        {
            JsonElement properties = feature.GetProperty("properties"), geometry = feature.GetProperty("geometry");
            if (!properties.GetProperty("snapped").GetBoolean())
            {
                Assert.Equal(("Point", "too_far"),
                    (geometry.GetProperty("type").GetString(), properties.GetProperty("reason").GetString()));
                Assert.Equal(JsonValueKind.Null, properties.GetProperty("snap_distance_m").ValueKind);
            }
            else if (geometry.GetProperty("type").GetString() == "LineString")
            {
                // The line is as long as the distance says: over the door, where there is one.
                Position[] line =
                    [.. geometry.GetProperty("coordinates").EnumerateArray()
                        .Select(c => Position.FromDegrees(c[0].GetDouble(), c[1].GetDouble()))];
                double metres = line.Skip(1).Zip(line).Sum(p => LocalMetres.Between(p.First, p.Second)),
                    said = properties.GetProperty("snap_distance_m").GetDouble();
                if (properties.GetProperty("place").GetString() == "community"
                    || properties.GetProperty("access_kind").GetString() == "point") Assert.Equal(said, metres, 0.1);
            }
        }
        JsonElement farm = features.Single(f => f.GetProperty("properties").GetProperty("id").GetString() == "c24")
            .GetProperty("properties");
        Assert.InRange(farm.GetProperty("nearest_way_m").GetDouble(), 600, 760); // "680 m from the nearest way"
    }
}

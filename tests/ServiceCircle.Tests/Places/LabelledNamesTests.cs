using System.Globalization;
using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Tests.Formats;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Places;

/// <summary>
/// Names of real places, each labelled by reading it (<c>names/*.csv</c>): what the catalogue makes of them, by the name alone and with the
/// class of the map service or the OSM tags. Precision is the share of the categories told that are right, recall the share of the places
/// of some category that get it, over all places together. Labels parted by bars are all right; a label "none" allows that nothing is
/// told.
/// </summary>
/// <remarks>
/// "random" names were drawn from lists and looked at while rules were mended; "heldout" names were drawn and labelled when the rules stood;
/// "hard" ones were written down because they are of kinds that go wrong.
/// </remarks>
public class LabelledNamesTests(ITestOutputHelper output)
{
    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();

    private const string Osm = "osm";

    private sealed record Labelled(string File, string Name, string Service, string Class, string[] Labels, string Sample);

    [Theory]
    [InlineData("random", false, 0.99, 0.975)]
    [InlineData("random", true, 0.99, 0.99)]
    [InlineData("heldout", false, 0.99, 0.98)]
    [InlineData("heldout", true, 0.99, 0.99)]
    [InlineData("hard", false, 0.99, 0.99)]
    public void Precision_and_recall(string sample, bool withClass, double precision, double recall)
    {
        int right = 0, wrong = 0, missed = 0, count = 0;
        Labelled[] rows = [.. Rows().Where(r => r.Sample == sample && (withClass || r.Service != Osm))];
        Dictionary<Labelled, IReadOnlyList<string>> told = withClass ? ToldWithClass(rows)
            : rows.ToDictionary(r => r, r => Catalogue.TellName(r.Name).Categories);
        foreach (Labelled row in rows)
        {
            count++;
            string[] own = [.. told[row].Except(told[row].SelectMany(id => Catalogue.Find(id)!.CountsFor))];
            int hits = own.Count(row.Labels.Contains);
            right += hits;
            wrong += own.Length - hits;
            bool isMissed = !row.Labels.Contains("none") && hits == 0;
            if (isMissed) missed++;
            if (isMissed || own.Length > hits)
                output.WriteLine($"{row.File}: {row.Name} [{row.Class}] is {string.Join('|', row.Labels)}, told {string.Join(' ', own)}");
        }
        double p = (double)right / (right + wrong), r = (double)right / (right + missed);
        output.WriteLine($"{sample}, {(withClass ? "with classes" : "names alone")}: {count} names, precision {p:F3}, recall {r:F3}");
        Assert.True(p >= precision && r >= recall, $"precision {p:F3}, recall {r:F3}");
    }

    [Fact]
    public void Every_label_is_a_category_and_there_are_enough()
    {
        List<Labelled> rows = [.. Rows()];
        Assert.All(rows.SelectMany(r => r.Labels), label => Assert.True(label == "none" || Catalogue.IsKnown(label), label));
        Assert.True(rows.Count(r => r.Sample != "hard") >= 600);
    }

    /// <summary>Names with classes as a table of a map service has them, and named places of OSM with their tags.</summary>
    private static Dictionary<Labelled, IReadOnlyList<string>> ToldWithClass(Labelled[] rows)
    {
        using var folder = new TemporaryFolder();
        var table = new StringBuilder("id,name,typecode,lon,lat\n");
        for (int i = 0; i < rows.Length; i++)
            if (rows[i].Service != Osm) table.Append(CultureInfo.InvariantCulture, $"{i},\"{rows[i].Name}\",{rows[i].Class},1,2\n");
        var found = FacilityReader.FromTable(Tables.Read(folder.Write("t.csv", table.ToString())), Catalogue).Facilities
            .ToDictionary(f => f.Id, f => f.Categories);
        return Enumerable.Range(0, rows.Length).ToDictionary(i => rows[i], i => rows[i].Service == Osm
            ? Catalogue.Classify(rows[i].Name, Tags(rows[i].Class)).Categories
            : found.GetValueOrDefault(i.ToString(CultureInfo.InvariantCulture), []));
    }

    private static Dictionary<string, string> Tags(string text) =>
        text.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    private static IEnumerable<Labelled> Rows()
    {
        string folder = Path.Combine(Shared.RepositoryRoot, "tests", "ServiceCircle.Tests", "Places", "names");
        foreach (string path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            string[] lines = File.ReadAllLines(path);
            Assert.StartsWith("# ", lines[0]);
            for (int i = 2; i < lines.Length; i++)
            {
                string[] cells = lines[i].Split(',');
                yield return new($"{Path.GetFileName(path)}, line {i + 1}", cells[0], cells[1], cells[2], cells[3].Split('|'), cells[4]);
            }
        }
    }
}

using System.Globalization;
using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// The sample town's map in a folder of the test's own, and tables of its places as planners have them: other names of columns, other
/// encodings, other coordinates. The places are known to the centimetre, whatever is written of them.
/// </summary>
internal sealed class MessyFolder : IDisposable
{
    private static readonly string Sample = QuickstartFilesTests.QuickstartFolder();
    private readonly TemporaryFolder _folder = new();

    static MessyFolder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public MessyFolder() => System.IO.File.Copy(System.IO.Path.Combine(Sample, "town.osm"), _folder.File("town.osm"));

    public string Path => _folder.Path;

    /// <summary>The communities of the sample.</summary>
    public static IReadOnlyList<Community> Communities { get; } = CommunityReader.FromTable(Tables.Read(InSample("communities.geojson")));

    /// <summary>The sample's facilities, of all kinds.</summary>
    public static IReadOnlyList<Facility> Facilities { get; } =
    [
        .. new[] { "facilities.csv", "services.csv" }
            .SelectMany(f => FacilityReader.FromTable(Tables.Read(InSample(f)), CategoryCatalogue.Load()).Facilities),
    ];

    private static string InSample(string name) => System.IO.Path.Combine(Sample, name);

    /// <summary>Writes a table of text: lines above the header, the header, and a row for each place.</summary>
    public void Table<T>(
        string name, string encoding, string[] above, string header, IEnumerable<T> places, Func<T, string[]> cells)
    {
        var text = new StringBuilder();
        foreach (string line in above.Append(header)) text.Append(line).Append("\r\n");
        foreach (T place in places) text.AppendJoin(',', cells(place)).Append("\r\n");
        System.IO.File.WriteAllBytes(_folder.File(name), Encoding.GetEncoding(encoding).GetBytes(text.ToString()));
    }

    public void Copy(string name, string to) => System.IO.File.Copy(InSample(name), _folder.File(to));

    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A coordinate pair as a table in a system holds it.</summary>
    public static (string X, string Y) In(string crs, Position p)
    {
        (double x, double y) = Crs.Named(crs)!.FromWgs84(p.Lon, p.Lat);
        return (x.ToString("0.00000000", CultureInfo.InvariantCulture), y.ToString("0.00000000", CultureInfo.InvariantCulture));
    }

    public void Dispose() => _folder.Dispose();
}

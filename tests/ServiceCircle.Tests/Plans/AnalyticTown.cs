using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Plans;

/// <summary>
/// One straight street with a node every hundred metres, so that every walk is a difference of two numbers. It goes on for four kilometres
/// on either side of the six that places are on, so that nobody walks off the map within an hour.
/// The adult walks 4 km/h: 1,000 m in 15 minutes. Runs the whole line from files to verdicts, with one clause.
/// </summary>
internal sealed partial class AnalyticTown
{
    private const double Lat = 30, Lon = 110;

    private readonly StringBuilder _communities =
        new("id,type,lon,lat,population,population_60plus,population_0_2,households,township,community\n");
    private readonly StringBuilder _facilities =
        new("id,category,lon,lat,capacity,inclusive,area_m2,opened_on,nursing_beds,grade,embedded,serves,community,township,county,name\n");
    private int _facilityCount;

    /// <summary>The number of the first facility.</summary>
    public int FirstFacility { get; init; } = 1;

    /// <summary>Columns of facilities that name units; empty where units come from polygons.</summary>
    public bool FacilitiesNameCommunities { get; init; } = true;

    /// <summary>Tags of the street, which runs east: "key=value key=value".</summary>
    public string Tags { get; init; } = "highway=pedestrian";

    /// <summary>Where the street ends in the east, hundreds of metres.</summary>
    public int End { get; set; } = 100;

    public List<(string Name, string Text)> MoreFiles { get; } = [];

    public AnalyticTown Community(
        string id, double metres, double? people = 100, string type = "urban", string township = "T1", double? older = null,
        double? small = null,
        double? households = null, string? community = null, double metresNorth = 0)
    {
        _communities.AppendLine(CultureInfo.InvariantCulture,
            $"{id},{type},{LonAt(metres)},{LatAt(metresNorth)},{people},{older},{small},{households},{township},{community ?? id}");
        return this;
    }

    public AnalyticTown Facility(
        string category, double metres, string community = "", string township = "", string county = "", double? capacity = null,
        string inclusive = "",
        double? area = null, string opened = "", double? nursing = null, string grade = "", string embedded = "", string serves = "",
        double metresNorth = 0, string name = "")
    {
        _facilities.AppendLine(CultureInfo.InvariantCulture,
            $"f{FirstFacility + _facilityCount++},{category},{LonAt(metres)},{LatAt(metresNorth)},{capacity},{inclusive},{area},{opened},{nursing},{grade},{embedded},{serves},{community},{township},{county},{name}");
        return this;
    }

    /// <summary>Puts the rows of every table in another order, and other ids of communities and facilities wherever they stand.</summary>
    /// <param name="rows">The order.</param>
    /// <param name="rename">The new name of an id; ids are a letter and a digit.</param>
    public void Rearrange(Func<string[], string[]> rows, Func<string, string> rename)
    {
        string Arranged(string table)
        {
            string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return string.Join('\n', [lines[0], .. rows(lines[1..]).Select(row => Ids().Replace(row, id => rename(id.Value)))]) + '\n';
        }
        foreach (StringBuilder table in (StringBuilder[])[_communities, _facilities])
        {
            string arranged = Arranged(table.ToString());
            table.Clear().Append(arranged);
        }
        for (int i = 0; i < MoreFiles.Count; i++)
            if (MoreFiles[i].Name.EndsWith(".csv", StringComparison.Ordinal))
                MoreFiles[i] = MoreFiles[i] with { Text = Arranged(MoreFiles[i].Text) };
    }

    /// <summary>
    /// Adds the rows of another town, which stands at the same places; of the files beside them tables are joined, others taken over.
    /// </summary>
    public void Append(AnalyticTown other)
    {
        foreach ((StringBuilder own, StringBuilder more) in ((StringBuilder, StringBuilder)[])[
            (_communities, other._communities), (_facilities, other._facilities)])
            own.Append(Rows(more.ToString()));
        for (int i = 0; i < MoreFiles.Count; i++)
            MoreFiles[i] = MoreFiles[i].Name.EndsWith(".csv", StringComparison.Ordinal)
            ? MoreFiles[i] with { Text = MoreFiles[i].Text + Rows(other.MoreFiles[i].Text) } : other.MoreFiles[i];

        static string Rows(string table) => table[(table.IndexOf('\n') + 1)..];
    }

    [GeneratedRegex(@"\b[cf][0-9]\b")]
    private static partial Regex Ids();

    /// <summary>Runs a study with this clause only, and returns its verdicts.</summary>
    /// <param name="indicator">The clause's own keys, from "indicator" on, without braces.</param>
    /// <param name="target">Operator, value and unit; by default none.</param>
    /// <param name="study">More keys of study.json, each followed by a comma.</param>
    /// <param name="strength">Strength.</param>
    public IReadOnlyList<Verdict> Judge(string indicator, string target = "", string study = "", string strength = "firm") =>
        Run(indicator, target, study, strength).Verdicts;

    public StudyResult Run(string indicator, string target = "", string study = "", string strength = "firm")
    {
        using var folder = new TemporaryFolder();
        return Study.Run(StudyFile.Load(Write(folder, indicator, target, study, strength)));
    }

    public string Write(TemporaryFolder folder, string indicator, string target = "", string study = "", string strength = "firm")
    {
        folder.Write("street.osm", Street());
        folder.Write("communities.csv", _communities.ToString());
        folder.Write("facilities.csv", _facilities.ToString());
        foreach ((string name, string text) in MoreFiles) folder.Write(name, text);
        string targetKeys = target.Length > 0 ? target + ", " : "";
        folder.Write("plan.json", $$"""
            { "schema": "servicecircle-plan-1", "id": "own", "title": "Own plan", "year": 2025,
              "clauses": [ { "id": "own-1", "clause": "1", "quote": "q", {{indicator}}, {{targetKeys}}"strength": "{{strength}}" } ] }
            """);
        string names = FacilitiesNameCommunities
            ? """, "columns": { "community": "community", "township": "township", "county": "county" }""" : "";
        string levels = study.Contains("\"units\"", StringComparison.Ordinal) ? ""
            : """ "units": { "levels": ["township", "community"] }, """;
        return folder.Write("study.json", $$"""
            { "network": { "osm": "street.osm" }, {{study}} {{levels}}
              "communities": { "file": "communities.csv", "columns": { "township": "township", "community": "community" } },
              "facilities": [ { "file": "facilities.csv"{{names}} } ],
              "services": [ { "category": "elder.daycare", "minutes": 15 } ], "plans": ["plan.json"] }
            """);
    }

    public static string LonAt(double metres) => (Lon + metres / 96_486.28).ToString("F7", CultureInfo.InvariantCulture);

    public static double MetresAt(double lon) => (lon - Lon) * 96_486.28;

    public static string LatAt(double metres) => (Lat + metres / 110_852.4).ToString("F7", CultureInfo.InvariantCulture);

    /// <summary>A rectangle along the street, half the given width on each side of it, or of a line north of it.</summary>
    public static string Rectangle(double from, double to, double width = 200, double north = 0)
    {
        (string south, string top) = (LatAt(north - width / 2), LatAt(north + width / 2));
        return $"[[[{LonAt(from)},{south}],[{LonAt(to)},{south}],[{LonAt(to)},{top}],[{LonAt(from)},{top}],[{LonAt(from)},{south}]]]";
    }

    private string Street()
    {
        var osm = new StringBuilder("<osm version=\"0.6\">\n");
        for (int i = -40; i <= End; i++)
            osm.AppendLine(CultureInfo.InvariantCulture, $"<node id=\"{i + 41}\" lon=\"{LonAt(i * 100)}\" lat=\"{Lat}\"/>");
        osm.Append("<way id=\"1\">");
        for (int i = -40; i <= End; i++) osm.Append(CultureInfo.InvariantCulture, $"<nd ref=\"{i + 41}\"/>");
        foreach (string[] tag in Tags.Split(' ').Select(t => t.Split('=')))
            osm.Append(CultureInfo.InvariantCulture, $"<tag k=\"{tag[0]}\" v=\"{tag[1]}\"/>");
        return osm.Append("</way>\n</osm>\n").ToString();
    }
}

using System.Globalization;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>Which data, of which day, by which version.</summary>
internal static class DataSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        DataFacts data = page.Model.Data;
        List<(string, string)> facts =
            [(m["data/osm-date"], data.OsmDate ?? m["data/osm-date-unknown"]), (m["data/engine"], "ServiceCircle " + data.EngineVersion)];
        if (data.RunDate is { } run) facts.Add((m["data/run-date"], run.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        page.Facts(m["data/facts"], facts);
        page.Table("files", m["data/files"], [new(m["column/file"]), new("SHA-256")], data.Files, file =>
        {
            page.RowName(file.Name);
            page.Html.Leaf("td", file.Sha256, ("class", "hash"));
        });
        page.Paragraph(m["data/repeat"]);
        page.Paragraph(m["data/licence"]);
    }
}

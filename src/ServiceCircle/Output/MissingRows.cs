using ServiceCircle.Coverage;
using ServiceCircle.Formats;

namespace ServiceCircle.Output;

/// <summary><c>missing.csv</c>: what each community lacks, ranked by the people whom it is for (缺什么补什么).</summary>
internal static class MissingRows
{
    private static readonly TableColumn<LackingService>[] Columns =
    [
        new("community", l => l.Community.Id), new("name", l => l.Community.Name), new("unit", l => l.Community.Unit),
        new("population", l => l.Community.People.Total), new("rank", l => l.Rank), new("category", l => l.Service.Category),
        new("minutes", l => Rounded.Minutes(l.Service.Limit.Minutes)), new("people_group", l => l.Group), new("people", l => l.People),
    ];

    public static void Write(Stream stream, CoverageResult coverage) =>
        Columns.WriteCsv(stream, MissingList.Of(coverage), byteOrderMark: true);
}

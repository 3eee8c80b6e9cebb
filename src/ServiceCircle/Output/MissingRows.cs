using ServiceCircle.Coverage;
using ServiceCircle.Formats;

namespace ServiceCircle.Output;

/// <summary><c>missing.csv</c>: what each community lacks, ranked by the people whom it is for (缺什么补什么).</summary>
internal static class MissingRows
{
    public static void Write(Stream stream, CoverageResult coverage)
    {
        using var csv = new CsvWriter(
            stream, ["community", "name", "unit", "population", "rank", "category", "minutes", "people_group", "people"],
            byteOrderMark: true);
        foreach (LackingService lacking in MissingList.Of(coverage))
        {
            csv.Cell(lacking.Community.Id);
            csv.Cell(lacking.Community.Name);
            csv.Cell(lacking.Community.Unit);
            csv.Cell(lacking.Community.People.Total);
            csv.Cell((long)lacking.Rank);
            csv.Cell(lacking.Service.Category);
            csv.Cell(Rounded.Minutes(lacking.Service.Limit.Minutes));
            csv.Cell(lacking.Group);
            csv.Cell(lacking.People);
            csv.EndRow();
        }
    }
}

using ServiceCircle.Coverage;
using ServiceCircle.Plans;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Trend;

/// <summary>
/// One line of the picture: a share of 0 to 1 for each day, null where there is nobody to count. The total is about all services together.
/// </summary>
internal sealed record TrendLine(string Name, IReadOnlyList<double?> Shares, bool IsTotal = false);

/// <summary>
/// What the picture of a trend shows: the share of people that each service covers, and the share of communities with all.
/// </summary>
internal sealed class TrendLines
{
    public TrendLines(ReportModel model)
    {
        Messages = Messages.In(model.Language);
        Years = model.Trend;
        IEnumerable<TrendLine> services = model.Coverage.Services.Select((service, s) => new TrendLine(
            model.CategoryNames.GetValueOrDefault(service.Category, service.Category),
            [.. Years.Select(y => y.Coverage.Summaries[s].SharePopulation)]));
        Lines = [.. services.Append(
            new TrendLine(Messages["trend/complete"], [.. Years.Select(y => CompleteOf(y.Coverage))], IsTotal: true))
            .Where(l => l.Shares.Any(s => s is not null))];
    }

    public Messages Messages { get; }

    /// <summary>The days, rising.</summary>
    public IReadOnlyList<TrendYear> Years { get; }

    /// <summary>The services in their order, then all together; without those that nobody could be counted for.</summary>
    public IReadOnlyList<TrendLine> Lines { get; }

    public string Title => Messages["trend/picture-title"];

    /// <summary>What the picture shows, in words.</summary>
    public string Description => Messages.List(Lines.Select(l => Messages.Text("trend/picture-line",
        ("name", l.Name), ("first", Share(l.Shares[0])), ("last", Share(l.Shares[^1])), ("from", Years[0].Name), ("to", Years[^1].Name))));

    public string Share(double? share) => share is { } known ? Messages.Percent(known) : Messages["value/none"];

    private static double? CompleteOf(CoverageResult coverage) =>
        coverage.Communities.Select(coverage.KnownShare).OfType<double>().ToList() is { Count: > 0 } shares
            ? (double)shares.Count(share => share == 1) / shares.Count : null;
}

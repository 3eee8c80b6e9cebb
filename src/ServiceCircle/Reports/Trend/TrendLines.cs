using ServiceCircle.Coverage;
using ServiceCircle.Plans;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Trend;

/// <summary>One line of the picture.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Shares">A share of 0 to 1 for each day; null where there is nobody to count.</param>
/// <param name="IsTotal">Whether it is about all services together.</param>
internal sealed record TrendLine(string Name, IReadOnlyList<double?> Shares, bool IsTotal = false);

/// <summary>
/// What the picture of a trend shows: the share of people that each service covers, and the share of communities with all.
/// </summary>
internal sealed class TrendLines
{
    /// <param name="model">A report with a trend.</param>
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

    /// <summary>The texts of the report's language.</summary>
    public Messages Messages { get; }

    /// <summary>The days, rising.</summary>
    public IReadOnlyList<TrendYear> Years { get; }

    /// <summary>The services in their order, then all together; without those that nobody could be counted for.</summary>
    public IReadOnlyList<TrendLine> Lines { get; }

    /// <summary>What the picture is.</summary>
    public string Title => Messages["trend/picture-title"];

    /// <summary>What the picture shows, in words.</summary>
    public string Description => Messages.List(Lines.Select(l => Messages.Text("trend/picture-line",
        ("name", l.Name), ("first", Share(l.Shares[0])), ("last", Share(l.Shares[^1])), ("from", Years[0].Name), ("to", Years[^1].Name))));

    /// <summary>A share in words.</summary>
    public string Share(double? share) => share is { } known ? Messages.Percent(known) : Messages["value/none"];

    private static double? CompleteOf(CoverageResult coverage) =>
        coverage.Communities.Count(c => c.CircleShare is not null) is > 0 and var counted ? (double)coverage.CompleteCircles / counted
        : null;
}

using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Siting;

namespace ServiceCircle.Output;

/// <summary>The curve of number, or of cost, against coverage, by rising limit: as CSV and JSON.</summary>
internal sealed class ParetoFiles(IReadOnlyList<ParetoPoint> curve, bool byCost, Func<int, string> siteId)
{
    /// <summary>Writes <c>pareto.csv</c>.</summary>
    public void WriteCsv(Stream stream)
    {
        var columns = new List<TableColumn<ParetoPoint>>
        {
            new(byCost ? "budget" : "new_sites", p => p.Limit), new("weight_covered", p => Rounded.People(p.Covered)),
            new("share", p => Rounded.Share(p.Share)), new("bound", p => p.CoveredBound), new("gap", p => p.Solution.Gap),
            new("status", Status), new("chosen", p => p.Solution.Chosen.Select(siteId).ToArray()),
        };
        if (byCost) columns.Add(new("spent", p => p.Spent));
        columns.WriteCsv(stream, curve);
    }

    /// <summary>The content of <c>pareto.json</c>.</summary>
    public JsonArray Json() => curve.ToJson(point => new JsonObject
    {
        [byCost ? "budget" : "new_sites"] = point.Limit,
        ["spent"] = point.Spent,
        ["weight_covered"] = Rounded.People(point.Covered),
        ["share"] = Rounded.Share(point.Share),
        ["bound"] = point.CoveredBound,
        ["bound_share"] = Rounded.Share(point.BoundShare),
        ["gap"] = point.Solution.Gap,
        ["status"] = Status(point),
        ["chosen"] = JsonValues.Texts(point.Solution.Chosen.Select(siteId)),
    });

    private static string Status(ParetoPoint point) => point.Solution.Status.ToString().ToLowerInvariant();
}

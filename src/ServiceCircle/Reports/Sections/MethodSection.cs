using ServiceCircle.Reports.Model;
using ServiceCircle.Studies;
using ServiceCircle.Studies.Spreading;

namespace ServiceCircle.Reports.Sections;

/// <summary>How every figure was made, so that somebody else can make it again.</summary>
internal static class MethodSection
{
    public static void Write(Page page)
    {
        Messages m = page.Messages;
        MethodFacts method = page.Model.Method;
        page.Paragraph(m["method/intro"], "");
        page.Facts(m["method/facts"],
        [
            (m["method/walker"], method.WalkerName),
            (m[method.IsRiding ? "method/ride-speed" : "method/speed"],
                m.Text("method/speed-value", ("speed", m.Number(method.SpeedKmh, 1)), ("source", method.SpeedSource))),
            (m["method/snap-limit"], m.Text("number/metres", ("metres", method.SnapLimitMetres))),
            (m["method/nodes"], m.Number(page.Model.Network.Nodes)),
            (m["method/length"], m.Text("number/kilometres", ("kilometres", m.Number(page.Model.Network.LengthKilometres)))),
            (m["method/components"], m.Text("method/components-value", ("count", page.Model.Network.Components),
                ("share", m.Percent(page.Model.Network.LargestComponentShare)))),
        ]);
        Walker(page);
        Limits(page);
        if (page.Model.Spread is { } spread)
        {
            page.Html.Leaf("h3", m["method/spread"]);
            page.List([spread.Asked.Over == SpreadInput.Streets
                ? m.Text("method/spread-streets", ("metres", SpreadPlaces.StretchMetres))
                : m.Text("method/spread-buildings", ("levels", (decimal)spread.Asked.DefaultLevels)),
                m["method/spread-whole"], m["method/spread-middle"], m["method/spread-none"]]);
        }
        if (method.Rules.Count > 0)
        {
            page.Html.Leaf("h3", m["method/rules"]);
            page.List(method.Rules);
        }
        page.Html.Leaf("h3", m["method/formulae"]);
        page.List([m["method/formula-covered"], m["method/formula-shares"], m["method/formula-circle"], m["method/formula-median"],
            m["method/formula-straight"]]);
        page.Html.Leaf("h3", m["method/known-limits"]);
        page.List([m["method/limit-osm"], m["method/limit-point"], m["method/limit-quality"], .. method.KnownLimits]);
    }

    /// <summary>The walker's numbers. Which of them are assumptions, or known from memory only, is said beside each.</summary>
    private static void Walker(Page page)
    {
        Messages m = page.Messages;
        IReadOnlyList<WalkerFact> facts = page.Model.Method.Walker;
        if (facts.Count == 0) return;
        Column[] columns = [new(m["column/what"]), new(m["column/value"]), new(m["column/basis"])];
        page.Table("walker-table", m["method/walker-table"], columns, facts, fact =>
        {
            page.RowName(fact.What);
            page.Text(fact.Value);
            using (page.Html.Open("td"))
            {
                page.Html.Name(fact.Source);
                if (fact.IsAssumed) Tag(page, "method/assumption");
                if (fact.IsFromMemory) Tag(page, "method/memory");
            }
        });
        page.Paragraph(m["method/walker-note"]);
    }

    private static void Tag(Page page, string key) => page.Html.Leaf("span", page.Messages[key], ("class", "tag"));

    private static void Limits(Page page)
    {
        Messages m = page.Messages;
        Column[] columns = [new(m["column/service"]), new(m["column/limit"], true), new(m["column/basis"])];
        page.Table("limits", m["method/limits"], columns, page.Model.Coverage.Services, service =>
        {
            page.RowName(page.NameOf(service));
            page.Limit(service);
            using (page.Html.Open("td")) Basis(page, service.Standard);
        });
    }

    private static void Basis(Page page, string? standard)
    {
        if (standard is null)
        {
            page.Html.Text(page.Messages["method/own-limit"]);
            return;
        }
        StandardFact? fact = page.Model.Method.Standards.GetValueOrDefault(standard);
        page.Html.Name(fact?.Title ?? standard);
        if (fact is not { Verified: true }) Tag(page, "method/unverified");
    }
}

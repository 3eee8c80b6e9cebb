using System.Security.Cryptography;
using System.Text;
using System.Xml;
using ServiceCircle.Reports.Model;
using ServiceCircle.Reports.Sections;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports;

/// <summary>The report: one HTML file that needs no network, in one language, printable. The same model gives the same bytes.</summary>
internal static class HtmlReport
{
    /// <summary>The section that only studies as of several days have.</summary>
    private const string TrendId = "trend";

    /// <summary>The sections in the order of the page. A new section is a new line here.</summary>
    private static readonly (string Id, string TitleKey, Action<Page> Write)[] Sections =
    [
        ("figures", "figures/title", KeyFiguresSection.Write),
        ("bases", "bases/title", BasesSection.Write),
        ("maps", "maps/title", MapsSection.Write),
        ("targets", "targets/title", TargetsSection.Write),
        (TrendId, "trend/title", TrendSection.Write),
        ("ledger", "ledger/title", LedgerSection.Write),
        ("missing", "missing/title", MissingSection.Write),
        ("missing-list", "missing-list/title", MissingListSection.Write),
        ("units", "units/title", UnitsSection.Write),
        ("access", "access/title", AccessSection.Write),
        ("communities", "communities/title", CommunitiesSection.Write),
        ("facilities", "facilities/title", FacilitiesSection.Write),
        ("counted", "counted/title", CountedSection.Write),
        ("method", "method/title", MethodSection.Write),
        ("data", "data/title", DataSection.Write),
    ];

    public static void Write(Stream stream, ReportModel model) =>
        Write(stream, model, page => page.Title, [HeadlineSentence.Text(model), .. HeadlineSentence.OfPlans(model)], model.Warnings,
            [.. Sections.Where(s => s.Id != TrendId || model.Trend.Count > 0)]);

    /// <summary>Writes a page: what it is, the result in a few sentences, warnings, and each section below its title.</summary>
    internal static void Write(
        Stream stream, ReportModel model, Func<Page, string> kind, IReadOnlyList<string> lead, IReadOnlyList<string> warnings,
        IReadOnlyList<(string Id, string TitleKey, Action<Page> Write)> sections)
    {
        using var xml = XmlWriter.Create(stream, Markup.Settings);
        var page = new Page(model, new Markup(xml, ""));
        xml.WriteRaw("<!DOCTYPE html>\n");
        using (page.Html.Open("html", ("lang", Locale.Tag(model.Language))))
        {
            Head(page, kind(page));
            using (page.Html.Open("body")) Body(page, kind(page), lead, warnings, sections);
        }
    }

    /// <summary>
    /// The policy allows our own style sheet and script by their hashes, a logo that the page holds, and nothing else: even if a name from
    /// a file did become an element, it could neither run nor load anything.
    /// </summary>
    private static void Head(Page page, string kind)
    {
        Markup html = page.Html;
        string style = EmbeddedText.Read("report.css"), script = EmbeddedText.Read("report.js");
        string pictures = page.Model.Imprint.Logo is null ? "" : "img-src data:; ";
        string policy =
            $"default-src 'none'; {pictures}style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "generator"), ("content", "ServiceCircle " + page.Model.Data.EngineVersion));
            html.Leaf("title", page.Messages.Text("report/window-title", ("study", page.Model.StudyName), ("title", kind)));
            html.Embedded("style", style);
        }
    }

    private static void Body(
        Page page, string kind, IReadOnlyList<string> lead, IReadOnlyList<string> warnings,
        IReadOnlyList<(string Id, string TitleKey, Action<Page> Write)> sections)
    {
        Markup html = page.Html;
        using (html.Open("header"))
        {
            if (page.Model.Imprint.Logo is { } logo)
                html.Void("img", ("class", "logo"), ("src", logo.DataUri), ("alt", page.Model.Imprint.Publisher ?? ""));
            html.Leaf("p", kind, ("class", "kind"));
            using (html.Open("h1")) html.Name(page.Model.StudyName);
            using (html.Open("p", ("class", "facts"))) html.Text(page.Facts());
            if (page.ImprintText() is { Length: > 0 } imprint)
                using (html.Open("p", ("class", "facts"))) html.Name(imprint);
            using (html.Open("div", ("class", "lead")))
            {
                foreach (string sentence in lead) html.Leaf("p", sentence);
            }
            Warnings(page, warnings);
            using (html.Open("nav"))
            using (html.Open("ol"))
            {
                foreach ((string id, string titleKey, _) in sections)
                    using (html.Open("li")) html.Leaf("a", page.Messages[titleKey], ("href", "#" + id));
            }
        }
        using (html.Open("main"))
        {
            foreach ((string id, string titleKey, Action<Page> write) in sections)
            {
                html.Line();
                using (html.Open("section", ("id", id)))
                {
                    html.Leaf("h2", page.Messages[titleKey]);
                    write(page);
                }
            }
        }
        using (html.Open("footer"))
        {
            html.Leaf("p", page.Messages.Text("report/attribution", ("credit", Maps.MapOrnaments.Attribution)));
            html.Leaf("p", page.Messages.Text("report/engine", ("version", page.Model.Data.EngineVersion)));
        }
        html.Embedded("script", EmbeddedText.Read("report.js"));
    }

    private static void Warnings(Page page, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0) return;
        using (page.Html.Open("div", ("class", "warnings")))
        {
            page.Html.Leaf("h2", page.Messages["report/warnings"]);
            using (page.Html.Open("ul"))
                foreach (string warning in warnings) page.Html.Leaf("li", warning);
        }
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Globalization;
using ServiceCircle.Places;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Model;

/// <summary>What every section needs: what to say, the words for it, and where to write.</summary>
internal sealed class Page(ReportModel model, Markup html)
{
    /// <summary>What to say.</summary>
    public ReportModel Model { get; } = model;

    /// <summary>Where to write.</summary>
    public Markup Html { get; } = html;

    /// <summary>The texts of the report's language.</summary>
    public Messages Messages { get; } = Messages.In(model.Language);

    /// <summary>Who is counted.</summary>
    public CountedPeople People { get; } = CountedPeople.Of(model.Coverage);

    /// <summary>What the document is; a fifteen-minute circle is called so only when every limit is fifteen minutes.</summary>
    public string Title => Model.Coverage.Services.Count > 0 && Model.Coverage.Services.All(s => s.Limit.Minutes == 15)
        ? Messages["report/title-15"]
        : Messages["report/title"];

    /// <summary>A service's name.</summary>
    public string NameOf(Service service) => NameOf(service.Category);

    /// <summary>A category's name, or its id where none is known.</summary>
    public string NameOf(string category) => Model.CategoryNames.GetValueOrDefault(category, category);

    /// <summary>The line below the title: how much is studied and as of when.</summary>
    public string Facts()
    {
        List<string> facts =
        [
            Messages.Text("report/fact-communities", ("count", Model.Coverage.Communities.Count)),
            Messages.People(People.Counted.People + People.NotSnapped.People),
            Messages.Text(Model.Method.IsRiding ? "report/fact-rider"
                : "report/fact-walker", ("walker", Model.Method.WalkerName), ("speed", Messages.Number(Model.Method.SpeedKmh, 1))),
        ];
        if (Model.Data.OsmDate is { } date) facts.Add(Messages.Text("report/fact-osm-date", ("date", date.Split('T')[0])));
        if (Model.Data.RunDate is { } run)
            facts.Add(Messages.Text("report/fact-run-date", ("date", run.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        return string.Join(" · ", facts);
    }

    /// <summary>Opens a table that scrolls by itself on a narrow screen.</summary>
    public void Table(string cssClass, string caption, IReadOnlyList<Column> columns, Action rows)
    {
        using (Html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)))
        using (Html.Open("table", ("class", cssClass)))
        {
            Html.Leaf("caption", caption);
            using (Html.Open("thead"))
            using (Html.Open("tr"))
            {
                foreach (Column column in columns)
                    Html.Leaf("th", column.Title, ("scope", "col"), ("class", column.IsNumber ? "n" : "t"));
            }

            using (Html.Open("tbody")) rows();
        }
    }

    /// <summary>A row of a table.</summary>
    public Markup.Scope Row()
    {
        Html.Line();
        return Html.Open("tr");
    }

    /// <summary>A cell with a number, aligned to the right.</summary>
    public void Number(string text) => Html.Leaf("td", text, ("class", "n"));

    /// <summary>A cell with a number that sorts by its value.</summary>
    public void Number(string text, double sortBy) =>
        Html.Leaf("td", text, ("class", "n"), ("data-v", sortBy.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A cell with a number of people that sorts by it; those not given come first.</summary>
    public void PeopleOf(Places.Community community)
    {
        if (community.People.Total is { } people) Number(Messages.Number(people), people);
        else Number(Messages["value/unknown"], -1);
    }

    /// <summary>A cell with text.</summary>
    public void Text(string text) => Html.Leaf("td", text);

    /// <summary>A cell that heads its row, with a name from a file.</summary>
    public void RowName(string name)
    {
        using (Html.Open("th", ("scope", "row"))) Html.Name(name);
    }

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text, string cssClass = "note") => Html.Leaf("p", text, ("class", cssClass));

    /// <summary>A table of two columns: what and its value.</summary>
    public void Facts(string caption, IReadOnlyList<(string What, string Value)> facts) =>
        Table("facts-table", caption, [new Column(Messages["column/what"]), new Column(Messages["column/value"])], () =>
        {
            foreach ((string what, string value) in facts)
            {
                using (Row())
                {
                    RowName(what);
                    Text(value);
                }
            }
        });

    /// <summary>A list of sentences.</summary>
    public void List(IEnumerable<string> items)
    {
        using (Html.Open("ul"))
            foreach (string item in items) Html.Leaf("li", item);
    }
}

/// <summary>A column's head.</summary>
internal sealed record Column(string Title, bool IsNumber = false);

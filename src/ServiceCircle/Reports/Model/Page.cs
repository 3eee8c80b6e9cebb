using System.Globalization;
using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reports.Writing;

namespace ServiceCircle.Reports.Model;

/// <summary>What every section needs: what to say, the words for it, and where to write.</summary>
internal sealed class Page(ReportModel model, Markup html)
{
    /// <summary>Communities named in running text, where a reader would stop reading; the table of communities has all of them.</summary>
    private const int MostNames = 12;

    public ReportModel Model { get; } = model;
    public Markup Html { get; } = html;
    public Messages Messages { get; } = Messages.In(model.Language);
    public CountedPeople People { get; } = CountedPeople.Count(model.Coverage);

    /// <summary>What the document is; a fifteen-minute circle is called so only when every limit is fifteen minutes.</summary>
    public string Title => Model.Coverage.Services.Count > 0 && Model.Coverage.Services.All(s => s.Limit.Minutes == 15)
        ? Messages["report/title-15"]
        : Messages["report/title"];

    public string NameOf(Service service) => NameOf(service.Category);

    /// <summary>A category's name, or its id where none is known.</summary>
    public string NameOf(string category) => Model.CategoryNames.GetValueOrDefault(category, category);

    /// <summary>A plan's title, or its id where it is none of the study's.</summary>
    public string TitleOfPlan(string id) => Model.Plans.FirstOrDefault(p => p.Id == id)?.Title ?? id;

    /// <summary>The line below the title: how much is studied and as of when.</summary>
    public string Facts()
    {
        List<string> facts =
        [
            Messages.Text("report/fact-communities", ("count", Model.Coverage.Communities.Count)),
            Messages.People(People.Counted.People + People.NotSnapped.People),
            Messages.Text(Model.Method.IsRiding ? "report/fact-rider" : "report/fact-walker",
                ("walker", Model.Method.WalkerName), ("speed", Messages.Number(Model.Method.SpeedKmh, 1))),
        ];
        if (Model.Data.OsmDate is { } date) facts.Add(Messages.Text("report/fact-osm-date", ("date", date.Split('T')[0])));
        if (Model.Data.RunDate is { } run)
            facts.Add(Messages.Text("report/fact-run-date", ("date", run.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        return string.Join(" · ", facts);
    }

    /// <summary>The line that says who answers for the report; empty where the study does not say.</summary>
    public string ImprintText()
    {
        (string Key, string? Text)[] facts =
        [
            ("report/publisher", Model.Imprint.Publisher), ("report/map-approval", Model.Imprint.MapApproval),
            ("report/issued-on", Model.Imprint.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
        return string.Join(" · ", facts.Where(f => f.Text is not null).Select(f => Messages.Text(f.Key, ("text", f.Text!))));
    }

    /// <summary>A table with a row for each of some things; <paramref name="cells"/> writes the cells of a row.</summary>
    public void Table<T>(string cssClass, string caption, IReadOnlyList<Column> columns, IEnumerable<T> things, Action<T> cells) =>
        Table(cssClass, caption, columns, () => Rows(things, cells));

    /// <summary>A table that scrolls by itself on a narrow screen.</summary>
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

    public void Rows<T>(IEnumerable<T> things, Action<T> cells)
    {
        foreach (T thing in things)
            using (Row()) cells(thing);
    }

    public Markup.Scope Row(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Html.Line();
        return Html.Open("tr", attributes);
    }

    /// <summary>A cell with a number, aligned to the right.</summary>
    public void Number(string text) => Html.Leaf("td", text, ("class", "n"));

    /// <summary>A cell with a number that sorts by its value.</summary>
    public void Number(string text, double sortBy) =>
        Html.Leaf("td", text, ("class", "n"), ("data-v", sortBy.ToString("R", CultureInfo.InvariantCulture)));

    public void Number(double? value, int decimals = 0) =>
        Number(value is { } known ? Messages.Number(known, decimals) : Messages["value/none"]);

    /// <summary>A share of a service; says so where nothing is known of the service.</summary>
    public void Percent(ServiceSummary service, double? share)
    {
        if (service.HasData) Percent(share);
        else Number(Messages["value/no-data"]);
    }

    public void Percent(double? share) => Number(share is { } known ? Messages.Percent(known) : Messages["value/none"]);

    public void NoNumbers(int cells)
    {
        for (int i = 0; i < cells; i++) Number("");
    }

    /// <summary>A cell with the longest walk to a service.</summary>
    public void Limit(Service service) => Number(service.Limit.Minutes is { } minutes ? Messages.Minutes(minutes) : Messages["value/none"]);

    /// <summary>A cell with a number of people that sorts by it; those not given come first.</summary>
    public void PeopleOf(Community community)
    {
        if (community.People.Total is { } people) Number(Messages.Number(people), people);
        else Number(Messages["value/unknown"], -1);
    }

    /// <summary>A cell with text.</summary>
    public void Text(string text) => Html.Leaf("td", text);

    /// <summary>A cell with a name from a file.</summary>
    public void Name(string name)
    {
        using (Html.Open("td")) Html.Name(name);
    }

    /// <summary>A cell that heads its row, with a name from a file.</summary>
    public void RowName(string name)
    {
        using (Html.Open("th", ("scope", "row"))) Html.Name(name);
    }

    /// <summary>Names of communities in running text, each with its people where known.</summary>
    public void Names(IReadOnlyList<CommunityCoverage> communities)
    {
        for (int i = 0; i < Math.Min(communities.Count, MostNames); i++)
        {
            if (i > 0) Html.Text(Messages["list/separator"]);
            Html.Name(communities[i].Community.Name);
            if (communities[i].Community.People.Total is { } people)
                Html.Text(Messages.Text("list/people-in-brackets", ("people", people)));
        }
        if (communities.Count > MostNames) Html.Text(Messages.Text("list/more", ("count", communities.Count - MostNames)));
    }

    public void Paragraph(string text, string cssClass = "note") => Html.Leaf("p", text, ("class", cssClass));

    /// <summary>
    /// Below figures of people, whom they leave out: communities that give no number, or are off the network; and those that they may
    /// undercount. Nothing where there is nobody.
    /// </summary>
    public void LeftOutOfPeople(bool withoutNumber = true)
    {
        if (LeftOutWords.Of(Model.Coverage, Messages, withoutNumber: withoutNumber) is { Length: > 0 } text) Paragraph(text);
    }

    /// <summary>A table of two columns: what and its value.</summary>
    public void Facts(string caption, IReadOnlyList<(string What, string Value)> facts) =>
        Table("facts-table", caption, [new Column(Messages["column/what"]), new Column(Messages["column/value"])], facts, fact =>
        {
            RowName(fact.What);
            Text(fact.Value);
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

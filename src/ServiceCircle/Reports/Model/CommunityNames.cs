using ServiceCircle.Coverage;

namespace ServiceCircle.Reports.Model;

/// <summary>Names of communities in running text, cut where a reader would stop reading.</summary>
internal static class CommunityNames
{
    /// <summary>Communities named; the table of communities has all of them.</summary>
    private const int Most = 12;

    /// <summary>Writes the names, each with its people where known.</summary>
    public static void Write(Page page, IReadOnlyList<CommunityCoverage> communities)
    {
        for (int i = 0; i < Math.Min(communities.Count, Most); i++)
        {
            if (i > 0) page.Html.Text(page.Messages["list/separator"]);
            page.Html.Name(communities[i].Community.Name);
            if (communities[i].Community.People.Total is { } people)
                page.Html.Text(page.Messages.Text("list/people-in-brackets", ("people", people)));
        }

        if (communities.Count > Most) page.Html.Text(page.Messages.Text("list/more", ("count", communities.Count - Most)));
    }
}

using ServiceCircle.Coverage;
using ServiceCircle.Places;

namespace ServiceCircle.Reports.Model;

/// <summary>
/// Whom figures of people leave out, in sentences: communities that give no number, or are off the network; and those that they may
/// undercount. Empty where there is nobody.
/// </summary>
internal static class LeftOutWords
{
    /// <summary>Says it of everybody, or of a group out of <see cref="People.Groups"/>.</summary>
    public static string Of(CoverageResult coverage, Messages messages, string group = "population", bool withoutNumber = true)
    {
        int unknown = withoutNumber
            ? coverage.Communities.Count(c => c.Status != CommunityStatus.NotSnapped && c.Community.People.Of(group) is null) : 0;
        string text = (unknown == 0 ? "" : messages.Text("left-out/no-number", ("communities", unknown)))
            + Sentence("left-out/off-network", CommunityStatus.NotSnapped) + Sentence("left-out/at-edge", CommunityStatus.EdgeOfMap);
        return text.Trim();

        string Sentence(string key, CommunityStatus status)
        {
            CommunityCoverage[] these = [.. coverage.Communities.Where(c => c.Status == status)];
            return these.Length == 0 ? "" : messages.Text(
                key, ("communities", these.Length), ("people", messages.People(these.Sum(c => c.Community.People.Of(group) ?? 0))));
        }
    }
}

using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Output;

/// <summary>
/// <c>classified.csv</c>: what each rule of classifying took of each source of facilities, for planners who want to see why, or to change
/// a rule.
/// </summary>
internal static class ClassifiedRows
{
    public static void Write(Stream stream, IEnumerable<RuleUse> uses, CategoryCatalogue catalogue)
    {
        Messages english = Messages.In(Language.En), chinese = Messages.In(Language.Zh);
        TableColumn<RuleUse>[] columns =
        [
            new("source", u => u.Source), new("rule", u => u.Rule), new("categories", u => string.Join(';', u.Categories)),
            new("count", u => u.Count), new("zh", u => Meaning(u, catalogue, chinese)), new("en", u => Meaning(u, catalogue, english)),
            new("examples", u => string.Join(" | ", u.Examples)), new("looks_for", u => catalogue.LooksFor(u.Rule)),
        ];
        columns.WriteCsv(stream, uses, byteOrderMark: true);
    }

    /// <summary>What a rule is about: the category, or why it leaves places out.</summary>
    private static string Meaning(RuleUse use, CategoryCatalogue catalogue, Messages messages)
    {
        bool isChinese = messages.Language == Language.Zh;
        if (catalogue.ExclusionByRule(use.Rule) is { } exclusion) return isChinese ? exclusion.Zh : exclusion.En;
        if (use.Categories.Count > 0)
            return messages.List(use.Categories.Select(id => catalogue.Find(id) is { } c ? isChinese ? c.Zh : c.En : id));
        return messages[use.Rule switch
        {
            RuleTally.None => "classified/none",
            RuleTally.Closed => "classified/closed",
            RuleTally.Override => "classified/overruled",
            NameRules.PartRule => "classified/part",
            _ => "classified/class",
        }];
    }
}

using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Studies;

/// <summary>What the words of a study stand for: what ships, and what is in the study's own files.</summary>
internal sealed record StudyCatalogues(CategoryCatalogue Categories, StandardCatalogue Standards, IReadOnlyList<Plan> Plans, Walker Walker)
{
    /// <summary>Loads them; standards that the study names must exist.</summary>
    /// <exception cref="InputException">A file cannot be used, or a name means nothing.</exception>
    public static StudyCatalogues Load(StudyFile study)
    {
        Walker walker = Walker.Load(study.Walker);
        CategoryCatalogue categories = CategoryCatalogue.Load(study.Taxonomy).CountingAs(study.CountAs, study.Path);
        StandardCatalogue standards = StandardCatalogue.Load(categories, study.Standards.Where(IdOrFile.IsFile));
        for (int i = 0; i < study.Standards.Count; i++)
            if (!IdOrFile.IsFile(study.Standards[i])) standards.RequireRuleOrFamily(study.Standards[i], study.Path, $"standards[{i}]");
        return new(categories, standards, PlanCatalogue.LoadAll(study.Plans, categories, standards, study.Path), walker);
    }
}

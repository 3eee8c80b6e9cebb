using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;

namespace ServiceCircle.Tests.Plans;

/// <summary>The five plans whose whole text is at hand; the other shipped plans are duties read elsewhere.</summary>
internal static class FoundingPlans
{
    public static readonly string[] Ids = ["city", "hebei", "lps", "sx", "tj"];

    private static readonly CategoryCatalogue Categories = CategoryCatalogue.Load();

    /// <summary>Every shipped plan.</summary>
    public static readonly IReadOnlyList<Plan> AndDuties =
        PlanCatalogue.LoadAll(PlanCatalogue.ShippedIds, Categories, StandardCatalogue.Load(Categories), "test");

    /// <summary>The duties.</summary>
    public static readonly IReadOnlyList<Plan> Duties = [.. AndDuties.Where(p => !Ids.Contains(p.Id))];
}

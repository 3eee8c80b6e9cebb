namespace ServiceCircle.Places;

/// <summary>The categories of facilities that the product knows (<c>data/categories.json</c>).</summary>
public sealed partial class CategoryCatalogue
{
    /// <summary>Whether a category is the given one or below it: "elder.home" is within "elder", "elderly" is not.</summary>
    public static bool IsWithin(string category, string group) =>
        category == group
        || (category.Length > group.Length && category[group.Length] == '.' && category.StartsWith(group, StringComparison.Ordinal));
}

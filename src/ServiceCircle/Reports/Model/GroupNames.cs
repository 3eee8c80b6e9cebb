namespace ServiceCircle.Reports.Model;

internal static class GroupNames
{
    /// <summary>The words for an age group as files name it.</summary>
    public static string Of(Messages m, string group) => group switch
    {
        "population_60plus" => m["group/60plus"],
        "population_65plus" => m["group/65plus"],
        "population_0_2" => m["group/0-2"],
        "population_3_6" => m["group/3-6"],
        _ => m["group/all"],
    };
}

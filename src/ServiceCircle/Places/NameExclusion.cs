using System.Text.RegularExpressions;

namespace ServiceCircle.Places;

/// <summary>Names that are no facility of their own: a gate, a car park, a ward of a hospital.</summary>
/// <param name="Id">Its word in the category file ("gate").</param>
/// <param name="Zh">What such a place is, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Pattern">What the name holds.</param>
/// <param name="InOsm">Whether it also leaves out places of OSM whose tags make them a facility.</param>
internal sealed record NameExclusion(string Id, string Zh, string En, Regex Pattern, bool InOsm)
{
    /// <summary>What is a part of another place by its structure ("人民医院-挂号处") where the file has no word of its own for it.</summary>
    public const string Part = "part";
}

/// <summary>How a name of two parts ("人民医院-东院", "实验小学-附属幼儿园") is read.</summary>
/// <param name="Branch">Second parts that name a branch or a campus: the first decides.</param>
/// <param name="Wholes">Categories or groups whose parts are no facilities of their own,</param>
/// <param name="Own">but for these.</param>
internal sealed record NameParts(Regex Branch, IReadOnlyList<string> Wholes, IReadOnlyList<string> Own);

/// <summary>One rule of names: what the name must hold, and what it must not.</summary>
internal sealed record NameRule(string Category, Regex Include, Regex? Exclude)
{
    public bool Holds(string name) => Include.IsMatch(name) && Exclude?.IsMatch(name) != true;
}

/// <summary>What a name tells.</summary>
/// <param name="Categories">Category ids in the order of the name; none if it tells none.</param>
/// <param name="Rule">The rule that took it ("name elder.home 1", "exclude gate"); null if none did.</param>
/// <param name="Exclusion">Why it is no facility; null if it may be one.</param>
internal readonly record struct NameAnswer(IReadOnlyList<string> Categories, string? Rule, NameExclusion? Exclusion)
{
    public static NameAnswer Nothing { get; } = new([], null, null);
}

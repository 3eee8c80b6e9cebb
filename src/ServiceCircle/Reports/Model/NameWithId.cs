namespace ServiceCircle.Reports.Model;

/// <summary>A thing by its name and, behind it, its id; by its id alone where it has no name.</summary>
internal static class NameWithId
{
    public static string Of(string? name, string id) => name is { Length: > 0 } && name != id ? $"{name} [{id}]" : id;
}

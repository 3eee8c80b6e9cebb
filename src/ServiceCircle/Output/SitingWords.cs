using System.Globalization;
using ServiceCircle.Siting.Problem;

namespace ServiceCircle.Output;

/// <summary>Why a siting question has no answer, and what would give it one, in a language.</summary>
internal static class SitingWords
{
    /// <summary>Why there is no answer; null with one.</summary>
    public static string? Reason(SitingSolution solution, Messages messages) => solution.Why is { } why ? Text(why, messages) : null;

    /// <summary>The changes that were found to help; null if none is known.</summary>
    public static string? Relaxation(SitingSolution solution, Messages messages) => solution.Remedies.Count == 0 ? null
        : string.Join(messages["siting/helps-or"], solution.Remedies.Select(
            r => string.Join(messages["siting/helps-and"], r.Changes.Select(c => Text(c, messages)))));

    private static string Text(Notice remark, Messages messages) =>
        messages.Text(remark.Key, [.. remark.Values.Select(v => (v.Name, v.Value is double number ? Figure(v.Name, number) : v.Value))]);

    /// <summary>What may be typed again is given in full.</summary>
    private static string Figure(string name, double number) =>
        number.ToString(
            name is "radius" or "budget" or "percent" or "target" or "capacity" ? "0.#########" : "#,0.##", CultureInfo.InvariantCulture);
}

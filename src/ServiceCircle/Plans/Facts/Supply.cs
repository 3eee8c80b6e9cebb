using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Facts;

/// <summary>
/// What the data tell of a study's facilities: which of them offer something, whether one counts, and whether silence means that there is
/// none.
/// </summary>
internal sealed class Supply(IReadOnlyList<Facility> facilities, PlanRules rules)
{
    private readonly Dictionary<string, IReadOnlyList<int>> _offering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _unseen = new(StringComparer.Ordinal);

    /// <summary>What an unseen class needs, as a key of study.json.</summary>
    public static string NeedOf(ServiceClass unseen) =>
        unseen.Categories.Count == 0 ? "facilities.class." + unseen.Zh : "facilities.file." + unseen.Categories[0];

    /// <summary>Whether a facility has every attribute that a clause asks, with at least its value.</summary>
    public static Answer Satisfies(Facility facility, IReadOnlyDictionary<string, double> where) =>
        where.Select(w => Answers.Of(FacilityAttributes.Of(facility, w.Key) is { } value ? value >= w.Value : null))
            .Append(Answer.Yes).Min();

    /// <summary>Facilities that offer a class: public ones, or all where the class counts all.</summary>
    public IReadOnlyList<int> Offering(ServiceClass wanted)
    {
        if (!_offering.TryGetValue(wanted.Key, out IReadOnlyList<int>? known))
            _offering[wanted.Key] = known = [.. Enumerable.Range(0, facilities.Count).Where(IsOne)];
        return known;

        bool IsOne(int f) =>
            wanted.Categories.Any(c => wanted.CountsAll ? facilities[f].Offers(c) : rules.Categories.CountsAsPublic(facilities[f], c));
    }

    /// <summary>
    /// Whether the data can tell of a class that there is none: where its only source is OpenStreetMap and that holds not one, in
    /// the whole study, the map is more likely silent than the town bare.
    /// </summary>
    public bool IsUnseen(ServiceClass wanted) =>
        _unseen.TryGetValue(wanted.Key, out bool isUnseen) ? isUnseen : _unseen[wanted.Key] = FindUnseen(wanted);

    private bool FindUnseen(ServiceClass wanted) => wanted.Categories.Count == 0
        || rules.Settings.KnownCategories is { } known
        && !wanted.Categories.Any(c => known.Any(k => CategoryCatalogue.AreRelated(k, c)))
        && !facilities.Any(f => wanted.Categories.Any(f.Offers));

    /// <summary>Whether a facility counts for a clause: it was open, and has what the clause asks beside its category.</summary>
    public Answer Counts(int facility, IReadOnlyDictionary<string, double> where) =>
        IsOpen(facility).And(Satisfies(facilities[facility], where));

    /// <summary>
    /// Whether a facility was open on the study's day. One whose table leaves its date blank may not have been, if others opened later.
    /// </summary>
    public Answer IsOpen(int facility) => facilities[facility].MayOpenLater ? Answer.Unknown : Answer.Yes;

    /// <summary>What keeps it unknown whether a facility counts, as keys of study.json.</summary>
    public IEnumerable<string> NeedsOf(int facility, IReadOnlyDictionary<string, double> where)
    {
        if (IsOpen(facility) == Answer.Unknown) yield return "facilities.columns.opened_on";
        foreach (string name in where.Keys)
            if (FacilityAttributes.Of(facilities[facility], name) is null) yield return "facilities.columns." + name;
    }
}

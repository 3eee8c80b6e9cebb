using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// Adds people, and what facilities have of something (of their capacity where a clause does not say of what), to a tally, with what is not
/// known of them.
/// </summary>
internal static class Sums
{
    /// <summary>
    /// What a facility has of it. Of a kindergarten that is also a nursery the nursery places count for childcare, never its
    /// school places (each is a column of its own); how many of its places are for the smallest is open where that is blank.
    /// </summary>
    public static Quantity AmountOf(Facility facility, Clause clause) => AreNurseryPlaces(facility, clause)
        ? Quantity.Of(FacilityAttributes.Of(facility, "nursery_places"), facility.Offers("child.nursery") ? facility.Capacity : 0)
        : Quantity.Of(FacilityAttributes.Of(facility, clause.Of ?? "capacity"));

    /// <summary>The column of what a facility has of it.</summary>
    public static string ColumnOf(Facility facility, Clause clause) =>
        "facilities.columns." + (AreNurseryPlaces(facility, clause) ? "nursery_places" : clause.Of ?? "capacity");

    /// <summary>Facilities of a clause's class; of childcare also kindergartens that state nursery places.</summary>
    public static IReadOnlyList<int> Providers(Clause clause, Evidence part)
    {
        ServiceClass wanted = clause.Classes[0];
        if (!AsksNurseryPlaces(clause)) return part.Offering(wanted);
        ServiceClass kindergartens = new("", "", ["child.kindergarten"]) { CountsAll = wanted.CountsAll };
        IEnumerable<int> stated = part.Offering(kindergartens)
            .Where(f => FacilityAttributes.Of(part.Facilities[f], "nursery_places") is not null);
        return [.. part.Offering(wanted).Concat(stated).Distinct().Order()];
    }

    private static bool AreNurseryPlaces(Facility facility, Clause clause) =>
        AsksNurseryPlaces(clause) && facility.Offers("child.kindergarten");

    private static bool AsksNurseryPlaces(Clause clause) => clause.Of is null or "capacity"
        && clause.Classes[0].Categories.Any(c => CategoryCatalogue.IsWithin("child.nursery", c))
        && !clause.Classes[0].Categories.Any(c => CategoryCatalogue.IsWithin("child.kindergarten", c));

    /// <summary>The people looked at as the whole; null, and what is missing, if none are given.</summary>
    public static Tally? GivenPeople(Draft draft, Evidence part)
    {
        string group = draft.Clause.People;
        if (!part.Members.Any(c => part.People(c, group) is > 0))
        {
            draft.Needs.Add("communities.columns." + group);
            return null;
        }
        int blank = part.Members.Count(c => part.People(c, group) is null);
        if (blank > 0) draft.Remark("verdict/people-partly-given", ("count", blank));
        return People(draft.Clause, part);
    }

    /// <summary>
    /// The people looked at as the whole, given or not. Where an administrative unit has no community in the table, how many live there is
    /// not known.
    /// </summary>
    public static Tally People(Clause clause, Evidence part)
    {
        var tally = new Tally();
        foreach (int c in part.Members)
            tally.AddWhole(part.PeopleBounds(c, clause.People), part.IsMember(c), NeedsOf(c, clause.People, part));
        foreach ((string level, Answer isIn) in EmptyUnits(part)) tally.AddWhole(Quantity.Blank, isIn, "communities.units." + level);
        return tally;
    }

    /// <summary>What would tell of a community's people.</summary>
    public static IEnumerable<string> NeedsOf(int community, string people, Evidence part)
    {
        if (part.People(community, people) is null) yield return "communities.columns." + people;
        if (part.IsMember(community) == Answer.Unknown && part.MemberNeed is { } need) yield return need;
    }

    /// <summary>
    /// Units of the study's file in which the table of communities has none: the widest of them, and whether each is looked at.
    /// </summary>
    public static IEnumerable<(string Level, Answer IsIn)> EmptyUnits(Evidence part)
    {
        foreach (string level in part.Units.Levels)
            for (int u = 0; u < part.Units.At(level).Count; u++)
                if (part.Units.Members(level, u).Count == 0 && part.HasUnit(level, u) is not Answer.No and var isIn)
                    yield return (level, isIn);
    }

    /// <summary>Adds what facilities have of it to the part; says how many do not state it, and gives them all.</summary>
    public static IReadOnlyList<int> AddAmounts(Tally tally, Clause clause, Evidence part, List<Notice> remarks)
    {
        IReadOnlyList<int> providers = Providers(clause, part);
        int blank = 0;
        foreach (int f in providers)
        {
            Quantity has = AmountOf(part.Facilities[f], clause);
            if (!has.IsKnown) blank++;
            tally.AddPart(has, part.IsSite(f).And(part.Supply.IsOpen(f)), NeedsOf(f, has, clause, part));
        }
        if (blank > 0) remarks.Add(new Notice("verdict/not-stated", ("count", blank)));
        return providers;
    }

    /// <summary>What would tell what a facility has of it, and whether it counts.</summary>
    public static IEnumerable<string> NeedsOf(int facility, Quantity has, Clause clause, Evidence part)
    {
        IEnumerable<string> scope = NeedsOfScope(facility, part);
        return has.IsKnown ? scope : scope.Prepend(ColumnOf(part.Facilities[facility], clause));
    }

    /// <summary>What would tell whether a facility is looked at and open.</summary>
    public static IEnumerable<string> NeedsOfScope(int facility, Evidence part)
    {
        if (part.IsSite(facility) == Answer.Unknown && part.SiteNeed is { } need) yield return need;
        if (part.Supply.IsOpen(facility) == Answer.Unknown) yield return "facilities.columns.opened_on";
    }
}

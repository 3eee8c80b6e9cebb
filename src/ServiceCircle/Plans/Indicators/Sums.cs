using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Adds people and what facilities have to a tally, with what is not known of them.</summary>
internal static class Sums
{
    /// <summary>
    /// What a facility has of something. Of a kindergarten that is also a nursery the nursery places count for childcare, never its
    /// school places (each is a column of its own); how many of its places are for the smallest is open where that is blank.
    /// </summary>
    public static Quantity AmountOf(Facility facility, string of, ServiceClass wanted) =>
        of == "capacity" && IsChildcare(wanted) && facility.Offers("child.kindergarten")
            ? Quantity.Of(FacilityAttributes.Of(facility, "nursery_places"), facility.Offers("child.nursery") ? facility.Capacity : 0)
            : Quantity.Of(FacilityAttributes.Of(facility, of));

    /// <summary>The column of what a facility has of something.</summary>
    public static string ColumnOf(Facility facility, string of, ServiceClass wanted) =>
        "facilities.columns." + (of == "capacity" && IsChildcare(wanted) && facility.Offers("child.kindergarten") ? "nursery_places" : of);

    /// <summary>Facilities of a class; of childcare also kindergartens that state nursery places.</summary>
    public static IReadOnlyList<int> Providers(ServiceClass wanted, string of, Evidence part)
    {
        IReadOnlyList<int> offering = part.Offering(wanted);
        if (of != "capacity" || !IsChildcare(wanted)) return offering;
        ServiceClass kindergartens = new("", "", ["child.kindergarten"]) { CountsAll = wanted.CountsAll };
        return [.. offering.Concat(
            part.Offering(kindergartens).Where(f => FacilityAttributes.Of(part.Facilities[f], "nursery_places") is not null)).Distinct()
            .Order()];
    }

    private static bool IsChildcare(ServiceClass wanted) =>
        wanted.Categories.Any(c => CategoryCatalogue.IsWithin("child.nursery", c))
        && !wanted.Categories.Any(c => CategoryCatalogue.IsWithin("child.kindergarten", c));

    /// <summary>
    /// Adds the people looked at as the whole. False, and what is missing, if none are given. Where an administrative unit has no
    /// community in the table, how many live there is not known.
    /// </summary>
    public static bool AddPeople(Tally tally, Clause clause, Evidence part, List<Notice> remarks, List<string> needs)
    {
        if (!part.Members.Any(c => part.People(c, clause.People) is > 0))
        {
            needs.Add("communities.columns." + clause.People);
            return false;
        }
        AddWhole(tally, clause, part);
        int blank = part.Members.Count(c => part.People(c, clause.People) is null);
        if (blank > 0) remarks.Add(new Notice("verdict/people-partly-given", ("count", blank)));
        return true;
    }

    /// <summary>Adds the people looked at as the whole, given or not.</summary>
    public static void AddWhole(Tally tally, Clause clause, Evidence part)
    {
        foreach (int c in part.Members)
            tally.AddWhole(part.PeopleBounds(c, clause.People), part.IsMember(c), NeedsOf(c, clause.People, part));
        foreach ((string level, Answer isIn) in EmptyUnits(part)) tally.AddWhole(Quantity.Blank, isIn, "communities.units." + level);
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

    /// <summary>Adds what facilities have of something to the part; says how many do not state it.</summary>
    public static void AddAmounts(
        Tally tally, IEnumerable<int> facilities, Evidence part, Func<Facility, Quantity> amount, Func<Facility, string> column,
        List<Notice> remarks)
    {
        int blank = 0;
        foreach (int f in facilities)
        {
            Quantity has = amount(part.Facilities[f]);
            if (!has.IsKnown) blank++;
            tally.AddPart(has, part.IsSite(f).And(part.Supply.IsOpen(f)), NeedsOf(f, has, part, column));
        }
        if (blank > 0) remarks.Add(new Notice("verdict/not-stated", ("count", blank)));
    }

    /// <summary>What would tell of a facility.</summary>
    public static IEnumerable<string> NeedsOf(int facility, Quantity has, Evidence part, Func<Facility, string> column)
    {
        if (!has.IsKnown) yield return column(part.Facilities[facility]);
        foreach (string need in NeedsOfScope(facility, part)) yield return need;
    }

    /// <summary>What would tell whether a facility is looked at and open.</summary>
    public static IEnumerable<string> NeedsOfScope(int facility, Evidence part)
    {
        if (part.IsSite(facility) == Answer.Unknown && part.SiteNeed is { } need) yield return need;
        if (part.Supply.IsOpen(facility) == Answer.Unknown) yield return "facilities.columns.opened_on";
    }
}

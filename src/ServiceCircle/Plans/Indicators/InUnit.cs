namespace ServiceCircle.Plans.Indicators;

/// <summary>Finds units of a level, and the facilities that are in each.</summary>
internal static class InUnit
{
    /// <summary>
    /// The units of a level that hold a community looked at: "village" means the rural ones of the level "community". Null,
    /// and what is missing, if there are none.
    /// </summary>
    public static (Evidence Evidence, string Level, int[] Units)? Of(string level, ClauseScope scope, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        bool isVillage = level == UnitLevels.Village;
        string own = isVillage ? UnitLevels.Community : level;
        if (!evidence.Units.Has(own))
        {
            needs.Add("units.levels." + own);
            return null;
        }
        // A clause on townships or counties may say "urban" or "rural" of its services; the units are all of that level.
        ClauseScope which = isVillage ? ClauseScope.Rural
            : own == UnitLevels.Community || scope == ClauseScope.MainUrban ? scope
            : ClauseScope.All;
        if (evidence.InScope(which, remarks, needs) is not { } part) return null;
        int[] units = [.. part.Members.Select(c => evidence.Units.OfCommunity(own, c)).Where(u => u >= 0).Distinct().Order()];
        if (units.Length > 0) return (part, own, units);
        needs.Add(isVillage ? "communities.type.rural" : which == ClauseScope.Urban ? "communities.type.urban" : "units." + own);
        return null;
    }

    /// <summary>Whether a unit has a facility of a class, which of them may lack an attribute.</summary>
    public static Answer Has(ServiceClass wanted, IReadOnlyDictionary<string, double> where, string level, int unit, Evidence evidence, bool servedOnly = false)
    {
        if (evidence.IsUnseen(wanted)) return Answer.Unknown;
        (int sure, int possible) = Count(wanted, where, level, unit, evidence, servedOnly);
        if (sure > 0) return Answer.Yes;
        if (possible > 0) return Answer.Unknown;
        return servedOnly || CanTell(wanted, level, unit, evidence) ? Answer.No : Answer.Unknown;
    }

    /// <summary>Whether it can be told that a unit has none of a class: the data know the class, and where each of its facilities is.</summary>
    public static bool CanTell(ServiceClass wanted, string level, int unit, Evidence evidence) =>
        !evidence.IsUnseen(wanted) && CanPlace(wanted, level, unit, evidence);

    /// <summary>Whether it can be told of every facility of a class that it is in a unit or not.</summary>
    public static bool CanPlace(ServiceClass wanted, string level, int unit, Evidence evidence) =>
        evidence.Whole.Offering(wanted.Categories).All(f => evidence.Units.CanTell(level, unit, f));

    /// <summary>Facilities of a class in a unit: those that surely count, and all that may.</summary>
    public static (int Sure, int Possible) Count(
        ServiceClass wanted, IReadOnlyDictionary<string, double> where, string level, int unit, Evidence evidence, bool servedOnly = false)
    {
        int sure = 0, possible = 0;
        foreach (int f in evidence.Whole.Offering(wanted.Categories))
        {
            if (!evidence.IsIn(f, level, unit, servedOnly)) continue;
            Answer answer = Evidence.Satisfies(evidence.Facilities[f], where);
            if (answer == Answer.Yes) sure++;
            if (answer != Answer.No) possible++;
        }
        return (sure, possible);
    }

    /// <summary>Says which classes no facility of the whole study is of, because then the data are more likely silent than the town bare.</summary>
    public static void RemarkAbsent(IReadOnlyList<ServiceClass> classes, Evidence evidence, List<Notice> remarks)
    {
        foreach (ServiceClass wanted in classes)
            if (!evidence.IsUnseen(wanted) && !evidence.Whole.Offering(wanted.Categories).Any())
                remarks.Add(new Notice("verdict/class-without-facility", ("class", wanted.Categories[0])));
    }

    /// <summary>What keeps answers unknown: areas of units, attributes, categories.</summary>
    public static void AddNeeds(IReadOnlyList<ServiceClass> classes, IReadOnlyDictionary<string, double> where, string level, IEnumerable<int> units, Evidence evidence, List<string> needs)
    {
        if (units.Any(u => classes.Any(c => !CanPlace(c, level, u, evidence)))) needs.Add("units.polygons." + level);
        needs.AddRange(evidence.MissingAttributes(classes.SelectMany(c => evidence.Whole.Offering(c.Categories)).Distinct(), where));
        needs.AddRange(classes.Where(evidence.IsUnseen).Select(Evidence.NeedOf));
    }
}

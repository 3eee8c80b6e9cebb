using NetTopologySuite.Geometries;
using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Plans.Clauses;

namespace ServiceCircle.Plans.Units;

/// <summary>
/// Which unit each community and each facility is in, per level: by the id or name that its own row states, else by the
/// polygon around it, else through the unit below it. Units of the study's file count with or without a community.
/// </summary>
internal sealed class UnitMap
{
    private const int Unplaced = UnitList.Unplaced;

    /// <summary>Known to be in none of the study's units: its row names another.</summary>
    private const int Elsewhere = -2;

    /// <summary>
    /// Its row names a unit that cannot be told: several have the name, one has a name like it, or one has it but for the ending, and it
    /// stands in another.
    /// </summary>
    private const int Doubtful = -3;

    private readonly Dictionary<string, LevelUnits> _levels = new(StringComparer.Ordinal);
    private readonly List<Notice> _warnings = [];
    private readonly IReadOnlyList<AdministrativeUnit> _file;

    private sealed record LevelUnits(
        IReadOnlyList<AdministrativeUnit> Units, int[] OfCommunity, int[] OfFacility, IReadOnlyList<int>[] Members,
        IReadOnlyList<int>[] Facilities, int[] NotPlaced, NameIndex Names, IReadOnlyDictionary<int, int[]> Either);

    private UnitMap(IReadOnlyList<string> levels, IReadOnlyList<AdministrativeUnit> file) => (Levels, _file) = (levels, file);

    /// <summary>Levels with units, the widest first; the last is "community".</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Names that could not be matched, or that several have.</summary>
    public IReadOnlyList<Notice> Warnings => _warnings;

    /// <summary>Whether the study has units of a level.</summary>
    public bool Has(string level) => _levels.ContainsKey(level);

    /// <summary>The units of a level, sorted by id.</summary>
    public IReadOnlyList<AdministrativeUnit> At(string level) => _levels[level].Units;

    /// <summary>Index of the unit that a community is in; -1 if none is known.</summary>
    public int OfCommunity(string level, int community) => _levels[level].OfCommunity[community];

    /// <summary>Index of the unit that a facility is in; -1 if none is known.</summary>
    public int OfFacility(string level, int facility) => Math.Max(Unplaced, _levels[level].OfFacility[facility]);

    /// <summary>The communities in a unit; none if the table of communities has none there.</summary>
    public IReadOnlyList<int> Members(string level, int unit) => _levels[level].Members[unit];

    /// <summary>Something of each community, in their order, by the index of its unit; -1 holds those that are in none.</summary>
    public ILookup<int, T> ByUnit<T>(string level, IReadOnlyList<T> ofCommunities) =>
        ofCommunities.Select((what, c) => (Unit: OfCommunity(level, c), What: what)).ToLookup(c => c.Unit, c => c.What);

    /// <summary>Facilities that are, or may be, in a unit.</summary>
    internal IEnumerable<int> FacilitiesIn(string level, int unit) =>
        _levels[level].Facilities[unit].Concat(_levels[level].NotPlaced.Where(f => Contains(level, unit, f) != Answer.No));

    /// <summary>The unit that a facility is in; of one that stands in one unit and names another, both. Empty if none is known.</summary>
    internal IReadOnlyList<int> MayBeIn(string level, int facility) =>
        _levels[level].Either.TryGetValue(facility, out int[]? either) ? either
        : OfFacility(level, facility) is >= 0 and var own ? [own] : [];

    /// <summary>
    /// Whether a facility is in a unit: known by its row or its position; unknown where neither tells, or both tell otherwise.
    /// </summary>
    internal Answer Contains(string level, int unit, int facility) => _levels[level].OfFacility[facility] switch
    {
        >= 0 and var own => Answers.Of(own == unit),
        Elsewhere => Answer.No,
        Doubtful => _levels[level].Either.TryGetValue(facility, out int[]? either) && !either.Contains(unit) ? Answer.No : Answer.Unknown,
        _ => At(level)[unit].HasArea ? Answer.No : Answer.Unknown,
    };

    /// <summary>Whether neither its row nor its position tells which unit a facility is in.</summary>
    internal bool IsUnplaced(string level, int facility) => _levels[level].OfFacility[facility] == Unplaced;

    /// <summary>Whether a community is in a unit; unknown where neither its row nor an area tells.</summary>
    internal Answer Holds(string level, int unit, int community) =>
        OfCommunity(level, community) is >= 0 and var own ? Answers.Of(own == unit)
        : At(level)[unit].HasArea ? Answer.No : Answer.Unknown;

    /// <summary>The unit of an id or name; <see cref="NameIndex.None"/> or <see cref="NameIndex.Several"/>.</summary>
    internal int Find(string level, string stated) => _levels[level].Names.Find(stated);

    /// <summary>Every unit of a level that has an id or name, or has it but for its ending.</summary>
    internal IReadOnlyList<int> All(string level, string stated, bool exact) => _levels[level].Names.All(stated, exact);

    /// <summary>Units of a level whose name is like one that none has.</summary>
    internal IEnumerable<int> Like(string level, string stated) => _levels[level].Names.Like(stated);

    /// <summary>
    /// The units that an id or name means: all that have it, of any level; else of the widest level one that has it but for an ending. None
    /// where several of a level do.
    /// </summary>
    internal IReadOnlyList<(string Level, int Unit)> Meant(string stated)
    {
        (string Level, int Unit)[] exact = [.. Levels.Select(l => (l, Exact(l, stated))).Where(u => u.Item2 != NameIndex.None)];
        (string Level, int Unit)[] meant = exact.Length > 0 ? exact
            : [.. Levels.Select(l => (l, Find(l, stated))).Where(u => u.Item2 != NameIndex.None).Take(1)];
        return Array.TrueForAll(meant, m => m.Unit >= 0) ? meant : [];
    }

    /// <summary>The unit of just this id or name; <see cref="NameIndex.None"/> or <see cref="NameIndex.Several"/>.</summary>
    internal int Exact(string level, string stated) => _levels[level].Names.Exact(stated);

    /// <summary>Whether a unit lies within one of its level or a wider one: by its communities, its row or its area.</summary>
    internal Answer IsWithin(string level, int unit, string wider, int around)
    {
        if (level == wider) return Answers.Of(unit == around);
        if (Levels.TakeWhile(l => l != level).All(l => l != wider)) return Answer.No;
        if (Members(level, unit) is [var first, ..] && OfCommunity(wider, first) is >= 0 and var known) return Answers.Of(known == around);
        if (At(level)[unit].Parent is { } parent && Find(wider, parent) is >= 0 and var stated) return Answers.Of(stated == around);
        if (At(level)[unit].Geometry is not { } own || At(wider)[around].Geometry is not IPolygonal) return Answer.Unknown;
        return Answers.Of(Outline.Holds(At(wider)[around].Geometry!, own.InteriorPoint.Coordinate));
    }

    /// <summary>
    /// The units of a file, those named by columns, and each community as a unit of its own where nothing else is given. Levels are those
    /// of the study, the widest first; none if it names none.
    /// </summary>
    public static UnitMap Build(
        IReadOnlyList<string> levels, IReadOnlyList<AdministrativeUnit> file, IReadOnlyList<Community> communities,
        IReadOnlyList<Facility> facilities)
    {
        List<string> all =
            [.. levels.Count > 0 ? levels : communities.Any(c => c.Unit is not null) ? [UnitLevels.Township] : Array.Empty<string>()];
        foreach (string level in file.Select(u => u.Level).Concat(communities.SelectMany(c => c.Units.Keys)).Distinct()
            .Order(StringComparer.Ordinal))
            if (!all.Contains(level)) all.Add(level);
        all = [.. all.Distinct().OrderBy(l => UnitLevels.InStudies.TakeWhile(known => known != l).Count())];
        all.Remove(UnitLevels.Community);
        all.Add(UnitLevels.Community);
        var map = new UnitMap(all, file);
        // The finest level first, so that a facility known by its community is known at the levels above.
        foreach (string level in Enumerable.Reverse(all))
            map._levels.Add(level, map.BuildLevel(level, [.. file.Where(u => u.Level == level)], communities, facilities));
        return map;
    }

    /// <summary>The same units, with others in them.</summary>
    internal UnitMap With(IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities) =>
        Build(Levels, _file, communities, facilities);

    private LevelUnits BuildLevel(
        string level, AdministrativeUnit[] file, IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities)
    {
        bool isCommunity = level == UnitLevels.Community;
        var units = new UnitList(level, file);
        var ofCommunity = new int[communities.Count];
        for (int c = 0; c < ofCommunity.Length; c++)
        {
            // Places that an area's people were spread to are where the area is, so that no unit has a part of it only.
            Community community = communities[c].AsGiven;
            ofCommunity[c] = community.Units.TryGetValue(level, out string? stated)
                ? units.Named(stated, Above(level, community.Units), community.Position)
                : isCommunity && units.Names.WithId(community.Id) is >= 0 and var same ? same
                : units.Around(community.Position) is >= 0 and var found ? found
                : !isCommunity && community.Unit is { } unit && units.Names.Find(unit) is >= 0 and var told ? told
                : level == UnitLevels.Township && file.Length == 0 && community.Unit is { } only ? units.Named(only, "", community.Position)
                : Unplaced;
            if (ofCommunity[c] < 0 && isCommunity) ofCommunity[c] = units.Add(community.Id, community.Name, community.Geometry);
        }
        // Facilities may name a unit by one of its communities.
        if (isCommunity)
            for (int c = 0; c < ofCommunity.Length; c++)
                units.Names.Add(communities[c].AsGiven.Id, communities[c].AsGiven.Name, ofCommunity[c]);

        units.Close();
        var ofFacility = new int[facilities.Count];
        var either = new Dictionary<int, int[]>();
        List<string> strange = [], torn = [];
        for (int f = 0; f < ofFacility.Length; f++)
        {
            int here = units.Around(facilities[f].Position);
            if (facilities[f].Units.TryGetValue(level, out string? stated))
            {
                int named = units.Names.Find(stated) is var found and not NameIndex.Several ? found
                    : units.Within(Above(level, facilities[f].Units), stated);
                // The name but for its ending (东风社区 where there is 东风村) and a place in another unit: either may be wrong.
                bool isTorn = named >= 0 && here >= 0 && here != named && units.Names.Exact(stated) == NameIndex.None
                    && !units.IsIn(named, facilities[f].Position);
                if (isTorn) either[f] = [named, here];
                if (isTorn) torn.Add(stated);
                if (named < 0) strange.Add(stated);
                ofFacility[f] = isTorn ? Doubtful : named >= 0 ? named
                    : here >= 0 ? here : named == NameIndex.Several || units.Names.Like(stated).Any() ? Doubtful : Elsewhere;
            }
            else ofFacility[f] = here;
            if (ofFacility[f] != Unplaced || isCommunity) continue;
            int[] above = [.. MayBeIn(UnitLevels.Community, f)
                .Select(u => Members(UnitLevels.Community, u).Select(c => ofCommunity[c]).FirstOrDefault(Unplaced)).Distinct()];
            if (above.Length > 1 && above.All(u => u >= 0)) either[f] = above;
            ofFacility[f] = above.Length == 1 ? above[0] : either.ContainsKey(f) ? Doubtful : Unplaced;
        }
        Warn("warning/unit-not-found", level, strange);
        Warn("warning/unit-contradicted", level, torn);
        return Sorted(units, ofCommunity, ofFacility, either);
    }

    /// <summary>The wider units that a row states, which tell two units of one name apart: 甲县城关镇, 乙县城关镇.</summary>
    private string Above(string level, IReadOnlyDictionary<string, string> stated) =>
        string.Join('/', Levels.TakeWhile(l => l != level).Where(stated.ContainsKey).Select(l => stated[l]));

    private void Warn(string key, string level, List<string> names)
    {
        if (names.Count > 0)
            _warnings.Add(new Notice(
                key, ("level", Phrase.OfLevel(level)), ("count", names.Count), ("name", names.Order(StringComparer.Ordinal).First())));
    }

    /// <summary>Drops units without a community that no file asks for, and sorts the rest by id.</summary>
    private static LevelUnits Sorted(UnitList list, int[] ofCommunity, int[] ofFacility, Dictionary<int, int[]> either)
    {
        IReadOnlyList<AdministrativeUnit> units = list.Units;
        HashSet<int> lived = [.. ofCommunity];
        int[] kept = [.. Enumerable.Range(0, units.Count).Where(u => lived.Contains(u) || (u < list.FromFile && units[u].IsInStudy))
            .OrderBy(u => units[u].Id, StringComparer.Ordinal)];
        int[] place = new int[units.Count];
        Array.Fill(place, Elsewhere);
        for (int i = 0; i < kept.Length; i++) place[kept[i]] = i;
        int[] Moved(int[] old) => [.. old.Select(u => u < 0 ? u : place[u])];
        int[] communities = Moved(ofCommunity), facilities = Moved(ofFacility);
        NameIndex names = NameIndex.Of(kept.Select(u => (units[u].Id, units[u].Name)));
        return new LevelUnits(
            [.. kept.Select(u => units[u])], communities, facilities, Grouped(communities, kept.Length), Grouped(facilities, kept.Length),
            [.. Enumerable.Range(0, facilities.Length).Where(f => facilities[f] is Unplaced or Doubtful)], names,
            either.ToDictionary(e => e.Key, e => e.Value.Select(u => place[u]).Where(u => u >= 0).ToArray()));
    }

    private static IReadOnlyList<int>[] Grouped(int[] units, int count)
    {
        // Arrays: a unit may be a building of a province, with one community and no facility.
        ILookup<int, int> byUnit = Enumerable.Range(0, units.Length).ToLookup(i => units[i]);
        return [.. Enumerable.Range(0, count).Select(u => byUnit[u].ToArray())];
    }
}

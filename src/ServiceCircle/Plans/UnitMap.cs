using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ServiceCircle.Formats;
using ServiceCircle.Places;

namespace ServiceCircle.Plans;

/// <summary>The administrative levels that plans speak of.</summary>
public static class UnitLevels
{
    /// <summary>The level of residents' communities and villages: always there.</summary>
    public const string Community = "community";

    /// <summary>Villages: the rural units of the level "community".</summary>
    public const string Village = "village";

    /// <summary>Streets and townships.</summary>
    public const string Township = "township";

    /// <summary>Levels a clause may name.</summary>
    public static IReadOnlyList<string> InClauses { get; } = ["province", "city", "county", Township, Community, Village, "grid"];

    /// <summary>Levels a study may give units of.</summary>
    public static IReadOnlyList<string> InStudies { get; } = ["province", "city", "county", Township, Community, "grid"];
}

/// <summary>A county, street, township, community ...</summary>
/// <param name="Level">One of <see cref="UnitLevels.InStudies"/>.</param>
/// <param name="Id">Unique within its level.</param>
/// <param name="Name">Name; the id where none is given.</param>
/// <param name="Parent">Id of the unit above; null if not given.</param>
/// <param name="Geometry">Its area; null if only its name is known.</param>
public sealed record AdministrativeUnit(string Level, string Id, string Name, string? Parent, Geometry? Geometry)
{
    /// <summary>Whether the area is known, so that a facility can be found to be in it or not.</summary>
    public bool HasArea => Geometry is IPolygonal;
}

/// <summary>
/// Which unit each community and each facility is in, per level: by the id or name that its own row states, else by the
/// polygon around it, else through the unit below it. Only units with a community of the study count.
/// </summary>
public sealed class UnitMap
{
    private readonly Dictionary<string, LevelUnits> _levels = new(StringComparer.Ordinal);

    private sealed record LevelUnits(IReadOnlyList<AdministrativeUnit> Units, int[] OfCommunity, int[] OfFacility, IReadOnlyList<int>[] Members, bool[] FacilityStatesIt);

    private UnitMap(IReadOnlyList<string> levels) => Levels = levels;

    /// <summary>Levels with units, the widest first; the last is "community".</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Whether the study has units of a level.</summary>
    public bool Has(string level) => _levels.ContainsKey(level);

    /// <summary>The units of a level, sorted by id.</summary>
    public IReadOnlyList<AdministrativeUnit> At(string level) => _levels[level].Units;

    /// <summary>Index of the unit that a community is in; -1 if none is known.</summary>
    public int OfCommunity(string level, int community) => _levels[level].OfCommunity[community];

    /// <summary>Index of the unit that a facility is in; -1 if none is known.</summary>
    public int OfFacility(string level, int facility) => _levels[level].OfFacility[facility];

    /// <summary>The communities in a unit.</summary>
    public IReadOnlyList<int> Members(string level, int unit) => _levels[level].Members[unit];

    /// <summary>Something of each community, in their order, by the index of its unit; -1 holds those that are in none.</summary>
    public ILookup<int, T> ByUnit<T>(string level, IReadOnlyList<T> ofCommunities) =>
        ofCommunities.Select((what, c) => (Unit: OfCommunity(level, c), What: what)).ToLookup(c => c.Unit, c => c.What);

    /// <summary>Whether it can be told that a facility is in this unit or not: by the unit's area, or because the facility is known to be elsewhere.</summary>
    public bool CanTell(string level, int unit, int facility) =>
        At(level)[unit].HasArea || OfFacility(level, facility) >= 0 || _levels[level].FacilityStatesIt[facility];

    /// <summary>The units of a file, those named by columns, and each community as a unit of its own where nothing else is given.</summary>
    /// <param name="levels">Levels of the study, the widest first; empty if it names none.</param>
    /// <param name="file">Units read from a file.</param>
    /// <param name="communities">Communities.</param>
    /// <param name="facilities">Facilities.</param>
    public static UnitMap Of(
        IReadOnlyList<string> levels, IReadOnlyList<AdministrativeUnit> file, IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities)
    {
        List<string> all = [.. levels.Count > 0 ? levels : communities.Any(c => c.Unit is not null) ? [UnitLevels.Township] : Array.Empty<string>()];
        foreach (string level in file.Select(u => u.Level).Concat(communities.SelectMany(c => c.Units.Keys)).Distinct().Order(StringComparer.Ordinal))
            if (!all.Contains(level)) all.Add(level);
        all.Remove(UnitLevels.Community);
        all.Add(UnitLevels.Community);
        var map = new UnitMap(all);
        // The finest level first, so that a facility known by its community is known at the levels above.
        foreach (string level in Enumerable.Reverse(all))
            map._levels.Add(level, Build(level, [.. file.Where(u => u.Level == level)], communities, facilities, map));
        return map;
    }

    private static LevelUnits Build(
        string level, AdministrativeUnit[] file, IReadOnlyList<Community> communities, IReadOnlyList<Facility> facilities, UnitMap finer)
    {
        bool isCommunity = level == UnitLevels.Community;
        var units = file.ToList();
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int u = 0; u < units.Count; u++) byName.TryAdd(units[u].Name, u);
        for (int u = 0; u < units.Count; u++) byName[units[u].Id] = u;
        var areas = new AreaIndex(units);
        int Named(string name)
        {
            if (byName.TryGetValue(name, out int u)) return u;
            units.Add(new AdministrativeUnit(level, name, name, null, null));
            return byName[name] = units.Count - 1;
        }

        var ofCommunity = new int[communities.Count];
        for (int c = 0; c < ofCommunity.Length; c++)
        {
            Community community = communities[c];
            ofCommunity[c] = community.Units.TryGetValue(level, out string? stated) ? Named(stated)
                : isCommunity && byName.TryGetValue(community.Id, out int same) ? same
                : areas.Find(community.Position) is >= 0 and var found ? found
                : community.Unit is { } unit && byName.TryGetValue(unit, out int told) ? told
                : level == UnitLevels.Township && file.Length == 0 && community.Unit is { } only ? Named(only)
                : -1;
            if (ofCommunity[c] >= 0 || !isCommunity) continue;
            ofCommunity[c] = units.Count;
            byName.TryAdd(community.Id, units.Count);
            byName.TryAdd(community.Name, units.Count);
            units.Add(new AdministrativeUnit(level, community.Id, community.Name, null, community.Geometry));
        }

        var own = new AreaIndex(units);
        var ofFacility = new int[facilities.Count];
        for (int f = 0; f < ofFacility.Length; f++)
        {
            ofFacility[f] = facilities[f].Units.TryGetValue(level, out string? stated) ? byName.GetValueOrDefault(stated, -1) : own.Find(facilities[f].Position);
            if (ofFacility[f] < 0 && !isCommunity && finer.OfFacility(UnitLevels.Community, f) is >= 0 and var below)
                ofFacility[f] = finer.Members(UnitLevels.Community, below).Select(c => ofCommunity[c]).FirstOrDefault(-1);
        }
        return Sorted(units, ofCommunity, ofFacility, [.. facilities.Select(f => f.Units.ContainsKey(level))]);
    }

    /// <summary>Drops units without a community and sorts the rest by id.</summary>
    private static LevelUnits Sorted(List<AdministrativeUnit> units, int[] ofCommunity, int[] ofFacility, bool[] facilityStatesIt)
    {
        int[] kept = [.. ofCommunity.Where(u => u >= 0).Distinct().OrderBy(u => units[u].Id, StringComparer.Ordinal)];
        int[] place = new int[units.Count];
        Array.Fill(place, -1);
        for (int i = 0; i < kept.Length; i++) place[kept[i]] = i;
        int[] Moved(int[] old) => [.. old.Select(u => u < 0 ? -1 : place[u])];
        int[] communities = Moved(ofCommunity);
        var members = new IReadOnlyList<int>[kept.Length];
        for (int i = 0; i < members.Length; i++) members[i] = [.. Enumerable.Range(0, communities.Length).Where(c => communities[c] == i)];
        return new LevelUnits([.. kept.Select(u => units[u])], communities, Moved(ofFacility), members, facilityStatesIt);
    }

    /// <summary>Finds the area around a position; of several the first.</summary>
    private sealed class AreaIndex
    {
        private readonly STRtree<int> _tree = new();
        private readonly List<IndexedPointInAreaLocator?> _locators = [];

        public AreaIndex(IReadOnlyList<AdministrativeUnit> units)
        {
            for (int u = 0; u < units.Count; u++)
            {
                _locators.Add(units[u].HasArea ? new IndexedPointInAreaLocator(units[u].Geometry!) : null);
                if (units[u].HasArea) _tree.Insert(units[u].Geometry!.EnvelopeInternal, u);
            }
        }

        public int Find(Position position)
        {
            var at = new Coordinate(position.Lon, position.Lat);
            return _tree.Query(new Envelope(at)).Order().Where(u => _locators[u]!.Locate(at) != Location.Exterior).FirstOrDefault(-1);
        }
    }
}

/// <summary>Reads a file of units: polygons with level, id, name and parent.</summary>
internal static class UnitReader
{
    /// <summary>The units of a table.</summary>
    /// <param name="table">Rows with polygons, WGS-84.</param>
    /// <param name="columns">Our name of a column ("level", "id", "name", "parent") to the file's.</param>
    /// <param name="levels">Levels of the study; rows of other levels are left out. A file without a level column must be of the only level.</param>
    /// <exception cref="InputException">Levels unknown, ids twice, no polygons.</exception>
    public static IReadOnlyList<AdministrativeUnit> FromTable(Table table, IReadOnlyDictionary<string, string> columns, IReadOnlyList<string> levels)
    {
        var source = new PlaceTable(table);
        int level = source.Column("level", columns.GetValueOrDefault("level"), "level", "级别", "层级");
        int id = source.Column("id", columns.GetValueOrDefault("id"), "id", "code", "编号", "编码", "代码");
        int name = source.Column("name", columns.GetValueOrDefault("name"), "name", "名称", "乡镇名称");
        int parent = source.Column("parent", columns.GetValueOrDefault("parent"), "parent", "上级");
        if (level < 0 && levels.Count != 1)
            throw new InputException(table.Source, "columns.level", $"no column of the level among {string.Join(", ", table.Columns)}",
                "a column that says county, township or community", "Or name exactly one level in \"units\".\"levels\".");
        source.RequireGeometry();
        var units = new List<AdministrativeUnit>();
        var seen = new HashSet<(string, string)>();
        foreach (Row row in table.Rows)
        {
            string own = level < 0 ? levels[0] : PlaceTable.Text(row, level) ?? "";
            if (levels.Count > 0 && !levels.Contains(own)) continue;
            string? unitId = PlaceTable.Text(row, id) ?? PlaceTable.Text(row, name);
            if (!UnitLevels.InStudies.Contains(own)) source.Note(row, $"the level \"{own}\"", JsonFields.Nearest(own, UnitLevels.InStudies));
            else if (unitId is null) source.Note(row, "neither an id nor a name", "one of them");
            else if (!seen.Add((own, unitId))) source.Note(row, $"the id \"{unitId}\" a second time in level {own}", "unique ids");
            else if (row.Geometry is not IPolygonal) source.Note(row, row.Geometry is null ? "no geometry" : $"a {row.Geometry.GeometryType}", "a polygon");
            else units.Add(new AdministrativeUnit(own, unitId, PlaceTable.Text(row, name) ?? unitId, PlaceTable.Text(row, parent), row.Geometry));
        }
        source.ThrowIfAny();
        return units;
    }
}

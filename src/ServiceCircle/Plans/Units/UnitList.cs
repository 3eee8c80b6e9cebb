using NetTopologySuite.Geometries;

namespace ServiceCircle.Plans.Units;

/// <summary>The units of a level while they are being found: those of the file first, then those that rows name.</summary>
internal sealed class UnitList
{
    /// <summary>Not known to be in any unit.</summary>
    public const int Unplaced = -1;

    private readonly string _level;
    private readonly List<AdministrativeUnit> _units;
    private readonly NameIndex _ofFile;
    private readonly Dictionary<int, string> _above = [];
    private AreaIndex _areas;

    public UnitList(string level, AdministrativeUnit[] file)
    {
        (_level, _units, FromFile, _areas) = (level, [.. file], file.Length, new AreaIndex(file));
        Names = NameIndex.Of(file.Select(u => (u.Id, u.Name)));
        _ofFile = NameIndex.Of(file.Select(u => (u.Id, u.Name)));
    }

    public IReadOnlyList<AdministrativeUnit> Units => _units;
    public int FromFile { get; }
    public NameIndex Names { get; }

    public int Around(Position position) => _areas.Find(position);
    public bool IsIn(int unit, Position position) => _areas.Holds(unit, position);

    /// <summary>
    /// The unit that a community's row names: one of this name, else one of the file that has it but for its ending, else the area around
    /// it, else a new one. Rows alone make units of what they say: 东风街道 and 东风镇 are two.
    /// </summary>
    public int Named(string name, string above, Position position)
    {
        int known = Names.Exact(name);
        if (known >= 0 && _above.GetValueOrDefault(known, "") is var other
            && (known < FromFile || above.Length == 0 || other.Length == 0 || other == above))
        {
            if (known >= FromFile && above.Length > 0) _above[known] = above;
            return known;
        }
        if (Within(above, name) is >= 0 and var same) return same;
        if (known == NameIndex.None && _ofFile.Find(name) is >= 0 and var like) return like;
        if (FromFile > 0 && Around(position) is >= 0 and var around) return around;
        if (known == NameIndex.Several && above.Length == 0) return Unplaced;
        int own = Add(known == NameIndex.None ? name : $"{above}/{name}", name, null);
        _above[own] = above;
        return own;
    }

    /// <summary>
    /// Of several units of a name the one within some wider units; <see cref="NameIndex.Several"/> if none is known to be.
    /// </summary>
    public int Within(string above, string name)
    {
        foreach (int u in Names.All(name, exact: true))
            if (above.Length > 0 && _above.GetValueOrDefault(u) == above) return u;
        return NameIndex.Several;
    }

    public int Add(string id, string name, Geometry? geometry)
    {
        Names.Add(id, name, _units.Count);
        _units.Add(new AdministrativeUnit(_level, id, name, null, geometry));
        return _units.Count - 1;
    }

    /// <summary>All units are there: from now on positions are looked up in the areas of all.</summary>
    public void Close() => _areas = new AreaIndex(_units);
}

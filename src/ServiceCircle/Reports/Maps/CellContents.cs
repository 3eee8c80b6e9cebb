namespace ServiceCircle.Reports.Maps;

/// <summary>A place to be drawn together with its neighbours; the people are null where their number is not known.</summary>
internal readonly record struct CellPlace(MapClass Class, Position Position, double? People);

/// <summary>All places of one square.</summary>
internal sealed class CellContents
{
    private readonly SortedDictionary<MapClass, (int Places, double People)> _classes = new(Comparer<MapClass>.Create(WorstFirst));

    public int Facilities { get; set; }
    public int Places { get; private set; }
    public double People { get; private set; }

    /// <summary>Places whose people are not known.</summary>
    public int Unknown { get; private set; }

    public IEnumerable<(MapClass Class, int Places, double People)> Classes =>
        _classes.Select(c => (c.Key, c.Value.Places, c.Value.People));

    public void Add(CellPlace place)
    {
        (int places, double people) = _classes.GetValueOrDefault(place.Class);
        _classes[place.Class] = (places + 1, people + (place.People ?? 0));
        Places++;
        People += place.People ?? 0;
        if (place.People is null) Unknown++;
    }

    public double Weight(bool isByPeople) => isByPeople ? People : Places;

    /// <summary>Shares of the people, or of the places where nobody is known to live.</summary>
    public IReadOnlyList<(MapClass Class, double Share)> Stripes() =>
        [.. _classes.Select(c => (c.Key, People > 0 ? c.Value.People / People : (double)c.Value.Places / Places))];

    /// <summary>Classes of places are listed from the best to the worst; those that are not counted come last of all.</summary>
    private static int WorstFirst(MapClass a, MapClass b) =>
        (a == MapClass.CircleNotCounted, -(int)a).CompareTo((b == MapClass.CircleNotCounted, -(int)b));
}

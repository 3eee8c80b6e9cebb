namespace ServiceCircle.Reports.Maps;

/// <summary>What is written on a square of a map and told where it is pointed at.</summary>
internal sealed class CellWords(Language language)
{
    private readonly Messages _messages = Messages.In(language);

    /// <summary>The people, shortened where there are many; in brackets the places where no number is known.</summary>
    public string Label(CellContents cell) => cell.Places == 0 ? ""
        : cell.Unknown < cell.Places ? _messages.Short(cell.People)
        : _messages.Text("map/cell-places", ("places", _messages.Short(cell.Places)));

    /// <summary>How many places and people, and how many of them are of which class.</summary>
    public string Title(CellContents cell)
    {
        string facilities = cell.Facilities == 0 ? "" : _messages.Text("map/cell-facilities", ("count", cell.Facilities));
        if (cell.Places == 0) return facilities;
        string classes = string.Concat(cell.Classes.Select(c => "\n" + _messages.Text("map/cell-class",
            ("class", MapLegend.Label(c.Class, language, PlaceForm.Squares)), ("places", c.Places),
            ("people", _messages.People(c.People)))));
        string unknown = cell.Unknown == 0 ? "" : "\n" + _messages.Text("map/cell-unknown", ("places", cell.Unknown));
        return _messages.Text("map/cell-title", ("places", cell.Places), ("people", _messages.People(cell.People))) + classes + unknown
            + (facilities.Length > 0 ? "\n" + facilities : "");
    }
}

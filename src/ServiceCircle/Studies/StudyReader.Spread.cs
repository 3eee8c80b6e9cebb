using ServiceCircle.Formats;
using ServiceCircle.Studies.Spreading;

namespace ServiceCircle.Studies;

/// <summary>Reads where in their areas people live.</summary>
internal sealed partial class StudyReader
{
    /// <summary>What people are spread to, by its name alone or an object.</summary>
    private SpreadInput? Spread(JsonFields communities)
    {
        if (communities.Item("spread") is not { } item) return null;
        SpreadInput spread = item.Kind == JsonKind.Text ? new SpreadInput { Over = item.Text } : Spread(item, communities.Below(item));
        if (item.Kind is JsonKind.Text or JsonKind.Object && !SpreadInput.Kinds.Contains(spread.Over))
            communities.NoteAt(item, Notice.Quoted(spread.Over), Notice.OneOf(SpreadInput.Kinds));
        // Gates lead to a community as a whole; a building in it has a place of its own.
        if (communities.Item("entrances") is not null) communities.Note("spread", "found/spread-and-gates", "expected/one-of-them");
        return spread;
    }

    private SpreadInput Spread(JsonText item, JsonFields f)
    {
        var spread = new SpreadInput
        {
            Over = f.TextOrNull("over") ?? "",
            File = FileOf(f, "file"),
            Crs = CrsOf(f),
            Layer = f.TextOrNull("layer"),
            Encoding = Encoding(f),
            Columns = Columns(f, SpreadPlaces.ColumnNames),
            DefaultLevels = f.Number("default_levels", l => l is > 0 and <= 200, new("expected/levels", ("most", "200")))
                ?? new SpreadInput().DefaultLevels,
        };
        if (spread.Over == SpreadInput.Streets && f.Item("file") is not null) f.Note("file", "found/streets-of-file", "expected/no-file");
        return f.Whole(spread);
    }
}

namespace ServiceCircle.Formats.Layers;

/// <summary>A layer or a table as a file for people shows it.</summary>
/// <param name="Layer">What it holds.</param>
/// <param name="Title">What people call it; its name where there is no other.</param>
/// <param name="ColumnTitles">What people call its columns, in their order.</param>
internal sealed record PackagedLayer(Layer Layer, string Title, IReadOnlyList<string> ColumnTitles)
{
    /// <summary>Whether its columns are somebody else's, so that their names say nothing of what they measure.</summary>
    public bool IsGiven { get; init; }

    /// <summary>How QGIS may draw it, the first without being asked; none for a table.</summary>
    public IReadOnlyList<LayerStyle> Styles { get; init; } = [];
}

/// <summary>A style of QGIS: its name, and the text of a <c>.qml</c> file.</summary>
internal sealed record LayerStyle(string Name, string Qml);

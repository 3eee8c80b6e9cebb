using System.Globalization;

namespace ServiceCircle.Formats;

/// <summary>
/// An entity of a drawing with its groups, and what belongs to it: the vertices of a polyline, the attributes of a block.
/// </summary>
/// <param name="Kind">LINE, TEXT, INSERT ...</param>
/// <param name="Where">"line 812".</param>
internal sealed record DxfEntity(string Kind, string Where)
{
    public List<(int Code, string Text)> Groups { get; } = [];
    public List<DxfEntity> Parts { get; } = [];

    /// <summary>The text of a group; null without.</summary>
    public string? Text(int code)
    {
        foreach (var group in Groups)
            if (group.Code == code) return group.Text;
        return null;
    }

    /// <summary>The number of a group; what it is without, or if it is no number, is given.</summary>
    public double Number(int code, double otherwise = 0) => NumberText.TryParse(Text(code), out double value) ? value : otherwise;

    /// <summary>The whole number of a group; 0 without.</summary>
    public int Whole(int code) =>
        int.TryParse(Text(code), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : 0;

    /// <summary>
    /// Whether it is seen from behind, as what was mirrored is: then its x counts to the left (DXF Reference, object coordinates).
    /// </summary>
    public bool IsMirrored => Number(230, 1) < 0;
}

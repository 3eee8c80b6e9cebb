namespace ServiceCircle.Reports.Maps;

/// <summary>How a map shows communities.</summary>
internal enum PlaceForm
{
    /// <summary>Each as a circle, its area by its people.</summary>
    Circles,

    /// <summary>Each as the ground inside its outline.</summary>
    Outlines,

    /// <summary>Gathered in squares of the ground.</summary>
    Squares,
}

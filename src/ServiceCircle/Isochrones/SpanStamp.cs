namespace ServiceCircle.Isochrones;

/// <summary>A piece of cover, kept as spans of rows and columns so that it can be laid down again at once.</summary>
/// <param name="Column">Column that the spans are counted from.</param>
/// <param name="Row">Row that the spans are counted from.</param>
/// <param name="Rows">Spans of rows.</param>
/// <param name="Columns">Spans of columns.</param>
internal sealed record SpanStamp(int Column, int Row, SpanStamp.Span[] Rows, SpanStamp.Span[] Columns)
{
    /// <summary>Covers the ground that the stamp holds.</summary>
    public void Fill(CoverRaster raster)
    {
        foreach (Span span in Rows) raster.AddRowSpan(Cover.Ground, Row + span.Line, Column + span.Start, Column + (double)span.End);
        foreach (Span span in Columns) raster.AddColumnSpan(Cover.Ground, Column + span.Line, Row + span.Start, Row + (double)span.End);
    }

    /// <summary>A part of one line.</summary>
    /// <param name="Line">The row or column, counted from the stamp's.</param>
    /// <param name="Start">Where it starts, in cells from the stamp's column or row.</param>
    /// <param name="End">Where it ends.</param>
    public readonly record struct Span(int Line, float Start, float End);
}

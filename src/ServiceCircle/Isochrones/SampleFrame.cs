using ServiceCircle.Geo;

namespace ServiceCircle.Isochrones;

/// <summary>
/// Which samples of a lattice the bits of a <see cref="BitLayer"/> stand for. Rows are padded to whole vectors; eight words
/// before the first row and after the last may be read and hold nothing. The stride is the words of 64 samples in a row, a multiple of
/// eight.
/// </summary>
internal readonly record struct SampleFrame(Lattice Lattice, int FirstColumn, int FirstRow, int Stride, int Rows)
{
    public const int GuardWords = 8;

    /// <summary>Most samples that a frame may hold.</summary>
    public const long MaxSamples = 1L << 28;

    /// <summary>Whether it is more than may be drawn at once.</summary>
    public bool IsTooLarge => (long)Stride * 64 * Rows > MaxSamples;

    /// <summary>The ground that its samples lie on.</summary>
    public Box Box => new(
        FirstColumn * Lattice.ColumnUnits, FirstRow * Lattice.RowUnits, (FirstColumn + RowBits) * Lattice.ColumnUnits,
        (FirstRow + Rows) * Lattice.RowUnits);

    /// <summary>Where a position lies, in columns and rows from the frame's first.</summary>
    public (double X, double Y) Place(Position p) => (Lattice.X(p) - FirstColumn, Lattice.Y(p) - FirstRow);

    /// <summary>Samples in a row of bits: what an index grows by from a row to the next.</summary>
    public int RowBits => Stride * 64;

    public int Words => GuardWords + Stride * Rows + GuardWords;

    /// <summary>First word of a row, counted from the first row.</summary>
    public int Word(int row) => GuardWords + row * Stride;

    /// <summary>Index of a sample, both counted from the frame's first.</summary>
    public int Index(int column, int row) => Word(row) * 64 + column;
}

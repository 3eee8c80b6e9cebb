namespace ServiceCircle.Plans.Clauses;

/// <summary>
/// A quantity of which only the ends may be known: at least <see cref="Low"/>, at most <see cref="High"/>, and anything between.
/// Decimals, because figures are written in decimals and verdicts are decided at their very last digit.
/// </summary>
internal readonly record struct Quantity(decimal Low, decimal High)
{
    /// <summary>More than any number that a plan or a table speaks of, and small enough for products of two to fit a decimal.</summary>
    public const decimal Unbounded = 1e14m;

    private const double Largest = 1e13;
    public static Quantity One { get; } = new(1, 1);

    /// <summary>Any number from zero on: a blank cell.</summary>
    public static Quantity Blank { get; } = new(0, Unbounded);

    public bool IsKnown => Low == High;

    /// <summary>The most that it may be; null if nothing limits it.</summary>
    public double? Most => High < Unbounded ? (double)High : null;

    /// <summary>A figure; if it is blank, anything from zero to a limit, where there is one.</summary>
    public static Quantity Of(double? figure, double? atMost = null) =>
        figure is { } known ? Known(known) : atMost is { } limit ? new Quantity(0, Exact(limit)) : Blank;

    public static Quantity Known(double figure) => new(Exact(figure), Exact(figure));

    /// <summary>The decimal that a double was written as.</summary>
    public static decimal Exact(double value) => (decimal)Math.Clamp(value, -Largest, Largest);
}

namespace ServiceCircle.Coverage.Access;

/// <summary>
/// A decay (impedance) function f: how much an opportunity at cost c counts, from 1 (all of it) to 0 (nothing). Never rises
/// with c. The unit of its parameters is the unit of the costs.
/// </summary>
internal interface IDecay
{
    /// <summary>f(c) for a finite cost c &gt;= 0.</summary>
    double Weight(double cost);
}

/// <summary>
/// Step (binary, rectangular): f(c) = 1 for c &lt;= cutoff, else 0. Exactly the cutoff counts. Ingram (1971); R <c>decay_binary</c>.
/// </summary>
internal readonly record struct BinaryDecay(double Cutoff) : IDecay
{
    public double Weight(double cost) => cost <= Cutoff ? 1 : 0;
}

/// <summary>Linear: f(c) = max(0, 1 - c / cutoff). The cutoff itself weighs 0. Black and Conroy (1977); R <c>decay_linear</c>.</summary>
internal readonly record struct LinearDecay(double Cutoff) : IDecay
{
    public double Cutoff { get; } = Parameter.Positive(Cutoff);
    public double Weight(double cost) => Math.Max(0, 1 - cost / Cutoff);
}

/// <summary>Negative exponential: f(c) = exp(-b c). Wilson (1971); R <c>decay_exponential</c>.</summary>
internal readonly record struct ExponentialDecay(double Rate) : IDecay
{
    public double Rate { get; } = Parameter.NotNegative(Rate);
    public double Weight(double cost) => Math.Exp(-Rate * cost);
}

/// <summary>Inverse power, capped: f(c) = min(1, c^-b). Hansen (1959); R <c>decay_power</c>.</summary>
internal readonly record struct PowerDecay(double Exponent) : IDecay
{
    public double Exponent { get; } = Parameter.NotNegative(Exponent);
    public double Weight(double cost) => Math.Min(1, Math.Pow(cost, -Exponent));
}

/// <summary>Gaussian: f(c) = exp(-c² / (2 s²)); never quite 0, so give a cutoff beside it. PySAL <c>weights.gaussian</c>.</summary>
internal readonly record struct GaussianDecay(double Sigma) : IDecay
{
    public double Sigma { get; } = Parameter.Positive(Sigma);
    public double Weight(double cost) => Math.Exp(-cost * cost / (2 * Sigma * Sigma));
}

/// <summary>
/// Gaussian with a catchment: f(c) = (exp(-(c/c0)²/2) - exp(-1/2)) / (1 - exp(-1/2)) for c &lt;= c0, else 0; falls from 1 at
/// 0 to 0 at c0. Dai (2010): the Gaussian 2SFCA.
/// </summary>
internal readonly record struct GaussianCatchmentDecay(double Cutoff) : IDecay
{
    private static readonly double AtEdge = Math.Exp(-0.5);
    public double Cutoff { get; } = Parameter.Positive(Cutoff);

    public double Weight(double cost) =>
        cost <= Cutoff ? Math.Max(0, (Math.Exp(-0.5 * (cost / Cutoff) * (cost / Cutoff)) - AtEdge) / (1 - AtEdge)) : 0;
}

/// <summary>
/// Epanechnikov kernel, scaled to 1 at cost 0: f(c) = 1 - (c/c0)² for c &lt;= c0, else 0. The kernel's factor 3/4 cancels
/// in floating catchment measures. Dai and Wang (2011): the kernel density (KD) 2SFCA.
/// </summary>
internal readonly record struct EpanechnikovDecay(double Bandwidth) : IDecay
{
    public double Bandwidth { get; } = Parameter.Positive(Bandwidth);
    public double Weight(double cost) => cost <= Bandwidth ? 1 - cost / Bandwidth * (cost / Bandwidth) : 0;
}

/// <summary>
/// Downward logistic, scaled to 1 at cost 0: f(c) = (1 + exp(-m p / (s √3))) / (1 + exp((c - m) p / (s √3))) with p = 3.14159...:
/// the upper tail of the logistic distribution with median m and standard deviation s. Bauer and Groneberg (2016); R <c>decay_logistic</c>.
/// </summary>
internal readonly record struct LogisticDecay(double Median, double Deviation) : IDecay
{
    public double Median { get; } = Parameter.Positive(Median);
    public double Deviation { get; } = Parameter.Positive(Deviation);
    public double Weight(double cost) => Denominator(0) / Denominator(cost);
    private double Denominator(double cost) => 1 + Math.Exp((cost - Median) * Math.PI / (Deviation * Math.Sqrt(3)));
}

/// <summary>
/// Falling steps, open on the right: 1 below the first step, then the weight of the last step that c has reached
/// (step &lt;= c). A cost exactly on a step has already fallen. R <c>decay_stepped</c>; compare <see cref="ZonesDecay"/>.
/// </summary>
/// <param name="Steps">Pairs (cost, weight from there on), ascending in cost.</param>
internal readonly record struct SteppedDecay(IReadOnlyList<(double Cost, double Weight)> Steps) : IDecay
{
    public IReadOnlyList<(double Cost, double Weight)> Steps { get; } = Parameter.Steps(Steps);

    public double Weight(double cost)
    {
        double weight = 1;
        foreach ((double at, double from) in Steps)
        {
            if (cost < at) break;
            weight = from;
        }
        return weight;
    }
}

/// <summary>
/// Travel-time zones, closed on the right: the weight of the first zone whose limit is not exceeded (c &lt;= limit), 0
/// beyond the last. Luo and Qi (2009): the E2SFCA; PySAL <c>weights.step_fn</c>.
/// </summary>
/// <param name="Zones">Pairs (upper limit, weight), ascending in limit.</param>
internal readonly record struct ZonesDecay(IReadOnlyList<(double Limit, double Weight)> Zones) : IDecay
{
    public IReadOnlyList<(double Limit, double Weight)> Zones { get; } = Parameter.Steps(Zones);

    /// <summary>Three zones of equal width up to a cutoff with the weights 1, 0.68 and 0.22 of Luo and Qi (2009), slow decay.</summary>
    public static ZonesDecay Thirds(double cutoff) => new([(cutoff / 3, 1), (cutoff * 2 / 3, 0.68), (cutoff, 0.22)]);

    public double Weight(double cost)
    {
        foreach ((double limit, double weight) in Zones)
            if (cost <= limit) return weight;
        return 0;
    }
}

/// <summary>Ranges of the parameters above; what is outside of them would make a weight that rises, or is not a number.</summary>
file static class Parameter
{
    public static double Positive(double value) =>
        value > 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "a finite number above 0");

    public static double NotNegative(double value) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a finite number >= 0");

    public static IReadOnlyList<(double Cost, double Weight)> Steps(IReadOnlyList<(double Cost, double Weight)> steps)
    {
        (double Cost, double Weight) last = (0, 1);
        foreach ((double Cost, double Weight) step in steps)
        {
            if (!(step.Cost > last.Cost && double.IsFinite(step.Cost) && step.Weight >= 0 && step.Weight <= last.Weight))
                throw new ArgumentOutOfRangeException(nameof(steps), step, "rising costs above 0 with weights from 1 to 0 that never rise");
            last = step;
        }
        return steps;
    }
}

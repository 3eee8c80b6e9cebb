using System.Globalization;

namespace ServiceCircle.Ground;

/// <summary>Numbers as each language writes them. Rounding happens here and nowhere earlier.</summary>
public sealed partial class Messages
{
    private const double Wan = 10_000;

    /// <summary>A whole number with thousands separated: "378,000".</summary>
    public string Number(double value) => Number(value, 0);

    /// <summary>A number with decimals: "1,234.5". Halves are rounded up, as people do.</summary>
    public string Number(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero)
        .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>
    /// A share of 0 to 1: "78.3 %", "78.3%". Never rounded up to 100 nor down to 0, because a reader takes those to mean all and nobody.
    /// </summary>
    public string Percent(double share, int decimals = 1)
    {
        double step = Math.Pow(10, -decimals);
        double rounded = Math.Round(share * 100, decimals, MidpointRounding.AwayFromZero);
        if (share < 1 && rounded >= 100) rounded = 100 - step;
        bool tiny = share > 0 && rounded < step / 2;
        return Text(tiny ? "number/percent-below" : "number/percent", ("percent", Number(tiny ? step : rounded, decimals)));
    }

    /// <summary>A difference of shares in percentage points, with its sign: "+12.3".</summary>
    public string PercentagePoints(double difference)
    {
        double rounded = Math.Round(difference * 100, 1, MidpointRounding.AwayFromZero);
        return rounded == 0 ? "0.0" : rounded.ToString("+0.0;\u22120.0", CultureInfo.InvariantCulture);
    }

    /// <summary>Minutes with a decimal where there is one: "15 min", "3.6 min".</summary>
    public string Minutes(double minutes) => Text("number/minutes", ("minutes", MinutesOnly(minutes)));

    /// <summary>Minutes without the unit, for a column whose head names it.</summary>
    public string MinutesOnly(double minutes) => minutes.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>People in running text: "378,000 people"; in Chinese in units of ten thousand, as planners write ("37.8万人").</summary>
    public string People(double people) => Language == Language.Zh && people >= Wan
        ? Text("number/people", ("count", (people / Wan).ToString("#,0.##", CultureInfo.InvariantCulture) + "万"))
        : Text("number/people", ("count", people));

    /// <summary>
    /// A number where there is hardly room for one: "9,870", "12k", "1.2M"; in Chinese in ten thousands or hundred millions, "1.2万".
    /// </summary>
    internal string Short(double value)
    {
        (double unit, double next) = Language == Language.Zh ? (Wan, Wan * Wan) : (1_000, 1_000_000.0);
        return Math.Round(value) < Wan ? Number(value)
            : value / unit < (next / unit) - 0.5 ? Text("number/short", ("number", Digits(value / unit)))
            : Text("number/shortest", ("number", Digits(value / next)));

        string Digits(double number) => Number(number, number < 9.95 ? 1 : 0);
    }
}

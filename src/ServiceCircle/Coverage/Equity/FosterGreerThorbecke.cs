namespace ServiceCircle.Coverage.Equity;

/// <summary>How many have too little access, and how much too little.</summary>
/// <param name="Fgt0">Share of the people below the line (headcount).</param>
/// <param name="Fgt1">Mean shortfall as a share of the line, nobody's surplus counted (poverty gap).</param>
/// <param name="Fgt2">Mean squared shortfall (severity).</param>
/// <param name="PeopleBelow">People below the line.</param>
internal readonly record struct AccessPoverty(double Fgt0, double Fgt1, double Fgt2, double PeopleBelow);

internal static class FosterGreerThorbecke
{
    /// <summary>
    /// FGT(a) = (1 / P) sum over places with x(i) &lt; z of p(i) ((z - x(i)) / z)^a, for a = 0, 1, 2. Access of exactly z is
    /// not poor. Foster, Greer and Thorbecke (1984); R <c>fgt_poverty</c>. Null without people.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A line that is not above 0.</exception>
    public static AccessPoverty? Compute(AccessDistribution distribution, double povertyLine)
    {
        if (!(povertyLine > 0)) throw new ArgumentOutOfRangeException(nameof(povertyLine), povertyLine, "a number above 0");
        double people = distribution.People, below = 0, gap = 0, severity = 0;
        if (people <= 0) return null;
        foreach (AccessOfPlace place in distribution.Places)
        {
            if (place.Access >= povertyLine) continue;
            double shortfall = (povertyLine - place.Access) / povertyLine;
            below += place.People;
            gap += place.People * shortfall;
            severity += place.People * shortfall * shortfall;
        }
        return new AccessPoverty(below / people, gap / people, severity / people, below);
    }
}

using NetTopologySuite.Geometries;
using ServiceCircle.Places;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Sums over facilities, of which some may not state what is summed.</summary>
internal static class Sums
{
    /// <summary>The sum of what is stated, and how many facilities do not state it.</summary>
    public static (double Sum, int Missing) Of(IEnumerable<int> facilities, Evidence evidence, Func<Facility, double?> value)
    {
        double sum = 0;
        int missing = 0;
        foreach (int f in facilities)
        {
            if (value(evidence.Facilities[f]) is { } known) sum += known;
            else missing++;
        }
        return (sum, missing);
    }

    /// <summary>All residents looked at; null, and what is missing, if none are given.</summary>
    public static double? People(Clause clause, Evidence evidence, List<Notice> remarks, List<string> needs)
    {
        int unknown = evidence.Members.Count(c => evidence.People(c, clause.People) is null);
        double people = evidence.Members.Sum(c => evidence.People(c, clause.People) ?? 0);
        if (people > 0 && unknown > 0) remarks.Add(new Notice("verdict/people-partly-given", ("count", unknown)));
        if (people > 0) return people;
        needs.Add("communities.columns." + clause.People);
        return null;
    }

    /// <summary>
    /// A lower bound compared: what is not stated can only add, so "met" is sure and "not met" is open while anything is missing.
    /// </summary>
    public static Verdict Judge(
        Clause clause, double sum, double factor, double denominator, int missing, string need, string unit, bool isWhole, List<Notice> remarks)
    {
        bool? met = Comparison.Holds(clause.Operator, sum, factor, denominator, clause.Value);
        bool isOpen = missing > 0 && met == false;
        if (missing > 0) remarks.Add(new Notice("verdict/not-stated", ("count", missing)));
        return new Verdict
        {
            Clause = clause,
            Reading = Reading.Total,
            Basis = Basis.Attributes,
            Measured = factor * sum / denominator,
            Numerator = sum,
            Denominator = denominator,
            Met = isOpen ? null : met,
            Shortfall = isOpen ? null : Comparison.Shortfall(clause, sum, factor, denominator, clause.Value, isWhole),
            ShortfallUnit = unit,
            Needs = isOpen ? [need] : [],
            Remarks = remarks,
        };
    }

    /// <summary>Area of an outline in square metres; null for points and lines.</summary>
    public static double? OutlineSquareMetres(Geometry geometry)
    {
        if (geometry is not IPolygonal) return null;
        var scale = new Geo.LocalMetres(geometry.EnvelopeInternal.Centre.Y * 1e7);
        return geometry.Area * scale.MetresPerLonUnit * 1e7 * scale.MetresPerLatUnit * 1e7;
    }
}

using ServiceCircle.Geo;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Places;

/// <summary>
/// How well the points of one file lie on the roads: the median distance to the nearest way, taken as the datum that they are said to be in
/// and as the others, and how many points are nearer on the best of these. Chinese map services hand out coordinates that are shifted by
/// some hundreds of metres; on the wrong datum places lie anywhere, on the right one beside a road.
/// </summary>
internal sealed record DatumFit(
    string File, ChineseDatum Stated, int Points, IReadOnlyDictionary<ChineseDatum, double> MedianMetres, int Nearer)
{
    /// <summary>Nothing is told from fewer points.</summary>
    public const int FewestPoints = 8;

    /// <summary>The other datum must bring the points at least this much nearer, in the median.</summary>
    public const double LeastGainMetres = 5;

    /// <summary>Distances beyond this count as this.</summary>
    public const double MostMetres = 1_000;

    private const int MostPoints = 1_000;

    /// <summary>The datum, of those that the points are not said to be in, on which they lie nearest to the ways.</summary>
    public ChineseDatum Best => BestOther(MedianMetres, Stated);

    /// <summary>
    /// Whether that datum is almost certainly the right one: the median falls, and more points come nearer than chance would bring (three
    /// standard deviations of a fair coin).
    /// </summary>
    public bool IsShifted => Points >= FewestPoints
        && MedianMetres[Best] <= MedianMetres[Stated] - LeastGainMetres
        && Nearer > Points / 2.0 + 1.5 * Math.Sqrt(Points);

    /// <summary>Compares the datums for the points of a file, made WGS-84 from the stated one; null where no datum is shifted.</summary>
    public static DatumFit? Compare(string file, ChineseDatum stated, IReadOnlyList<Position> points, Snapper snapper)
    {
        Position[] inChina = [.. points.Where(p => ChineseDatums.IsShifted(p.Lon, p.Lat))];
        if (inChina.Length == 0) return null;
        // Every n-th of a long list, so that the answer does not depend on chance.
        int step = (inChina.Length - 1) / MostPoints + 1;
        Position[] sample = [.. inChina.Where((_, i) => i % step == 0)];
        Dictionary<ChineseDatum, double[]> metres = Enum.GetValues<ChineseDatum>()
            .ToDictionary(d => d, d => sample.Select(p => Metres(d, p)).ToArray());
        Dictionary<ChineseDatum, double> medians = metres.ToDictionary(m => m.Key, m => Median(m.Value));
        return new DatumFit(
            file, stated, sample.Length, medians, metres[BestOther(medians, stated)].Zip(metres[stated]).Count(m => m.First < m.Second));

        double Metres(ChineseDatum datum, Position p)
        {
            (double givenLon, double givenLat) = ChineseDatums.FromWgs84(stated, p.Lon, p.Lat);
            (double lon, double lat) = ChineseDatums.ToWgs84(datum, givenLon, givenLat);
            return Math.Min(MostMetres, snapper.NearestMetres(Position.FromDegrees(lon, lat), MostMetres));
        }
    }

    private static ChineseDatum BestOther(IReadOnlyDictionary<ChineseDatum, double> medians, ChineseDatum stated) =>
        medians.Where(m => m.Key != stated).OrderBy(m => m.Value).ThenBy(m => m.Key).First().Key;

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

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
    /// How far the points come nearer on the best of the others beyond chance, in standard deviations: Wilcoxon's signed-rank statistic
    /// (F. Wilcoxon, 1945), which heeds by how much each comes nearer or farther.
    /// </summary>
    public double RankDeviations { get; init; }

    /// <summary>
    /// Whether that datum is almost certainly the right one: the median falls, and more points come nearer, or they come nearer by more,
    /// than chance would bring (three standard deviations, which takes ten points at the least).
    /// </summary>
    public bool IsShifted => Points >= FewestPoints && IsNearerOn(Best)
        && (RankDeviations >= 3 || Nearer > Points / 2.0 + 1.5 * Math.Sqrt(Points));

    /// <summary>
    /// Whether another datum fits better without it being certain: it may be chance.
    /// </summary>
    public bool MayBeShifted => Points >= FewestPoints / 2 && IsNearerOn(Best)
        && (RankDeviations >= 1.645 || MedianMetres[Best] <= MedianMetres[Stated] * 2 / 3);

    /// <summary>Whether the points lie nearer to the ways in another datum, by the least gain and more of them than not.</summary>
    public bool IsNearerOn(ChineseDatum other) =>
        MedianMetres[other] <= MedianMetres[Stated] - LeastGainMetres && Nearer > Points / 2.0;

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
        (double First, double Second)[] pairs = [.. metres[BestOther(medians, stated)].Zip(metres[stated])];
        return new DatumFit(file, stated, sample.Length, medians, pairs.Count(m => m.First < m.Second))
        {
            RankDeviations = SignedRank([.. pairs.Select(m => m.Second - m.First)]),
        };

        double Metres(ChineseDatum datum, Position p)
        {
            (double givenLon, double givenLat) = ChineseDatums.FromWgs84(stated, p.Lon, p.Lat);
            (double lon, double lat) = ChineseDatums.ToWgs84(datum, givenLon, givenLat);
            return Math.Min(MostMetres, snapper.NearestMetres(Position.FromDegrees(lon, lat), MostMetres));
        }
    }

    private static ChineseDatum BestOther(IReadOnlyDictionary<ChineseDatum, double> medians, ChineseDatum stated) =>
        medians.Where(m => m.Key != stated).OrderBy(m => m.Value).ThenBy(m => m.Key).First().Key;

    private static double SignedRank(double[] gains)
    {
        double[] other = [.. gains.Where(g => g != 0).OrderBy(Math.Abs)];
        double n = other.Length, sum = 0;
        for (int first = 0, end; first < other.Length; first = end)
        {
            for (end = first + 1; end < other.Length && Math.Abs(other[end]) == Math.Abs(other[first]);) end++;
            // Ties share the mean of their ranks, first + 1 to end.
            sum += other[first..end].Count(g => g > 0) * (first + 1 + end) / 2.0;
        }
        return n == 0 ? 0 : (sum - n * (n + 1) / 4) / Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

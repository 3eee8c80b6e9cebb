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

    /// <summary>From so many points on it can be said that another datum may be the right one.</summary>
    private const int FewestForDoubt = 4;

    /// <summary>Standard deviations beyond which chance brings one file in twenty, and one in a thousand.</summary>
    private const double Doubtful = 1.645, Certain = 3;

    /// <summary>The datum, of those that the points are not said to be in, on which they lie nearest to the ways.</summary>
    public ChineseDatum Best => BestOther(MedianMetres, Stated);

    /// <summary>
    /// How far the points come nearer on the best of the others beyond chance, in standard deviations, heeding by how much each comes
    /// nearer or farther (<see cref="Statistics.SignedRank"/>).
    /// </summary>
    public double RankDeviations { get; init; }

    /// <summary>
    /// Whether that datum is almost certainly the right one: the median falls, and more points come nearer, or they come nearer by more,
    /// than chance would bring (three standard deviations, which takes ten points at the least).
    /// </summary>
    public bool IsShifted => Points >= FewestPoints && IsNearer
        && (RankDeviations >= Certain || Nearer > (Points + Certain * Math.Sqrt(Points)) / 2);

    /// <summary>Whether that datum fits better by a third of the distance or beyond chance, without it being certain.</summary>
    public bool MayBeShifted => Points >= FewestForDoubt && IsNearer
        && (RankDeviations >= Doubtful || MedianMetres[Best] <= MedianMetres[Stated] * 2 / 3);

    /// <summary>Whether the points lie nearer to the ways in that datum, by the least gain and more of them than not.</summary>
    public bool IsNearer => MedianMetres[Best] <= MedianMetres[Stated] - LeastGainMetres && Nearer > Points / 2.0;

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
        Dictionary<ChineseDatum, double> medians = metres.ToDictionary(m => m.Key, m => Statistics.Median(m.Value));
        (double First, double Second)[] pairs = [.. metres[BestOther(medians, stated)].Zip(metres[stated])];
        return new DatumFit(file, stated, sample.Length, medians, pairs.Count(m => m.First < m.Second))
        {
            RankDeviations = Statistics.SignedRank(pairs.Select(m => m.Second - m.First)),
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
}

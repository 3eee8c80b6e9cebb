using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Studies.Meaning;

/// <summary>
/// Whether the coordinates of a file are shifted: taken in another datum its places lie nearer to the ways. Files of one study that are
/// said to be in one datum usually are of one source, so a short file is judged with the others too.
/// </summary>
internal static class DatumChecks
{
    /// <summary>A file of fewer places may lie by chance as if it were in another datum than it is.</summary>
    private const int FewPoints = 30;

    /// <summary>Places that lie nearer to the ways as stated by this factor are no kin of shifted ones.</summary>
    private const double ClearlyNearer = 0.75;

    public static IEnumerable<Doubt> Find(IReadOnlyList<LocatedFile> files, Snapper snapper)
    {
        var shifted = new List<DatumFit>();
        DatumFit[] fits = [.. files.Select(f => Fit(f.Name, f.Stated, f.Places.Select(p => p.At))).OfType<DatumFit>()];
        foreach (DatumFit fit in fits)
        {
            string[] kin = [.. fits.Where(f => f.Stated == fit.Stated && f.Best == fit.Best && f.IsNearerOn(f.Best)).Select(f => f.File)];
            bool isShifted = fit.IsShifted || kin.Length > 1 && kin.Contains(fit.File)
                && Fit("", fit.Stated, files.Where(f => kin.Contains(f.Name)).SelectMany(f => f.Places.Select(p => p.At)))
                    is { IsShifted: true } together && together.Best == fit.Best;
            if (isShifted) shifted.Add(fit);
            if (isShifted || fit.MayBeShifted)
            {
                yield return new Doubt(
                    new Notice(isShifted ? "meaning/datum" : "meaning/datum-perhaps", ("file", fit.File), ("count", fit.Points),
                        ("stated", NameOf(fit.Stated)), ("metres", Math.Round(fit.MedianMetres[fit.Stated])),
                        ("other", NameOf(fit.Best)), ("less", Math.Round(fit.MedianMetres[fit.Best]))),
                    isShifted);
            }
        }

        foreach (DatumFit fit in fits.Where(f => !f.MayBeShifted && !shifted.Contains(f) && f.Points < FewPoints))
        {
            if (shifted.Find(s => s.Stated == fit.Stated && !Contradicts(fit, s.Best)) is not { } kin) continue;
            yield return new Doubt(
                new Notice("meaning/datum-kin", ("file", fit.File), ("count", fit.Points), ("kin", kin.File),
                    ("stated", NameOf(fit.Stated)), ("other", NameOf(kin.Best))),
                IsFatal: false);
        }

        DatumFit? Fit(string name, ChineseDatum stated, IEnumerable<Position> places) =>
            DatumFit.Compare(name, stated, [.. places], snapper);
    }

    private static bool Contradicts(DatumFit fit, ChineseDatum other) =>
        fit.MedianMetres[fit.Stated] <= ClearlyNearer * fit.MedianMetres[other];

    /// <summary>The word for a datum in a study file.</summary>
    public static string NameOf(ChineseDatum datum) => datum switch
    {
        ChineseDatum.Gcj02 => "gcj02",
        ChineseDatum.Bd09 => "bd09",
        _ => "wgs84",
    };
}

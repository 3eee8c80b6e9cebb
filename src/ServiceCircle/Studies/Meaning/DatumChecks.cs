using ServiceCircle.Geo;
using ServiceCircle.Places;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Studies.Meaning;

/// <summary>How the coordinates of a file lie on the roads in each datum, and what speaks against the one they are said to be in.</summary>
/// <param name="Fit">The comparison.</param>
/// <param name="IsShifted">Whether another datum is almost certainly the right one.</param>
/// <param name="Doubt">What to tell; null where nothing speaks against the stated datum.</param>
internal sealed record FileDatum(DatumFit Fit, bool IsShifted, Notice? Doubt);

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

    public static IEnumerable<Doubt> Find(IReadOnlyList<LocatedFile> files, Snapper snapper) =>
        Compare(files, snapper).Where(f => f.Doubt is not null).Select(f => new Doubt(f.Doubt!, f.IsShifted));

    /// <summary>One entry for each file with places where datums differ.</summary>
    public static IReadOnlyList<FileDatum> Compare(IReadOnlyList<LocatedFile> files, Snapper snapper)
    {
        var fits = new List<(LocatedFile File, DatumFit Fit)>();
        foreach (LocatedFile file in files)
            if (FitOf(file) is { } fit) fits.Add((file, fit));
        DatumFit[] shifted = [.. fits.Where(f => f.Fit.IsShifted || IsShiftedWithKin(f.Fit)).Select(f => f.Fit)];
        return [.. fits.Select(f => Judge(f.Fit))];

        DatumFit? FitOf(params IEnumerable<LocatedFile> some) => DatumFit.Compare(
            some.First().Name, some.First().Stated, [.. some.SelectMany(f => f.Places.Select(p => p.At))], snapper);

        // All files that lean to the same other datum, judged as one.
        bool IsShiftedWithKin(DatumFit fit)
        {
            LocatedFile[] kin =
                [.. fits.Where(f => f.Fit.IsNearer && (f.Fit.Stated, f.Fit.Best) == (fit.Stated, fit.Best)).Select(f => f.File)];
            return fit.IsNearer && kin.Length > 1 && FitOf(kin) is { IsShifted: true } all && all.Best == fit.Best;
        }

        FileDatum Judge(DatumFit fit)
        {
            if (shifted.Contains(fit)) return new(fit, true, DoubtOf("meaning/datum", fit));
            if (fit.MayBeShifted) return new(fit, false, DoubtOf("meaning/datum-perhaps", fit));
            DatumFit? kin = fit.Points < FewPoints
                ? Array.Find(shifted, s => s.Stated == fit.Stated && !IsClearlyNearer(fit, s.Best)) : null;
            return new(fit, false, kin is null ? null : new Notice("meaning/datum-kin", ("file", fit.File), ("count", fit.Points),
                ("kin", kin.File), ("stated", StudyInputs.WordOf(fit.Stated)), ("other", StudyInputs.WordOf(kin.Best))));
        }
    }

    private static bool IsClearlyNearer(DatumFit fit, ChineseDatum other) =>
        fit.MedianMetres[fit.Stated] <= ClearlyNearer * fit.MedianMetres[other];

    private static Notice DoubtOf(string key, DatumFit fit) => new(key, ("file", fit.File), ("count", fit.Points),
        ("stated", StudyInputs.WordOf(fit.Stated)), ("metres", Math.Round(fit.MedianMetres[fit.Stated])),
        ("other", StudyInputs.WordOf(fit.Best)), ("less", Math.Round(fit.MedianMetres[fit.Best])));
}

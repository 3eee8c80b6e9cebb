using NetTopologySuite.Geometries;
using ServiceCircle.Formats;
using ServiceCircle.Places;
using ServiceCircle.Studies;

namespace ServiceCircle.Questions.Diagnosis;

/// <summary>The part of <see cref="Doctor"/> that looks at the planner's own tables: encodings, names, coordinates, double rows.</summary>
internal static class DoctorTables
{
    /// <summary>Degrees of three decimals or fewer are multiples of this: they place a door within a hundred metres only.</summary>
    private const int CoarseUnits = 10_000;

    public static IReadOnlyList<Finding> Examine(StudyResult result)
    {
        StudyFile study = result.File;
        List<Table> tables = [StudyInputs.Read(study.Communities)];
        for (int i = 0; i < study.Facilities.Count; i++)
            if (study.Facilities[i].File is not null) tables.Add(StudyInputs.Read(study.Facilities[i]));
        Table[] guessed = [.. tables.Where(t => t.Notes.Count > 0)];
        (Row Row, string Text)[] garbled =
            [.. tables.SelectMany(t => t.Rows).Select(r => (r, r.Values.OfType<string>().FirstOrDefault(GarbledText.Is)))
                .Where(g => g.Item2 is not null).Select(g => (g.r, g.Item2!))];
        Geometry[] coarse = [.. result.Communities.Where(c => IsCoarse(c.Geometry, c.Position)).Select(c => c.Geometry),
            .. result.Facilities.Facilities.Where(f => IsCoarse(f.Geometry, f.Position)).Select(f => f.Geometry)];
        Community[] onSameSpot = [.. result.Communities.GroupBy(c => c.Position).Where(g => g.Count() > 1).SelectMany(g => g)];
        var facilities = result.Facilities.Facilities.ToDictionary(f => f.Id, StringComparer.Ordinal);
        string[] kept = [.. result.Facilities.Audit.Where(a => a.KeptId is not null).Select(a => a.KeptId!)];
        return
        [
            new("encoding-guessed", false, guessed.Length, null, [])
            {
                Example = new([.. guessed.Select(t => Path.GetFileName(t.Source))]),
            },
            new("text-garbled", garbled.Length > 0, garbled.Length, null, [.. garbled.Select(g => g.Row.Geometry).OfType<Geometry>()])
            {
                Example = new([.. garbled.Take(1).Select(g => GarbledText.Mended(g.Text) is { } mended ? $"{g.Text} → {mended}" : g.Text)]),
            },
            new("coarse-coordinates", coarse.Length > 0, coarse.Length, null, coarse),
            new("same-spot", onSameSpot.Length > 0, onSameSpot.Length, null, [.. onSameSpot.Select(c => c.Geometry)])
            {
                Example = new([.. onSameSpot.Where(c => c.Position == onSameSpot[0].Position).Take(3).Select(c => c.Name)]),
            },
            new("duplicate-facilities", false, kept.Length, null,
                [.. kept.Where(facilities.ContainsKey).Select(id => facilities[id].Geometry)]),
        ];
    }

    private static bool IsCoarse(Geometry geometry, Position at) =>
        geometry is Point && at.LonE7 % CoarseUnits == 0 && at.LatE7 % CoarseUnits == 0;
}

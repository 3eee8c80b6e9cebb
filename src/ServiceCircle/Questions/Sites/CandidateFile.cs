using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Places;

namespace ServiceCircle.Questions.Sites;

/// <summary>
/// A place of a candidate file: a point, or a point inside what may be built on (null area for points). Capacity and cost of a facility
/// there are null if not given; without a tier it may be of any.
/// </summary>
internal sealed record CandidatePlace(string Id, Position At, double? Capacity, double? Cost, string? Tier, double? AreaSquareMetres);

/// <summary>What may be built on.</summary>
/// <param name="MinimumSquareMetres">Parcels with less ground outside the zones are left out; null for any.</param>
/// <param name="Exclude">File of zones where nothing may be built; null for none.</param>
/// <param name="ThinMetres">Of the places in a square of this side only the largest stays, of equals the first by id; null for all.</param>
internal sealed record CandidateRules(double? MinimumSquareMetres = null, string? Exclude = null, double? ThinMetres = null);

/// <summary>Reads places to build: points or parcels with the columns id, capacity, cost, tier (编号, 容量, 费用, 级别), as far as given.</summary>
/// <remarks>
/// A parcel counts with the ground that is left when the zones are cut out of it; a point counts unless it lies in a zone. Areas are
/// measured in local metres at the parcel's own latitude.
/// </remarks>
internal static class CandidateFile
{
    /// <summary>The places that may be built on, and the others with the reason.</summary>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static (IReadOnlyList<CandidatePlace> Places, IReadOnlyList<(string Id, string Reason)> LeftOut) Read(
        string path, CandidateRules rules)
    {
        var source = new PlaceTable(Tables.Read(path));
        int id = source.Column("id", "code", "编号", "编码", "代码"),
            capacity = source.Column("capacity", "beds", "places", "容量", "床位数", "托位数");
        int cost = source.Column("cost", "费用", "造价", "成本"), tier = source.Column("tier", "级别", "层级");
        source.RequireGeometry();
        Geometry? zones = rules.Exclude is null ? null : AreaFile.Read(rules.Exclude);
        var places = new List<CandidatePlace>();
        var leftOut = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < source.Table.Rows.Count; i++)
        {
            Row row = source.Table.Rows[i];
            string own = PlaceTable.Text(row, id) ?? FormattableString.Invariant($"{i + 1}");
            if (!seen.Add(own)) source.Note(row, new("found/id-twice", ("id", own)), "expected/unique-ids");
            if (source.Place(row, linesToo: false) is not { } place) continue;
            (double? holds, double? price) = (source.Number(row, capacity), source.Number(row, cost));
            Geometry ground = zones is null ? place.Geometry : Outline.Without(place.Geometry, zones);
            double? area = place.Geometry is IPolygonal ? SquareMetres(ground) : null;
            if (ground.IsEmpty) leftOut.Add((own, "excluded"));
            else if (area < rules.MinimumSquareMetres) leftOut.Add((own, "too_small"));
            else
            {
                Position at = ReferenceEquals(ground, place.Geometry) ? place.Position : Positions.Inside(ground);
                places.Add(new CandidatePlace(own, at, holds, price, PlaceTable.Text(row, tier), area));
            }
        }
        source.ThrowIfAny();
        return rules.ThinMetres is { } cell ? (Thinned(places, cell, leftOut), leftOut) : (places, leftOut);
    }

    private static List<CandidatePlace> Thinned(List<CandidatePlace> places, double cellMetres, List<(string Id, string Reason)> leftOut)
    {
        if (places.Count == 0) return places;
        int west = places.Min(p => p.At.LonE7), south = places.Min(p => p.At.LatE7);
        var scale = new LocalMetres(((double)south + places.Max(p => p.At.LatE7)) / 2);
        (int, int) CellOf(Position at) =>
            ((int)(((double)at.LonE7 - west) * scale.MetresPerLonUnit / cellMetres),
            (int)(((double)at.LatE7 - south) * scale.MetresPerLatUnit / cellMetres));
        HashSet<string> kept =
            [.. places.GroupBy(p => CellOf(p.At))
                .Select(g => g.OrderByDescending(p => p.AreaSquareMetres ?? 0).ThenBy(p => p.Id, StringComparer.Ordinal).First().Id)];
        leftOut.AddRange(places.Where(p => !kept.Contains(p.Id)).Select(p => (p.Id, "thinned")));
        return [.. places.Where(p => kept.Contains(p.Id))];
    }

    private static double SquareMetres(Geometry ground)
    {
        if (ground.IsEmpty) return 0;
        var scale = new LocalMetres(ground.EnvelopeInternal.Centre.Y * 1e7);
        return AffineTransformation.ScaleInstance(scale.MetresPerLonUnit * 1e7, scale.MetresPerLatUnit * 1e7).Transform(ground).Area;
    }
}

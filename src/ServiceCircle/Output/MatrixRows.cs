using ServiceCircle.Formats;
using ServiceCircle.Reachability;
using ServiceCircle.Walking.Snapping;

namespace ServiceCircle.Output;

/// <summary>
/// A travel-time matrix as a long table: <c>from_id,to_id,travel_time_s,distance_m</c>. Seconds and metres are
/// those of the fastest walk, of equally fast ones the shortest.
/// </summary>
internal static class MatrixRows
{
    /// <summary>
    /// Writes the pairs within the limit, sorted by from_id and then to_id (ordinal), and returns how many. The matrix has a row per
    /// origin, else per destination. All pairs are also those without a walk within the limit, time and distance empty.
    /// </summary>
    public static long Write(
        Stream stream, IReadOnlyList<string> fromIds, IReadOnlyList<string> toIds, TravelTimeMatrix times, bool rowsAreOrigins,
        bool allPairs)
    {
        int[] toOrder = Order(toIds), toRank = new int[toOrder.Length];
        for (int i = 0; i < toOrder.Length; i++) toRank[toOrder[i]] = i;
        List<(int ToRank, Walk Walk)>[] byOrigin = ByOrigin(times, rowsAreOrigins, fromIds.Count, toRank);
        using var csv = new CsvWriter(stream, ["from_id", "to_id", "travel_time_s", "distance_m"]);
        long pairs = 0;
        foreach (int from in Order(fromIds))
        {
            List<(int ToRank, Walk Walk)> walks = byOrigin[from];
            walks.Sort((a, b) => a.ToRank.CompareTo(b.ToRank));
            int next = 0;
            for (int rank = 0; rank < toOrder.Length; rank++)
            {
                if (next < walks.Count && walks[next].ToRank == rank)
                {
                    Walk walk = walks[next++].Walk;
                    Row(from, toOrder[rank], walk.Time.Seconds, walk.Metres);
                }
                else if (allPairs) Row(from, toOrder[rank], null, null);
                else if (next == walks.Count) break;
            }
        }
        return pairs;

        void Row(int from, int to, double? seconds, double? metres)
        {
            csv.Cell(fromIds[from]).Cell(toIds[to]).Cell(Rounded.Seconds(seconds)).Cell(Rounded.Metres(metres)).EndRow();
            pairs++;
        }
    }

    /// <summary>Writes how each place came onto the network: <c>id,snapped,snap_distance_m,reason</c>.</summary>
    public static void WriteSnaps(Stream stream, IReadOnlyList<(string Id, Snap Snap)> places)
    {
        using var csv = new CsvWriter(stream, ["id", "snapped", "snap_distance_m", "reason"]);
        foreach ((string id, Snap snap) in places)
            csv.Cell(id).Cell(snap.IsSnapped).Cell(Rounded.Metres(snap.DistanceMetres)).Cell(snap.Reason).EndRow();
    }

    private static List<(int ToRank, Walk Walk)>[] ByOrigin(TravelTimeMatrix times, bool rowsAreOrigins, int originCount, int[] toRank)
    {
        var byOrigin = new List<(int, Walk)>[originCount];
        for (int from = 0; from < originCount; from++) byOrigin[from] = [];
        for (int row = 0; row < times.RowCount; row++)
        {
            foreach (Walk walk in times.Walks(row))
            {
                (int from, int to) = rowsAreOrigins ? (row, walk.Column) : (walk.Column, row);
                byOrigin[from].Add((toRank[to], walk));
            }
        }
        return byOrigin;
    }

    private static int[] Order(IReadOnlyList<string> ids) =>
        [.. Enumerable.Range(0, ids.Count).OrderBy(i => ids[i], StringComparer.Ordinal).ThenBy(i => i)];
}

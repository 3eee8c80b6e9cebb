using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Geo;
using ServiceCircle.Isochrones;
using ServiceCircle.Places;
using ServiceCircle.Reachability;

namespace ServiceCircle.Output;

/// <summary>
/// People to count within circles, nobody dropped without a word: those whose homes are too far from every path, and rows without a number.
/// </summary>
internal sealed record ResidentTable(IReadOnlyList<IsochroneResidents> Residents, double Counted, double NotOnNetwork, int Unknown)
{
    /// <summary>Reads points or polygons with a column of people.</summary>
    /// <exception cref="InputException">The table cannot be read, or nobody in it has a number.</exception>
    public static IReadOnlyList<Community> Read(string path, Crs? crs = null)
    {
        IReadOnlyList<Community> rows = CommunityReader.FromTable(Tables.Read(path, new TableOptions { Crs = crs }));
        return rows.Any(r => r.People.Total is not null) ? rows
            : throw new InputException(path, "", "found/no-people", "expected/population-column");
    }

    /// <summary>Puts people onto the network of the engine that will draw the circles.</summary>
    public static ResidentTable Locate(IReadOnlyList<Community> rows, IsochroneEngine engine, IsochroneRequest request)
    {
        Community[] known = [.. rows.Where(r => r.People.Total is not null)];
        PlaceLocator homes = engine.Homes(request);
        IsochroneResidents[] residents =
        [
            .. known.AsParallel().AsOrdered()
                .Select(r => new IsochroneResidents(homes.Home(r.Geometry, r.Position).Accesses, r.People.Total!.Value)),
        ];
        ILookup<bool, double> people = residents.ToLookup(r => r.Accesses.Count > 0, r => r.People);
        return new ResidentTable(residents, people[true].Sum(), people[false].Sum(), rows.Count - known.Length);
    }

    public JsonObject ToJson() => new()
    {
        ["counted"] = Rounded.People(Counted),
        ["not_on_network"] = Rounded.People(NotOnNetwork),
        ["rows_without_number"] = Unknown,
    };
}

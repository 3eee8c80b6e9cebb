using System.Globalization;
using NetTopologySuite.Geometries;
using ServiceCircle.Places;
using ServiceCircle.Plans.Units;
using ServiceCircle.Walking;

namespace ServiceCircle.Studies.Spreading;

/// <summary>
/// The people of areas at places in them: residential buildings or streets. Each area's people of every age add up to exactly its own. A
/// place belongs to the area around its middle, of several to the first by id. An area in which there is none stays as it is.
/// </summary>
internal sealed record PeopleSpread
{
    private PeopleSpread()
    {
    }

    /// <summary>How, as the study says.</summary>
    public required SpreadInput Asked { get; init; }

    /// <summary>
    /// The places with people, as communities named by their areas, and the areas that stay as they are; sorted by id.
    /// </summary>
    public required IReadOnlyList<Community> Communities { get; init; }

    /// <summary>Areas whose people were spread, and how many people these are.</summary>
    public required int Areas { get; init; }
    public required double PeopleDealt { get; init; }

    /// <summary>Places that people were spread to, and of these the ones where somebody lives.</summary>
    public required int PlacesFound { get; init; }
    public required int Homes { get; init; }

    /// <summary>Buildings among the places that do not state their levels.</summary>
    public required int LevelsNotStated { get; init; }

    /// <summary>Areas with people and without a place to spread them to, and how many people these are.</summary>
    public required int AreasKept { get; init; }
    public required double PeopleKept { get; init; }

    /// <summary>Spreads the people of a study.</summary>
    /// <exception cref="InputException">No community is an area, or there is nothing to take buildings from.</exception>
    public static PeopleSpread Find(StudyFile study, IReadOnlyList<Community> areas, WalkNetwork network)
    {
        SpreadInput asked = study.Communities.Spread!;
        if (!areas.Any(a => a.Geometry is IPolygonal))
            throw new InputException(study.Path, "communities.spread", "found/no-areas", "expected/areas-for-spread");
        return Over(asked, areas, SpreadPlaces.Gather(study, asked, network));
    }

    /// <summary>The people of some areas, sorted by id, over some places.</summary>
    internal static PeopleSpread Over(SpreadInput asked, IReadOnlyList<Community> areas, IReadOnlyList<SpreadPlace> places)
    {
        var around = new AreaIndex([.. areas.Select(a => new AdministrativeUnit("", a.Id, a.Name, null, a.Geometry))]);
        ILookup<int, SpreadPlace> placesIn = places.ToLookup(p => around.Find(p.At));
        // An id of the table may itself hold the mark that parts area and number.
        string mark = "/";
        while (areas.Any(a => a.Id.Contains(mark, StringComparison.Ordinal))) mark += "/";
        var all = new List<Community>();
        int spread = 0, homes = 0, filled = 0, notStated = 0, kept = 0;
        double people = 0, peopleKept = 0;
        for (int a = 0; a < areas.Count; a++)
        {
            Community area = areas[a];
            SpreadPlace[] inside = [.. placesIn[a]];
            double total = area.People.Total ?? 0;
            if (inside.Length == 0 || !HasPeople(area))
            {
                all.Add(area with { IsKeptWhole = HasPeople(area) });
                if (!HasPeople(area)) continue;
                kept++;
                peopleKept += total;
                continue;
            }
            int before = all.Count;
            all.AddRange(HomesIn(area, inside, mark));
            spread++;
            people += total;
            homes += all.Count - before;
            filled += inside.Length;
            notStated += inside.Count(p => !p.IsLevelsStated);
        }
        return new PeopleSpread
        {
            Asked = asked,
            Communities = [.. all.OrderBy(c => c.Id, StringComparer.Ordinal)],
            Areas = spread,
            PeopleDealt = people,
            PlacesFound = filled,
            Homes = homes,
            LevelsNotStated = notStated,
            AreasKept = kept,
            PeopleKept = peopleKept,
        };
    }

    /// <summary>What the reader should know of it, here and in the report.</summary>
    public IEnumerable<Notice> Notices
    {
        get
        {
            if (Areas > 0 && Asked.Over == SpreadInput.Streets)
                yield return new("warning/spread-streets",
                    ("areas", Areas), ("people", PeopleDealt), ("homes", Homes), ("places", PlacesFound),
                    ("metres", SpreadPlaces.StretchMetres));
            else if (Areas > 0)
                yield return new("warning/spread-buildings",
                    ("areas", Areas), ("people", PeopleDealt), ("homes", Homes), ("places", PlacesFound),
                    ("open", LevelsNotStated), ("levels", (decimal)Asked.DefaultLevels));
            if (AreasKept > 0) yield return new("warning/spread-kept", ("areas", AreasKept), ("people", PeopleKept));
        }
    }

    private static bool HasPeople(Community area) => People.Groups.Any(group => area.People.Of(group) > 0) || area.Households > 0;

    private static IEnumerable<Community> HomesIn(Community area, SpreadPlace[] places, string mark)
    {
        (People[] people, double?[] households) = WholePeople.Deal(area.People, area.Households, [.. places.Select(p => p.Weight)]);
        int number = 0;
        string digits = "D" + places.Length.ToString(CultureInfo.InvariantCulture).Length.ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < places.Length; i++)
        {
            Position at = places[i].At;
            Community home = area with
            {
                Position = at,
                Geometry = new Point(at.Lon, at.Lat),
                People = people[i],
                Households = households[i],
                Area = area,
            };
            if (!HasPeople(home)) continue;
            number++;
            yield return home with
            {
                Id = area.Id + mark + number.ToString(digits, CultureInfo.InvariantCulture),
                Name = string.Create(CultureInfo.InvariantCulture, $"{area.Name} · {number}"),
            };
        }
    }
}

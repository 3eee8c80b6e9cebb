using System.Text;
using ServiceCircle.Coverage.Bases;
using ServiceCircle.Formats;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Plans.Files;
using ServiceCircle.Plans.Standards;
using ServiceCircle.Questions.Sites;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Siting.Problem;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Osm;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Fuzz;

/// <summary>
/// Every kind of file that somebody can give, with the reader that is first to see it and the command that goes on with it. The table in
/// docs/reliability.md says which reader of the library each kind is for.
/// </summary>
internal sealed class Readers(Town town)
{
    /// <summary>All readers; a new one is a new line.</summary>
    public IReadOnlyList<Reader> All() =>
        [.. OfOneStudy(), .. OfMore(), .. Maps(), .. Workbooks(), .. OfOtherPrograms(), .. Rasters(), .. OfQuestions()];

    private IEnumerable<Reader> OfOneStudy()
    {
        (string Name, Action<string> Read)[] files =
        [
            ("study.json", path => StudyFile.Load(path)),
            ("communities.csv", _ => Town.CommunitiesOf(town.One)),
            ("doors.csv", _ => StudyInputs.WithGates(town.One, town.Communities, [])),
            ("facilities.csv", _ => StudyInputs.Facilities(town.One, town.Streets, town.Known.Categories, new InputNotes())),
            ("units.geojson", _ => StudyInputs.Units(town.One)),
            ("areas.geojson", _ => StudyInputs.NewAreas(town.One)),
            ("boundary.geojson", _ => Town.CommunitiesOf(town.One)),
            ("circles.csv", _ => StudyInputs.PlanSettings(town.One, town.Known, town.Communities, [])),
            ("edits.geojson", path => new NetworkEditor(town.Streets).Apply(EditsFile.Read(path), path)),
            ("standards.json", path => StandardFile.Read(path, town.Known.Categories)),
            ("plan.json", path => PlanFile.Read(path, town.Known.Categories, town.Known.Standards)),
            ("walker.json", path => Walker.Load(path)),
            ("heights.asc", path => Elevation.Add(town.Streets, HeightGrid.Read(path))),
            ("town.osm", path => NetworkBuilder.FromOsm(path)),
        ];
        return files.Select(f => Given(f.Name, f.Read) with { Use = _ => town.Cover(StudyFile.Load(town.One.Path)) });
    }

    private IEnumerable<Reader> OfMore()
    {
        void Settings(string _) => StudyInputs.PlanSettings(town.More, town.MoreKnown, town.MoreCommunities, []);
        void Bases(string _) => StudyBases.Gather(town.More, town.Streets, town.MoreCommunities);
        Reader[] all =
        [
            Given("more.json", path => StudyFile.Load(path)),
            Given("communities.geojson", _ => Town.CommunitiesOf(town.More)),
            Given("facilities.tsv", _ => StudyInputs.Facilities(town.More, town.Streets, town.MoreKnown.Categories, new InputNotes())) with
            {
                Pack = Packings.InChinese,
            },
            Given("circles.geojson", Settings),
            Given("pilot.geojson", Settings),
            Given("values.csv", Settings),
            Given("buildings.csv", Bases),
            Given("land.geojson", Bases),
            Given("N30E110.hgt", path => Elevation.Add(town.Streets, HeightGrid.Read(path))),
            Given("town.osm.gz", path => NetworkBuilder.FromOsm(path)) with { Pack = Packings.GZip },
        ];
        return all.Select(r => r with { Use = _ => town.Cover(StudyFile.Load(town.More.Path)) });
    }

    private IEnumerable<Reader> Maps()
    {
        byte[] pbf = Packings.Pbf(At("town.osm"));
        void Read(string path)
        {
            NetworkBuilder.FromOsm(path);
            OsmBuildings.Read(path, StudyBounds.Find(null, town.Communities));
        }
        Reader Packed(PbfWriter.Packing packing, string name) =>
            new(name, Form.Pbf, pbf, Read) { Use = CoverWith, Pack = file => PbfMutator.Packed(file, packing) };

        WalkNetwork streets = NetworkBuilder.FromOsm(At("town.osm"));
        var walker = Walker.Load("adult");
        return
        [
            new("raw.osm.pbf", Form.Pbf, pbf, Read) { Use = CoverWith },
            Packed(PbfWriter.Packing.Zlib, "zlib.osm.pbf"),
            Packed(PbfWriter.Packing.BZip2, "bzip2.osm.pbf") with { Weight = 0.2 },
            Packed(PbfWriter.Packing.Lz4, "lz4.osm.pbf"),
            Packed(PbfWriter.Packing.Zstd, "zstd.osm.pbf"),
            new("town.osm.bz2", Form.Text, Of("town.osm"), Read) { Use = CoverWith, Pack = Packings.BZip2, Weight = 0.2 },
            new("town.scnet", Form.Cache, Packings.Cache(streets), path => NetworkFile.Read(path))
            {
                Use = CoverWith, Pack = Packings.WithHash,
            },
            new("hierarchy.scnet", Form.Cache, Packings.Cache(StoredHierarchy.Add(streets, [walker])), path => StoredHierarchy.Find(
                NetworkFile.Read(path), JunctionGraph.Build(WalkArcs.OfNodes(WalkGraph.Of(streets, walker)))))
            {
                Use = CoverWith, Pack = Packings.WithHash,
            },
        ];

        void CoverWith(string path) => town.CoverWith(path);
    }

    private IEnumerable<Reader> Workbooks()
    {
        void Read(string path) => CommunityReader.FromTable(Tables.Read(path));
        Action<string> use = path => town.CoverTable(path);
        string sheet = Workbook.Sheet(Encoding.UTF8.GetString(Of("communities.csv")));
        return
        [
            new("communities.xlsx", Form.Text, Encoding.UTF8.GetBytes(sheet), Read) { Use = use, Pack = Workbook.Pack },
            new("parts.xlsx", Form.Text, Encoding.UTF8.GetBytes(Workbook.AllParts), Read) { Use = use, Pack = Workbook.PackParts },
            new("communities.xls", Form.Records, Packings.OldWorkbook(), Read) { Use = use },
        ];
    }

    private IEnumerable<Reader> OfOtherPrograms()
    {
        IReadOnlyDictionary<string, byte[]> files = OtherPrograms.Files(Tables.Read(At("communities.csv")));
        foreach (string part in (string[])[".shp", ".dbf"]) File.WriteAllBytes(At("homes" + part), files[part]);
        void Read(string path) => CommunityReader.FromTable(Tables.Read(path));
        Reader Of(string extension, Form form) =>
            new("homes" + extension, form, files[extension], Read) { Use = path => town.CoverTable(path) };
        return
        [
            Of(".gpkg", Form.Bytes) with { Weight = 0.2 },
            Of(".parquet", Form.Bytes) with { Weight = 0.5 },
            Of(".shp", Form.Bytes),
            new("homes.dbf", Form.Bytes, files[".dbf"], _ => Read(At("homes.shp"))) { Use = _ => town.CoverTable(At("homes.shp")) },
            Of(".kml", Form.Text),
            Of(".dxf", Form.Text),
        ];
    }

    private IEnumerable<Reader> Rasters()
    {
        // Areas whose people nobody knows.
        string areas = At("areas-without-people.geojson");
        string layer = Encoding.UTF8.GetString(Of("communities.geojson"));
        File.WriteAllText(areas, layer.Replace("\"pop\"", "\"was\"", StringComparison.Ordinal));
        StudyFile study = town.One with { Communities = new PlacesInput { File = areas } };
        IReadOnlyList<Community> blank = Town.CommunitiesOf(study);
        void Read(string path) => PopulationRaster.Fill(blank, path, []);
        Reader Grid(string name, bool isPacked) => new(name, Form.Bytes, Raster.Of(isPacked), Read)
        {
            Use = path => town.Cover(study with { Communities = study.Communities with { PopulationRaster = path } }),
        };
        return [Grid("people.tif", isPacked: false), Grid("packed.tif", isPacked: true)];
    }

    private IEnumerable<Reader> OfQuestions()
    {
        string costs = At("costs.csv"), weights = At("weights.csv"), pairs = At("pairs.csv"), places = At("places.csv");
        var rules = new CandidateRules(100, At("zones.geojson"), 20);
        void Prepare(string _) => Town.Question(costs, weights, SitingObjective.PMedian).Prepare();
        (byte[] journal, string key) = town.BeginJournal();
        return
        [
            Given("scenario.json", path => town.Scenarios.Read([path])) with { Use = path => town.Compare(path) },
            Given("categories.json", path => CategoryCatalogue.Load(path)) with
            {
                Use = path => FacilityReader.FromOsm(
                    town.Streets.Features.Find(FeatureGroups.Place, withShapeless: true), CategoryCatalogue.Load(path)),
            },
            Given("origins.geojson", path => PointList.Read(path)) with { Use = path => town.Draw(PointList.Read(path)) },
            Given("residents.csv", path => ResidentTable.Read(path)) with
            {
                Use = path =>
                {
                    town.Draw(PointList.Read(At("origins.geojson")), ResidentTable.Read(path));
                    town.Walk(CommunityReader.FromTable(Tables.Read(path)));
                },
            },
            new("journal.geojson.part", Form.Text, journal, path =>
            {
                using var begun = FeatureJournal.Open(path, key);
                _ = begun.Features().Count();
            })
            {
                Use = path => town.Journal().Resume(path[..^".part".Length], []),
            },
            Given("costs.csv", Prepare) with { Use = _ => Town.Site(costs, weights) },
            Given("weights.csv", Prepare) with { Use = _ => Town.Site(costs, weights) },
            Given("pairs.csv", _ => Town.Access(pairs, places)) with { Use = _ => town.EveryAccess(pairs, places) },
            Given("places.csv", _ => Town.Access(pairs, places)) with { Use = _ => town.EveryAccess(pairs, places) },
            new("pairs.csv.gz", Form.Table, Of("pairs.csv"), path => Town.Access(path, places))
            {
                Use = path => town.EveryAccess(path, places), Pack = Packings.GZip,
            },
            Given("candidates.csv", path => CandidateFile.Read(path, rules)) with { Use = path => town.Site(path, rules) },
            Given("parcels.geojson", path => CandidateFile.Read(path, rules)) with { Use = path => town.Site(path, rules) },
            Given("zones.geojson", _ => CandidateFile.Read(At("parcels.geojson"), rules)) with
            {
                Use = _ => town.Site(At("parcels.geojson"), rules),
            },
        ];
    }

    private Reader Given(string name, Action<string> read) =>
        new(name, Path.GetExtension(name) is ".csv" or ".tsv" ? Form.Table : name.EndsWith(".hgt", StringComparison.Ordinal)
            ? Form.Bytes : Form.Text, Of(name[..^(name.EndsWith(".gz", StringComparison.Ordinal) ? 3 : 0)]), read);

    private string At(string name) => town.At(name);

    /// <summary>The file as it is in the repository, where it is not packed.</summary>
    private static byte[] Of(string name) => File.ReadAllBytes(Path.Combine(Campaign.Corpus, name));
}

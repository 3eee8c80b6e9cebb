using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ServiceCircle.Osm;
using ServiceCircle.Output;
using ServiceCircle.Places;
using ServiceCircle.Questions.WhatIf;
using ServiceCircle.Studies;
using ServiceCircle.Tests.Osm;
using ServiceCircle.Walking.Build;
using ServiceCircle.Walking.Cache;

namespace ServiceCircle.Fuzz;

/// <summary>
/// Something that reads a file of the small town: its name, whether it is text, the file to begin with, and what is done with a changed
/// one. What a pack does is done to every changed file before it is read, so that changes go deeper than a checksum.
/// </summary>
public sealed record Reader(string Name, bool IsText, byte[] File, Action<string> Read)
{
    public Func<byte[], byte[]> Pack { get; init; } = bytes => bytes;

    private static readonly string[] OfStudy =
    [
        "study.json", "communities.csv", "doors.csv", "facilities.csv", "units.geojson", "areas.geojson", "boundary.geojson", "circles.csv",
        "edits.geojson", "standards.json", "plan.json", "walker.json", "heights.asc", "town.osm",
    ];

    /// <summary>All readers; a new one is a new line. The folder holds the small town, and may be written to.</summary>
    public static IReadOnlyList<Reader> All(string folder)
    {
        string study = Path.Combine(folder, "study.json");
        Lazy<ScenarioStudy> scenarios = new(() => new ScenarioStudy(Study.Run(StudyFile.Load(study))));
        return
        [
            .. OfStudy.Select(name => new Reader(name, true, Of(name), _ => Cover(study))),
            new("scenario.json", true, Of("scenario.json"), path => scenarios.Value.Compare(scenarios.Value.Read([path])[0])),
            new("categories.json", true, System.IO.File.ReadAllBytes(ShippedData.Path("categories.json")), path => CategoryCatalogue.Load(path)),
            new("town.osm.pbf", false, Pbf(Path.Combine(folder, "town.osm")), path => NetworkBuilder.FromOsm(path)),
            new("town.scnet", false, Network(folder), path => NetworkFile.Read(path)) { Pack = WithHash },
            new("communities.xlsx", true, Encoding.UTF8.GetBytes(Workbook.Sheet(System.IO.File.ReadAllText(Path.Combine(folder, "communities.csv")))),
                path => Formats.Tables.Read(path)) { Pack = Workbook.Pack },
        ];

        byte[] Of(string name) => System.IO.File.ReadAllBytes(Path.Combine(folder, name));
    }

    /// <summary>All that <c>coverage</c> does: reads, counts, judges, draws and writes.</summary>
    private static void Cover(string study)
    {
        (StudyResult result, ServiceAreas areas) = Study.RunAndDraw(StudyFile.Load(study));
        StudyFiles.WriteAll(result, areas, Path.Combine(Path.GetDirectoryName(study)!, "out"), Language.Zh);
    }

    /// <summary>The map of the town as PBF, not compressed, so that changes reach what is in it.</summary>
    private static byte[] Pbf(string map)
    {
        XElement osm = XElement.Load(map);
        int E7(XElement e, string name) => (int)Math.Round((double)e.Attribute(name)! * 1e7);
        long Number(XElement e, string name) => (long)e.Attribute(name)!;
        (string, string)[] Tags(XElement e) => [.. e.Elements("tag").Select(t => ((string)t.Attribute("k")!, (string)t.Attribute("v")!))];
        return new PbfWriter { Pack = PbfWriter.Packing.Raw }.File(
        [
            .. osm.Elements("node").Select(n => Element.Node(Number(n, "id"), E7(n, "lon"), E7(n, "lat"), Tags(n))),
            .. osm.Elements("way").Select(w => Element.Way(Number(w, "id"), [.. w.Elements("nd").Select(r => Number(r, "ref"))], Tags(w))),
            .. osm.Elements("relation").Select(r => Element.Relation(
                Number(r, "id"), [.. r.Elements("member").Select(m => new OsmMember(new OsmId(OsmType.Way, Number(m, "ref")), "outer"))], Tags(r))),
        ]);
    }

    private static byte[] Network(string folder)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(NetworkBuilder.FromOsm(Path.Combine(folder, "town.osm")), stream);
        return stream.ToArray();
    }

    /// <summary>A cache with the hash of its body, so that the body is read.</summary>
    private static byte[] WithHash(byte[] file)
    {
        if (file.Length > 40) SHA256.HashData(file.AsSpan(40)).CopyTo(file.AsSpan(8));
        return file;
    }
}

using System.Text;

namespace QuickstartGenerator;

/// <summary>All generated files of <c>samples/quickstart</c>. Same bytes on every machine.</summary>
internal static class QuickstartFiles
{
    /// <summary>The files, name and content, in the order in which they are written.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Generate()
    {
        Town town = DrawTown();
        return
        [
            ("town.osm", Bytes(OsmXml.Write(town))),
            ("communities.geojson", Bytes(Communities.GeoJson())),
            ("admin.geojson", Bytes(Admin.GeoJson())),
            ("facilities.csv", Bytes(OfficialList.Csv())),
            ("services.csv", Bytes(ServiceList.Csv())),
            ("new-areas.geojson", Bytes(NewEstates.GeoJson())),
            ("study.json", Bytes(StudyFiles.Study())),
            ("open-gate.json", Bytes(StudyFiles.OpenGate())),
            ("scenario.json", Bytes(StudyFiles.Scenario())),
        ];
    }

    private static Town DrawTown()
    {
        var town = new Town();
        Landscape.Draw(town);
        Streets.Draw(town);
        Avenue.Draw(town);
        OldQuarter.Draw(town);
        Compounds.Draw(town);
        PublicPlaces.Draw(town);
        NorthSide.Draw(town);
        Villages.Draw(town);
        Facilities.Draw(town);
        Junctions.Join(town.Ways);
        Buildings.Draw(town);
        return town;
    }

    private static byte[] Bytes(string text) =>
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ReplaceLineEndings("\n"));
}

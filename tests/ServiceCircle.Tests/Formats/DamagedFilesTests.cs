using System.Text;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

/// <summary>Files with bytes changed, missing and twice, anywhere: each is read or refused, in both languages.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly byte[] Shp = ShapefileBytes.Shp(
        ShapefileBytes.Parts(
            5, [ShapefileBytes.Square(0, 0, 10, true), ShapefileBytes.Square(1, 1, 1, false), ShapefileBytes.Square(20, 0, 5, true)]),
        ShapefileBytes.Parts(5, [ShapefileBytes.Square(30, 30, 10, true)]));

    private static readonly byte[] Dbf = ShapefileBytes.Dbf(Encoding.UTF8, ("德化街", "12.50"), ("b", "3"));

    public static TheoryData<string, string> Files => new()
    {
        { "a.shp", "" }, { "a.dbf", "" },
        {
            "a.kml", """
            <?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>养老</name><Placemark><name>a</name>
            <ExtendedData><Data name="n"><value>1</value></Data></ExtendedData><MultiGeometry><Point><coordinates>113.6,34.7,0</coordinates></Point>
            <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>
            </Placemark></Folder></Document></kml>
            """
        },
        {
            "a.dxf", """
            0
            SECTION
            2
            ENTITIES
            0
            LWPOLYLINE
            8
            社区
            70
            1
            10
            1.5
            20
            2
            42
            0.5
            10
            3
            20
            4
            10
            5
            20
            1
            0
            CIRCLE
            10
            1
            20
            1
            40
            0.001
            0
            MTEXT
            10
            1
            20
            1
            1
            {\fSimSun|b0;x}\P\S1/2;\U+4E2D%%d
            0
            INSERT
            66
            1
            2
            b
            10
            1
            20
            1
            0
            ATTRIB
            2
            n
            1
            x
            0
            SEQEND
            0
            ENDSEC
            0
            EOF

            """
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void They_are_read_or_refused(string name, string text)
    {
        byte[] whole = name switch { "a.shp" => Shp, "a.dbf" => Dbf, _ => Encoding.UTF8.GetBytes(text) };
        _folder.Write("a.shp", Shp);
        _folder.Write("a.dbf", Dbf);
        string read = name == "a.dbf" ? _folder["a.shp"] : _folder[name];
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = whole[..];
            for (int k = 0; k < 1 + i % 4; k++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (i % 5 == 0) damaged = damaged[..random.Next(damaged.Length)];
            if (i % 7 == 0) damaged = [.. damaged, .. damaged[random.Next(damaged.Length + 1)..]];
            _folder.Write(name, damaged);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = Record.Exception(() => Tables.Read(read));
            Assert.True(thrown is null or InputException, $"{i}: {thrown}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L << 20);
            if (thrown is not InputException e) continue;
            refused++;
            Assert.Matches("[\u4e00-\u9fff]", Messages.In(Language.Zh).Text(e));
        }
        Assert.InRange(refused, 500, 3_000);
    }
}

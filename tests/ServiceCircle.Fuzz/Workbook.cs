using System.IO.Compression;
using System.Security;
using System.Text;

namespace ServiceCircle.Fuzz;

/// <summary>A workbook of one sheet: the XML of the sheet is what changes.</summary>
public static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Packed = "http://schemas.openxmlformats.org/package/2006/relationships",
        Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Kind}.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Kind}.worksheet+xml"/></Types>
            """),
        ("_rels/.rels",
            $"""<Relationships xmlns="{Packed}"><Relationship Id="r1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Links}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Packed}"><Relationship Id="r1" Type="{Links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
    ];

    /// <summary>The sheet of a table, one row in a line.</summary>
    public static string Sheet(string csv) => SheetOf("\n" + string.Join('\n', csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, r) => $"<row r=\"{r + 1}\">"
            + string.Concat(line.Split(',').Select((cell, c) =>
                $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>")) + "</row>")) + "\n");

    /// <summary>The sheet of rows that are XML already.</summary>
    public static string SheetOf(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    public static byte[] Pack(byte[] sheet)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in Parts) Add(name, Encoding.UTF8.GetBytes(text));
            Add("xl/worksheets/sheet1.xml", sheet);

            void Add(string name, byte[] bytes)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }
        return buffer.ToArray();
    }
}

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
            $"""
            <Relationships xmlns="{Packed}"><Relationship Id="r1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Links}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{Packed}"><Relationship Id="r1" Type="{Links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
            """),
    ];

    private const string Before = "=== ";

    /// <summary>
    /// A workbook as Excel writes it, its parts one below the other: two sheets, texts in a list of their own, a date and a percentage by
    /// the styles of their cells.
    /// </summary>
    public static string AllParts => string.Concat(Parts.Select(p => p.Name switch
        {
            "[Content_Types].xml" => (p.Name, Text: p.Text.Replace("</Types>", $"""
                <Override PartName="/xl/sharedStrings.xml" ContentType="{Kind}.sharedStrings+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="{Kind}.styles+xml"/></Types>
                """)),
            "xl/workbook.xml" => (p.Name, Text: p.Text.Replace("<sheet ", """<sheet name="E" sheetId="2" r:id="r2"/><sheet """)),
            "xl/_rels/workbook.xml.rels" => (p.Name, Text: p.Text.Replace("</Relationships>", $"""
                <Relationship Id="r2" Type="{Links}/worksheet" Target="worksheets/sheet2.xml"/>
                <Relationship Id="r3" Type="{Links}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="r4" Type="{Links}/styles" Target="styles.xml"/></Relationships>
                """)),
            _ => p,
        })
        .Concat(
        [
            ("xl/worksheets/sheet2.xml", SheetOf("")),
            ("xl/worksheets/sheet1.xml", SheetOf("""
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>
                <c r="E1" t="inlineStr"><is><t>share</t></is></c></row>
                <row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2"><v>110</v></c><c r="C2"><v>30.0003</v></c><c r="D2"><v>1200</v></c></row>
                <row r="3"><c r="A3" s="1"><v>45000</v></c><c r="B3"><v>1.1001E2</v></c><c r="C3"><f>1+1</f><v>30</v></c>
                <c r="D3"><v>800</v></c><c r="E3" s="2"><v>0.5</v></c></row>
                """)),
            ("xl/sharedStrings.xml",
                $"""
                <sst xmlns="{Main}"><si><t>id</t></si><si><t>lon</t></si><si><t>lat</t></si>
                <si><r><t>popu</t></r><r><t>lation</t></r></si><si><t>c0</t></si></sst>
                """),
            ("xl/styles.xml", $"""
                <styleSheet xmlns="{Main}">
                <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
                <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>
                <xf numFmtId="10" applyNumberFormat="1"/></cellXfs>
                </styleSheet>
                """),
        ]).Select(p => $"{Before}{p.Item1}\n{p.Item2.TrimEnd()}\n"));

    /// <summary>The sheet of a table, one row in a line.</summary>
    public static string Sheet(string csv) => SheetOf("\n" + string.Join('\n', csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select((line, r) => $"<row r=\"{r + 1}\">"
            + string.Concat(TableMutator.Cells(line, ',').Select((cell, c) =>
                $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell.Trim('"'))}</t></is></c>"))
            + "</row>")) + "\n");

    /// <summary>The sheet of rows that are XML already.</summary>
    public static string SheetOf(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    public static byte[] Pack(byte[] sheet) =>
        Pack([.. Parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Text))), ("xl/worksheets/sheet1.xml", sheet)]);

    /// <summary>A workbook of parts that stand one below the other, each behind a line with its name.</summary>
    public static byte[] PackParts(byte[] parts) => Pack(
    [
        .. Encoding.UTF8.GetString(parts).Split(Before, StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2))
            .Where(part => part is [{ Length: > 0 }, _]).Select(part => (part[0].Replace('\0', ' '), Encoding.UTF8.GetBytes(part[1]))),
    ]);

    private static byte[] Pack((string Name, byte[] Content)[] parts)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in parts)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return buffer.ToArray();
    }
}

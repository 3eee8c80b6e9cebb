using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ServiceCircle.Formats;

/// <summary>A part of a document: its path in the package, what it is, what it leads to, and its content.</summary>
/// <param name="Path">Such as <c>xl/workbook.xml</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Write">Writes its content.</param>
internal sealed record OfficePart(string Path, string ContentType, Action<Stream> Write)
{
    /// <summary>The parts that it names, by the ids under which it does.</summary>
    public IReadOnlyList<OfficeLink> Links { get; init; } = [];
}

/// <summary>A link of a part: its id, the kind of what it leads to (the end of its type in the standard), and where that lies.</summary>
internal sealed record OfficeLink(string Id, string Kind, string Target);

/// <summary>
/// A package of Office Open XML (ECMA-376, part 2), written straight through, so that a large workbook needs no memory. The package of the
/// SDK holds parts until the end, gives them ids at random and stamps them with the time; here the same parts give the same bytes.
/// </summary>
internal static class OfficePackage
{
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Links = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string LinkType = "application/vnd.openxmlformats-package.relationships+xml";

    /// <summary>The first moment that a ZIP can name.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a package, the first part of which is the document.</summary>
    public static void Write(Stream stream, IReadOnlyList<OfficePart> parts)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Entry(zip, "[Content_Types].xml", content => WriteTypes(content, parts));
        Entry(zip, "_rels/.rels", content => WriteLinks(content, [new OfficeLink("rId1", "officeDocument", parts[0].Path)]));
        foreach (OfficePart part in parts)
        {
            Entry(zip, part.Path, part.Write);
            if (part.Links.Count == 0) continue;
            string folder = part.Path[..(part.Path.LastIndexOf('/') + 1)], file = part.Path[folder.Length..];
            Entry(zip, $"{folder}_rels/{file}.rels", content => WriteLinks(content, part.Links));
        }
    }

    private static void Entry(ZipArchive zip, string path, Action<Stream> write)
    {
        ZipArchiveEntry entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        using Stream content = entry.Open();
        write(content);
    }

    private static void WriteTypes(Stream stream, IReadOnlyList<OfficePart> parts)
    {
        using XmlWriter xml = Xml(stream);
        xml.WriteStartElement("Types", Types);
        xml.WriteStartElement("Default", Types);
        xml.WriteAttributeString("Extension", "rels");
        xml.WriteAttributeString("ContentType", LinkType);
        xml.WriteEndElement();
        foreach (OfficePart part in parts)
        {
            xml.WriteStartElement("Override", Types);
            xml.WriteAttributeString("PartName", "/" + part.Path);
            xml.WriteAttributeString("ContentType", part.ContentType);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteLinks(Stream stream, IReadOnlyList<OfficeLink> links)
    {
        using XmlWriter xml = Xml(stream);
        xml.WriteStartElement("Relationships", Links);
        foreach (OfficeLink link in links)
        {
            xml.WriteStartElement("Relationship", Links);
            xml.WriteAttributeString("Id", link.Id);
            xml.WriteAttributeString("Type", Kinds + link.Kind);
            xml.WriteAttributeString("Target", link.Target);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static XmlWriter Xml(Stream stream) =>
        XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false });
}

using System.IO.Compression;
using System.Xml;

namespace ServiceCircle.Osm;

/// <summary>
/// One pass over an OSM XML file, block by block. What the elements mean is in <see cref="XmlElements"/>; here are the file,
/// its packing, the walk through the tree and the translation of every failure into an <see cref="InputException"/> with a line.
/// </summary>
internal sealed class XmlBlocks : IDisposable
{
    private const int ElementsPerBlock = 8000;
    private const int StepsPerBlock = 100_000;
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        // Entities could make a small file huge; OSM XML has none.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private readonly string path;
    private readonly bool packed;
    private readonly FileStream file;
    private readonly FloodGuardStream guard;
    private readonly XmlElements elements;
    private XmlReader? reader;

    public XmlBlocks(string path, OsmFormat format, OsmKinds kinds)
    {
        this.path = path;
        packed = format != OsmFormat.Xml;
        elements = new XmlElements(Block, kinds);
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        guard = new FloodGuardStream(format switch
        {
            OsmFormat.GzipXml => new GZipStream(file, CompressionMode.Decompress),
            OsmFormat.BZip2Xml => new BZip2Stream(file),
            _ => file,
        });
    }

    /// <summary>The elements of the last <see cref="ReadBlock"/>.</summary>
    public OsmBlock Block { get; } = new();

    /// <summary>The newest timestamp in the last block; null if it has none.</summary>
    public DateTimeOffset? NewestTimestamp => elements.NewestTimestamp;

    /// <summary>The share of the file that was read, 0 to 1.</summary>
    public double ShareRead => (double)file.Position / Math.Max(1, file.Length);

    /// <summary>Reads up to the first element.</summary>
    public OsmHeader ReadHeader()
    {
        while (!elements.HeaderDone && Step())
        {
        }
        return elements.Header;
    }

    /// <summary>
    /// Fills the block with the next elements; false at the end of the file. The block may stay empty where the file holds
    /// other kinds for long, so that a caller can still show progress and cancel.
    /// </summary>
    public bool ReadBlock()
    {
        elements.StartBlock();
        for (int step = 0; elements.IsOpen || (elements.Count < ElementsPerBlock && step < StepsPerBlock); step++)
            if (!Step()) return !Block.IsEmpty;
        return true;
    }

    public void Dispose()
    {
        reader?.Dispose();
        guard.Dispose();
    }

    private bool Step()
    {
        try
        {
            reader ??= XmlReader.Create(guard, Settings);
            guard.Renew();
            if (!reader.Read())
            {
                elements.Finish();
                return false;
            }
            if (reader.Depth > MaxDepth)
                throw new MalformedException(new("found/deep-elements", ("depth", $"{MaxDepth}")), "expected/three-deep");
            elements.Take(reader);
            return true;
        }
        catch (MalformedException e)
        {
            throw e.At(path, Line((reader as IXmlLineInfo)?.LineNumber ?? 0));
        }
        catch (XmlException e)
        {
            throw new InputException(
                path, Line(e.LineNumber), "found/invalid-xml", Notice.AsIs("OSM XML"),
                new("advice/after", ("before", Notice.SaidBy(e)), ("advice", new Notice(MalformedException.FetchAgain))), e);
        }
        catch (Exception e) when (packed && e is InvalidDataException or IOException)
        {
            throw new InputException(path, $"byte {file.Position}", "found/packed", "expected/intact", MalformedException.FetchAgain, e);
        }
    }

    private static string Line(int number) => number > 0 ? $"line {number}" : "";
}

using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace ServiceCircle.Osm;

/// <summary>A PBF file: blobs are unpacked and decoded in parallel, those without a wanted kind are left alone once known.</summary>
internal sealed class PbfFile : OsmFile
{
    private readonly SafeFileHandle file;
    private readonly List<PbfBlob> blobs;
    private readonly ConcurrentBag<Worker> idleWorkers = [];

    public PbfFile(string path) : base(path)
    {
        file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            blobs = PbfBlob.Index(file, path);
            if (blobs[0].Type != "OSMHeader")
                throw new InputException(
                    path, "byte 0", new("found/blob-type", ("type", blobs[0].Type)), "expected/pbf", MalformedException.FetchAgain);
            // Concatenated files have several headers: the first describes the file, but each may require a feature.
            var worker = new Worker();
            OsmHeader[] headers =
                [.. blobs.Where(b => b.Type == "OSMHeader").Select(b => Unpack(b, worker, bytes => PbfHeader.Decode(bytes)))];
            Header = headers[0];
            blobs.RemoveAll(b => b.Type != "OSMData");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override OsmHeader Header { get; }

    public override void Dispose() => file.Dispose();

    public override void Read<T>(
        OsmKinds kinds, Func<OsmBlock, T> decode, Action<T> consume, Action<double>? progress = null, CancellationToken cancel = default)
    {
        double end = blobs.Count == 0 ? 1 : blobs[^1].End;
        IEnumerable<PbfBlob> wanted = blobs.Where(b => b.Kinds is null || (b.Kinds & kinds) != 0);
        OrderedParallel.Run(wanted, b => Decode(b, kinds, decode), (b, result) =>
        {
            Note(result.Newest);
            if (result.HasElements) consume(result.Value!);
            progress?.Invoke(b.End / end);
        }, cancel);
        progress?.Invoke(1);
    }

    private (bool HasElements, T? Value, DateTimeOffset? Newest) Decode<T>(PbfBlob blob, OsmKinds kinds, Func<OsmBlock, T> decode)
    {
        if (!idleWorkers.TryTake(out Worker? worker)) worker = new Worker();
        try
        {
            (blob.Kinds, DateTimeOffset? newest) = Unpack(blob, worker, bytes => worker.Decoder.Decode(bytes, kinds));
            return worker.Block.IsEmpty ? (false, default, newest) : (true, decode(worker.Block), newest);
        }
        finally
        {
            worker.Block.Clear();
            idleWorkers.Add(worker);
        }
    }

    private T Unpack<T>(PbfBlob blob, Worker worker, Func<ArraySegment<byte>, T> decode)
    {
        try
        {
            return decode(blob.Unpack(file, ref worker.Packed, ref worker.Unpacked));
        }
        catch (MalformedException e)
        {
            throw e.At(Path, $"byte {blob.Start}");
        }
    }

    /// <summary>The storage that one blob at a time needs, kept for the next.</summary>
    private sealed class Worker
    {
        public byte[] Packed = [], Unpacked = [];

        public Worker() => Decoder = new PbfBlockDecoder(Block);

        public OsmBlock Block { get; } = new();
        public PbfBlockDecoder Decoder { get; }
    }
}

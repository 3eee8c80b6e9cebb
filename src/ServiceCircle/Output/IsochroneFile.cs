using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServiceCircle.Formats;
using ServiceCircle.Isochrones;

namespace ServiceCircle.Output;

/// <summary>A file of circles, written in one go or over several runs.</summary>
internal sealed class IsochroneFile(IsochroneEngine engine, IsochroneRequest request, GeoJsonMetadata metadata, OutputForms? forms = null)
{
    private readonly OutputForms _forms = forms ?? OutputForms.None;

    /// <summary>Features written, and of these those without a circle.</summary>
    public int Features { get; private set; }
    public long Empty { get; private set; }

    /// <summary>Draws the circles into a file that appears when it is complete, and a QGIS style beside it unless there is one.</summary>
    /// <exception cref="InputException">The request makes no sense, or the file cannot be written.</exception>
    public void Write(string path, Action<double>? progress = null)
    {
        _forms.Write(path, stream => GeoJsonWriter.Write(stream, metadata, writer =>
        {
            foreach (Isochrone circle in engine.Run(request, progress))
            {
                writer.Feature(circle.Geometry, json => IsochroneProperties.Write(json, circle, request.Residents.Count > 0));
                Features++;
                if (circle.Status != IsochroneStatus.Ok) Empty++;
            }
        }));
        WriteStyle(path);
    }

    /// <summary>
    /// The same, bytes included, but circles are kept in <c>FILE.part</c> as they are drawn: when a run is stopped, the next one goes on
    /// with the origins left; the number of those that were there already is returned. A part that was begun with other inputs, files that
    /// the circles depend on, is not gone on with. It is removed when the file is complete. For separate circles.
    /// </summary>
    /// <exception cref="ArgumentException">The circles are not separate, or two origins have one id.</exception>
    /// <exception cref="InputException">The request makes no sense, the file cannot be written, or its part is another's.</exception>
    public int Resume(string path, IReadOnlyList<string> inputs, Action<double>? progress = null)
    {
        request.Check();
        if (request.Overlap != IsochroneOverlap.Separate || request.Origins.DistinctBy(o => o.Id).Count() < request.Origins.Count)
            throw new ArgumentException("Only separate circles around places with ids of their own can be gone on with.", nameof(path));
        using FeatureJournal journal = FeatureJournal.Open(path + ".part", Key(inputs));
        int before = journal.Groups, empty = 0;
        // Its key is right and its content is not: somebody changed it.
        if (before > request.Origins.Count)
            throw new InputException(path + ".part", "", "found/other-run", "expected/same-run", "advice/begin-anew");
        string? open = null;
        foreach (Isochrone circle in engine.Run(request with { OriginsDone = before }, progress))
        {
            if (open is not null && circle.Id != open) Close();
            open = circle.Id;
            journal.Feature(circle.Geometry, json => IsochroneProperties.Write(json, circle, request.Residents.Count > 0));
            if (circle.Status != IsochroneStatus.Ok) empty++;
        }
        if (open is not null) Close();
        Empty = journal.Sum;
        _forms.Write(path, stream => GeoJsonWriter.Write(stream, metadata, writer =>
        {
            foreach (string feature in journal.Features())
            {
                writer.Raw(feature);
                Features++;
            }
        }));
        journal.Delete();
        WriteStyle(path);
        return before;

        void Close()
        {
            journal.Close(empty);
            empty = 0;
        }
    }

    /// <summary>A style that somebody has made stays.</summary>
    private void WriteStyle(string path)
    {
        string style = Path.ChangeExtension(path, ".qml");
        if (!File.Exists(style)) OutputFile.Write(style, stream => stream.Write(Encoding.UTF8.GetBytes(QgisStyle.Build(request.Shape))));
    }

    /// <summary>A hash of all that decides the circles.</summary>
    private string Key(IReadOnlyList<string> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Another build may draw otherwise.
        Add($"{metadata.EngineName} {metadata.EngineVersion} {typeof(IsochroneFile).Module.ModuleVersionId}\n");
        Add($"{metadata.Query?.ToJsonString()}\n{request.Shape} {request.MaxSnapMetres}\n");
        foreach (double contour in request.Contours) Add($"{contour}\n");
        foreach (IsochroneOrigin origin in request.Origins)
            Add($"{origin.Id}\t{origin.Position.LonE7} {origin.Position.LatE7} {origin.ExtraSeconds}\n");
        foreach (string input in inputs) Add($"{FileHash.Compute(input)}\n");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
    }
}

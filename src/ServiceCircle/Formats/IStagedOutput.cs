namespace ServiceCircle.Formats;

/// <summary>Files of one run that are written and have not got their names yet, so that others can be made from them.</summary>
internal interface IStagedOutput
{
    /// <summary>What was written, in the order of writing.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What a layer is called that a file holds: its name without extension.</summary>
    string LayerNameOf(string name);

    /// <summary>Opens a written file from its start.</summary>
    Stream Read(string name);

    /// <summary>Writes several files.</summary>
    /// <exception cref="InputException">A place cannot be written, or a file was written before.</exception>
    void WriteAll(params IReadOnlyList<(string Name, Action<Stream> Write)> files);

    /// <summary>Writes a file once more, from what it holds: it can be read until the new one is complete.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    void WriteAgain(string name, Action<Stream> write);
}

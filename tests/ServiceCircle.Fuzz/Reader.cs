namespace ServiceCircle.Fuzz;

/// <summary>Something that reads a file of the small town: its name, how it is built, the file to begin with, and what reads it.</summary>
public sealed record Reader(string Name, Form Form, byte[] File, Action<string> Read)
{
    /// <summary>What a command does with a file that was read; done for some of them, because it takes longer by far.</summary>
    public Action<string> Use { get; init; } = _ => { };

    /// <summary>How many of the files are of this kind; fewer where packing them takes long.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Done to every changed file before it is read, so that changes go deeper than a checksum; null for nothing.</summary>
    public Func<byte[], byte[]>? Pack { get; init; }

    /// <summary>The file to begin with, as it is read.</summary>
    public byte[] Begin => Packed(File);

    public byte[] Packed(byte[] file) => Pack is null ? file : Pack(file);
}

using ServiceCircle.Walking.Build;

namespace ServiceCircle.Walking.Cache;

internal static class NetworkFiles
{
    /// <summary>The network of an OSM extract, or of a cache, on a day; if none is given, on the day of its data.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static WalkNetwork OpenAsOf(DateOnly? day, string path, NetworkOptions? options = null)
    {
        WalkNetwork network = Open(path, options);
        if ((day ?? network.DataDay) is { } on) return network.AsOf(on);
        return Array.TrueForAll(network.AttributeTable, way => way.Days == default) ? network : network with
        {
            Source = network.Source with { Warnings = [.. network.Source.Warnings, new Notice("warning/dated-ways")] },
        };
    }

    /// <summary>The network of an OSM extract, or of a cache (<c>.scnet</c>), with the ways of all days.</summary>
    /// <exception cref="InputException">The file is missing, broken or of another kind.</exception>
    public static WalkNetwork Open(string path, NetworkOptions? options = null)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "found/no-such-file", "expected/network");
        return NetworkFile.IsNetworkFile(path) ? NetworkFile.Read(path) : NetworkBuilder.FromOsm(path, options);
    }
}

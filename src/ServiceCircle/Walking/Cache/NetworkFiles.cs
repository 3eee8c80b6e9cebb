using ServiceCircle.Walking.Build;

namespace ServiceCircle.Walking.Cache;

internal static class NetworkFiles
{
    /// <summary>The network of an OSM extract, or of a cache (<c>.scnet</c>).</summary>
    /// <exception cref="InputException">The file is missing, broken or of another kind.</exception>
    public static WalkNetwork Open(string path, NetworkOptions? options = null)
    {
        if (!File.Exists(path)) throw new InputException(path, "", "found/no-such-file", "expected/network");
        return NetworkFile.IsNetworkFile(path) ? NetworkFile.Read(path) : NetworkBuilder.FromOsm(path, options);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Reachability.Kernel.Hierarchies;
using ServiceCircle.Reachability.Kernel.Junctions;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Reachability;

/// <summary>
/// Hierarchies that are kept in the network's cache, one for each walker who asked for it. A hierarchy depends on nothing but the
/// edges between the junctions, so their hash is its key: another walker, another elevation or an edit gives other edges, finds
/// nothing, and is searched without a hierarchy.
/// </summary>
internal static class StoredHierarchy
{
    private const string Kind = "hierarchy/1";

    /// <summary>The network with the hierarchies of some walkers, for its cache; those it had are left out.</summary>
    public static WalkNetwork Add(WalkNetwork network, IEnumerable<Walker> walkers, int threads = 0)
    {
        var parts = new SortedDictionary<string, PreparedPart>(StringComparer.Ordinal);
        WalkNetwork today = network.AsOf(network.DataDay);
        foreach (Walker walker in walkers)
        {
            var junctions = JunctionGraph.Build(WalkArcs.OfNodes(WalkGraph.Of(today, walker)));
            string key = KeyOf(junctions);
            if (parts.ContainsKey(key)) continue;
            var hierarchy = HierarchyBuilder.Build(junctions, Hierarchy.DefaultHorizon, threads > 0 ? threads : Environment.ProcessorCount);
            parts[key] = new PreparedPart(Kind, key, hierarchy.ToBytes());
        }
        return network with { Prepared = [.. network.Prepared.Where(p => p.Kind != Kind), .. parts.Values] };
    }

    /// <summary>The stored hierarchy of a graph of junctions; null if there is none.</summary>
    /// <exception cref="InputException">There is one, but it is not a hierarchy of these junctions.</exception>
    internal static Hierarchy? Find(WalkNetwork network, JunctionGraph junctions)
    {
        if (!network.Prepared.Any(p => p.Kind == Kind)) return null;
        string key = KeyOf(junctions);
        if (network.Prepared.FirstOrDefault(p => p.Kind == Kind && p.Key == key) is not { } part) return null;
        try
        {
            Hierarchy hierarchy = Hierarchy.FromBytes(part.Bytes, junctions.Count);
            HierarchyCertificate.Check(junctions, hierarchy, Environment.ProcessorCount);
            return hierarchy;
        }
        catch (InvalidDataException e)
        {
            throw new InputException(
                part.File, $"hierarchy {part.Key[..12]}", new("found/internal", ("detail", e.Message)), "expected/hierarchy",
                "advice/build-hierarchy", e);
        }
    }

    private static string KeyOf(JunctionGraph junctions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            System.Text.Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{junctions.Count} {junctions.Edges.Length} ")));
        hash.AppendData(MemoryMarshal.AsBytes<Edge>(junctions.Edges));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

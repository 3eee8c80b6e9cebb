using System.Buffers.Binary;
using System.Security.Cryptography;
using ServiceCircle.Benchmarks.Kernel.Consumers;
using ServiceCircle.Reachability;
using ServiceCircle.Reachability.Kernel;
using ServiceCircle.Tests.Towns;
using ServiceCircle.Walking;
using ServiceCircle.Walking.Cache;
using ServiceCircle.Walking.Edits;
using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Reachability;

/// <summary>
/// Hierarchies in the .scnet cache: found again by the same walker on the same streets, by nobody else, and never believed.
/// </summary>
public sealed class StoredHierarchyTests
{
    private static readonly Walker _slow = Town.Walker with { Id = "slow", SpeedKmh = 2 };

    [Fact]
    public void What_is_stored_is_found_again_and_gives_the_same_times()
    {
        using var town = new RandomTown(3, nodes: 150, ways: 120);
        WalkNetwork read = Reread(StoredHierarchy.Add(town.Network, [Town.Walker, _slow]), _ => { });
        Assert.Equal(2, read.Prepared.Count);
        foreach (Walker walker in new[] { Town.Walker, _slow })
        {
            WalkGraph graph = WalkGraph.Of(read, walker);
            ArcGraph nodes = WalkArcs.OfNodes(graph);
            ReachEngine found = WalkArcs.EngineForManyRuns(graph), built = ReachEngine.Prepare(nodes, 1);
            Assert.Equal(built.Hierarchy!.ToBytes(), found.Hierarchy!.ToBytes());
            Source[] sources = [.. Enumerable.Range(0, nodes.NodeCount).Select(v => new Source(v))];
            Checksum Of(ReachEngine engine, SearchMethod method) =>
                engine.Run(sources, Direction.To, Town.Seconds(900), new Checksum(), new RunOptions(Method: method));
            Assert.Equal(Of(built, SearchMethod.Buckets).Value, Of(found, SearchMethod.Sweeps).Value);
        }
    }

    [Fact]
    public void Other_walkers_and_edited_streets_do_not_use_it()
    {
        using var town = new Town("""
            A--B--C--P
            |  |  |  |
            D--E--F--Q
            |  |  |  |
            G--H--I--R
            """).Way("ABCP").Way("DEFQ").Way("GHIR").Way("ADG").Way("BEH").Way("CFI").Way("PQR");
        WalkNetwork network = StoredHierarchy.Add(town.Network, [Town.Walker]);
        Assert.NotNull(WalkArcs.EngineForManyRuns(WalkGraph.Of(network, Town.Walker)).Hierarchy);
        Assert.Null(WalkArcs.EngineForManyRuns(WalkGraph.Of(network, _slow)).Hierarchy);
        NetworkEdit[] edits = [new NetworkEdit(NetworkEditKind.AddPath, [town.At('A'), town.At('E')])];
        WalkNetwork edited = new NetworkEditor(network).Apply(edits).Network;
        Assert.Null(WalkArcs.EngineForManyRuns(WalkGraph.Of(edited, Town.Walker)).Hierarchy);

        // Storing again drops what no longer fits.
        Assert.Single(StoredHierarchy.Add(edited, [Town.Walker]).Prepared);
        Assert.NotNull(WalkArcs.EngineForManyRuns(WalkGraph.Of(StoredHierarchy.Add(edited, [Town.Walker]), Town.Walker)).Hierarchy);
    }

    [Fact]
    public void Walkers_with_the_same_times_share_one()
    {
        using var town = new RandomTown(5);
        Assert.Single(StoredHierarchy.Add(town.Network, [Town.Walker, Town.Walker with { Id = "twin" }]).Prepared);
    }

    [Fact]
    public void A_wrong_hierarchy_under_the_right_hash_is_bad_input()
    {
        using var town = new RandomTown(4, nodes: 120, ways: 100);
        WalkNetwork network = StoredHierarchy.Add(town.Network, [Town.Walker]);
        PreparedPart part = Assert.Single(network.Prepared);
        int refused = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            byte[] wrong = [.. part.Bytes];

            // Low bytes of the last fifth: times of arcs.
            wrong[wrong.Length - 4 * (1 + seed)] ^= 1;
            WalkNetwork read = Reread(network with { Prepared = [part with { Bytes = wrong }] }, _ => { });
            WalkGraph graph = WalkGraph.Of(read, Town.Walker);
            try
            {
                Checksum found = WalkArcs.EngineForManyRuns(graph)
                    .Run(Nodes(graph), Direction.From, Town.Seconds(900), new Checksum(), new RunOptions(Method: SearchMethod.Sweeps));
                Checksum expected = ReachEngine.Prepare(WalkArcs.OfNodes(graph), 1)
                    .Run(Nodes(graph), Direction.From, Town.Seconds(900), new Checksum());
                Assert.Equal(expected.Value, found.Value);
            }
            catch (InputException e)
            {
                Assert.Contains("servicecircle build", e.Advice);
                Assert.EndsWith(".scnet", e.File);
                refused++;
            }
        }

        // Most: a time may also be one tick longer where nothing needs the arc.
        Assert.True(refused > 20, $"{refused} refused");
    }

    /// <summary>Any byte, with the hash made to fit: as somebody would who means harm.</summary>
    [Fact]
    public void No_byte_of_a_cache_makes_reading_it_crash()
    {
        using var town = new RandomTown(6, nodes: 30, ways: 24);
        WalkNetwork network = StoredHierarchy.Add(town.Network, [Town.Walker]);
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            try
            {
                WalkNetwork read = Reread(network, bytes => bytes[random.Next(40, bytes.Length)] ^= (byte)(1 << random.Next(8)));
                _ = WalkArcs.EngineForManyRuns(WalkGraph.Of(read, Town.Walker));
                _ = read.Features.Find((FeatureGroups)255).Count();
            }
            catch (InputException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 590);
    }

    private static Source[] Nodes(WalkGraph graph) => [.. Enumerable.Range(0, graph.Network.NodeCount).Select(v => new Source(v))];

    private static WalkNetwork Reread(WalkNetwork network, Action<byte[]> change)
    {
        var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        byte[] bytes = stream.ToArray();
        change(bytes);
        SHA256.HashData(bytes.AsSpan(40), bytes.AsSpan(8, 32));
        Assert.Equal(NetworkFile.Version, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(6)));
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.scnet");
        File.WriteAllBytes(path, bytes);
        try
        {
            return NetworkFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

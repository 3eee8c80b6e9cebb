using ServiceCircle.Osm;

namespace ServiceCircle.Tests.Osm;

/// <summary>Counts of real extracts against those that osmium 1.x states for them (osmium fileinfo -e).</summary>
public sealed class RealFilesTests
{
    [Theory]
    [InlineData("laspalmas/laspalmas.osm.pbf", 383_161, 53_760, 3_005, "2023-02-21T03:31:14Z")]
    [InlineData("stress/multi16.osm.pbf", 2_922_859, 433_490, 12_167, null)]
    public void Counts_are_those_of_osmium(string name, int nodes, int ways, int relations, string? date)
    {
        string? path = Shared(name);
        Assert.SkipWhen(path is null, "shared data not present");
        using OsmFile file = OsmFile.Open(path);
        Assert.Equal(relations, Count(file, OsmKinds.Relations));
        Assert.Equal(ways, Count(file, OsmKinds.Ways));
        Assert.Equal(nodes, Count(file, OsmKinds.Nodes));
        Assert.Equal(nodes + ways + relations, Count(file, OsmKinds.All));
        Assert.Equal(date, file.Header.OsmDate?.ToString("yyyy-MM-ddTHH:mm:ssZ", null));
        if (date is null) Assert.Equal(DateTimeOffset.Parse("2023-02-20T11:50:29Z", null), file.NewestTimestamp);
    }

    private static int Count(OsmFile file, OsmKinds kinds)
    {
        int count = 0;
        file.Read(kinds, b => b.Nodes.Length + b.Ways.Length + b.Relations.Length, n => count += n);
        return count;
    }

    private static string? Shared(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path)) return path;
        }
        return null;
    }
}

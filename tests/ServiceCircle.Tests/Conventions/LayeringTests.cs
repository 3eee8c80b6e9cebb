using System.Text.RegularExpressions;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Conventions;

/// <summary>The folders of the library are the pipeline in reading order: each uses only those before it.</summary>
public sealed partial class LayeringTests
{
    private static readonly string[] Folders =
    [
        "Ground", "Geo", "Formats", "Osm", "Walking", "Reachability", "Isochrones", "Places", "Coverage", "Plans", "Scenarios", "Siting",
        "Studies", "Questions", "Reports", "Output",
    ];

    /// <summary>
    /// The subfolders of a folder in reading order, with "." where its own files stand. A folder that is not named here is one room.
    /// </summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Walking"] = ["Rules", ".", "Snapping", "Edits", "Build", "Cache"],
        ["Plans"] = ["Clauses", "Standards", "Units", "Facts", "Indicators", ".", "Files"],
        ["Siting"] = ["Problem", "Search", "Bounds", "Models", "Explain", ".", "Targets"],
        ["Reports"] = ["Writing", "Maps", "Model", "Trend", "Sections", ".", "Word"],
    };

    [Fact]
    public void A_folder_uses_only_folders_before_it()
    {
        var wrong = new List<string>();
        foreach ((string file, string text) in Sources("ServiceCircle"))
        {
            string folder = Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar)[0];
            int own = Array.IndexOf(Folders, folder);
            if (own < 0) wrong.Add($"{file}: {folder} is not in the list of folders");
            foreach (string used in UsedFolders(text).Where(used => Array.IndexOf(Folders, used) > own)) wrong.Add($"{file} uses {used}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        var wrong = new List<string>();
        foreach ((string folder, string[] rooms) in Rooms)
        {
            foreach ((string file, IEnumerable<string> usedFiles) in UsedFiles(folder))
            {
                int own = Array.IndexOf(rooms, RoomOf(file));
                if (own < 0) wrong.Add($"{file}: its room is not in the list");
                foreach (string used in usedFiles.Where(used => Array.IndexOf(rooms, RoomOf(used)) > own)) wrong.Add($"{file} uses {used}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("Walking")]
    [InlineData("Plans")]
    [InlineData("Siting")]
    [InlineData("Reports")]
    public void The_files_of_a_folder_form_no_circle(string folder)
    {
        Dictionary<string, string[]> left = UsedFiles(folder).ToDictionary(f => f.File, f => f.Used.ToArray());
        // What uses nothing that is left goes, until only circles and what stands on them are left.
        while (left.Keys.Where(file => !left[file].Any(left.ContainsKey)).ToList() is { Count: > 0 } free)
            foreach (string file in free) left.Remove(file);
        Assert.True(left.Count == 0,
            string.Join("\n", left.Select(f => $"{f.Key} uses {string.Join(", ", f.Value.Where(left.ContainsKey))}")));
    }

    [Fact]
    public void Only_Reachability_uses_the_kernel()
    {
        var others = Sources(".").Where(s => !s.File.StartsWith(Path.Combine("ServiceCircle", "Reachability"), StringComparison.Ordinal));
        Assert.Empty(others.Where(s => s.Text.Contains("Reachability.Kernel", StringComparison.Ordinal)).Select(s => s.File));
    }

    [Fact]
    public void The_picture_of_the_folders_shows_them_all_in_this_order_with_files_that_are_there()
    {
        MatchCollection rows = PictureRow().Matches(File.ReadAllText(Path.Combine(Shared.RepositoryRoot, "ARCHITECTURE.md")));
        Assert.Equal(Folders, rows.Where(r => r.Groups[1].Length == 4).Select(r => r.Groups[2].Value));
        string folder = "";
        var rooms = new Dictionary<string, List<string>>();
        foreach (Match row in rows)
        {
            bool isRoom = row.Groups[1].Length > 4;
            if (!isRoom) folder = row.Groups[2].Value;
            else if (rooms.TryGetValue(folder, out List<string>? list)) list.Add(row.Groups[2].Value);
            else rooms[folder] = [row.Groups[2].Value];
            string place = Path.Combine(Shared.RepositoryRoot, "src", "ServiceCircle", folder, isRoom ? row.Groups[2].Value : "");
            Assert.NotEmpty(Directory.GetFiles(place, row.Groups[3].Value, SearchOption.AllDirectories));
        }
        foreach ((string name, string[] order) in Rooms) Assert.Equal(order.Where(r => r != "."), rooms[name]);
    }

    [Fact]
    public void The_rule_sees_usings_and_names()
    {
        Assert.Equal(["Osm"], UsedFolders("using ServiceCircle.Osm;\n"));
        Assert.Equal(["Osm"], UsedFolders("x = ServiceCircle.Osm.OsmFile.Open(p)"));
        Assert.Equal(["Geo"], UsedFolders("double d = Geo.LocalMetres.Between(a, b);"));
        Assert.Empty(UsedFolders("var g = NetTopologySuite.Geometries.Coverage.X; // Osm.\n/// <see cref=\"Osm.X\"/>"));
    }

    [Fact]
    public void Nothing_is_unfinished()
    {
        string[] marks = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME"];
        var unfinished = Sources(".").Where(s => marks.Any(s.Text.Contains)).Select(s => s.File);
        Assert.True(!unfinished.Any(), string.Join("\n", unfinished));
    }

    /// <summary>Source files below src/<paramref name="project"/>, by their path from there.</summary>
    private static IEnumerable<(string File, string Text)> Sources(string project)
    {
        string root = Path.Combine("src", project);
        var files = Shared.SourceFiles(root).ToList();
        Assert.NotEmpty(files);
        return files.Select(f => (Path.GetRelativePath(root, f), File.ReadAllText(Path.Combine(Shared.RepositoryRoot, f))));
    }

    /// <summary>Folders named in code, comments aside: in a using, after "ServiceCircle.", or as "Folder.Type".</summary>
    private static IEnumerable<string> UsedFolders(string text) =>
        FolderName().Matches(Comment().Replace(text, "")).Select(m => m.Groups[1].Value).Where(Folders.Contains).Distinct();

    /// <summary>The files of a folder, each with the files of the same folder whose types it names.</summary>
    private static IEnumerable<(string File, IEnumerable<string> Used)> UsedFiles(string folder)
    {
        (string File, string Text)[] files =
            [.. Sources("ServiceCircle").Where(s => s.File.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))];
        var declaredIn = files.SelectMany(f => TypeDeclaration().Matches(f.Text).Select(m => (Type: m.Groups[1].Value, f.File)))
            .DistinctBy(d => d.Type).ToDictionary(d => d.Type, d => d.File);
        return files.Select(
            f => (f.File, NamesIn(NoCode().Replace(f.Text, "")).Select(n => declaredIn.GetValueOrDefault(n)).OfType<string>()
            .Where(used => used != f.File).Distinct()));

        // A member of another type that happens to have the name of a type stands for itself.
        static IEnumerable<string> NamesIn(string code) => TypeName().Matches(code).Select(m => m.Value)
            .Except(MemberName().Matches(code).Where(m => m.Groups[1].Value != m.Groups[2].Value).Select(m => m.Groups[2].Value));
    }

    /// <summary>The subfolder of a file within its folder; "." for none.</summary>
    private static string RoomOf(string file) => file.Split(Path.DirectorySeparatorChar) is [_, var room, _, ..] ? room : ".";

    [GeneratedRegex(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|readonly|partial) )*(?:record struct|record|class|struct|interface|enum) (\w+)",
            RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex TypeName();

    /// <summary>A property or a parameter of a record: its type and its name.</summary>
    [GeneratedRegex(@"(\w+)[?>\]]* ([A-Z]\w+)(?= \{|,|\)|\s+=>)")]
    private static partial Regex MemberName();

    /// <summary>Comments, texts, and members of enumerations, which may have the name of a type.</summary>
    [GeneratedRegex(@"//.*|""(?:\\.|[^""\\])*""|^ +[A-Z]\w+,$", RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^( {4,6})(\w+)/ .* (\w+\.cs)$", RegexOptions.Multiline)]
    private static partial Regex PictureRow();

    [GeneratedRegex(@"(?:ServiceCircle\.|(?<![\w.]))([A-Z]\w+)(?=\.[A-Z]\w*|;)")]
    private static partial Regex FolderName();
}

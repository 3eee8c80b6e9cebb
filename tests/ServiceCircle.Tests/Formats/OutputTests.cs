using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_appears_when_complete_and_missing_folders_are_made()
    {
        string path = _folder["new/deeper/a.txt"];
        OutputFile.Write(path, stream =>
        {
            stream.Write("done"u8);
            Assert.False(File.Exists(path));
        });
        Assert.Equal("done", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder["new/deeper"]));
    }

    [Fact]
    public void A_failed_run_leaves_the_old_file_and_no_part()
    {
        string path = _folder.Write("a.txt", "old");
        Assert.Throws<ArithmeticException>(() => OutputFile.Write(path, stream =>
        {
            stream.Write(new byte[1 << 20]);
            throw new ArithmeticException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_bad_input()
    {
        string file = _folder.Write("file", "x");
        Assert.Throws<InputException>(() => OutputFile.Write(Path.Combine(file, "a.txt"), _ => { }));
        Assert.Throws<InputException>(() => OutputFile.Write(_folder.Path, _ => { }));
    }

    [Fact]
    public void A_folder_shows_all_its_files_at_once_and_keeps_foreign_ones()
    {
        _folder.Write("mine.txt", "foreign");
        _folder.Write("a.txt", "old");
        using (var output = new OutputFolder(_folder.Path))
        {
            output.Write("a.txt", s => s.Write("new"u8));
            output.Write("sub/b.txt", s => s.Write("b"u8));
            Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
            output.Complete();
        }
        Assert.Equal(["new", "b", "foreign"], new[] { "a.txt", "sub/b.txt", "mine.txt" }.Select(name => File.ReadAllText(_folder[name])));
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Files_written_side_by_side_appear_together_or_not_at_all()
    {
        _folder.Write("f0.txt", "old");
        (string, Action<Stream>)[] files =
            [.. Enumerable.Range(0, 20).Select(i => ($"f{i}.txt", (Action<Stream>)(s => s.WriteByte((byte)('a' + i)))))];
        (string, Action<Stream>)[] failing =
            [.. files, ("x.txt", _ => throw new ArithmeticException()), ("y.txt", _ => throw new FormatException())];
        using (var output = new OutputFolder(_folder.Path)) Assert.Throws<ArithmeticException>(() => output.WriteAll(failing));
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
        using (var output = new OutputFolder(_folder.Path))
        {
            output.WriteAll(files);
            output.Complete();
        }
        Assert.Equal("abcdefghijklmnopqrst", string.Concat(Enumerable.Range(0, 20).Select(i => File.ReadAllText(_folder[$"f{i}.txt"]))));
    }

    [Fact]
    public void A_folder_that_is_not_completed_stays_as_it_was()
    {
        _folder.Write("a.txt", "old");
        using (var output = new OutputFolder(_folder.Path)) output.Write("a.txt", s => s.Write("new"u8));
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Fact]
    public void What_an_earlier_output_wrote_and_this_one_does_not_goes_and_foreign_files_and_folders_stay()
    {
        foreach (string name in (string[])["a.txt", "trend.csv", "scenario-3/a.txt", "mine.txt", "scenario-1/mine.txt", "scenario-north.json",
            "scenario-12.json"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder["out/" + name])!);
            _folder.Write("out/" + name, "old");
        }
        // With a foreign folder the names of the two folders cannot be exchanged; the same holds without.
        foreach (bool hasForeignFolder in (bool[])[false, true])
        {
            if (hasForeignFolder) Directory.CreateDirectory(_folder["out/their"]);
            using var output = new OutputFolder(_folder["out"], "trend.csv", "scenario-#/a.txt", "scenario-#.json");
            output.Write("a.txt", s => s.Write("new"u8));
            output.Write("scenario-1/a.txt", s => s.Write("new"u8));
            output.Complete();
            Assert.Equal(
                ["a.txt", "mine.txt", "scenario-1/a.txt", "scenario-1/mine.txt", "scenario-north.json"],
                Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(_folder["out"], f)).Order(StringComparer.Ordinal));
            Assert.Equal("newold", File.ReadAllText(_folder["out/a.txt"]) + File.ReadAllText(_folder["out/mine.txt"]));
            Assert.Equal(hasForeignFolder, Directory.Exists(_folder["out/their"]));
            Assert.Equal([_folder["out"]], Directory.GetFileSystemEntries(_folder.Path));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_sees_new_results_and_then_old_ones(bool hasForeignFolder)
    {
        if (hasForeignFolder) Directory.CreateDirectory(_folder["out/their"]);
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"f{i}.txt")];
        using var end = new CancellationTokenSource();
        Task<(int Seen, int Wrong)> reader = Task.Run(() =>
        {
            int seen = 0, wrong = 0;
            while (!end.IsCancellationRequested)
            {
                // Who has seen a file of one generation finds no other file of an earlier one.
                foreach ((string one, string other) in ((string, string)[])[(names[0], names[^1]), (names[^1], names[0])])
                {
                    int first = Generation(one), then = Generation(other);
                    if (first < 0 || then < 0) continue;
                    seen++;
                    if (then < first) wrong++;
                }
            }
            return (seen, wrong);
        });
        for (int generation = 0; generation < 100; generation++)
        {
            using var output = new OutputFolder(_folder["out"]);
            output.WriteAll([.. names.Select(n => (n, (Action<Stream>)(s => s.Write(BitConverter.GetBytes(generation)))))]);
            output.Complete();
        }
        await end.CancelAsync();
        (int pairs, int mixed) = await reader;
        Assert.Equal(0, mixed);
        Assert.True(pairs > 100, $"{pairs} pairs of files were read");

        int Generation(string name)
        {
            try
            {
                return BitConverter.ToInt32(File.ReadAllBytes(_folder["out/" + name]));
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                return -1;
            }
        }
    }

    [Fact]
    public void A_link_to_a_file_or_a_folder_stays_a_link()
    {
        string file = _folder.Write("real.txt", "old"), link = _folder["link.txt"];
        File.CreateSymbolicLink(link, file);
        OutputFile.Write(link, s => s.Write("new"u8));
        Directory.CreateDirectory(_folder["real"]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["real"]);
        using (var output = new OutputFolder(_folder["link"]))
        {
            output.Write("a.txt", s => s.Write("a"u8));
            output.Complete();
        }
        Assert.Equal((file, _folder["real"]), (new FileInfo(link).LinkTarget, new DirectoryInfo(_folder["link"]).LinkTarget));
        Assert.Equal("newa", File.ReadAllText(file) + File.ReadAllText(_folder["real/a.txt"]));
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void A_pipe_is_neither_replaced_nor_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes have names on Linux");
        using (var process = System.Diagnostics.Process.Start("mkfifo", [_folder["pipe"]])) process.WaitForExit();
        Assert.Throws<InputException>(() => OutputFile.Write(_folder["pipe"], _ => { }));
        Assert.Throws<InputException>(() => GivenFile.OpenRead(_folder["pipe"]));
        Assert.Throws<InputException>(() => GivenFile.ReadAllBytes("/dev/zero", int.MaxValue));
        Assert.Equal(
            [FileKind.NoFile, FileKind.Folder, FileKind.Missing, FileKind.File],
            ((string[])[_folder["pipe"], _folder.Path, _folder["none"], _folder.Write("a", "a")]).Select(UnixFiles.KindOf));
    }

    [Fact]
    public void A_full_disk_is_told_with_the_space_that_is_needed_and_nothing_changes()
    {
        _folder.Write("a.txt", "old");
        int asked = 0;
        void Write(Stream stream)
        {
            // 28 is "no space left on device"; the second time only the size is counted.
            if (asked++ == 0) throw new IOException("full", 28);
            for (int i = 0; i < 25; i++) stream.Write(new byte[100_000]);
        }
        InputException told = Assert.Throws<InputException>(() => OutputFile.Write(_folder["a.txt"], Write));
        Assert.Equal("2.5 MB or more", told.Expected);
        asked = 0;
        using (var output = new OutputFolder(_folder["out"]))
        {
            output.Write("first.txt", s => s.Write(new byte[1_000_000]));
            told = Assert.Throws<InputException>(() => output.Write("a.txt", Write));
        }
        Assert.Equal("3.5 MB or more", told.Expected);
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFileSystemEntries(_folder.Path))));
    }

    [Fact]
    public void What_killed_runs_left_goes_with_the_next_and_what_living_ones_write_stays()
    {
        string Part(string name, char digit) => $"{name}.tmp{new string(digit, 32)}";
        string[] dead = [Part("a.txt", '1'), Part("out", '1'), Part("out", '1') + ".lock"],
            others = [Part("b.txt", '2'), "a.txt.tmp1", Part("a.txt", 'x'), Part("out", '3')];
        foreach (string name in dead.Concat(others))
        {
            if (name.StartsWith("out", StringComparison.Ordinal) && !name.EndsWith(".lock", StringComparison.Ordinal))
                Directory.CreateDirectory(_folder[name + "/sub"]);
            else _folder.Write(name, "half");
        }
        using (File.Create(_folder[Part("a.txt", '4')]))
        using (File.Create(_folder[Part("out", '4') + ".lock"]))
        {
            OutputFile.Write(_folder["a.txt"], _ => { });
            using var output = new OutputFolder(_folder["out"]);
            output.Write("b.txt", _ => { });
            output.Complete();
        }
        Assert.Equal(
            ((string[])["a.txt", "out", Part("a.txt", '4'), Part("out", '4') + ".lock", .. others]).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(_folder.Path).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_stay_within_the_folder_and_are_written_once()
    {
        using var output = new OutputFolder(_folder["out"]);
        Assert.Throws<ArgumentException>(() => output.Write("../a.txt", _ => { }));
        output.Write("a.txt", _ => { });
        Assert.Throws<ArgumentException>(() => output.Write("a.txt", _ => { }));
    }
}

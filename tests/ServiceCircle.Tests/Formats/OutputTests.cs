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
    public void Names_stay_within_the_folder_and_are_written_once()
    {
        using var output = new OutputFolder(_folder["out"]);
        Assert.Throws<ArgumentException>(() => output.Write("../a.txt", _ => { }));
        output.Write("a.txt", _ => { });
        Assert.Throws<ArgumentException>(() => output.Write("a.txt", _ => { }));
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServiceCircle.Fuzz;

/// <summary>What came of the changed files of one reader.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Read">Files that were read.</param>
/// <param name="Refused">Files that were refused as bad input, as they should be.</param>
/// <param name="Answers">Different refusals, numbers and names left out: how far the changes went.</param>
/// <param name="Failures">Files that ended otherwise, each with how.</param>
public sealed record Outcome(string Reader, int Read, int Refused, int Answers, IReadOnlyList<string> Failures);

/// <summary>
/// Changes files of a small town at random and reads them: each must be read, or refused as bad input, in ten seconds of work and a
/// gigabyte. A file that is answered in a way not seen before is changed further (Zalewski's AFL, with answers in the place of branches).
/// </summary>
public sealed partial class Campaign
{
    private const int MostKept = 300, MostFailures = 20;
    private const long MostBytes = 1L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private string _reading = "";
    private long _since = long.MaxValue; // processor time of the program when it began to read, ticks

    /// <summary>A campaign in a folder of its own, with the small town in it.</summary>
    public Campaign(string folder)
    {
        _folder = folder;
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fuzz-town")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        Readers = Fuzz.Reader.All(folder);
    }

    public IReadOnlyList<Reader> Readers { get; }

    /// <summary>The file that has been read for too long, or null.</summary>
    public string? Hanging => Worked() - Volatile.Read(ref _since) > Longest.Ticks ? _reading : null;

    /// <summary>Reads so many changed files. The same seed gives the same files.</summary>
    public Outcome Run(Reader reader, int seed, int inputs)
    {
        string path = Path.Combine(_folder, reader.Name);
        // Most files come from one that is read; a file that is refused is changed in vain if it is refused before the change.
        List<byte[]> valid = [reader.File], kept = [reader.File];
        var answers = new HashSet<string>();
        var failures = new List<string>();
        int read = 0, refused = 0;
        for (int i = 0; i < inputs && failures.Count < MostFailures; i++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + i));
            List<byte[]> from = random.Next(4) > 0 ? valid : kept;
            byte[] changed = new Mutator(random).Change(from[random.Next(from.Count)], kept[random.Next(kept.Count)], reader.IsText);
            File.WriteAllBytes(path, reader.Pack(changed));
            string answer = Read(reader, path);
            if (answer.Length == 0)
            {
                read++;
                if (valid.Count < MostKept) valid.Add(changed);
            }
            else if (answer[0] == ' ') refused++;
            else failures.Add(Keep(path, reader, seed, i) + ": " + answer);
            if (answers.Add(Spoken().Replace(answer, "")) && kept.Count < MostKept) kept.Add(changed);
        }
        File.WriteAllBytes(path, reader.Pack(reader.File));
        return new Outcome(reader.Name, read, refused, answers.Count, failures);
    }

    /// <summary>Nothing if it is read, a blank and why not if it is refused, else what went wrong.</summary>
    private string Read(Reader reader, string path)
    {
        long before = GC.GetTotalAllocatedBytes();
        (_reading, _since) = (path, Worked());
        try
        {
            reader.Read(path);
            return Grown();
        }
        catch (InputException e)
        {
            return Grown() is { Length: > 0 } grown ? grown : $" {e.Found}; {e.Expected}";
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        finally
        {
            _since = long.MaxValue;
        }

        string Grown() => Worked() - _since > Longest.Ticks ? "worked for more than ten seconds" : GC.GetTotalAllocatedBytes() - before is > MostBytes and var bytes ? $"took {bytes >> 20} MiB" : "";
    }

    /// <summary>Time that processors have worked for the program: what else runs on the machine is no part of it.</summary>
    private static long Worked()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.Ticks;
    }

    private static string Keep(string path, Reader reader, int seed, int number)
    {
        string kept = Path.Combine(Directory.CreateDirectory("out/fuzz").FullName, $"{seed}-{number}-{reader.Name}");
        File.Copy(path, kept, overwrite: true);
        return kept;
    }

    [GeneratedRegex("\"[^\"]*\"|[0-9]+")]
    private static partial Regex Spoken();
}

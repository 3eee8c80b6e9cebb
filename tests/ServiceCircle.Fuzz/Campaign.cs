using System.Text.RegularExpressions;

namespace ServiceCircle.Fuzz;

/// <summary>What came of the changed files of one reader.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Read">Files that were read.</param>
/// <param name="Refused">Files that were refused as bad input, as they should be.</param>
/// <param name="Used">Files that a command went on with after they were read; among those read and refused.</param>
/// <param name="Worked">Time of the processor for all of it.</param>
/// <param name="Answers">Different refusals, numbers and names left out: how far the changes went.</param>
/// <param name="Failures">Files that ended otherwise, each with how.</param>
public sealed record Outcome(string Reader, int Read, int Refused, int Used, TimeSpan Worked, int Answers, IReadOnlyList<string> Failures);

/// <summary>
/// Changes files of a small town at random and reads them: each must be read, or refused as bad input, in ten seconds of work and a
/// gigabyte. A file that is answered in a way not seen before is changed further (Zalewski's AFL, with answers in the place of branches);
/// where the library counts its branches, one that takes a new branch.
/// </summary>
public sealed partial class Campaign
{
    private const int MostKept = 300, MostFailures = 20, DamagedOneIn = 15;
    /// <summary>Allocated in all; what is held at once is limited by the program's heap (its project file).</summary>
    private const long MostBytes = 4L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromMinutes(5);

    private readonly Branches? _branches = Branches.Find();
    private readonly string _folder;
    private readonly int _usedOneIn;
    private string _reading = "";
    private long _since = long.MaxValue; // processor time of the program when it began to read, ticks
    private long _begun; // when it began to read, by the clock, milliseconds

    /// <summary>A campaign in a folder of its own, with the small town in it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="usedOneIn">Of so many files that were read, one is gone on with as a command does.</param>
    public Campaign(string folder, int usedOneIn)
    {
        (_folder, _usedOneIn) = (folder, usedOneIn);
        foreach (string file in Directory.GetFiles(Corpus)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        Readers = new Readers(new Town(folder)).All();
        foreach (Reader reader in Readers) File.WriteAllBytes(Path.Combine(folder, reader.Name), reader.Begin);
    }

    /// <summary>The folder of files to begin with.</summary>
    internal static string Corpus => Path.Combine(AppContext.BaseDirectory, "fuzz-town");

    /// <summary>Where files are kept that were neither read nor refused.</summary>
    internal static string OfFailures => Directory.CreateDirectory("out/fuzz").FullName;

    public IReadOnlyList<Reader> Readers { get; }

    /// <summary>Branches that the library has taken; null if it does not count them.</summary>
    public int? BranchesTaken => _branches?.Count;

    /// <summary>The file that has been read or waited for too long, or null.</summary>
    public string? Hanging => Volatile.Read(ref _since) is not long.MaxValue and var since
        && (Worked() - since > Longest.Ticks || Environment.TickCount64 - Volatile.Read(ref _begun) > LongestWait.TotalMilliseconds)
        ? _reading : null;

    /// <summary>Reads so many changed files. The same seed gives the same files.</summary>
    public Outcome Run(Reader reader, int seed, int inputs)
    {
        string path = Path.Combine(_folder, reader.Name);
        // Most files come from one that is read; a file that is refused is changed in vain if it is refused before the change.
        List<byte[]> valid = [reader.File], kept = [reader.File];
        var answers = new HashSet<string>();
        var failures = new List<string>();
        // Two packings of one map get different changes.
        int read = 0, refused = 0, used = 0, kind = reader.Name.Aggregate(0, (hash, c) => unchecked(hash * 31 + c));
        long began = Worked();
        string begun = Answer(path, reader.Read);
        if (begun.Length == 0) begun = Answer(path, reader.Use);
        if (begun.Length > 0) failures.Add($"{reader.Name}: not even the file to begin with is read:{begun}");
        File.WriteAllBytes(path, reader.Begin);
        for (int i = 0; i < inputs && failures.Count < MostFailures; i++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + kind + i));
            var mutator = new Mutator(random);
            List<byte[]> from = random.Next(4) > 0 ? valid : kept;
            byte[] changed = mutator.Change(from[random.Next(from.Count)], kept[random.Next(kept.Count)], reader.Form);
            byte[] packed = reader.Packed(changed);
            if (reader.Pack is not null && random.Next(DamagedOneIn) == 0) packed = mutator.OnBytes(packed, changed);
            File.WriteAllBytes(path, packed);
            bool isUsed = random.Next(_usedOneIn) == 0;
            string answer = Answer(path, reader.Read);
            if (answer.Length == 0 && isUsed)
            {
                used++;
                File.WriteAllBytes(path, packed);
                answer = Answer(path, reader.Use);
                if (answer.Length == 0 && valid.Count < MostKept) valid.Add(changed);
            }
            if (answer.Length == 0) read++;
            else if (answer[0] == ' ') refused++;
            else failures.Add(Keep(packed, reader, seed, i) + ": " + answer);
            bool isNew = answers.Add(Spoken().Replace(answer, ""));
            if ((_branches?.AnyNew() ?? isNew) && kept.Count < MostKept) kept.Add(changed);
        }
        File.WriteAllBytes(path, reader.Begin);
        return new Outcome(reader.Name, read, refused, used, new TimeSpan(Worked() - began), answers.Count, failures);
    }

    /// <summary>Nothing if it is read, a blank and why not if it is refused, else what went wrong.</summary>
    private string Answer(string path, Action<string> read, bool isAgain = false)
    {
        long before = GC.GetTotalAllocatedBytes();
        _reading = path;
        Volatile.Write(ref _begun, Environment.TickCount64);
        Volatile.Write(ref _since, Worked());
        try
        {
            read(path);
            return Grown();
        }
        catch (InputException e)
        {
            // A message may lack a word in one of the languages.
            foreach (Language language in Enum.GetValues<Language>()) _ = Messages.In(language).Text(e);
            return Grown() is { Length: > 0 } grown ? grown : $" {e.Found}; {e.Expected}";
        }
        catch (Exception e) when (!isAgain && Memory.IsShort(e))
        {
            // What earlier files left is not this one's.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Answer(path, read, isAgain: true);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        finally
        {
            Volatile.Write(ref _since, long.MaxValue);
        }

        string Grown() => Worked() - _since > Longest.Ticks ? "worked for more than ten seconds"
            : GC.GetTotalAllocatedBytes() - before is > MostBytes and var bytes ? $"took {bytes >> 20} MiB" : "";
    }

    /// <summary>Time that processors have worked for the program: what else runs on the machine is no part of it.</summary>
    private static long Worked() => Environment.CpuUsage.TotalTime.Ticks;

    private static string Keep(byte[] file, Reader reader, int seed, int number)
    {
        string kept = Path.Combine(OfFailures, $"{seed}-{number}-{reader.Name}");
        File.WriteAllBytes(kept, file);
        return kept;
    }

    [GeneratedRegex("\"[^\"]*\"|[0-9]+")]
    private static partial Regex Spoken();
}

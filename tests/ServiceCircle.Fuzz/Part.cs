namespace ServiceCircle.Fuzz;

/// <summary>The part of a campaign that one process does; it prints a line for each reader, its figures between tabulators.</summary>
internal static class Part
{
    public const int UsedOneIn = 8;

    /// <summary>Reads so many files in a folder of its own, of one reader or, without a name, of all.</summary>
    /// <returns>0 if all were read or refused.</returns>
    public static int Run(string folder, int inputs, int seed, string name)
    {
        var campaign = new Campaign(folder, UsedOneIn);
        Reader[] readers = [.. campaign.Readers.Where(r => name.Length == 0 || r.Name == name)];
        using var watch = new Timer(_ =>
        {
            if (campaign.Hanging is not { } file) return;
            string kept = Path.Combine(Campaign.OfFailures, "slow-" + Path.GetFileName(file));
            File.Copy(file, kept, overwrite: true);
            Console.WriteLine($"{kept}: is read for more than ten seconds");
            Environment.Exit(1);
        }, null, 1_000, 1_000);
        bool isWell = readers.Length > 0;
        for (int i = 0; i < readers.Length; i++)
        {
            // What is left over goes to the first readers.
            Outcome o = campaign.Run(readers[i], seed, inputs / readers.Length + (i < inputs % readers.Length ? 1 : 0));
            foreach (string failure in o.Failures) Console.WriteLine(failure);
            Console.WriteLine(string.Join('\t', o.Reader, o.Read, o.Refused, o.Used, (int)o.Worked.TotalMilliseconds, o.Answers, o.Failures.Count));
            isWell &= o.Failures.Count == 0;
        }
        return isWell ? 0 : 1;
    }
}

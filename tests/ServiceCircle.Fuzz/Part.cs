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
            Environment.Exit(2);
        }, null, 1_000, 1_000);
        bool isWell = readers.Length > 0;
        double weight = 0, all = readers.Sum(r => r.Weight);
        foreach (Reader reader in readers)
        {
            var before = (int)(inputs * (weight / all));
            weight += reader.Weight;
            Outcome o = campaign.Run(reader, seed, (int)(inputs * (weight / all)) - before);
            foreach (string failure in o.Failures) Console.WriteLine(failure);
            var worked = (int)o.Worked.TotalMilliseconds;
            Console.WriteLine(string.Join('\t', o.Reader, o.Read, o.Refused, o.Used, worked, o.Answers, o.Failures.Count));
            isWell &= o.Failures.Count == 0;
        }
        if (campaign.BranchesTaken is { } branches) Console.WriteLine($"{branches} branches taken");
        return isWell ? 0 : 1;
    }
}

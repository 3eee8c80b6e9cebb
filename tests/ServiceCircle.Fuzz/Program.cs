using ServiceCircle.Fuzz;

// dotnet run -c Release --project tests/ServiceCircle.Fuzz -- [inputs [seed [reader]]]
int inputs = args.Length > 0 ? int.Parse(args[0]) : 20_000, seed = args.Length > 1 ? int.Parse(args[1]) : 1;
DirectoryInfo folder = Directory.CreateTempSubdirectory("servicecircle-fuzz-");
var campaign = new Campaign(folder.FullName);
Reader[] readers = [.. campaign.Readers.Where(r => args.Length < 3 || r.Name == args[2])];
using var watch = new Timer(_ =>
{
    if (campaign.Hanging is not { } file) return;
    Console.WriteLine($"1 failed: {file} is read for more than ten seconds");
    Environment.Exit(1);
}, null, 1_000, 1_000);
int read = 0, refused = 0, failed = 0;
foreach (Reader reader in readers)
{
    Outcome outcome = campaign.Run(reader, seed, inputs / readers.Length);
    Console.WriteLine($"{reader.Name,-20} {outcome.Read,8} read {outcome.Refused,8} refused {outcome.Answers,6} answers {outcome.Failures.Count,4} failed");
    foreach (string failure in outcome.Failures) Console.WriteLine(failure);
    (read, refused, failed) = (read + outcome.Read, refused + outcome.Refused, failed + outcome.Failures.Count);
}
folder.Delete(recursive: true);
Console.WriteLine($"{read + refused + failed} inputs: {read} read, {refused} refused, {failed} failed");
return failed == 0 ? 0 : 1;

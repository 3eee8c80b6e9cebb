using ServiceCircle.Coverage;
using ServiceCircle.Ground;
using ServiceCircle.Plans.Indicators;
using ServiceCircle.Studies;

Messages words = Messages.In(Language.En);
try
{
    StudyResult result = Study.Run(StudyFile.Load(args[0]));
    foreach (ServiceSummary service in result.Coverage.Summaries)
        Console.WriteLine($"{service.Service.Category}: {service.CommunitiesCovered} of {service.Communities} communities");
    foreach (Verdict verdict in result.Verdicts.Where(v => v.IsDeciding))
        Console.WriteLine($"{verdict.Clause.Id}: {verdict.Outcome}");
    foreach (Notice warning in result.Warnings) Console.WriteLine(words.Text(warning));
    return 0;
}
catch (InputException e)
{
    Console.Error.WriteLine(words.Text(e));
    return 3;
}

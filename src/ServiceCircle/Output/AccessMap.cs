using ServiceCircle.Places;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports.Maps;

namespace ServiceCircle.Output;

/// <summary>The map of an access measure: communities by how well off they are beside the others, and what they go to.</summary>
internal static class AccessMap
{
    public static MapDrawing Draw(AccessStudy study, AccessAnswer answer, AccessClasses classes, Messages messages)
    {
        (Geo.Box extent, List<MapLayer> layers) = StudyReport.Ground(study.Result);
        (IReadOnlyList<MapLayer> homes, IReadOnlyList<string> notes) = HomeLayers.Of(
            [.. answer.Origins.Select((o, i) => (o.Community!.Community, ClassOf(classes.Of[i])))], extent, messages);
        layers.AddRange(homes);
        IEnumerable<Facility> facilities = study.Result.Facilities.Facilities.Where(f => f.Offers(study.Category));
        layers.Add(HomeLayers.Standing(facilities, extent, messages));
        return new MapDrawing(messages["access-report/map-title"], messages.Language, extent, layers)
        {
            Notes = [messages["access-report/map-note"], .. notes],
            Approval = StudyReport.Approval(study.Result.File, messages),
            HasNumbersInCircles = false,
        };
    }

    private static MapClass ClassOf(AccessClass of) => of switch
    {
        AccessClass.Best => MapClass.AccessBest,
        AccessClass.Good => MapClass.AccessGood,
        AccessClass.Weak => MapClass.AccessWeak,
        AccessClass.Worst => MapClass.AccessWorst,
        AccessClass.Nothing => MapClass.AccessNothing,
        _ => MapClass.CircleNotCounted,
    };
}

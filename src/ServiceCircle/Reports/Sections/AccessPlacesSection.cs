using ServiceCircle.Places;
using ServiceCircle.Questions.Accessibility;
using ServiceCircle.Reports.Model;

namespace ServiceCircle.Reports.Sections;

/// <summary>How access is spread over the places: the classes of the map, and the places that have least.</summary>
internal static class AccessPlacesSection
{
    /// <summary>Places that a page names; access.csv has all.</summary>
    private const int MostRows = 30;

    public static void WriteClasses(Page page, AccessModel model)
    {
        Messages m = page.Messages;
        double all = model.Answer.Weights.Sum();
        page.Table("figures", m["access-report/classes-caption"],
        [
            new(m["column/group"]), new(m["access-report/from"], true), new(m["access-report/to"], true),
            new(m["column/communities"], true), new(m["column/people"], true), new(m["column/share-without"], true),
        ], model.Classes.Rows, row =>
        {
            page.RowName(m[KeyOf(row.Class)]);
            Value(page, row.Lowest);
            Value(page, row.Highest);
            page.Number(row.Places);
            page.Number(row.People);
            page.Percent(all > 0 ? row.People / all : null);
        });
        page.Paragraph(m["access-report/classes-note"]);
        AccessFiguresSection.LeftOut(page, model);
    }

    public static void WriteLowest(Page page, AccessModel model)
    {
        Messages m = page.Messages;
        AccessAnswer answer = model.Answer;
        IReadOnlyList<double?> access = answer.Access;
        bool lessIsBetter = answer.Question.Measure.LessIsBetter;
        // Who reaches nothing has least, whatever the measure.
        int[] ranked =
        [
            .. Enumerable.Range(0, answer.Origins.Count).Where(i => answer.Origins[i].IsOnNetwork)
                .OrderByDescending(i => model.Classes.Of[i] == AccessClass.Nothing)
                .ThenBy(i => lessIsBetter ? -access[i] : access[i]).ThenByDescending(i => answer.Weights[i]),
        ];
        page.Paragraph(m.Text("access-report/lowest-intro", ("shown", Math.Min(MostRows, ranked.Length)), ("all", ranked.Length)), "");
        page.Table("sortable lowest", m["access-report/lowest-caption"],
            [new(m["column/community"]), new(m["column/unit"]), new(m["column/people"], true), new(m["access-report/value"], true),
                new(m["column/group"])],
            ranked.Take(MostRows), i =>
            {
                Community community = answer.Origins[i].Community!.Community;
                page.RowName(community.Name);
                page.Name(community.Unit ?? "");
                if (answer.People[answer.Origins[i].Index] is { } people) page.Number(m.Number(people), people);
                else page.Number(m["value/unknown"], -1);
                Value(page, access[i]);
                page.Text(m[KeyOf(model.Classes.Of[i])]);
            });
        AccessFiguresSection.LeftOut(page, model);
    }

    private static void Value(Page page, double? value)
    {
        if (value is { } known) page.Number(AccessFiguresSection.Value(page.Messages, known), known);
        else page.Number(page.Messages["value/none"], -1);
    }

    private static string KeyOf(AccessClass of) => of switch
    {
        AccessClass.Best => "access-report/class-best",
        AccessClass.Good => "access-report/class-good",
        AccessClass.Weak => "access-report/class-weak",
        AccessClass.Worst => "access-report/class-worst",
        AccessClass.Nothing => "access-report/class-nothing",
        _ => "status/not-snapped",
    };
}

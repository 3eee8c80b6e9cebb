using ServiceCircle.Coverage;
using ServiceCircle.Places;
using ServiceCircle.Reports.Model;
using static ServiceCircle.Tests.Reports.SampleReport;

namespace ServiceCircle.Tests.Reports;

public class HeadlineSentenceTests
{
    private static readonly Service Elder = Service(Categories[0]), Child = Service(Categories[1]);

    private static void Says(CoverageResult coverage, string en, string zh)
    {
        Assert.Equal(en, HeadlineSentence.Text(coverage, Names(Language.En), Language.En));
        Assert.Equal(zh, HeadlineSentence.Text(coverage, Names(Language.Zh), Language.Zh));
    }

    [Fact]
    public void Some_covered() => Says(
        Result([Elder, Child], Walks(Community("a", 8_000), 3, 15), Walks(Community("b", 16_000), 3, null),
            Walks(Community("c", 1_000), null, null)),
        "1 of 3 communities (32 % of 25,000 people) reaches all 2 services within 15 minutes; childcare is missing most (17,000 people in 2 communities).",
        "3个社区中有1个（占2.5万人的32%）在15分钟内步行可达全部2项服务；缺口最大的是托育服务（2个社区、1.7万人）。");

    [Fact]
    public void None_covered() => Says(
        Result([Elder, Child], Walks(Community("a", 100), null, 15), Walks(Community("b", 200), 3, null)),
        "None of 2 communities (300 people) reaches all 2 services within 15 minutes; childcare is missing most (200 people in 1 community).",
        "2个社区（300人）中，没有一个社区能在15分钟内步行到达全部2项服务；缺口最大的是托育服务（1个社区、200人）。");

    [Fact]
    public void All_covered() => Says(
        Result([Elder, Child], Walks(Community("a", 100), 1, 15), Walks(Community("b", 200), 3, 2)),
        "2 of 2 communities (100 % of 300 people) reach all 2 services within 15 minutes; nothing is missing.",
        "2个社区中有2个（占300人的100%）在15分钟内步行可达全部2项服务；各社区服务齐全，无缺项。");

    [Fact]
    public void One_service() => Says(
        Result([Child], Walks(Community("a", 100), 1), Walks(Community("b", 300), [null])),
        "1 of 2 communities (25 % of 400 people) reaches childcare within 15 minutes; the others do not (300 people in 1 community).",
        "2个社区中有1个（占400人的25%）在15分钟内步行可达托育服务；其余社区尚未覆盖（1个社区、300人）。");

    [Fact]
    public void Only_one_of_several_is_missing_and_limits_differ() => Says(
        Result([Service(Categories[0], 5), Child], Walks(Community("a", 100), 1, 2), Walks(Community("b", 300), null, 3)),
        "1 of 2 communities (25 % of 400 people) reaches all 2 services within each service's limit (5 to 15 minutes); only day care for the elderly is missing (300 people in 1 community).",
        "2个社区中有1个（占400人的25%）在各项服务的限定时间（5至15分钟）内步行可达全部2项服务；仅缺老年人日间照料（1个社区、300人）。");

    [Fact]
    public void Communities_that_are_not_on_the_network_are_named_apart() => Says(
        Result([Child], Walks(Community("a", 100), 1), NotSnapped(Community("b", 60), 1)),
        "1 of 1 community (100 % of 100 people) reaches childcare within 15 minutes; nothing is missing. 1 community (60 people) could not be placed on the walking network and is not counted.",
        "1个社区中有1个（占100人的100%）在15分钟内步行可达托育服务；各社区服务齐全，无缺项。另有1个社区（60人）未能接入路网，未计入。");

    private static CoverageResult WithoutData(CoverageResult coverage, params int[] services) => coverage with
    {
        Summaries = [.. coverage.Summaries.Select((s, i) => s with { HasData = !services.Contains(i) })],
    };

    [Fact]
    public void A_service_of_which_there_is_no_data_is_not_missing()
    {
        CoverageResult coverage = Result([Elder, Child], Walks(Community("a", 100), 1, null), Walks(Community("b", 300), null, null));
        Says(
            WithoutData(coverage, 1),
            "1 of 2 communities (25 % of 400 people) reaches day care for the elderly within 15 minutes; the others do not (300 people in 1 community). Nothing is known of childcare: OpenStreetMap holds none here, and no table was given.",
            "2个社区中有1个（占400人的25%）在15分钟内步行可达老年人日间照料；其余社区尚未覆盖（1个社区、300人）。托育服务无数据：OpenStreetMap在本区域没有记录，也未提供表格。");
        Says(
            WithoutData(coverage, 0, 1),
            "Nothing is known of day care for the elderly, childcare: OpenStreetMap holds none here, and no table was given.",
            "老年人日间照料、托育服务无数据：OpenStreetMap在本区域没有记录，也未提供表格。");
    }

    [Fact]
    public void Communities_at_the_edge_of_the_map_and_without_a_population_are_told_beside_the_figure() => Says(
        Result([Child], Walks(Community("a", 100), 1), Walks(Community("b", 60), 2) with { Status = CommunityStatus.EdgeOfMap },
            Walks(Community("c", null), 2)),
        "3 of 3 communities (100 % of 160 people) reach childcare within 15 minutes; nothing is missing. 1 community (60 people) lies at the edge of the map; what is beyond it is unknown. 1 community does not say how many people live there and is counted without people.",
        "3个社区中有3个（占160人的100%）在15分钟内步行可达托育服务；各社区服务齐全，无缺项。1个社区（60人）位于地图边缘，图外设施未知。1个社区未填人口，计入社区数，不计入人口数。");

    [Fact]
    public void Nobody_counted() => Says(
        Result([Child], NotSnapped(Community("a", 100), 1), NotSnapped(Community("b", 60), 1)),
        "None of the 2 communities could be placed on the walking network, so nothing was measured.",
        "2个社区均未能接入路网，未作测算。");

    [Fact]
    public void Populations_unknown() => Says(
        Result([Elder, Child], Walks(Community("a", null), 1, 2), Walks(Community("b", null), 1, null)),
        "1 of 2 communities reaches all 2 services within 15 minutes (numbers of people not given); only childcare is missing (1 community).",
        "2个社区中有1个在15分钟内步行可达全部2项服务（未提供人口数据）；仅缺托育服务（1个社区）。");

    [Fact]
    public void Nothing_asked_and_nobody_there()
    {
        Says(Result([], Walks(Community("a", 1))), "The study asks for no service, so nothing was measured.", "本次研究未指定服务类别，未作测算。");
        Says(Result([Child]), "The study has no communities, so nothing was measured.", "本次研究没有社区数据，未作测算。");
    }

    [Fact]
    public void Most_missing_is_by_people_then_by_communities_then_by_order()
    {
        CoverageResult byPeople = Result([Elder, Child],
            Walks(Community("a", 500), null, 3), Walks(Community("b", 100), 3, null), Walks(Community("c", 100), 3, null));
        Assert.Equal([Elder, Child], MissingService.Ranked(byPeople).Select(m => m.Service));
        CoverageResult byCommunities = Result([Elder, Child],
            Walks(Community("a", 200), null, 3), Walks(Community("b", 100), 3, null), Walks(Community("c", 100), 3, null));
        Assert.Equal([Child, Elder], MissingService.Ranked(byCommunities).Select(m => m.Service));
    }

    [Fact]
    public void The_closing_line_names_the_report()
    {
        CoverageResult coverage = Result([Child], Walks(Community("a", 100), 1));
        Assert.EndsWith(
            " Report: out/report.html", HeadlineSentence.ClosingLine(coverage, 0, Names(Language.En), Language.En, "out/report.html"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "报告：out/report.html", HeadlineSentence.ClosingLine(coverage, 0, Names(Language.Zh), Language.Zh, "out/report.html"),
            StringComparison.Ordinal);
    }
}

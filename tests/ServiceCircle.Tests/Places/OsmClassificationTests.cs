using ServiceCircle.Places;

namespace ServiceCircle.Tests.Places;

public class OsmClassificationTests
{
    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();

    [Theory]
    // Tags alone, as outside China.
    [InlineData("amenity=clinic", "health.clinic")]
    [InlineData("amenity=doctors healthcare=doctor", "health.clinic")]
    [InlineData("healthcare=clinic", "health.clinic")]
    // Out of use, whatever key is left.
    [InlineData("amenity=clinic disused=yes", "")]
    [InlineData("healthcare=clinic disused:amenity=clinic", "")]
    [InlineData("healthcare=clinic was:amenity=clinic;doctors", "")]
    [InlineData("amenity=clinic disused:shop=chemist", "health.clinic")] // what was there before
    [InlineData("amenity=clinic demolished:building=yes", "health.clinic")]
    [InlineData("amenity=clinic opening_hours=off", "")]
    [InlineData("amenity=clinic opening_hours=closed", "")]
    [InlineData("amenity=clinic opening_hours=Mo-Fr", "health.clinic")]
    [InlineData("amenity=clinic healthcare=dentist", "dentist")]
    [InlineData("amenity=dentist", "dentist")]
    [InlineData("amenity=veterinary healthcare=clinic", "")]
    [InlineData("amenity=hospital healthcare=hospital", "health.hospital")]
    [InlineData("amenity=hospital healthcare:speciality=gynaecology;paediatrics", "health.hospital health.maternal")]
    [InlineData("amenity=hospital healthcare:speciality=gynaecology;cardiology", "health.hospital")]
    [InlineData("amenity=clinic healthcare=centre operator:type=public", "health.centre")]
    [InlineData("amenity=clinic operator:type=government", "health.centre")]
    [InlineData("healthcare=centre", "health")]
    [InlineData("amenity=pharmacy healthcare=pharmacy", "health.pharmacy")]
    [InlineData("shop=chemist", "")]
    [InlineData("amenity=social_facility social_facility=day_care social_facility:for=senior", "elder.daycare")]
    [InlineData("amenity=social_facility social_facility=outreach social_facility:for=senior;disabled", "elder.station")]
    [InlineData("amenity=social_facility social_facility=group_home social_facility:for=senior", "elder.home")]
    [InlineData("amenity=social_facility social_facility=group_home social_facility:for=senior operator:type=public",
        "elder.home elder.support-home")]
    [InlineData("amenity=social_facility social_facility:for=senior", "elder")]
    [InlineData("amenity=social_facility social_facility=nursing_home", "elder.home")]
    [InlineData("amenity=social_facility social_facility=nursing_home social_facility:for=disabled", "dis.care")]
    [InlineData("amenity=social_facility social_facility=group_home", "")]
    [InlineData("amenity=social_facility social_facility=group_home social_facility:for=orphan", "child.welfare")]
    [InlineData("amenity=social_facility social_facility=shelter social_facility:for=juvenile", "child.protection")]
    [InlineData("amenity=social_facility", "")]
    [InlineData("amenity=nursing_home", "elder.home")]
    [InlineData("amenity=retirement_home", "elder.home")]
    [InlineData("amenity=community_centre community_centre:for=senior", "elder.activity")]
    [InlineData("amenity=community_centre", "culture.centre")]
    [InlineData("amenity=childcare", "child.nursery")]
    [InlineData("amenity=childcare min_age=6", "")]
    [InlineData("amenity=kindergarten", "child.kindergarten")]
    [InlineData("amenity=kindergarten nursery=yes", "child.kindergarten child.nursery")]
    [InlineData("amenity=kindergarten min_age=1", "child.kindergarten child.nursery")]
    [InlineData("amenity=kindergarten max_age=2", "child.nursery")]
    [InlineData("leisure=sports_centre sport=tennis;fitness", "sport.centre")]
    [InlineData("leisure=fitness_centre", "sport.gym")]
    [InlineData("leisure=fitness_station", "sport.outdoor")]
    [InlineData("leisure=playground", "park")]
    [InlineData("leisure=park sport=running", "park sport.park")]
    [InlineData("leisure=pitch sport=basketball", "sport.pitch")]
    [InlineData("leisure=track sport=motor", "")]
    [InlineData("leisure=swimming_pool", "")]
    [InlineData("leisure=swimming_pool access=yes", "sport.centre")]
    [InlineData("leisure=garden", "")]
    [InlineData("amenity=school", "edu")]
    [InlineData("amenity=school isced:level=1;2", "edu.junior edu.primary")]
    [InlineData("amenity=school isced:level=1-2", "edu.junior edu.nine edu.primary")]
    [InlineData("amenity=post_office", "svc.post")]
    [InlineData("amenity=post_office", "svc.courier", "菜鸟驿站")]
    [InlineData("amenity=cafe;library", "culture.library")]
    [InlineData("building=hospital", "health.hospital", "六盘水市人民医院")]
    [InlineData("building=hospital", "", "六盘水市人民医院住院部")]
    [InlineData("leisure=swimming_pool building=yes", "sport.centre", "市游泳馆")]
    [InlineData("leisure=stadium", "", "第一中学操场")]
    [InlineData("amenity=parking", "muni.parking")]
    [InlineData("amenity=charging_station", "muni.charging")]
    [InlineData("amenity=bench", "")]
    [InlineData("disused:amenity=clinic", "")]
    // The name decides where the class leaves it open.
    [InlineData("amenity=hospital", "health.centre", "友谊街道社区卫生服务中心")]
    [InlineData("amenity=hospital", "health.hospital", "六盘水市人民医院")]
    [InlineData("amenity=hospital", "health.township", "滥坝镇中心卫生院")]
    [InlineData("amenity=clinic", "health.station", "东里社区卫生服务站")]
    [InlineData("amenity=doctors", "health.village", "北庄村卫生室")]
    [InlineData("amenity=hospital", "health.maternal", "清镇市妇幼保健院")]
    [InlineData("amenity=social_facility", "elder.station", "龙跃苑三区社区养老服务驿站")]
    [InlineData("amenity=social_facility social_facility:for=senior", "elder.centre", "沧浪街道综合为老服务中心")]
    [InlineData("amenity=social_facility social_facility=group_home social_facility:for=senior", "elder.support-home", "灵寿县敬老院")]
    [InlineData("amenity=social_facility", "child.welfare", "六盘水市儿童福利院")]
    [InlineData("amenity=kindergarten", "child.nursery", "东里托儿所")]
    [InlineData("amenity=kindergarten nursery=yes", "child.kindergarten child.nursery", "阳光幼儿园")]
    [InlineData("amenity=community_centre", "comm.complex", "东里邻里中心")]
    [InlineData("amenity=community_centre", "culture.station", "某村文化礼堂")]
    [InlineData("amenity=school", "edu.primary", "中山路小学")]
    [InlineData("amenity=school", "edu.junior edu.nine edu.primary", "某某九年一贯制学校")]
    [InlineData("amenity=college", "elder.university", "老年大学")]
    [InlineData("amenity=restaurant", "elder.meal", "长者食堂")]
    [InlineData("amenity=fast_food", "food.canteen", "社区食堂")]
    [InlineData("leisure=park", "park sport.park", "凤凰山体育公园")]
    [InlineData("office=government", "comm.committee", "某社区居委会")]
    [InlineData("leisure=fitness_centre", "sport.centre", "全民健身中心")]
    // A name of another kind of thing does not move a place out of its class.
    [InlineData("amenity=pharmacy", "health.pharmacy", "人民医院药店")]
    [InlineData("shop=supermarket", "shop.supermarket", "幸福养老院超市")]
    [InlineData("amenity=bank", "svc.bank", "某某银行有限公司")]
    // Latin names say nothing.
    [InlineData("amenity=clinic", "health.clinic", "CLÍNICA SATMA")]
    public void Tags_and_names(string tags, string categories, string? name = null) =>
        Assert.Equal(categories, string.Join(' ', Catalogue.Classify(name, Tags(tags)).Categories));

    [Theory]
    [InlineData("amenity=clinic disused=yes", null, "disused=yes")]
    [InlineData("amenity=clinic abandoned=yes", null, "abandoned=yes")]
    [InlineData("amenity=hospital building=construction", null, "building=construction")]
    [InlineData("amenity=school landuse=construction", null, "landuse=construction")]
    [InlineData("leisure=pitch access=private", null, "access=private")]
    [InlineData("leisure=swimming_pool access=no", null, null)]
    [InlineData("leisure=park access=no", null, "access=no")]
    [InlineData("amenity=clinic", "东里宠物诊所", "东里宠物诊所")]
    [InlineData("amenity=hospital", "某某医院(在建)", "在建")]
    public void Places_that_serve_nobody_are_left_out_with_a_reason(string tags, string? name, string? reason)
    {
        var found = Catalogue.Classify(name, Tags(tags));
        Assert.Empty(found.Categories);
        if (reason is null) Assert.Null(found.Reason);
        else Assert.Contains(reason, found.Reason);
    }

    [Theory]
    [InlineData("amenity=clinic disused=no", "", "health.clinic")]
    [InlineData("amenity=hospital access=private", "", "health.hospital")]
    [InlineData("amenity=parking", "中山公园停车场", "muni.parking")]
    [InlineData("amenity=charging_station", "幸福养老院充电桩", "muni.charging")]
    [InlineData("amenity=toilets", "北门", "muni.toilet")]
    public void What_only_looks_closed_stays(string tags, string name, string category) =>
        Assert.Equal([category], Catalogue.Classify(name, Tags(tags)).Categories);

    private static Dictionary<string, string> Tags(string text) =>
        text.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}

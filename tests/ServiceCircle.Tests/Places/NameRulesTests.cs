using ServiceCircle.Places;

namespace ServiceCircle.Tests.Places;

/// <summary>The samples that came with the rules, written by hand by those who know such names; and the traps named there.</summary>
public class NameRulesTests
{
    private static readonly CategoryCatalogue Catalogue = CategoryCatalogue.Load();

    [Theory]
    [InlineData("西美社区老年人日间照料中心", "elder.daycare")]
    [InlineData("福溪社区老年人日间照料中心助餐点", "elder.meal")]
    [InlineData("越溪街道珠村社区幸福食堂", "elder.meal")]
    [InlineData("沧浪街道综合为老服务中心", "elder.centre")]
    [InlineData("龙跃苑三区社区养老服务驿站", "elder.station")]
    [InlineData("灵寿县敬老院", "elder.support-home")]
    [InlineData("天津市第五老年公寓", "elder.home")]
    [InlineData("北庄村农村幸福院", "elder.mutual")]
    [InlineData("桥西区友谊街道区域养老服务中心", "elder.centre")]
    [InlineData("某某社区居家养老服务站", "elder.station")]
    [InlineData("新华区东焦街道居家养老服务中心", "elder.centre")]
    [InlineData("清镇市老年公寓", "elder.home")]
    [InlineData("阳光宝贝托育中心", "child.nursery")]
    [InlineData("华盛路培苗幼儿园", "child.kindergarten")]
    [InlineData("缤纷幼儿园托班", "child.kindergarten")]
    [InlineData("六盘水市儿童福利院", "child.welfare")]
    [InlineData("钟山区未成年人救助保护中心", "child.protection")]
    [InlineData("某小区家庭托育点", "child.home-nursery")]
    [InlineData("友谊街道社区卫生服务中心", "health.centre")]
    [InlineData("友谊街道社区卫生服务中心东里社区卫生服务站", "health.station")]
    [InlineData("大寺村委卫生所", "health.village")]
    [InlineData("北庄村卫生室", "health.village")]
    [InlineData("滥坝镇中心卫生院", "health.township")]
    [InlineData("六盘水市人民医院", "health.hospital")]
    [InlineData("金信康口腔诊所", "health.clinic")]
    [InlineData("益万家连锁药店(湘湖店)", "health.pharmacy")]
    [InlineData("某某宠物诊所", null)]
    [InlineData("市残疾人康复中心", "dis.rehab")]
    [InlineData("全民健身中心", "sport.centre")]
    [InlineData("汉口江滩篮球场", "sport.pitch")]
    [InlineData("凤凰山体育公园", "sport.park")]
    [InlineData("威尔士健身会所", "sport.gym")]
    [InlineData("社区健身路径", "sport.outdoor")]
    [InlineData("某小区健身广场", "sport.outdoor")]
    [InlineData("城市书房(万达店)", "culture.library")]
    [InlineData("凤凰街道综合文化站", "culture.centre")]
    [InlineData("某村文化礼堂", "culture.station")]
    [InlineData("老年大学", "elder.university")]
    [InlineData("东里社区老年教育学习中心", "elder.university")]
    [InlineData("西安中学", "edu.junior")]
    [InlineData("石家庄市第一中学高中部", "edu.senior")]
    [InlineData("中山路小学", "edu.primary")]
    [InlineData("小学生托管班", null)]
    [InlineData("东里邻里中心", "comm.complex")]
    [InlineData("某街道便民服务中心", "comm.centre")]
    [InlineData("某社区居委会", "comm.committee")]
    [InlineData("黄土坡农贸市场", "shop.market")]
    [InlineData("农产品批发市场", null)]
    [InlineData("美宜佳便利店", "shop.convenience")]
    [InlineData("永辉超市", "shop.supermarket")]
    [InlineData("菜鸟驿站", "svc.courier")]
    [InlineData("某某家政服务部", "svc.housekeeping")]
    [InlineData("中山公园", "park")]
    [InlineData("中山公园停车场", null)]
    [InlineData("社区食堂", "food.canteen")]
    [InlineData("长者食堂", "elder.meal")]
    [InlineData("大湾镇卫生院海开村卫生室", "health.village")]
    [InlineData("石家庄市第一医院社区医院", "health.centre")]
    [InlineData("某养老院停车场", null)]
    [InlineData("某养老院充电桩", "muni.charging")]
    [InlineData("国家电网汽车充电站", "muni.charging")]
    [InlineData("中国邮政储蓄银行", "svc.bank")]
    [InlineData("东里幼儿园北门", null)]
    [InlineData("水城区残疾人托养中心", "dis.care")]
    [InlineData("红岩社区儿童之家", "child.house")]
    [InlineData("凤凰新区菜市场", "shop.market")]
    [InlineData("某村便民超市", "shop.convenience")]
    [InlineData("市图书馆", "culture.library")]
    [InlineData("某大学体育馆", null)]
    public void Samples(string name, string? category) => Assert.Equal(category, Catalogue.ClassifyName(name));

    [Theory]
    [InlineData("幸福苑", null)]
    [InlineData("幸福院子", null)]
    [InlineData("友谊街道社区卫生服务中心西里站", "health.station")]
    [InlineData("中国银行ATM", null)]
    [InlineData("CLÍNICA SATMA", null)]
    [InlineData("Centro de Salud", null)]
    [InlineData("", null)]
    public void Traps(string name, string? category) => Assert.Equal(category, Catalogue.ClassifyName(name));

    [Fact]
    public void Very_long_names_are_judged_by_their_beginning()
    {
        Assert.Equal("elder.home", Catalogue.ClassifyName("天津市第五老年公寓" + new string('某', 100_000)));
        Assert.Null(Catalogue.ClassifyName(new string('某', 100_000) + "老年公寓"));
    }
}

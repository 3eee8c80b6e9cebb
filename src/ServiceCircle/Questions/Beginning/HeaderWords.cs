using System.Text.RegularExpressions;

namespace ServiceCircle.Questions.Beginning;

/// <summary>
/// What headers of tables of communities and facilities say, in the Chinese, English, Spanish and Portuguese that such tables come in:
/// our name of a column to patterns of its header, the surest first. What <c>init</c> writes into a study; the readers find the usual
/// names by themselves. A new word is one more alternative.
/// </summary>
internal static partial class HeaderWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static readonly (string Column, Regex[] Headers)[] Communities =
    [
        ("id", [Id(), RowNumber()]),
        ("name", [CommunityName(), AnyName()]),
        ("type", [UrbanOrRural()]),
        ("unit", [Unit()]),
        ("population", [Resident(), Population(), Registered()]),
        ("population_60plus", [Aged60()]),
        ("population_65plus", [Aged65()]),
        ("population_0_2", [Aged0()]),
        ("population_3_6", [Aged3()]),
        ("households", [Households()]),
    ];

    public static readonly (string Column, Regex[] Headers)[] Facilities =
    [
        ("id", [Id(), RowNumber()]),
        ("name", [FacilityName(), AnyName()]),
        ("category", [Category()]),
        ("capacity", [Capacity(), AnyCapacity()]),
        ("inclusive", [Inclusive()]),
        ("opened_on", [OpenedOn()]),
        ("area_m2", [FloorArea(), AnyArea()]),
        ("type", [UrbanOrRural()]),
        ("serves", [Serves()]),
        ("status", [Status()]),
    ];

    /// <summary>Headers of longitudes or eastings, and of latitudes or northings.</summary>
    public static readonly Regex X = XWords(), Y = YWords();

    /// <summary>Words of a header that name the datum of its coordinates.</summary>
    public static readonly (string Crs, Regex Words)[] Datums = [("bd09", Baidu()), ("gcj02", Amap()), ("wgs84", Gps())];

    [GeneratedRegex(
        "^((社区|小区|村|居委会|统计|区划|行政区划|设施|机构|单位|地块)?(id|编号|编码|代码|统一编码)|行政区代码|xzqdm|code|\\w+_(id|code))$",
        Options)]
    private static partial Regex Id();

    /// <summary>What programs number rows by; the next export may number them otherwise.</summary>
    [GeneratedRegex("^(序号|fid|gid|objectid|ogc_fid)$", Options)]
    private static partial Regex RowNumber();

    [GeneratedRegex(
        "^((社区|小区|村|村居|居委会|居民点|街区|地块)(名称?)?|村名|community|estate|village|barrio|bairro|neighbou?rhood|freguesia|parish"
        + "|乡|镇|街道|乡镇)$", Options)]
    private static partial Regex CommunityName();

    [GeneratedRegex("^((设施|机构|单位|网点|站点|场所|医院|学校|企业|poi)(名称?)|facility|title)$", Options)]
    private static partial Regex FacilityName();

    [GeneratedRegex("^(name|名称|名字|行政区名|xzqmc|nombre|nome|label|标题|nameunit|mc|.{0,6}名称|.{0,12}[_ ]name)$", Options)]
    private static partial Regex AnyName();

    [GeneratedRegex("^(type|类型|城乡|城乡类型|城乡分类|城乡属性|社区类型|urban_rural)$", Options)]
    private static partial Regex UrbanOrRural();

    [GeneratedRegex("^(unit|street|township|(所属|所在)?(街道|乡镇|镇街|街镇|街道乡镇|乡镇街道|街办|县|区县|县区|区)(名称)?|distrito|district|sector)$", Options)]
    private static partial Regex Unit();

    [GeneratedRegex("^(常住人口|常住人口数|居住人口|实有人口|现状人口|服务人口)(总?数)?$", Options)]
    private static partial Regex Resident();

    [GeneratedRegex(
        "^(population|pop|people|residents|inhabitants|总?人口|人口(总?数|规模)|总人口数|总?人数|poblaci[oó]n|popula[cç][aã]o|habitantes"
        + "|n_individuos|total_pop(ulation)?|pop(ulation)?_?total)$", Options)]
    private static partial Regex Population();

    [GeneratedRegex("^户籍人口(总?数)?$", Options)]
    private static partial Regex Registered();

    [GeneratedRegex(
        "^(?!.*(以下|不满|户|占比|比例|率))(p60|(.*[^0-9\\-~—至到])?60(岁|周岁|plus|\\+|p\\b|_?ou_mais|_and_over|_mas).*|老年人口?(总?数)?|老人数?)$",
        Options)]
    private static partial Regex Aged60();

    [GeneratedRegex("^(?!.*(以下|不满|户|占比|比例|率))(p65|(.*[^0-9\\-~—至到])?65(岁|周岁|plus|\\+|p\\b|_?ou_mais|_and_over|_mas).*)$", Options)]
    private static partial Regex Aged65();

    [GeneratedRegex("^(p02|(.*[^0-9])?0[-_~—至到]{1,2}[23]([^0-9].*)?|.*3岁以下.*|婴幼儿(人口|人?数)?)$", Options)]
    private static partial Regex Aged0();

    [GeneratedRegex("^(p36|(.*[^0-9])?3[-_~—至到]{1,2}6([^0-9].*)?|学龄前(儿童)?(人口|人?数)?)$", Options)]
    private static partial Regex Aged3();

    [GeneratedRegex("^((总|住|居民)?户数|households|hogares|total_households|n_agregados_domesticos_privados)$", Options)]
    private static partial Regex Households();

    [GeneratedRegex("^((设施|机构|服务|单位|业务)?(类别|类型|种类|分类)|category|categories|kind|type|fclass|amenity)$", Options)]
    private static partial Regex Category();

    [GeneratedRegex("^((核定|机构)?(床位|托位|学位|座位)(总?数|数量|规模)?|容量|规模|capacity|beds|places|seats)$", Options)]
    private static partial Regex Capacity();

    /// <summary>Not those that are planned, free or of a kind.</summary>
    [GeneratedRegex("^(?!.*(规划|拟|空余|空闲|入住|在住|使用|护理|补贴|率|占比)).*(床位|托位|学位|座位).*$", Options)]
    private static partial Regex AnyCapacity();

    [GeneratedRegex("^(是否)?普惠(性|型)?(机构)?$|^inclusive$", Options)]
    private static partial Regex Inclusive();

    [GeneratedRegex("^((启用|开业|投用|成立|建成|开办|投入使用|运营|开园)(时间|日期|年份)|opened(_on)?|opening_date|start_date)$", Options)]
    private static partial Regex OpenedOn();

    [GeneratedRegex("^(建筑面积|area_m2|floor_area(_m2)?)$", Options)]
    private static partial Regex FloorArea();

    [GeneratedRegex("^(使用面积|面积)$", Options)]
    private static partial Regex AnyArea();

    [GeneratedRegex("^((运营|建设|营业|使用)?状态|备案情况|status)$", Options)]
    private static partial Regex Status();

    [GeneratedRegex("^(服务(社区|小区|范围)|serves)$", Options)]
    private static partial Regex Serves();

    [GeneratedRegex(
        "(^|[_\\W]|[a-z0-9])(lng|lon|long|longitude|longitud)$|^(lng|lon|longitude)[_\\W]|经度|东经|^(x|e|东)(坐标)?$"
        + "|^(coord_?x|point_x|x_?coord|easting|东坐标|横坐标)$", Options)]
    private static partial Regex XWords();

    [GeneratedRegex(
        "(^|[_\\W]|[a-z0-9])(lat|latitude|latitud)$|^(lat|latitude)[_\\W]|纬度|北纬|^(y|n|北)(坐标)?$"
        + "|^(coord_?y|point_y|y_?coord|northing|北坐标|纵坐标)$", Options)]
    private static partial Regex YWords();

    [GeneratedRegex("bd-?_?09|baidu|百度|(^|[_\\W])bd([_\\W]|$)", Options)]
    private static partial Regex Baidu();

    [GeneratedRegex("gcj-?_?02|(^|[_\\W])gcj|amap|gaode|高德|腾讯|火星", Options)]
    private static partial Regex Amap();

    [GeneratedRegex("wgs|gps|(^|[_\\W])84", Options)]
    private static partial Regex Gps();
}

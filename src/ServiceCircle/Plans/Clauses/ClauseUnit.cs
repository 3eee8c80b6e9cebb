using System.Text;
using ServiceCircle.Formats;

namespace ServiceCircle.Plans.Clauses;

/// <summary>
/// The unit of a clause's value: one of a closed list, so that a slip of the pen is an error and never another number. A unit that is not
/// listed is a new line in the table.
/// </summary>
/// <param name="Text">How files and people write it: "m² per person".</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Thing">What it counts, where its kind counts several things: "hospitals"; empty if that is not said.</param>
/// <param name="Factor">Part divided by whole, times this, is the figure in this unit: 100 for %, 10000 for "per 10,000", 0.0001 for
/// 万.</param>
/// <param name="MessageKey">Key of the text that shows a number in this unit; empty if the unit stands behind the number in every
/// language.</param>
/// <param name="Spellings">Other ways to write it, in English and Chinese.</param>
internal sealed record ClauseUnit(
    string Text, UnitKind Kind, string Thing, decimal Factor, string MessageKey, params IReadOnlyList<string> Spellings)
{
    private const string Persons = "persons", Capacity = "places", Sites = "facilities", PerUnit = "per unit";

    /// <summary>
    /// Every unit. Spellings are compared without blanks, commas and case; full-width signs, ² and 平方米 are read as plain ones. A spelling
    /// stands once in the table.
    /// </summary>
    public static IReadOnlyList<ClauseUnit> All { get; } =
    [
        new("%", UnitKind.Share, "", 100, "", "percent", "百分比", "百分之"),
        new("‰", UnitKind.Share, "", 1000, "", "permille", "千分比", "千分之"),
        new("percentage points", UnitKind.Points, "", 100, "unit/percentage-points", "percentage point", "百分点", "个百分点"),

        new("per 1,000 people", UnitKind.PerPeople, "", 1000, "unit/per-1000", "每千人", "每千人口", "个/千人", "个/千人口"),
        new("per 10,000 people", UnitKind.PerPeople, "", 10_000, "unit/per-10000", "每万人", "每万人口", "个/万人", "个/万人口"),
        new("per 100,000 people", UnitKind.PerPeople, "", 100_000, "unit/per-100000", "每十万人", "每十万人口", "个/十万人"),
        new("places per 1,000 people", UnitKind.PerPeople, Capacity, 1000, "unit/places-per-1000", "places/1,000 people", "托位/千人", "个托位/千人",
            "学位/千人", "个学位/千人"),
        new("places per 10,000 people", UnitKind.PerPeople, Capacity, 10_000, "unit/places-per-10000", "places/10,000 people", "托位/万人",
            "个托位/万人", "学位/万人", "个学位/万人"),
        new("beds per 1,000 people", UnitKind.PerPeople, Capacity, 1000, "unit/beds-per-1000", "beds/1,000 people", "张/千人", "张床位/千人",
            "床位/千人", "张/千人口"),
        new("beds per 10,000 people", UnitKind.PerPeople, Capacity, 10_000, "unit/beds-per-10000", "beds/10,000 people", "张/万人", "张床位/万人",
            "床位/万人", "张/万人口"),
        new("persons per 1,000 people", UnitKind.PerPeople, Persons, 1000, "unit/persons-per-1000", "persons/1,000 people", "人/千人", "名/千人",
            "人/千人口", "名/千人口"),
        new("persons per 10,000 people", UnitKind.PerPeople, Persons, 10_000, "unit/persons-per-10000", "persons/10,000 people", "人/万人",
            "名/万人", "人/万人口", "名/万人口"),
        new("facilities per 10,000 people", UnitKind.PerPeople, Sites, 10_000, "unit/facilities-per-10000", "处/万人", "家/万人", "所/万人"),
        new("places per 100 households", UnitKind.PerHouseholds, Capacity, 100, "unit/places-per-100-households", "车位/百户", "个车位/百户"),
        new("per 100 households", UnitKind.PerHouseholds, "", 100, "unit/per-100-households", "每百户", "个/百户"),
        new("m² per person", UnitKind.AreaPerPeople, "", 1, "unit/m2-per-person", "m²/person", "m² per capita", "square metres per person",
            "平方米/人", "平方米每人", "人均平方米"),
        new("m² per 1,000 people", UnitKind.AreaPerPeople, "", 1000, "unit/m2-per-1000", "m²/1,000 people", "平方米/千人", "每千人平方米"),
        new("m² per 10,000 people", UnitKind.AreaPerPeople, "", 10_000, "unit/m2-per-10000", "m²/10,000 people", "平方米/万人", "每万人平方米"),
        new("m² per household", UnitKind.AreaPerHouseholds, "", 1, "unit/m2-per-household", "m²/household", "平方米/户", "户均平方米"),
        new("m² per 100 households", UnitKind.AreaPerHouseholds, "", 100, "unit/m2-per-100-households", "m²/100 households", "平方米/百户",
            "每百户平方米"),
        new("visits per person", UnitKind.Visits, "", 1, "unit/visits-per-person", "次/人", "人均次数", "万次/万人"),

        new("minutes", UnitKind.Minutes, "", 1, "unit/minutes", "min", "minute", "分钟"),
        new("minutes by road", UnitKind.MinutesByRoad, "", 1, "unit/minutes-by-road", "分钟车程", "车程分钟"),
        new("metres", UnitKind.Metres, "", 1, "unit/metres", "m", "metre", "meters", "米"),
        new("km", UnitKind.Metres, "", 0.001m, "unit/km", "kilometres", "kilometers", "公里", "千米"),
        new("m²", UnitKind.Area, "", 1, "unit/m2", "square metres", "square meters"),
        new("10k m²", UnitKind.Area, "", 0.0001m, "unit/10k-m2", "万平方米"),
        new("hectares", UnitKind.Area, "", 0.0001m, "unit/hectares", "ha", "公顷"),
        new("km²", UnitKind.Area, "", 0.000001m, "unit/km2", "square kilometres", "平方公里", "平方千米"),
        new("yuan", UnitKind.Money, "", 1, "unit/yuan", "元"),
        new("10k yuan", UnitKind.Money, "", 0.0001m, "unit/10k-yuan", "万元"),
        new("100m yuan", UnitKind.Money, "", 0.00000001m, "unit/100m-yuan", "亿元"),
        new("years", UnitKind.Years, "", 1, "unit/years", "year", "岁", "周岁", "年"),

        new("items", UnitKind.Count, "", 1, "unit/items", "个", "项", "处", "家", "所", "座", "件"),
        new("10k items", UnitKind.Count, "", 0.0001m, "unit/10k-items", "万个", "万处", "万家"),
        new("places", UnitKind.Places, Capacity, 1, "unit/places", "托位", "个托位", "学位", "个学位"),
        new("beds", UnitKind.Places, Capacity, 1, "unit/beds", "张", "床位", "张床位"),
        new("10k places", UnitKind.Places, Capacity, 0.0001m, "unit/10k-places", "万个托位", "万托位", "万个学位"),
        new("10k beds", UnitKind.Places, Capacity, 0.0001m, "unit/10k-beds", "万张", "万张床位"),
        new("people", UnitKind.People, "", 1, "unit/people", "persons", "person", "人", "名"),
        new("10k persons", UnitKind.People, "", 0.0001m, "unit/10k-persons", "10k people", "万人", "万名"),
        new("persons per year", UnitKind.People, "persons per year", 1, "unit/persons-per-year", "people per year", "人/年", "名/年"),
        new("person-times", UnitKind.PersonTimes, "", 1, "unit/person-times", "人次"),
        new("10k person-times", UnitKind.PersonTimes, "", 0.0001m, "unit/10k-person-times", "万人次"),
        new("households", UnitKind.Households, "", 1, "unit/households", "household", "户"),
        new("10k households", UnitKind.Households, "", 0.0001m, "unit/10k-households", "万户"),
        new("families", UnitKind.Households, "", 1, "unit/families", "户家庭", "个家庭"),

        new("facilities", UnitKind.Facilities, "", 1, "unit/facilities", "facility", "设施", "个设施", "处设施"),
        new("facilities per unit", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-unit", "个/单元"),
        new("facilities per community or village", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-community", "个/社区", "处/社区", "个/村",
            "处/村"),
        new("facilities per street or township", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-township", "个/街道", "处/街道", "个/乡镇",
            "处/乡镇", "facilities per township"),
        new("facilities per county", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-county", "个/县", "处/县", "所/县"),
        new("facilities per district", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-district", "个/区", "处/区", "所/区"),
        new("facilities per city", UnitKind.Facilities, PerUnit, 1, "unit/facilities-per-city", "个/市", "处/市", "所/市"),
        new("hospitals per county", UnitKind.Facilities, PerUnit, 1, "unit/hospitals-per-county", "家医院/县", "所医院/县"),
        new("restaurants per county", UnitKind.Facilities, PerUnit, 1, "unit/restaurants-per-county", "家餐馆/县"),
        new("hospitals", UnitKind.Facilities, "hospitals", 1, "unit/hospitals", "医院", "家医院", "所医院"),
        new("kindergartens", UnitKind.Facilities, "kindergartens", 1, "unit/kindergartens", "幼儿园", "所幼儿园"),
        new("guidance centres", UnitKind.Facilities, "guidance centres", 1, "unit/guidance-centres", "指导中心", "个指导中心"),
        new("institutions", UnitKind.Facilities, "institutions", 1, "unit/institutions", "机构", "家机构", "个机构"),
        new("sites", UnitKind.Facilities, "sites", 1, "unit/sites", "site", "站点", "个站点", "处站点"),
        new("points", UnitKind.Facilities, "points", 1, "unit/points", "point", "个充电桩", "充电桩"),
        new("bases", UnitKind.Facilities, "bases", 1, "unit/bases", "基地", "个基地"),
        new("resorts", UnitKind.Facilities, "resorts", 1, "unit/resorts", "度假区", "个度假区"),
        new("4A sites", UnitKind.Facilities, "4A sites", 1, "unit/4a-sites", "4A级景区", "家4A级景区"),
        new("circles", UnitKind.Circles, "", 1, "unit/circles", "circle", "生活圈", "个生活圈"),
        new("facility classes", UnitKind.Classes, "", 1, "unit/classes", "classes", "类", "类设施"),
        new("communities", UnitKind.Territories, "communities", 1, "unit/communities", "社区", "个社区"),
        new("villages", UnitKind.Territories, "villages", 1, "unit/villages", "村", "个村", "行政村", "个行政村"),
        new("townships", UnitKind.Territories, "townships", 1, "unit/townships", "街道", "乡镇", "个街道", "个乡镇"),
        new("districts", UnitKind.Territories, "districts", 1, "unit/districts", "区", "个区", "市辖区"),
        new("counties", UnitKind.Territories, "counties", 1, "unit/counties", "县", "个县"),
        new("county-level units", UnitKind.Territories, "counties", 1, "unit/county-level-units", "县（市、区）", "个县（市、区）"),
        new("cities", UnitKind.Territories, "cities", 1, "unit/cities", "市", "个市"),
        new("areas", UnitKind.Territories, "areas", 1, "unit/areas", "居住区", "个居住区"),
        new("estates", UnitKind.Territories, "estates", 1, "unit/estates", "estate", "小区", "个小区"),
        new("zones", UnitKind.Territories, "zones", 1, "unit/zones", "片区", "个片区"),
        new("organisations", UnitKind.Things, "organisations", 1, "unit/organisations", "organizations", "组织", "个组织"),
        new("units", UnitKind.Things, "units", 1, "unit/units", "unit", "单位", "个单位", "家企业"),
        new("houses", UnitKind.Things, "houses", 1, "unit/houses", "house", "栋", "幢", "栋住宅"),
        new("streets", UnitKind.Things, "streets", 1, "unit/streets", "street", "条街", "条街区", "条商业街"),
        new("standards", UnitKind.Things, "standards", 1, "unit/standards", "项标准"),
        new("brands", UnitKind.Things, "brands", 1, "unit/brands", "品牌", "个品牌"),
        new("shows", UnitKind.Things, "shows", 1, "unit/shows", "部"),
        new("events", UnitKind.Things, "events", 1, "unit/events", "event", "场", "场次", "项活动", "项赛事"),
        new("events each", UnitKind.Things, "events each", 1, "unit/events-each", "各1项"),
    ];

    private static readonly Dictionary<string, (ClauseUnit Unit, string Spelling)> BySpelling =
        All.SelectMany(u => u.Spellings.Prepend(u.Text).Select(s => (Unit: u, Spelling: s)))
        .ToDictionary(s => Plain(s.Spelling), StringComparer.Ordinal);

    /// <summary>The unit that a text spells; null if none.</summary>
    public static ClauseUnit? Find(string text) => BySpelling.GetValueOrDefault(Plain(text)).Unit;

    /// <summary>The spelling, of any unit, that is nearest to a text.</summary>
    internal static string Nearest(string text)
    {
        // A unit of ten times as many is no slip of the pen.
        string digits = Digits(Plain(text));
        string[] alike = [.. BySpelling.Keys.Where(k => Digits(k) == digits)];
        return BySpelling[JsonFields.NearestWord(Plain(text), alike.Length > 0 ? alike : BySpelling.Keys)!].Spelling;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>
    /// Whether figures in this unit can be given in another: both are of one kind and say of the same thing; 个, 项 count whatever the other
    /// counts.
    /// </summary>
    public bool CanBecome(ClauseUnit other) => Kind == UnitKind.Count && other.IsCount
        || Kind == other.Kind
        && (Thing == other.Thing || (Thing.Length == 0 && other.Thing != PerUnit) || (other.Thing.Length == 0 && Thing != PerUnit));

    /// <summary>A figure in this unit as one in another that it <see cref="CanBecome"/>: 2.5 万人次 are 25,000 人次.</summary>
    public double ToUnit(double figure, ClauseUnit other) =>
        Factor == other.Factor ? figure : (double)(Quantity.Exact(figure) / Factor * other.Factor);

    /// <summary>
    /// Whether it can count what facilities have: places and beds no staff, and the facilities themselves nothing that they have.
    /// </summary>
    internal bool IsOfAmount(bool isStaff) => Thing != Sites && !(isStaff && Thing == Capacity);

    /// <summary>Whether it counts things one by one.</summary>
    private bool IsCount => Kind >= UnitKind.Count;

    /// <summary>A spelling without what does not tell units apart: "Ｍ² ／ 人" is "m2/人".</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char half = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            if (!char.IsWhiteSpace(half) && half != ',') plain.Append(half);
        }
        return plain.ToString().ToLowerInvariant().Replace("²", "2", StringComparison.Ordinal).Replace("㎡", "m2", StringComparison.Ordinal)
            .Replace("平方米", "m2", StringComparison.Ordinal).Replace("平米", "m2", StringComparison.Ordinal);
    }
}

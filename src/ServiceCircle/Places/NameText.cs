using System.Text;
using System.Text.RegularExpressions;
using ServiceCircle.Formats;

namespace ServiceCircle.Places;

/// <summary>What of a Chinese name tells what a place is.</summary>
internal static partial class NameText
{
    /// <summary>Traditional characters of names of facilities, each followed by its simplified form.</summary>
    private const string Traditional =
        "區区衛卫務务園园醫医兒儿護护養养學学館馆場场體体診诊藥药樂乐長长鄉乡鎮镇團团購购廣广業业書书藝艺點点驛驿總总綜综敎教婦妇"
        + "託托嬰婴處处號号車车門门東东時时國国華华會会機机構构齒齿腦脑腫肿產产復复濟济協协專专愛爱慶庆銀银郵邮鐵铁動动";

    /// <summary>
    /// The name with ASCII letters and brackets and simplified characters, without the company form, and without a last bracket that tells
    /// a branch ("(人民医院店)") or a bearing ("(社区卫生服务中心东)"), which name another place.
    /// </summary>
    public static string Decisive(string name)
    {
        string normal = Normal(name);
        string plain = string.Create(normal.Length, normal, static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = HalfWidth.Of(from[i]);
                int known = c > 127 ? Traditional.IndexOf(c, StringComparison.Ordinal) : -1;
                span[i] = known >= 0 && known % 2 == 0 ? Traditional[known + 1] : c;
            }
        });
        return Company().Replace(LastBracket().Replace(plain.Trim(), ""), "");
    }

    /// <summary>Unicode's compatible form; the name as it is where it is no proper text.</summary>
    private static string Normal(string name)
    {
        try
        {
            return name.IsNormalized(NormalizationForm.FormKC) ? name : name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    [GeneratedRegex("(?<=.)[(][^()]*(店|铺|东|西|南|北|旁|侧|边|对面|附近)[)]$")]
    private static partial Regex LastBracket();

    [GeneratedRegex("(?<=..)(股份|责任)?有限(责任)?公司$")]
    private static partial Regex Company();
}

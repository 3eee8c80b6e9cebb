using System.Text.RegularExpressions;

namespace ServiceCircle.Places;

/// <summary>What a table says of whether a facility serves anybody.</summary>
internal enum FacilityState
{
    /// <summary>It does, or nothing is said.</summary>
    InUse,

    /// <summary>Planned or being built. A row of this kind may be the new house of a facility that is running elsewhere.</summary>
    NotYet,

    /// <summary>Closed, for good or for a time.</summary>
    Closed,

    /// <summary>A word that is none of these; the facility counts, and the word is told.</summary>
    Unknown,
}

/// <summary>The words of columns such as 状态 and 运营状态.</summary>
internal static partial class FacilityStates
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static FacilityState Of(string? word) => word?.Trim() switch
    {
        null or "" => FacilityState.InUse,
        var said when NotYet().IsMatch(said) => FacilityState.NotYet,
        var said when Closed().IsMatch(said) => FacilityState.Closed,
        var said when InUse().IsMatch(said) => FacilityState.InUse,
        _ => FacilityState.Unknown,
    };

    [GeneratedRegex(
        "^(正在|正)?(在建|建设|施工|拟建|待建|筹建|筹备|规划|规划建设|新建|改建|装修)(中|阶段)?$|^未(建|建设|建成|开业|投用|投入使用|运营|启用|开放)$"
        + "|^待(开业|启用|投用|运营)$|^(待定|未定)$|^(planned|proposed|(under )?construction)$", Options)]
    private static partial Regex NotYet();

    [GeneratedRegex(
        "^(已|已经|暂|暂时|临时|永久|长期)?(停业|停运|停用|停办|停止运营|停止服务|停止营业|关停|关闭|撤销|注销|歇业|废弃|拆除|闲置)(中)?$"
        + "|^暂停(营业|服务|运营|使用)?$|^(temporarily |permanently )?closed$|^(disused|abandoned|demolished)$", Options)]
    private static partial Regex Closed();

    [GeneratedRegex(
        "^(正常|在营|在用|现状|保留|开放|开业|营业|运营|使用|投用|启用|建成|备案)(中|状态)?$|^正常(运营|营业|使用|开放)$"
        + "|^(已|正在)(建|建成|开业|营业|运营|使用|投用|投入使用|启用|开放|备案)(中)?$|^(open|active|operating|operational|in use|ok|existing)$", Options)]
    private static partial Regex InUse();
}

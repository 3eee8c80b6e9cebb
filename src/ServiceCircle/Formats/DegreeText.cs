using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceCircle.Formats;

/// <summary>Longitudes and latitudes as people and field devices write them: 110°18′15.5″E, 北纬34°54.6′, 34.91°N.</summary>
internal static partial class DegreeText
{
    /// <summary>Degrees; null if it is no such text, says the other axis, or has 60 minutes or seconds and more.</summary>
    public static double? Read(string text, bool isLongitude)
    {
        Match match = text.Length > 60 ? Match.Empty : Written().Match(HalfWidth.Of(text).Trim());
        if (!match.Success || match.Groups["before"].Success && match.Groups["after"].Success) return null;
        string side = match.Groups["before"].Success ? match.Groups["before"].Value : match.Groups["after"].Value;
        if (side.Length > 0 && isLongitude != side.ToUpperInvariant() is "E" or "W" or "东经" or "西经") return null;
        double degrees = Number("degrees"), minutes = Number("minutes"), seconds = Number("seconds");
        if (minutes >= 60 || seconds >= 60 || minutes > 0 && degrees % 1 != 0 || seconds > 0 && minutes % 1 != 0) return null;
        double value = degrees + minutes / 60 + seconds / 3_600;
        bool isNegative = match.Groups["minus"].Success;
        bool isOther = side.ToUpperInvariant() is "W" or "S" or "西经" or "南纬";
        return isNegative && side.Length > 0 ? null : isNegative || isOther ? -value : value;

        double Number(string part) =>
            match.Groups[part].Success ? double.Parse(match.Groups[part].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("^(?<before>东经|西经|北纬|南纬|[NSEWnsew])? ?(?<minus>-)?(?<degrees>[0-9]{1,3}(\\.[0-9]+)?) ?[°º度]"
        + " ?((?<minutes>[0-9]{1,2}(\\.[0-9]+)?) ?['′’分] ?((?<seconds>[0-9]{1,2}(\\.[0-9]+)?) ?(''|[\"″”秒]))?)? ?(?<after>[NSEWnsew])?$")]
    private static partial Regex Written();
}

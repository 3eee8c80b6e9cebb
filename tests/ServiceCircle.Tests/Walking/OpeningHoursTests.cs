using ServiceCircle.Walking.Rules;

namespace ServiceCircle.Tests.Walking;

/// <summary>
/// Opening hours by day (Wednesday, 10:00 and 15:00, all seasons) and at night (22:00, 02:00, 05:00). Meanings: OSM wiki,
/// "Key:opening_hours" and its specification.
/// </summary>
public sealed class OpeningHoursTests
{
    [Theory]
    [InlineData("24/7", true, true)]
    [InlineData("off", false, false)]
    [InlineData("closed \"renovation\"", false, false)]
    [InlineData("06:00-22:00", true, false)] // shut at 22:00 sharp
    [InlineData("06:00-22:01", true, false)] // and anyway at 02:00
    [InlineData("05:00-02:01", true, true)] // past midnight, from 05:00 on
    [InlineData("05:01-02:01", true, false)]
    [InlineData("10:00-15:01", true, false)]
    [InlineData("10:00-15:00", false, false)]
    [InlineData("10:01-18:00", false, false)]
    [InlineData("20:00-08:00", false, true)]
    [InlineData("Mo-Fr 08:00-18:00", true, false)]
    [InlineData("Mo-Fr 08:00-18:00; Sa 09:00-12:00", true, false)]
    [InlineData("Mo-Fr 08:00-18:00; We off", false, false)]
    [InlineData("We off; Mo-Fr 08:00-18:00", true, false)]
    [InlineData("Mo-Su 00:00-24:00; PH off", true, true)]
    [InlineData("Mo,We,Fr 09:00-17:00", true, false)]
    [InlineData("Mo,Tu 09:00-17:00", false, false)]
    [InlineData("Sa-We 09:00-17:00", true, false)]
    [InlineData("Fr-Tu 09:00-17:00", false, false)]
    [InlineData("PH,We 09:00-17:00", true, false)]
    [InlineData("08:00-12:00,14:00-18:00", true, false)]
    [InlineData("Mo-Fr 08:00-12:00, We 14:00-18:00", true, false)] // a comma adds
    [InlineData("Mo-Fr 08:00-12:00; We 14:00-18:00", false, false)] // a semicolon replaces
    [InlineData("Jan-Dec 08:00-18:00", true, false)]
    [InlineData("Oct-Mar 08:00-18:00; Apr-Sep 06:00-22:00", true, false)]
    [InlineData("Apr-Sep 06:00-22:00", false, false)]
    [InlineData("Apr 15-Apr 15 off; 24/7", true, true)]
    [InlineData("24/7; Apr 15-20 off", false, false)]
    [InlineData("24/7; Apr 16-20 off", true, true)]
    [InlineData("24/7; Dec 20-Jan 15 off", false, false)]
    [InlineData("24/7; Dec 20-Jan 14 off", true, true)]
    [InlineData("sunrise-sunset", true, false)]
    [InlineData("(sunrise+05:00)-(sunset-02:00)", false, false)]
    [InlineData("(sunrise+04:00)-(sunset-02:00)", true, false)]
    [InlineData("dusk-dawn", false, true)]
    [InlineData("09:00+", true, false)]
    [InlineData("Mo-Su: 08:00-18:00", true, false)]
    [InlineData("08:00-18:00;", true, false)]
    [InlineData("Tu 20:00-16:00", true, false)] // until Wednesday, 16:00
    [InlineData("Mo-Fr 08:00-18:00 || \"by appointment\"", true, null)]
    [InlineData("\"by appointment\"", null, null)]
    [InlineData("08:00-18:00 unknown", null, false)]
    [InlineData("whenever", null, null)]
    [InlineData("", null, null)]
    [InlineData("week 1-10 08:00-18:00", null, null)]
    [InlineData("2027 Apr 08:00-18:00", null, null)]
    [InlineData("08:00-", null, null)]
    [InlineData("Mo-Fr 08:00-", null, null)]
    [InlineData("Mo-Fr 08:00", null, null)]
    [InlineData("08:00-12:00,14:00-", null, null)]
    [InlineData("Mo-Fr (sunrise+01:00", null, null)]
    [InlineData("Mo-", null, null)]
    [InlineData("Apr-", null, null)]
    [InlineData("PH off", null, null)]
    [InlineData("Su off", null, null)]
    [InlineData("Dec 25 off", null, null)]
    [InlineData("24/7; 22:00-06:00 off", true, false)] // closed at times, else as before
    [InlineData("06:00-23:00; We 10:00-11:00 off", false, false)]
    [InlineData("Mo-Fr 08:00-18:00; 12:00-13:00 off", true, false)]
    [InlineData("Mo[1] 08:00-18:00", null, null)]
    public void Open_by_day_and_at_night(string text, bool? byDay, bool? atNight) =>
        Assert.Equal(new OpenTimes(byDay, atNight), OpeningHours.Find(text));

    [Theory]
    [InlineData("15:00-15:01", true, false)]
    [InlineData("16:00-21:59", false, false)]
    [InlineData("Apr 15 02:00-02:01", false, true)]
    [InlineData("Sa", false, false)]
    public void Open_at_any_of_the_times(string text, bool byDay, bool atNight) =>
        Assert.Equal(new OpenTimes(byDay, atNight), OpeningHours.FindAny(text));

    [Theory]
    [InlineData("off", true)]
    [InlineData("closed", true)]
    [InlineData("Mo-Su off", true)]
    [InlineData("PH off", false)]
    [InlineData("Su off", false)]
    [InlineData("Sa 10:00-11:00", false)]
    [InlineData("\"by appointment\"", false)]
    [InlineData("whenever", false)]
    public void Never_open(string text, bool expected) => Assert.Equal(expected, OpeningHours.IsNever(text));
}

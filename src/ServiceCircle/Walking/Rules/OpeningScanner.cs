namespace ServiceCircle.Walking.Rules;

/// <summary>Reads the rules of <see cref="OpeningHours"/> from a text, from left to right.</summary>
internal sealed class OpeningScanner(string text)
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    /// <summary>A weekday that no ordinary day is: public and school holidays.</summary>
    private const int Holiday = 7;

    private int _at;
    private string _mark = ";";

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return _at >= text.Length;
        }
    }

    /// <summary>Goes on to the next rule; false if there is none here.</summary>
    public bool NextRule()
    {
        foreach (string mark in (string[])["||", ",", ";"])
        {
            if (!Take(mark)) continue;
            _mark = mark;
            return true;
        }
        return false;
    }

    /// <summary>One rule; null where it cannot be read.</summary>
    public OpeningRule? Rule()
    {
        int start = _at;
        var dates = new List<(int, int)>();
        var weekdays = new List<int>();
        var minutes = new List<(int, int)>();
        bool isAlways = Take("24/7");
        if (!isAlways)
        {
            while (Date() is { } date) { dates.Add(date); if (!TakeBefore(",", IsMonth)) break; }
            if (dates.Count > 0) Take(":");
            while (WeekdaySpan(weekdays) && TakeBefore(",", IsWeekday)) { }
            if (weekdays.Count > 0) Take(":");
            while (Span() is { } span) { minutes.Add(span); if (!TakeBefore(",", IsTime)) break; }
        }
        bool? isOpen = State(out bool isStated);
        bool isAnything = isAlways || isStated || dates.Count + weekdays.Count + minutes.Count > 0;
        return isAnything && _at > start ? new OpeningRule(dates, weekdays, minutes, isOpen, _mark) : null;
    }

    private bool? State(out bool isStated)
    {
        isStated = true;
        bool? isOpen = Take("off") || Take("closed") ? false : Take("unknown") ? null : true;
        if (isOpen == true && !Take("open")) isStated = false;
        if (!Take("\"")) return isOpen;
        // A comment alone ("by appointment") says that nobody knows.
        int end = text.IndexOf('"', _at);
        _at = end < 0 ? text.Length : end + 1;
        if (!isStated) isOpen = null;
        isStated = true;
        return isOpen;
    }

    private (int From, int To)? Date()
    {
        if (!IsMonth()) return null;
        int month = Word(Months)!.Value + 1;
        int? day = DayOfMonth();
        int dash = _at;
        if (TakeDash())
        {
            int? last = Word(Months) + 1, lastDay = DayOfMonth();
            if (last is not null || lastDay is not null) return (month * 100 + (day ?? 1), (last ?? month) * 100 + (lastDay ?? 31));
            _at = dash; // what cannot be read is left, so that the whole is not
        }
        return (month * 100 + (day ?? 1), month * 100 + (day ?? 31));
    }

    private int? DayOfMonth()
    {
        int before = _at;
        if (Number() is >= 1 and <= 31 and var day && !IsHere(":")) return day;
        _at = before;
        return null;
    }

    private bool WeekdaySpan(List<int> weekdays)
    {
        if (Take("PH") || Take("SH"))
        {
            weekdays.Add(Holiday);
            return true;
        }
        if (Word(Weekdays) is not { } first) return false;
        int dash = _at, last = first;
        if (TakeDash())
        {
            if (Word(Weekdays) is { } other) last = other;
            else _at = dash;
        }
        for (int day = first; ; day = (day + 1) % 7)
        {
            weekdays.Add(day);
            if (day == last) return true;
        }
    }

    /// <summary>Minutes of the day from and to; an end before its start is on the next day, an open end ("18:00+") at midnight.</summary>
    private (int From, int To)? Span()
    {
        int start = _at;
        if (Time() is not { } from) return null;
        if (Take("+")) return (from, 24 * 60);
        if (!TakeDash() || Time() is not { } to)
        {
            _at = start;
            return null;
        }
        Take("+");
        return (from, to > from ? to : to + 24 * 60);
    }

    private int? Time()
    {
        int before = _at;
        bool isVariable = Take("(");
        SkipBlanks();
        foreach (string word in (string[])["sunrise", "sunset", "dawn", "dusk"])
        {
            if (!Take(word)) continue;
            int time = MinutesOf(word);
            if (!isVariable) return time;
            int sign = Take("+") ? 1 : Take("-") ? -1 : 0;
            if (sign != 0 && Clock() is { } shift) time += sign * shift;
            if (Take(")")) return time;
            break;
        }
        if (!isVariable && Clock() is { } clock) return clock;
        _at = before;
        return null;
    }

    /// <summary>Minutes of the day: sunrise and sunset as on an equinox, dawn and dusk half an hour outside of them.</summary>
    private static int MinutesOf(string word) => word switch
    {
        "sunrise" => 6 * 60,
        "sunset" => 18 * 60,
        "dawn" => 6 * 60 - 30,
        _ => 18 * 60 + 30,
    };

    private int? Clock()
    {
        int before = _at;
        if (Number() is not (>= 0 and <= 48 and var hours) || !Take(":") || Number() is not (>= 0 and < 60 and var minutes))
        {
            _at = before;
            return null;
        }
        return hours * 60 + minutes;
    }

    private int? Number()
    {
        SkipBlanks();
        int start = _at;
        while (_at < text.Length && _at - start < 4 && char.IsAsciiDigit(text[_at])) _at++;
        return _at == start ? null : int.Parse(text.AsSpan(start, _at - start), System.Globalization.CultureInfo.InvariantCulture);
    }

    private int? Word(string[] words)
    {
        SkipBlanks();
        int found = Array.FindIndex(words, w => string.CompareOrdinal(text, _at, w, 0, w.Length) == 0);
        if (found < 0) return null;
        _at += words[found].Length;
        return found;
    }

    private bool IsMonth() => IsOneOf(Months);

    private bool IsWeekday() => IsOneOf(Weekdays) || IsHere("PH") || IsHere("SH");

    private bool IsTime()
    {
        int before = _at;
        bool isTime = Time() is not null;
        _at = before;
        return isTime;
    }

    private bool IsOneOf(string[] words)
    {
        int before = _at;
        bool isOne = Word(words) is not null;
        _at = before;
        return isOne;
    }

    private bool TakeBefore(string mark, Func<bool> isNext)
    {
        int before = _at;
        if (Take(mark) && isNext()) return true;
        _at = before;
        return false;
    }

    private bool TakeDash() => Take("-") || Take("–");

    private bool Take(string mark)
    {
        if (!IsHere(mark)) return false;
        _at += mark.Length;
        return true;
    }

    private bool IsHere(string mark)
    {
        SkipBlanks();
        return string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }
}

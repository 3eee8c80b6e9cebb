using System.Text;

namespace ServiceCircle.Ground;

/// <summary>
/// The texts of one language. A text may hold placeholders: <c>{people}</c> inserts a value (numbers are formatted, strings are inserted as
/// they are, lists of names as the language joins them), <c>{count:community|communities}</c> picks a word by number (one | any other).
/// </summary>
public sealed partial class Messages
{
    private Messages(Language language) => Language = language;

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The texts of a language.</summary>
    public static Messages In(Language language) => new(language);

    /// <summary>A text without placeholders.</summary>
    /// <exception cref="ArgumentException">The key is not in the table, or its text needs values.</exception>
    public string this[string key] => Text(key);

    /// <summary>A text with its placeholders filled.</summary>
    /// <param name="key">A key of <c>data/messages.json</c>.</param>
    /// <param name="values">Name and value of each placeholder, in any order.</param>
    /// <exception cref="ArgumentException">The key is not in the table, or names in text and values differ.</exception>
    public string Text(string key, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!MessageTable.Entries.TryGetValue(key, out string[]? texts))
            throw new ArgumentException($"no message \"{key}\"", nameof(key));
        string template = texts[(int)Language];
        var text = new StringBuilder();
        var filled = new HashSet<string>(StringComparer.Ordinal);
        int at = 0;
        for (int open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', at))
        {
            int close = template.IndexOf('}', open);
            text.Append(template, at, open - at);
            string[] parts = template[(open + 1)..close].Split(':', 2);
            text.Append(Fill(key, parts[0], parts.Length == 2 ? parts[1] : null, values));
            filled.Add(parts[0]);
            at = close + 1;
        }
        foreach ((string name, _) in values)
            if (!filled.Contains(name)) throw new ArgumentException($"message \"{key}\" has no placeholder {{{name}}}", nameof(values));
        return text.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>The sentence of a notice; ids of categories in it stand as they are.</summary>
    public string Text(Notice notice) => Text(notice.Key, [.. notice.Values]);

    /// <summary>What is wrong with an input, as <see cref="Exception.Message"/> says it in English.</summary>
    /// <param name="error">The error.</param>
    /// <param name="nameOf">What the host calls the properties of a question; null leaves them as they are.</param>
    public string Text(InputException error, Func<string, string>? nameOf = null) => Text(error.Sentence(nameOf));

    /// <summary>Several words in a row, separated as the language does it.</summary>
    public string List(IEnumerable<string> words) => string.Join(this["list/separator"], words);

    private string Text(Spot spot)
    {
        string place = string.Join(this["where/separator"], spot.Parts().Select(part => part is Notice words ? Text(words) : (string)part));
        return spot.More == 0 ? place : Text("where/and-more", ("where", place), ("count", $"{spot.More}"));
    }

    private string List(NameList list)
    {
        string names = List(list.Names.Take(list.Shown));
        return list.Names.Count > list.Shown ? Text("list/and-more", ("names", names)) : names;
    }

    private string Fill(string key, string name, string? words, ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach ((string valueName, object value) in values)
        {
            if (valueName != name) continue;
            if (words is not null) return words.Split('|')[(value as string ?? Number(Convert.ToDouble(value, null))) == "1" ? 0 : 1];
            return value switch
            {
                string s => Secrets.Hidden(s),
                Phrase phrase => this[phrase.Key],
                NameList list => List(list),
                Notice notice => Text(notice),
                IEnumerable<Notice> lines => string.Concat(lines.Select(line => "\n  " + Text(line))),
                Spot spot => Text(spot),
                decimal exact => Number((double)exact, exact == Math.Truncate(exact) ? 0 : exact.Scale),
                _ => Number(Convert.ToDouble(value, null)),
            };
        }
        throw new ArgumentException($"message \"{key}\" needs a value for {{{name}}}", nameof(values));
    }
}

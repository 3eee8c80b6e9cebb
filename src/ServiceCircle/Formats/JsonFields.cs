using System.Globalization;

namespace ServiceCircle.Formats;

/// <summary>
/// The keys of one JSON object, each read as what it should be. Whatever is wrong is noted with its line and path, so that
/// one message lists all of it; <see cref="Done"/> notes keys that nobody asked for.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonText _object;
    private readonly RowProblems _problems;
    private readonly bool _numbersMayBeQuoted;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>
    /// The fields of an object; if the value is none, that is noted, and every key is absent. If numbers may be quoted, "15" is one too,
    /// here and in the objects below.
    /// </summary>
    public JsonFields(JsonText value, RowProblems problems, bool numbersMayBeQuoted = false)
    {
        (_object, _problems, _numbersMayBeQuoted) = (value, problems, numbersMayBeQuoted);
        if (!IsObject) problems.Add(value.Where, value.Shown, new("expected/object", ("braces", "{ }")));
    }

    public string Where => _object.Where;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => _object.Members.Select(m => m.Key);

    /// <summary>Notes keys that are absent or null.</summary>
    public void Require(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
            if (Value(key) is null) Note(key, "found/nothing", new("expected/needed-here", ("key", key)));
    }

    /// <summary>Notes another schema than the one that is read.</summary>
    public void Schema(string schema)
    {
        if (Text("schema") is { Length: > 0 } own && own != schema) Note("schema", Notice.Quoted(own), Notice.Quoted(schema));
    }

    /// <summary>A text that must be there; empty, and noted, if it is not.</summary>
    public string Text(string key, Notice? expected = null)
    {
        if (TextOrNull(key) is { Length: > 0 } text) return text;
        if (Find(key) is null or { Kind: JsonKind.Null or JsonKind.Text }) Note(key, "found/nothing", expected ?? "expected/text");
        return "";
    }

    public string? TextOrNull(string key) => Value(key) is { } value ? TextOf(value) : null;

    private string? TextOf(JsonText value)
    {
        if (value.Kind == JsonKind.Text) return value.Text;
        _problems.Add(value.Where, value.Shown, "expected/quoted-text");
        return null;
    }

    public double? Number(string key)
    {
        if (Value(key) is not { } value) return null;
        if (NumberOf(value) is { } number) return number;
        _problems.Add(value.Where, value.Shown, "expected/number-or-null");
        return null;
    }

    /// <summary>A number within bounds; null if it is absent or, and noted, if it is outside.</summary>
    public double? Number(string key, Func<double, bool> holds, Notice expected)
    {
        double? number = Number(key);
        if (number is not { } value || holds(value)) return number;
        Note(key, Notice.AsIs(value.ToString(CultureInfo.InvariantCulture)), expected);
        return null;
    }

    /// <summary>A day; null if it is absent or, and noted, if it is none.</summary>
    public DateOnly? Day(string key)
    {
        if (TextOrNull(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return day;
        Note(key, Notice.Quoted(text), "expected/day");
        return null;
    }

    public bool Flag(string key, bool ifAbsent = false)
    {
        if (Value(key) is not { } value) return ifAbsent;
        if (value.Kind is not (JsonKind.True or JsonKind.False)) _problems.Add(value.Where, value.Shown, "expected/true-or-false");
        return value.Kind == JsonKind.True;
    }

    /// <summary>One of a few words; the first of them, and noted, if it is another or absent.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words) => WordOrNull(key, words, required: true).Value;

    /// <summary>One of a few words, or absent.</summary>
    public (bool Found, T Value) WordOrNull<T>(string key, IReadOnlyDictionary<string, T> words, bool required = false)
    {
        string? text = TextOrNull(key);
        if (text is not null && words.TryGetValue(text, out T? value)) return (true, value);
        if (text is not null) NoteWord(key, text, words.Keys);
        else if (required && Find(key) is null or { Kind: JsonKind.Null }) Note(key, "found/nothing", Notice.OneOf(words.Keys));
        return (false, words.Values.First());
    }

    private void NoteWord(string key, string text, IEnumerable<string> words) =>
        Note(key, Notice.Quoted(text), Nearest(text, words), new("advice/words", ("words", new NameList([.. words]))));

    public IReadOnlyList<string> Texts(string key) => [.. List(key).Select(TextOf).OfType<string>()];

    /// <summary>A list of words; those that are not known are noted and left out.</summary>
    public IReadOnlyList<T> Words<T>(string key, IReadOnlyDictionary<string, T> words)
    {
        var known = new List<T>();
        foreach (string text in Texts(key))
        {
            if (words.TryGetValue(text, out T? value)) known.Add(value);
            else NoteWord(key, text, words.Keys);
        }
        return known;
    }

    /// <summary>Two numbers, either of which may be null; null if absent.</summary>
    public (double? Low, double? High)? Range(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value.Items is [{ Kind: JsonKind.Number or JsonKind.Null } low, { Kind: JsonKind.Number or JsonKind.Null } high])
            return (low.Kind == JsonKind.Number ? low.Number : null, high.Kind == JsonKind.Number ? high.Number : null);
        _problems.Add(value.Where, value.Shown, "expected/range");
        return null;
    }

    public IReadOnlyList<JsonText> List(string key)
    {
        if (Value(key) is not { } value) return [];
        if (value.Kind == JsonKind.List) return value.Items;
        _problems.Add(value.Where, value.Shown, "expected/list");
        return [];
    }

    public bool IsList(string key) => Find(key) is { Kind: JsonKind.List };

    /// <summary>The value of a key, of whatever kind; null if absent.</summary>
    public JsonText? Item(string key) => Value(key);

    /// <summary>Notes a problem with a value below this object.</summary>
    public void NoteAt(JsonText value, Notice found, Notice expected) => _problems.Add(value.Where, found, expected);

    /// <summary>Notes a problem with this object as a whole.</summary>
    public void NoteHere(Notice found, Notice expected)
    {
        if (IsObject) _problems.Add(Where, found, expected);
    }

    public JsonFields Below(JsonText value) => new(value, _problems, _numbersMayBeQuoted);

    /// <summary>The object below a key; null if absent.</summary>
    public JsonFields? Object(string key) => Value(key) is { } value ? Below(value) : null;

    /// <summary>The object below a key; if it is absent an empty one, in which every key is absent.</summary>
    public JsonFields Part(string key) => Object(key) ?? Below(new JsonText(JsonKind.Object, _object.Line, PathOf(key)));

    /// <summary>The objects of a list; what is none is noted and left out.</summary>
    public IEnumerable<JsonFields> Objects(string key) => List(key).Select(Below).Where(f => f.IsObject);

    /// <summary>Every member of this object with a number, in the order of the file.</summary>
    public IReadOnlyDictionary<string, double> Numbers()
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string key, JsonText value) in _object.Members)
        {
            _asked.Add(key);
            if (NumberOf(value) is { } number) numbers.Add(key, number);
            else _problems.Add(value.Where, value.Shown, "expected/number");
        }
        return numbers;
    }

    /// <summary>Every member of this object with a text, in the order of the file; null is as good as absent.</summary>
    public IReadOnlyDictionary<string, string> Texts()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string key in Keys)
            if (TextOrNull(key) is { } text) texts.Add(key, text);
        return texts;
    }

    /// <summary>Notes a problem with a key, there or not.</summary>
    public void Note(string key, Notice found, Notice expected, Notice? advice = null)
    {
        if (IsObject) _problems.Add((Find(key) ?? _object with { Path = PathOf(key) }).Where, found, expected, advice);
    }

    /// <summary>Keys that nobody asked for, each with the nearest of those that were.</summary>
    public IEnumerable<(string Key, string Near)> Unasked() =>
        Keys.Where(key => !_asked.Contains(key)).Select(key => (key, NearestWord(key, _asked) ?? ""));

    /// <summary>Notes every key that was not asked for.</summary>
    public void Done()
    {
        foreach ((string key, _) in Unasked()) Note(key, new("found/unknown-key", ("key", key)), Nearest(key, _asked));
    }

    /// <summary>What was read of this object, once keys that nobody asked for are noted.</summary>
    public T Whole<T>(T read)
    {
        Done();
        return read;
    }

    /// <summary>"perhaps \"township\"": the nearest of some words.</summary>
    public static Notice Nearest(string word, IEnumerable<string> words) =>
        NearestWord(word, words) is { } near ? new Notice("expected/perhaps", ("word", near)) : "expected/nothing";

    /// <summary>The nearest of some words; null if there is none. A common start counts: "town" is rather "township" than "city".</summary>
    public static string? NearestWord(string word, IEnumerable<string> words) =>
        words.OrderBy(w => Spelling.Distance(word, w) - word.Zip(w).TakeWhile(c => c.First == c.Second).Count())
            .ThenBy(w => w, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>What is no object is noted as such; that it lacks keys is not worth a word.</summary>
    private bool IsObject => _object.Kind == JsonKind.Object;

    private string PathOf(string key) => _object.Path.Length == 0 ? key : $"{_object.Path}.{key}";

    private double? NumberOf(JsonText value) => value.Kind switch
    {
        JsonKind.Number when double.IsFinite(value.Number) => value.Number,
        JsonKind.Text when _numbersMayBeQuoted && NumberText.TryParse(value.Text, out double number) => number,
        _ => null,
    };

    private JsonText? Find(string key) => _object.Members.FirstOrDefault(m => m.Key == key).Value;

    private JsonText? Value(string key)
    {
        _asked.Add(key);
        return Find(key) is { Kind: not JsonKind.Null } value ? value : null;
    }
}

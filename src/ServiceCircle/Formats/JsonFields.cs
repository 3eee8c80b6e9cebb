
namespace ServiceCircle.Formats;

/// <summary>
/// The keys of one JSON object, each read as what it should be. Whatever is wrong is noted with its line and path, so that
/// one message lists all of it; <see cref="Done"/> notes keys that nobody asked for.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonText _object;
    private readonly RowProblems _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public JsonFields(JsonText value, RowProblems problems)
    {
        (_object, _problems) = (value, problems);
        if (value.Kind != JsonKind.Object) problems.Add(value.Where, value.Shown, "an object { }");
    }

    public string Where => _object.Where;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text that must be there; empty, and noted, if it is not.</summary>
    public string Text(string key)
    {
        if (TextOrNull(key) is { Length: > 0 } text) return text;
        if (Find(key) is null or { Kind: JsonKind.Null or JsonKind.Text }) Note(key, "nothing", "a text");
        return "";
    }

    public string? TextOrNull(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value.Kind == JsonKind.Text) return value.Text;
        _problems.Add(value.Where, value.Shown, "a text in quotation marks");
        return null;
    }

    public double? Number(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value.Kind == JsonKind.Number && double.IsFinite(value.Number)) return value.Number;
        _problems.Add(value.Where, value.Shown, "a number, or null");
        return null;
    }

    /// <summary>True or false; false if absent.</summary>
    public bool Flag(string key)
    {
        if (Value(key) is not { } value) return false;
        if (value.Kind is not (JsonKind.True or JsonKind.False)) _problems.Add(value.Where, value.Shown, "true or false");
        return value.Kind == JsonKind.True;
    }

    /// <summary>One of a few words; the first of them, and noted, if it is another or absent.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words) => WordOrNull(key, words, required: true).Value;

    /// <summary>One of a few words, or absent.</summary>
    public (bool Found, T Value) WordOrNull<T>(string key, IReadOnlyDictionary<string, T> words, bool required = false)
    {
        string? text = TextOrNull(key);
        if (text is not null && words.TryGetValue(text, out T? value)) return (true, value);
        if (text is not null) Note(key, $"\"{text}\"", Nearest(text, words.Keys), $"Words allowed: {string.Join(", ", words.Keys)}.");
        else if (required && Find(key) is null or { Kind: JsonKind.Null }) Note(key, "nothing", "one of " + string.Join(", ", words.Keys));
        return (false, words.Values.First());
    }

    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (JsonText item in List(key))
        {
            if (item.Kind == JsonKind.Text) texts.Add(item.Text);
            else _problems.Add(item.Where, item.Shown, "a text in quotation marks");
        }
        return texts;
    }

    /// <summary>Two numbers, either of which may be null; null if absent.</summary>
    public (double? Low, double? High)? Range(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value is { Kind: JsonKind.List, Items: [{ Kind: JsonKind.Number or JsonKind.Null } low, { Kind: JsonKind.Number or JsonKind.Null } high] })
            return (low.Kind == JsonKind.Number ? low.Number : null, high.Kind == JsonKind.Number ? high.Number : null);
        _problems.Add(value.Where, value.Shown, "two numbers [from, to], null where open");
        return null;
    }

    public IReadOnlyList<JsonText> List(string key)
    {
        if (Value(key) is not { } value) return [];
        if (value.Kind == JsonKind.List) return value.Items;
        _problems.Add(value.Where, value.Shown, "a list [ ]");
        return [];
    }

    /// <summary>Whether the value of a key is a list.</summary>
    public bool IsList(string key) => Find(key) is { Kind: JsonKind.List };

    /// <summary>The value of a key, of whatever kind; null if absent.</summary>
    public JsonText? Item(string key) => Value(key);

    /// <summary>Notes a problem with a value below this object.</summary>
    public void NoteAt(JsonText value, string found, string expected) => _problems.Add(value.Where, found, expected);

    /// <summary>The object below a key; null if absent.</summary>
    public JsonFields? Object(string key) => Value(key) is { } value ? new JsonFields(value, _problems) : null;

    /// <summary>Every member of this object with a number, in the order of the file.</summary>
    public IReadOnlyDictionary<string, double> Numbers()
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string key, JsonText value) in _object.Members)
        {
            _asked.Add(key);
            if (value.Kind == JsonKind.Number) numbers.Add(key, value.Number);
            else _problems.Add(value.Where, value.Shown, "a number");
        }
        return numbers;
    }

    public void Note(string key, string found, string expected, string advice = "")
    {
        string path = _object.Path.Length == 0 ? key : $"{_object.Path}.{key}";
        _problems.Add(Find(key)?.Where ?? (_object with { Path = path }).Where, found, expected, advice);
    }

    /// <summary>Notes every key that was not asked for.</summary>
    public void Done()
    {
        foreach ((string key, JsonText value) in _object.Members)
            if (!_asked.Contains(key)) _problems.Add(value.Where, $"the key \"{key}\", which means nothing here", Nearest(key, _asked));
    }

    /// <summary>"perhaps \"township\"": the nearest of some words.</summary>
    public static string Nearest(string word, IEnumerable<string> words) =>
        NearestWord(word, words) is { } near ? $"perhaps \"{near}\"" : "nothing";

    /// <summary>How many first letters two words share: "town" is rather "township" than "city".</summary>
    private static int CommonStart(string one, string other) => one.Zip(other).TakeWhile(c => c.First == c.Second).Count();

    /// <summary>The nearest of some words; null if there is none.</summary>
    public static string? NearestWord(string word, IEnumerable<string> words) =>
        words.OrderBy(w => Spelling.Distance(word, w) - CommonStart(word, w)).ThenBy(w => w, StringComparer.Ordinal).FirstOrDefault();

    private JsonText? Find(string key) => _object.Members.FirstOrDefault(m => m.Key == key).Value;

    private JsonText? Value(string key)
    {
        _asked.Add(key);
        return Find(key) is { Kind: not JsonKind.Null } value ? value : null;
    }
}

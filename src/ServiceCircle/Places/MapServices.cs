using System.Collections.Concurrent;

namespace ServiceCircle.Places;

/// <summary>What a class of a map service says against a category, whatever the name tells.</summary>
/// <param name="Codes">The classes, as in <see cref="PoiClasses.Codes"/>.</param>
/// <param name="What">Categories or groups that a place of the class is not; none for all,</param>
/// <param name="Spares">but for these.</param>
internal sealed record ClassDenial(IReadOnlyList<string> Codes, IReadOnlyList<string> What, IReadOnlyList<string> Spares)
{
    public bool Denies(string category) => (What.Count == 0 || What.Any(group => CategoryCatalogue.IsWithin(category, group)))
        && !Spares.Any(group => CategoryCatalogue.IsWithin(category, group));
}

/// <summary>A map service: the first words of its classes, and what they deny.</summary>
internal sealed record MapService(string Id, IReadOnlyList<string> Tops, IReadOnlyList<ClassDenial> Denials);

/// <summary>What one text of a class column says.</summary>
/// <param name="IsClass">Whether it is a class of a map service at all.</param>
/// <param name="IsOurs">Whether some category lists it, alone or with a name.</param>
/// <param name="Category">The category that the class alone tells; null if none.</param>
/// <param name="Rule">The rule that took it ("class amap 141204"); null if none did.</param>
/// <param name="Denials">For each of its classes, what it denies with the code that does.</param>
internal sealed record ClassAnswer(
    bool IsClass, bool IsOurs, string? Category, string? Rule, IReadOnlyList<IReadOnlyList<(string Rule, ClassDenial Denial)>> Denials)
{
    public static ClassAnswer None { get; } = new(false, false, null, null, []);

    /// <summary>The rule by which every class of the text denies a category; null if one of them does not.</summary>
    public string? DenialOf(string category)
    {
        string? rule = null;
        foreach (IReadOnlyList<(string Rule, ClassDenial Denial)> ofClass in Denials)
        {
            (string Rule, ClassDenial Denial) first = ofClass.FirstOrDefault(d => d.Denial.Denies(category));
            if (first.Rule is null) return null;
            rule ??= first.Rule;
        }
        return rule;
    }
}

/// <summary>
/// Reads classes of map services: codes of Amap ("090101"), paths of Amap and Baidu ("医疗保健服务;综合医院;卫生院", "医疗;诊所"), several in one
/// text parted by bars ("090102|090300").
/// </summary>
internal sealed class MapClasses(IReadOnlyList<MapService> services, IReadOnlyList<Category> categories)
{
    private const int CodeLength = 6;
    private const string Amap = "amap", Baidu = "baidu";

    private static readonly char[] Steps = [';', '；', '>', '/', ':', '：'];

    private readonly ConcurrentDictionary<string, ClassAnswer> _read = new(StringComparer.Ordinal);

    /// <summary>What a text of a class column says; a file has few different ones, so each is read once.</summary>
    public ClassAnswer Read(string text) => _read.GetOrAdd(text, ReadNew);

    private ClassAnswer ReadNew(string text)
    {
        string[] classes = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var denials = new List<IReadOnlyList<(string, ClassDenial)>>();
        (string Category, string Rule)? told = null;
        bool isOurs = false;
        foreach (string one in classes)
        {
            string[] path = PathOf(one);
            if (ServiceOf(path) is not { } service) continue;
            denials.Add([.. service.Denials.SelectMany(d => d.Codes.Where(code => Matches(code, path)).Take(1)
                .Select(code => ($"deny {service.Id} {code}", d)))]);
            foreach (Category category in categories)
                isOurs |= ClassesOf(category, service.Id)?.Codes.Any(code => Matches(code, path)) == true;
            told ??= Told(service.Id, path);
        }
        return denials.Count == 0 ? ClassAnswer.None : new(true, isOurs, told?.Category, told?.Rule, denials);
    }

    /// <summary>The category that lists the longest code of a class, if the class alone suffices for it.</summary>
    private (string Category, string Rule)? Told(string service, string[] path)
    {
        (string Category, string Rule)? best = null;
        int longest = 0;
        foreach (Category category in categories)
        {
            if (ClassesOf(category, service) is not { NeedsName: false } classes) continue;
            if (classes.Except.Any(code => Matches(code, path))) continue;
            foreach (string code in classes.Codes)
            {
                int length = code.TrimEnd('*').Length;
                if (length <= longest || !Matches(code, path)) continue;
                (longest, best) = (length, (category.Id, $"class {service} {code}"));
            }
        }
        return best;
    }

    private MapService? ServiceOf(string[] path) => IsCode(path)
        ? services.FirstOrDefault(s => s.Id == Amap)
        : path.Length == 0 ? null : services.FirstOrDefault(s => s.Tops.Contains(path[0]));

    private static PoiClasses? ClassesOf(Category category, string service) =>
        service switch { Amap => category.Amap, Baidu => category.Baidu, _ => null };

    /// <summary>The steps of a class; a code is one step, with the zero that a spreadsheet takes from its start.</summary>
    private static string[] PathOf(string text)
    {
        bool isNumber = text.Length is CodeLength - 1 or CodeLength && text.All(char.IsAsciiDigit);
        return isNumber ? [text.PadLeft(CodeLength, '0')]
            : text.Split(Steps, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsCode(string[] path) => path is [{ Length: CodeLength } code] && code.All(char.IsAsciiDigit);

    /// <summary>Whether a class is a code's, or below it: "0901*" holds "090101", "医疗" holds "医疗;诊所".</summary>
    private static bool Matches(string code, string[] path)
    {
        if (char.IsAsciiDigit(code[0]))
        {
            if (!IsCode(path)) return false;
            return code[^1] == '*' ? path[0].AsSpan().StartsWith(code.AsSpan(0, code.Length - 1)) : path[0] == code;
        }
        string[] wanted = code.Split(Steps);
        return wanted.Length <= path.Length && wanted.AsSpan().SequenceEqual(path.AsSpan(0, wanted.Length));
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ServiceCircle.Tests.Towns;

namespace ServiceCircle.Tests.Reports;

public class MessagesTests
{
    // They name columns and cells as files hold them.
    private static readonly string[] NamingColumns =
    [
        "expected/community-column", "expected/coordinates", "expected/cost-column", "expected/grade", "expected/population-column",
            "expected/values-columns", "expected/yes-or-no", "meaning/few-people",
    ];

    public static TheoryData<string> Keys => [.. MessageTable.Entries.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_text_exists_in_both_languages_with_the_same_placeholders(string key)
    {
        string en = MessageTable.Entries[key][(int)Language.En], zh = MessageTable.Entries[key][(int)Language.Zh];
        Assert.NotEmpty(en);
        Assert.NotEmpty(zh);
        Assert.Equal(Placeholders(en), Placeholders(zh));
        if (!NamingColumns.Contains(key)) Assert.DoesNotMatch("[\u4e00-\u9fff]", en);
        foreach (string text in new[] { en, zh })
        {
            string rest = Regex.Replace(text, @"\{[a-z]+(:[^|{}]+\|[^|{}]+)?\}", "");
            Assert.DoesNotMatch(@"[{}|]", rest);
        }
    }

    [Fact]
    public void Chinese_texts_are_Chinese()
    {
        string[] neutral =
            ["list/separator", "text/as-is", "text/quoted", "where/separator", "error/place", "advice/after", "found/and-then", "found/at",
                "value/none", "value/beyond", "number/percent", "figures/of", "communities/of", "facilities/osm", "bases/cell", "field/of-service", "layer/of-folder"];
        string[] untranslated = [.. MessageTable.Entries.Where(e => !Regex.IsMatch(e.Value[1], "[\u4e00-\u9fff]")).Select(e => e.Key)];
        Assert.Subset(neutral.Concat(["report/window-title", "map/community-title", "map/facility-title", "headline/sentence"]).ToHashSet(),
            untranslated.ToHashSet());
    }

    [Fact]
    public void The_file_holds_two_languages_per_entry_and_nothing_else()
    {
        using JsonDocument json = JsonDocument.Parse(EmbeddedText.Read("messages.json"));
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
            Assert.Equal(["en", "zh"], entry.Value.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Every_key_in_the_code_exists_and_every_key_is_used()
    {
        string groups = string.Join('|', MessageTable.Entries.Keys.Select(k => k.Split('/')[0]).Distinct());
        var used = new HashSet<string>();
        foreach (string file in Shared.SourceFiles("src"))
        {
            string source = File.ReadAllText(Path.Combine(Shared.RepositoryRoot, file));
            foreach (Match match in Regex.Matches(source, $"\"((?:{groups})(?:/[a-z0-9_-]+)+)\"")) used.Add(match.Groups[1].Value);
        }

        Assert.Equal(MessageTable.Entries.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Placeholders_are_filled_in_any_order_and_words_picked_by_number()
    {
        Messages en = Messages.In(Language.En), zh = Messages.In(Language.Zh);
        Assert.Equal("1 person in 1 community", en.Text("headline/whom", ("communities", 1), ("people", en.People(1))));
        Assert.Equal("61,000 people in 9 communities", en.Text("headline/whom", ("people", en.People(61_000)), ("communities", 9)));
        Assert.Equal("9个社区、6.1万人", zh.Text("headline/whom", ("people", zh.People(61_000)), ("communities", 9)));
    }

    [Fact]
    public void A_notice_is_all_in_one_language()
    {
        Messages en = Messages.In(Language.En), zh = Messages.In(Language.Zh);
        var units = new Notice(
            "siting/warning/units", ("count", 3), ("level", Phrase.OfLevel("township")), ("names", new NameList(["甲", "乙", "丙"], 2)));
        Assert.StartsWith("3 units of the level township or subdistrict have", en.Text(units), StringComparison.Ordinal);
        Assert.EndsWith(": 甲, 乙 ...", en.Text(units), StringComparison.Ordinal);
        Assert.StartsWith("乡镇（街道）级单元中有3个", zh.Text(units), StringComparison.Ordinal);
        Assert.EndsWith("：甲、乙等", zh.Text(units), StringComparison.Ordinal);
        var gap = new Notice("verdict/gap-between", ("best", new Phrase("type/urban")), ("worst", "东镇"));
        Assert.Equal(("Best: urban; worst: 东镇.", "最高：城镇；最低：东镇。"), (en.Text(gap), zh.Text(gap)));
        Assert.Equal(units,
            new Notice("siting/warning/units", ("count", 3), ("level", Phrase.OfLevel("township")),
                ("names", new NameList(["甲", "乙", "丙"], 2))));
    }

    [Fact]
    public void A_value_is_never_read_as_a_template() =>
        Assert.Equal("{people} {x} Report: {sentence}",
            Messages.In(Language.En).Text("headline/with-report", ("sentence", "{people} {x}"), ("path", "{sentence}")));

    [Fact]
    public void Wrong_keys_and_values_are_refused()
    {
        Messages en = Messages.In(Language.En);
        Assert.Throws<ArgumentException>(() => en["no/such"]);
        Assert.Throws<ArgumentException>(() => en["number/metres"]);
        Assert.Throws<ArgumentException>(() => en.Text("number/metres", ("metres", 1), ("feet", 3)));
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", Language.Zh)]
    [InlineData("zh", Language.Zh)]
    [InlineData("ZH-Hans", Language.Zh)]
    [InlineData("zha", Language.En)]
    [InlineData("en_GB.UTF-8", Language.En)]
    [InlineData("C", Language.En)]
    [InlineData("", Language.En)]
    [InlineData(null, Language.En)]
    public void A_locale_names_a_language(string? locale, Language expected) => Assert.Equal(expected, Locale.LanguageOf(locale));

    private static string[] Placeholders(string text) =>
        [.. Regex.Matches(text, @"\{([a-z]+)").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
}

using System.Collections;
using System.CommandLine;
using System.Resources;
using System.Text.RegularExpressions;
using ServiceCircle.Cli;

namespace ServiceCircle.Tests.EndToEnd;

/// <summary>
/// Help and errors of the command line are whole in Chinese. What the parser's library can say is read from its own table of texts, so
/// that a newer version with other words is noticed.
/// </summary>
public sealed partial class CommandLanguageTests
{
    private static readonly Dictionary<string, string> LibraryTexts = ReadLibraryTexts();

    /// <summary>Sentences that need something no verb has: files as values, a choice of values, an argument of no command.</summary>
    private static readonly string[] Unused =
    [
        "ArgumentConversionCannotParse", "ArgumentConversionCannotParseForCommand_Completions",
        "ArgumentConversionCannotParseForOption_Completions", "DirectoryDoesNotExist", "ExceptionHandlerHeader", "FileDoesNotExist",
        "FileOrDirectoryDoesNotExist", "InvalidCharactersInFileName", "InvalidCharactersInPath", "SuggestionsTokenNotMatched",
    ];

    public static TheoryData<string> Sentences =>
        [.. LibraryTexts.Keys.Except(Unused).Where(k => !IsOfHelp(k)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Verbs =>
    [
        "", "coverage", "whatif", "site", "build", "isochrone", "matrix", "access", "streets", "facilities", "doctor", "targets",
        "standards",
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_sentence_of_the_parser_is_said_again_in_Chinese(string name)
    {
        string sentence = string.Format(LibraryTexts[name], "--alpha", "--beta", "System.Int32");
        Assert.Equal(sentence, UsageError.Text(sentence, Messages.In(Language.En)));
        string text = UsageError.Text(sentence, Messages.In(Language.Zh));
        Assert.Matches("[\u4e00-\u9fff]", text);
        Assert.Empty(Word().Matches(text.Replace("--alpha", "").Replace("--beta", "")));
    }

    [Theory]
    [InlineData("命令 coverage 缺少必需的参数 STUDY。", "coverage", "-o", "out")]
    [InlineData("缺少必需的选项 -o。", "coverage", "study.json")]
    [InlineData("选项 --version 不能与其他参数同用。", "--version", "targets")]
    [InlineData("选项 --p 的取值“x”不是整数。", "site", "study.json", "-o", "out", "--p", "x")]
    [InlineData("找不到参数文件“none”。", "targets", "@none")]
    [InlineData("无法识别的命令或参数“nonsense”。", "targets", "nonsense")]
    public void A_command_line_that_is_wrong_is_told_in_Chinese(string said, params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.RunIn("zh_CN.UTF-8", arguments);
        Assert.Equal((2, said), (outcome.ExitCode, outcome.Error.Split(Environment.NewLine)[0]));
    }

    [Fact]
    public void Whoever_names_no_verb_is_sent_to_the_help_of_all()
    {
        CommandLine.Outcome outcome = CommandLine.Run();
        Assert.Equal((2, "servicecircle --help"), (outcome.ExitCode, outcome.Error.TrimEnd().Split(Environment.NewLine)[^1]));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_is_whole_in_Chinese(string verb)
    {
        string[] arguments = verb.Length == 0 ? ["--help"] : [verb, "--help"];
        string english = CommandLine.Run(arguments).Output, chinese = CommandLine.RunIn("zh_CN.UTF-8", arguments).Output;
        foreach ((string name, string text) in LibraryTexts)
        {
            if (!IsOfHelp(name)) continue;
            // The label of defaults is a word that descriptions may have too.
            string said = name == "HelpArgumentDefaultValueLabel" ? $"[{text}:" : text.Trim();
            Assert.DoesNotContain(said, chinese, StringComparison.Ordinal);
        }
        Assert.Equal(english.Split('\n').Length, chinese.Split('\n').Length);
        foreach (string heading in chinese.Split('\n').Where(l => l.Length > 0 && l[0] > ' '))
            Assert.Matches("^[\u4e00-\u9fff]+：$", heading);
        // Descriptions stand below each other, a Chinese character being two columns wide.
        string options = chinese[chinese.IndexOf("选项：", StringComparison.Ordinal)..].Split("命令：")[0];
        Assert.Single(OptionLine().Matches(options).Select(m => m.Groups[1].Value.Sum(c => c < 0x2000 ? 1 : 2)).Distinct());
    }

    [Fact]
    public void Help_gives_defaults_and_what_is_required()
    {
        string help = CommandLine.RunIn("zh_CN.UTF-8", "matrix", "--help").Output;
        Assert.Contains("-o, --output <o> （必需）", help, StringComparison.Ordinal);
        Assert.Contains("[默认：adult]", help, StringComparison.Ordinal);
        Assert.Contains("  servicecircle matrix <NETWORK> [选项]", help, StringComparison.Ordinal);
        Assert.Equal("[默认：\n  adult]", HelpText.Text("[default:\n  adult]", Messages.In(Language.Zh)).ReplaceLineEndings("\n"));
    }

    private static bool IsOfHelp(string name) => name.StartsWith("Help", StringComparison.Ordinal) || name == "VersionOptionDescription";

    private static Dictionary<string, string> ReadLibraryTexts()
    {
        System.Reflection.Assembly library = typeof(RootCommand).Assembly;
        string name = library.GetManifestResourceNames().Single(n => n.EndsWith(".resources", StringComparison.Ordinal));
        using var reader = new ResourceReader(library.GetManifestResourceStream(name)!);
        return reader.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(  -.*?  +)[^\s<（-]", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}

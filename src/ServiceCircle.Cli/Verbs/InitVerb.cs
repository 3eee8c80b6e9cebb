using System.CommandLine;
using System.Text.Json.Nodes;
using ServiceCircle.Formats;
using ServiceCircle.Output;
using ServiceCircle.Questions.Beginning;

namespace ServiceCircle.Cli.Verbs;

/// <summary><c>init FOLDER</c>: a study of what lies in a folder.</summary>
internal static class InitVerb
{
    public static Command Create(CommonOptions common)
    {
        Messages messages = common.Messages;
        Argument<string?> folder = common.Argument<string?>("FOLDER", "cli/init/folder");
        folder.Arity = ArgumentArity.ZeroOrOne;
        Option<string?> network = common.Option<string?>("--network", "cli/init/network");
        Option<string?> communities = common.Option<string?>("--communities", "cli/init/communities");
        Option<string[]> facilities = common.Option<string[]>("--facilities", "cli/init/facilities");
        facilities.AllowMultipleArgumentsPerToken = true;
        Option<string?> output = common.Option<string?>("-o", "cli/init/output", ["--output"]);
        Command command = common.Verb("init", "cli/init", [folder, network, communities, facilities, output], context =>
        {
            ParseResult given = context.Parsed;
            string? where = given.GetValue(folder);
            string path = given.GetValue(output) ?? Path.Combine(where ?? "", StudyName);
            var question = new InitQuestion(
                where, given.GetValue(network), given.GetValue(communities), given.GetValue(facilities) ?? [], path);
            StudyDraft draft = Write(question, context);
            context.Answer(() => ToJson(draft), () => Text(draft, messages));
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(folder) is null && (result.GetResult(network) is null || result.GetResult(communities) is null))
                result.AddError(messages["cli/init/need-folder"]);
        });
        return command;
    }

    /// <summary>What a study in a folder is called.</summary>
    private const string StudyName = "study.json";

    /// <summary>The study of a path: the file itself; of a folder its study, which is made and told of if there is none yet.</summary>
    public static string StudyAt(string path, CommandContext context)
    {
        if (!Directory.Exists(path)) return path;
        string study = Path.Combine(path, StudyName);
        if (File.Exists(study))
        {
            IReadOnlyList<string> others = FolderFiles.NotNamedIn(study, path);
            if (others.Count > 0) context.Warn([new("cli/init/not-in-study", ("path", study), ("files", new NameList(others)))]);
            return study;
        }
        StudyDraft draft = Write(new InitQuestion(path, null, null, [], study), context);
        context.Warn([new("cli/init/done", ("path", study)), .. draft.Doubts, .. draft.Files.Select(f => f.Why)]);
        return study;
    }

    private static StudyDraft Write(InitQuestion question, CommandContext context)
    {
        if (File.Exists(question.StudyPath))
            throw new InputException(question.StudyPath, "", "found/file-already", "expected/no-file-yet", "advice/other-study");
        StudyDraft draft = FolderStudy.Draft(question, context.Progress.Report);
        byte[] text = System.Text.Encoding.UTF8.GetBytes(draft.ToText(context.Messages));
        OutputFile.Write(question.StudyPath, stream => stream.Write(text));
        return draft;
    }

    /// <summary>The doubts first, then every file.</summary>
    private static string Text(StudyDraft draft, Messages messages) => string.Join('\n',
    [
        .. draft.Doubts.Select(d => "! " + messages.Text(d)),
        .. draft.Files.Select(f => "- " + messages.Text(f.Why)),
        messages.Text("cli/init/done", ("path", draft.Path)),
    ]);

    private static JsonObject ToJson(StudyDraft draft) => new()
    {
        ["study"] = draft.Path,
        ["files"] = draft.Files.ToJson(f => new JsonObject
        {
            ["file"] = f.Name,
            ["role"] = RoleName(f.Role),
            ["rows"] = f.Rows,
            ["entry"] = f.Entry?.DeepClone(),
        }),
        ["osm_facilities"] = draft.TakesOsm,
        ["plans"] = JsonValues.Texts(draft.Plans),
        ["doubts"] = JsonValues.Texts(Metadata.English(draft.Doubts)),
    };

    private static string? RoleName(FileRole role) => role switch
    {
        FileRole.None => null,
        FileRole.NewAreas => "new_areas",
        FileRole.Gates => "entrances",
        FileRole.Heights => "elevation",
        _ => role.ToString().ToLowerInvariant(),
    };
}

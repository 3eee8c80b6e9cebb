using Spectre.Console;

namespace ServiceCircle.Cli;

/// <summary>Bars on a terminal's standard error, one per stage; nothing at all elsewhere.</summary>
internal sealed class ProgressDisplay : IDisposable
{
    private readonly Messages _messages;
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly ManualResetEventSlim _started = new(), _done = new();
    private readonly Task? _display;
    private ProgressContext? _context;

    public ProgressDisplay(Messages messages, bool isVisible)
    {
        _messages = messages;
        if (!isVisible) return;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _display = Task.Run(() => console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                _context = context;
                _started.Set();
                _done.Wait();
            }));
        _started.Wait();
    }

    /// <summary>Tells the share of a stage that is done; from any thread.</summary>
    public void Report(string stage, double share)
    {
        if (_context is null || _done.IsSet) return;
        lock (_tasks)
        {
            if (!_tasks.TryGetValue(stage, out ProgressTask? task))
                _tasks[stage] = task = _context.AddTask(Markup.Escape(TextOf(stage)));
            task.Value = share * 100;
        }
    }

    private string TextOf(string stage) => stage switch
    {
        "read_relations" => _messages["progress/read_relations"],
        "read_ways" => _messages["progress/read_ways"],
        "read_nodes" => _messages["progress/read_nodes"],
        "build_edges" => _messages["progress/build_edges"],
        "search" => _messages["progress/search"],
        _ => stage,
    };

    /// <summary>Takes the bars away; safe to call twice.</summary>
    public void Dispose()
    {
        _done.Set();
        _display?.Wait();
    }
}

using System.Runtime.InteropServices;
using ServiceCircle.Formats;

namespace ServiceCircle.Cli;

/// <summary>
/// When the run is told to end (Ctrl-C, a closed terminal, kill), what it has begun to write goes, and it leaves with 128 and the number of
/// the signal, as shells have it.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupts(Messages messages) => _registrations =
    [
        On(PosixSignal.SIGINT, 130, messages), On(PosixSignal.SIGTERM, 143, messages), On(PosixSignal.SIGHUP, 129, messages),
    ];

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private static PosixSignalRegistration On(PosixSignal signal, int exitCode, Messages messages) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Unfinished.End(() =>
            {
                // A progress bar hides the cursor.
                if (!Console.IsErrorRedirected) Console.Error.Write("\u001b[?25h\n");
                Console.Error.WriteLine(messages["cli/interrupted"]);
                Environment.Exit(exitCode);
            });
        });
}

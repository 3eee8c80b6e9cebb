using System.Net;
using System.Net.Sockets;
using ServiceCircle.Tests.Formats;

namespace ServiceCircle.Tests.Towns;

/// <summary>
/// A PostgreSQL server with PostGIS, on loopback and for these tests alone: started when the first test asks, stopped when the last has
/// ended. Tests skip where Debian's postgresql-15-postgis-3 is not installed.
/// </summary>
internal sealed class PostgisServer : IDisposable
{
    private static readonly Lazy<PostgisServer?> Shared = new(Start);

    private readonly TemporaryFolder _folder = new();
    private readonly string _programs;
    private readonly int _port;

    private PostgisServer(string programs)
    {
        _programs = programs;
        using (var any = new TcpListener(IPAddress.Loopback, 0))
        {
            any.Start();
            _port = ((IPEndPoint)any.LocalEndpoint).Port;
        }
        string data = Path.Combine(_folder.Path, "data");
        // The server does not run as root.
        if (Environment.IsPrivilegedProcess) Tool.Run("chown", "", "postgres", _folder.Path);
        Run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "planner", "--no-sync");
        Run("pg_ctl", "-D", data, "-l", Path.Combine(_folder.Path, "log"), "-w",
            // So little memory that small tables are large ones.
            "-o", $"-p {_port} -k {_folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=1MB", "start");
        Do("CREATE EXTENSION postgis");
    }

    /// <summary>Where it is, for the program.</summary>
    public string Address => $"postgres://planner@127.0.0.1:{_port}/postgres";

    /// <summary>Where it is, for GDAL.</summary>
    public string Gdal => $"PG:host=127.0.0.1 port={_port} user=planner dbname=postgres";

    /// <summary>The server; the test skips where there is none.</summary>
    public static PostgisServer Get()
    {
        Assert.SkipWhen(Shared.Value is null, "PostGIS is not installed (Debian: postgresql-15-postgis-3)");
        return Shared.Value!;
    }

    /// <summary>Lets it do something.</summary>
    public string Do(string statements) => Run(
        "psql", "-h", "127.0.0.1", "-p", $"{_port}", "-U", "planner", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qtAc", statements);

    public void Dispose()
    {
        Run("pg_ctl", "-D", Path.Combine(_folder.Path, "data"), "-m", "immediate", "stop");
        _folder.Dispose();
    }

    private static PostgisServer? Start()
    {
        const string Versions = "/usr/lib/postgresql";
        if (!Directory.Exists(Versions)) return null;
        string? programs = Directory.GetDirectories(Versions).Select(v => Path.Combine(v, "bin"))
            .FirstOrDefault(b => File.Exists(Path.Combine(b, "initdb")));
        string extension = "/usr/share/postgresql/" + Path.GetFileName(Path.GetDirectoryName(programs)) + "/extension/postgis.control";
        if (programs is null || !File.Exists(extension)) return null;
        var server = new PostgisServer(programs);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private string Run(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? Tool.Run("runuser", "", ["-u", "postgres", "--", path, .. arguments]) : Tool.Run(path, "", arguments);
    }
}

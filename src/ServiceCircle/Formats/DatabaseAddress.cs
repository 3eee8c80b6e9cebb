namespace ServiceCircle.Formats;

/// <summary>
/// Where a database is: <c>postgres://user@host:port/database</c>, the parts but for the host and the database optional. The password,
/// which may stand behind the user, is in no name of it.
/// </summary>
internal sealed record DatabaseAddress(string Host, int Port, string Database, string? User, string? Password)
{
    private const int UsualPort = 5432;

    /// <summary>Its name in messages and outputs: without user and password.</summary>
    public string Name => $"postgres://{Host}{(Port == UsualPort ? "" : FormattableString.Invariant($":{Port}"))}/{Database}";

    /// <summary>Whether a path is an address.</summary>
    public static bool Is(string path) => path.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InputException">It is not of this form.</exception>
    public static DatabaseAddress Of(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri is { Host.Length: > 0, AbsolutePath.Length: > 1, Query: "", Fragment: "" }
            && uri.AbsolutePath.IndexOfAny(['/', '@'], 1) < 0)
        {
            string[] user = [.. uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
            return new(
                uri.Host, uri.Port > 0 ? uri.Port : UsualPort, Uri.UnescapeDataString(uri.AbsolutePath[1..]),
                user[0].Length > 0 ? user[0] : null, user.Length > 1 ? user[1] : null);
        }
        // What is wrong with it may stand in the password.
        throw new InputException("postgres://…", "", "found/no-address", "expected/address", "advice/address");
    }
}

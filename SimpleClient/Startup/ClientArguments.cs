using SimpleClient.Configuration;

namespace SimpleClient.Startup;

/// <summary>
/// The values of the command line. A value is null when its option was not given.
/// </summary>
internal sealed record ClientArguments
{
    private static readonly ClientArguments s_none = new();

    /// <summary>The host when none is given.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary>The port when none is given. It is the server's own default.</summary>
    public const int DefaultPort = 5050;

    public string? Host { get; init; }

    /// <summary>The server's port, 1 to 65535.</summary>
    public int? Port { get; init; }

    public string? Name { get; init; }

    /// <summary>The rooms of the options; the first one is shown.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>The server's password, if it was given.</summary>
    public string? Password { get; init; }

    /// <summary>True when <see cref="Name"/> is that of an account.</summary>
    public bool IsLogin { get; init; }

    /// <summary>The account's password, if it was given.</summary>
    public string? LoginPassword { get; init; }

    /// <summary>True when no token of a login is stored or used.</summary>
    public bool HasNoToken { get; init; }

    /// <summary>True for line input and output, even on a terminal.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True for an encrypted connection.</summary>
    public bool IsTls { get; init; }

    /// <summary>The saved server that gave some of the values; null when there is none.</summary>
    public SavedServer? Saved { get; init; }

    /// <summary>True when the command line had no arguments.</summary>
    public bool IsEmpty => Rooms.Count == 0
        && this with { Rooms = s_none.Rooms } == s_none;

    /// <summary>
    /// A copy in which a saved server gives the values that the options do not, except the rooms.
    /// </summary>
    public ClientArguments With(SavedServer server)
    {
        bool isLogin = Name is null && server.Login.Length > 0;
        string name = isLogin ? server.Login : server.User;
        return this with
        {
            Host = server.Host,
            Port = Port ?? (server.Port > 0 ? server.Port : null),
            Name = Name ?? (name.Length > 0 ? name : null),
            IsLogin = IsLogin || isLogin,
            IsTls = IsTls || server.IsTls,
            Saved = server,
        };
    }
}

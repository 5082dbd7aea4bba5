using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The passwords of the server and of its operators.</summary>
internal sealed record AccessRules
{
    public static AccessRules Default { get; } = new();

    /// <summary>The password for a name; null: every client may enter.</summary>
    [Option(
        "--password-file",
        "Only clients that give the password may enter: it is the only line of FILE",
        Type = typeof(PasswordFileType),
        IsSecret = true,
        AppliesOnReload = true)]
    public PasswordFile? Entry { get; init; }

    /// <summary>The password for operators; null: no member can become an operator.</summary>
    [Option(
        "--operator-password-file",
        "A member that gives the password (/oper) is an operator: it is the only line of FILE",
        Type = typeof(PasswordFileType),
        IsSecret = true,
        AppliesOnReload = true)]
    public PasswordFile? Operators { get; init; }

    /// <summary>
    /// True when legacy clients, which cannot give a password, enter without one.
    /// </summary>
    [Option(
        "--compat-open",
        "With --password-file, let clients of older chat programs enter without the password: "
            + "they cannot give one")]
    public bool IsCompatOpen { get; init; }

    [Option("--no-console", "Read no commands from standard input: for services")]
    public bool NoConsole { get; init; }

    /// <summary>True when commands are read from standard input.</summary>
    public bool HasConsole => !NoConsole;

    /// <summary>Password files that other accounts of the machine may read.</summary>
    public IEnumerable<string> OpenFiles => new[] { Entry, Operators }
        .Where(static f => f is { IsOpenToOthers: true })
        .Select(static f => f!.Path);

    /// <summary>Checks that no listener accepts clients that cannot give the password.</summary>
    /// <exception cref="ArgumentException">A listener does.</exception>
    public void CheckListeners(IReadOnlyList<ListenAddress> all)
    {
        if (Entry is not null && !IsCompatOpen && all.Any(static a => a.Dialects.IsPrompted))
        {
            throw new ArgumentException(
                "Clients of older programs cannot give a password.", nameof(all));
        }
    }
}

using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The passwords of the server and of its operators.</summary>
internal sealed record AccessRules : IOptionRecord
{
    public static AccessRules Default { get; } = new();

    /// <summary>
    /// The password that a client needs for a name; null when no password is needed.
    /// </summary>
    [Option(
        "--password-file",
        "Only clients that give the password in FILE may enter. FILE has one line",
        Type = typeof(PasswordFileType),
        IsSecret = true,
        AppliesOnReload = true)]
    public PasswordFile? Entry { get; init; }

    /// <summary>The password for operators; null when no member can become an operator.</summary>
    [Option(
        "--operator-password-file",
        "Members that give the password in FILE (/oper) are operators. FILE has one line",
        Type = typeof(PasswordFileType),
        IsSecret = true,
        AppliesOnReload = true)]
    public PasswordFile? Operators { get; init; }

    /// <summary>
    /// True when legacy clients may enter without a password. They cannot send one.
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

    /// <summary>Checks that no listener accepts clients that cannot send the password.</summary>
    /// <exception cref="ArgumentException">A listener accepts such clients.</exception>
    public void CheckListeners(IReadOnlyList<ListenAddress> all)
    {
        if (Entry is not null && !IsCompatOpen && all.Any(static a => a.Dialects.IsPrompted))
        {
            throw new ArgumentException(
                "Clients of older programs cannot give a password.", nameof(all));
        }
    }
}

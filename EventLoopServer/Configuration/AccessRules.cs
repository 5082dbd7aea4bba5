using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The passwords of the server and of its operators.</summary>
internal sealed record AccessRules
{
    public static AccessRules Default { get; } = new();

    /// <summary>Without it nobody gets a name; null: everybody may enter.</summary>
    [Option(
        "--password-file",
        "Only clients that give the password may enter: it is the only line of FILE",
        Type = typeof(PasswordFileType),
        IsSecret = true)]
    public PasswordFile? Entry { get; init; }

    /// <summary>Makes a member an operator; null: there are no operators by password.</summary>
    [Option(
        "--operator-password-file",
        "A member that gives the password (/oper) is an operator: it is the only line of FILE",
        Type = typeof(PasswordFileType),
        IsSecret = true)]
    public PasswordFile? Operators { get; init; }

    /// <summary>Clients of older programs, which cannot give a password, enter without.</summary>
    [Option(
        "--compat-open",
        "With --password-file, let clients of older chat programs enter without the password: "
            + "they cannot give one")]
    public bool IsCompatOpen { get; init; }

    [Option("--no-console", "Read no commands from standard input: for services")]
    public bool NoConsole { get; init; }

    /// <summary>Commands are read from standard input.</summary>
    public bool HasConsole => !NoConsole;

    /// <summary>Files with passwords in them that others on the machine may read.</summary>
    public IEnumerable<string> OpenFiles => new[] { Entry, Operators }
        .Where(static f => f is { IsOpenToOthers: true })
        .Select(static f => f!.Path);

    /// <summary>
    /// Sees to it that no client enters by a listener that has no place for a password.
    /// </summary>
    /// <exception cref="ArgumentException">One would.</exception>
    public void CheckListeners(IReadOnlyList<ListenAddress> all)
    {
        if (Entry is not null && !IsCompatOpen && all.Any(static a => a.Dialects.IsPrompted))
        {
            throw new ArgumentException(
                "Clients of older programs cannot give a password.", nameof(all));
        }
    }
}

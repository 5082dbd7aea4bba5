using EventLoopServer.Chat.Moderation;

namespace EventLoopServer.Configuration;

/// <summary>Who may come in, and who is in charge.</summary>
internal sealed record AccessRules
{
    public static AccessRules Default { get; } = new();

    /// <summary>Without it nobody gets a name; null: everybody may come in.</summary>
    public Password? Entry { get; init; }

    /// <summary>Whoever knows it may become an operator; null: nobody can.</summary>
    public Password? Operators { get; init; }

    /// <summary>Clients of older programs, which cannot give a password, come in without.</summary>
    public bool IsCompatOpen { get; init; }

    /// <summary>
    /// Sees to it that nobody comes in by a door that has no place for a password.
    /// </summary>
    /// <exception cref="ArgumentException">Somebody would.</exception>
    public void CheckListeners(IReadOnlyList<ListenAddress> all)
    {
        if (Entry is not null && !IsCompatOpen && all.Any(static a => a.Dialects.IsPrompted))
        {
            throw new ArgumentException(
                "Clients of older programs cannot give a password.", nameof(all));
        }
    }

    /// <summary>Commands are read from standard input.</summary>
    public bool HasConsole { get; init; } = true;

    /// <summary>Files with passwords in them that others on the machine may read.</summary>
    public IReadOnlyList<string> OpenFiles { get; init; } = [];
}

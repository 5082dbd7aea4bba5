namespace EventLoopServer.Chat.Accounts;

/// <summary>The server's rules for accounts.</summary>
internal sealed record AccountPolicy
{
    public static AccountPolicy Default { get; } = new();

    public Registration Registration { get; init; } = Registration.Open;

    /// <summary>
    /// True when passwords of accounts are accepted over connections that others can read.
    /// </summary>
    public bool IsPlainAllowed { get; init; }

    /// <summary>False when the number of registrations in a time has no limit.</summary>
    public bool HasRates { get; init; } = true;
}

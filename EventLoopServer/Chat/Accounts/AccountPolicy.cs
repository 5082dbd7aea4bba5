namespace EventLoopServer.Chat.Accounts;

/// <summary>The server's rules for accounts.</summary>
internal sealed record AccountPolicy
{
    public static AccountPolicy Default { get; } = new();

    public Registration Registration { get; init; } = Registration.Open;

    /// <summary>
    /// True when passwords of accounts are accepted over unencrypted connections.
    /// </summary>
    public bool IsPlainAllowed { get; init; }

    /// <summary>True when the rate of registrations is limited.</summary>
    public bool HasRates { get; init; } = true;
}

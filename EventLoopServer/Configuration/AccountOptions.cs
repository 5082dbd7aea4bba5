using EventLoopServer.Chat.Accounts;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>Who may create accounts, and where their passwords may be given.</summary>
internal sealed record AccountOptions
{
    public const string Open = "open";

    public const string ByOperator = "operator";

    public const string Off = "off";

    [Option(
        "--registration",
        "Who may create accounts: every user, or operators only; off: nobody",
        Words = [Open, ByOperator, Off],
        Default = Open,
        AppliesOnReload = true)]
    public string? Registration { get; init; }

    /// <summary>True when passwords may travel over the network unencrypted.</summary>
    [Option(
        "--plain-accounts",
        "Accept passwords of accounts over connections that are not encrypted: for networks that "
            + "you trust",
        AppliesOnReload = true)]
    public bool IsPlainAllowed { get; init; }

    /// <summary>The rules for the chat.</summary>
    /// <param name="hasRates">False: the number of registrations in a time has no limit.</param>
    public AccountPolicy ToPolicy(bool hasRates) => new()
    {
        Registration = Registration switch
        {
            ByOperator => Chat.Accounts.Registration.Operator,
            Off => Chat.Accounts.Registration.Off,
            _ => Chat.Accounts.Registration.Open,
        },
        IsPlainAllowed = IsPlainAllowed,
        HasRates = hasRates,
    };
}

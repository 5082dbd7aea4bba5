using EventLoopServer.Chat.Accounts;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>
/// Which users may create accounts, and on which connections passwords may be sent.
/// </summary>
internal sealed record AccountOptions : IOptionRecord
{
    public const string Open = "open";

    public const string ByOperator = "operator";

    public const string Off = "off";

    [Option(
        "--registration",
        "Who may create accounts: every user; operators and the users that they invite; or "
            + "only operators, with /account add",
        Words = [Open, ByOperator, Off],
        Default = Open,
        AppliesOnReload = true)]
    public string? Registration { get; init; }

    /// <summary>True when passwords may be sent unencrypted over the network.</summary>
    [Option(
        "--plain-accounts",
        "Accept passwords of accounts over connections that are not encrypted: for networks that "
            + "you trust",
        AppliesOnReload = true)]
    public bool IsPlainAllowed { get; init; }

    /// <summary>The rules for the chat.</summary>
    /// <param name="hasRates">
    /// False when the number of registrations in a time has no limit.
    /// </param>
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

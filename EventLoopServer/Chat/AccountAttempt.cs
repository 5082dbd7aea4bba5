using EventLoopServer.Chat.Accounts;

namespace EventLoopServer.Chat;

/// <summary>An attempt to give an account's password, before the check.</summary>
/// <param name="context">The member that sent the password, and the request's services.</param>
/// <param name="requestId">The request to be answered.</param>
/// <param name="access">Checks the password.</param>
internal sealed class AccountAttempt(
    CommandContext context, ulong requestId, AccountAccess access)
    : DelayedCheck(context, requestId)
{
    /// <summary>The name as typed. An account of that name need not exist.</summary>
    public required byte[] Name { get; init; }

    /// <summary>The password. Its bytes are cleared after the check.</summary>
    public required byte[] Password { get; init; }

    /// <summary>A fast hash of the password, to compare it with a one-time code.</summary>
    public required string CodeHash { get; init; }

    /// <summary>The action after a match.</summary>
    public required Action<AccountAttempt, Account> Accept { get; init; }

    /// <summary>True when a used one-time code is accepted too.</summary>
    public required bool TakesUsedCode { get; init; }

    /// <summary>True when the password was a one-time code.</summary>
    public bool IsCode { get; set; }

    /// <summary>
    /// A new hash of the right password; null when the stored hash already has today's cost.
    /// </summary>
    public string? NewHash { get; set; }

    /// <summary>The delay before the check, in ms.</summary>
    public required long WaitMs { get; init; }

    public override long? DelayMs => WaitMs;

    /// <summary>The queue in which the attempt waits.</summary>
    public required object Line { get; init; }

    public override object Queue => Line;

    protected override void Check(CommandContext context) => access.Check(context, this);
}

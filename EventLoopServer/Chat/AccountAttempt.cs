using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat;

/// <summary>A password of an account that is still to be checked.</summary>
/// <param name="context">The member that gave it, and the request's services.</param>
/// <param name="requestId">The request to be answered.</param>
/// <param name="access">Checks it.</param>
internal sealed class AccountAttempt(
    CommandContext context, ulong requestId, AccountAccess access)
    : DelayedRequest(context.Member, requestId)
{
    /// <summary>The name as it was typed; it may have no account.</summary>
    public required byte[] Name { get; init; }

    /// <summary>It is cleared as soon as it was checked.</summary>
    public required byte[] Password { get; init; }

    /// <summary>A fast hash of the password, to compare it with a one-time code.</summary>
    public required string CodeHash { get; init; }

    /// <summary>The action after a match.</summary>
    public required Action<AccountAttempt, Account> Accept { get; init; }

    /// <summary>True when a one-time code that was used up is accepted too.</summary>
    public required bool TakesUsedCode { get; init; }

    /// <summary>The password was a one-time code.</summary>
    public bool IsCode { get; set; }

    /// <summary>A hash of the right password at today's cost; null: it is stored so.</summary>
    public string? NewHash { get; set; }

    /// <summary>How long it waits before it is checked, in ms.</summary>
    public required long WaitMs { get; init; }

    public override long? DelayMs => WaitMs;

    /// <summary>The queue in which it waits.</summary>
    public required object Line { get; init; }

    public override object Queue => Line;

    public override void Run(TurnTime now)
    {
        context.Device = Device;
        context.Now = now;
        access.Check(context, this);
    }
}

using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat;

/// <summary>
/// A password or code whose check may be delayed, after many wrong ones of its address.
/// </summary>
/// <param name="context">The member that sent it, and the request's services.</param>
/// <param name="requestId">The request to be answered.</param>
internal abstract class DelayedCheck(CommandContext context, ulong requestId)
    : DelayedRequest(context.Member, requestId)
{
    private readonly CommandContext _context = context;

    /// <summary>Checks it later. The connection is not read until then.</summary>
    /// <param name="sentence">Tells the client about the delay.</param>
    public void Delay(string sentence)
    {
        Device.Delayed = this;
        Device.IsWaiting = true;
        Member.Output.Delay(this);
        _context.SendNotice(Member, sentence);
    }

    public sealed override void Run(TurnTime now)
    {
        _context.Device = Device;
        _context.Now = now;
        Check(_context);
    }

    /// <summary>Checks it now, and answers the request.</summary>
    protected abstract void Check(CommandContext context);
}

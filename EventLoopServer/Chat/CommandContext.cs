using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// What a command works with: the lobby, who asked, and when. One object, used again.
/// </summary>
internal sealed class CommandContext(Lobby lobby, IServerFigures figures)
{
    /// <summary>Bytes of somebody's input that are repeated in a refusal.</summary>
    private const int MaxQuotedBytes = 64;

    public Lobby Lobby { get; } = lobby;

    public IServerFigures Figures { get; } = figures;

    public Member Member { get; set; } = null!;

    /// <summary>Milliseconds since 1970, the same for all that happens in a turn.</summary>
    public long TimeMs { get; set; }

    /// <summary>What the last request cost, in ordinary messages.</summary>
    public int Cost { get; set; }

    /// <summary>Says no, with the reason and what to do about it.</summary>
    public void Refuse(in ClientRequest request, RefusalCode code, string subject = "") =>
        Refuse(request.Id, Refusal.For(code, subject));

    /// <summary>The same with something that the client sent, made safe to show.</summary>
    public void RefuseQuoting(
        in ClientRequest request, RefusalCode code, ReadOnlySpan<byte> quoted) =>
        Refuse(request, code, TextRule.Defuse(quoted[..Math.Min(quoted.Length, MaxQuotedBytes)]));

    public void Refuse(ulong requestId, Refusal refusal) => Member.Delivery.Tell(new ServerEvent
    {
        Kind = EventKind.Refused,
        RequestId = requestId,
        Number = (ulong)refusal.Code,
        Text = Encoding.UTF8.GetBytes(refusal.Sentence),
        Detail = Encoding.UTF8.GetBytes(refusal.Advice),
        Subject = Encoding.UTF8.GetBytes(refusal.Subject),
    });

    /// <summary>Says that it was done.</summary>
    public void Done(in ClientRequest request, Room? room = null, ulong sequence = 0) =>
        Member.Delivery.Tell(new ServerEvent
        {
            Kind = EventKind.Done,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Sequence = sequence,
            Room = room is null ? default : room.Name.Utf8,
        });

    /// <summary>Says something in sentences, a line each.</summary>
    public void Notice(in ClientRequest request, string lines) =>
        Member.Delivery.Tell(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(lines),
        });

    /// <summary>
    /// The room that a request means: the one it names, or the current one. Refuses when the member
    /// is not in it.
    /// </summary>
    public Room? FindOwnRoom(in ClientRequest request)
    {
        if (request.Target.IsEmpty)
        {
            if (Member.Current is null)
            {
                Refuse(request, RefusalCode.InNoRoom);
            }

            return Member.Current;
        }

        if (Member.Find(request.Target) is { } membership)
        {
            return membership.Room;
        }

        RefuseQuoting(request, RefusalCode.NotInRoom, request.Target);
        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// What a member wants to happen in a room: syntax, sizes and rates were checked.
/// <see cref="Room.Apply"/> decides the rest, because the room may have changed by then.
/// The bytes are valid during the call only; a sequencer that applies later copies them.
/// </summary>
internal readonly ref struct RoomProposal
{
    /// <summary>What a request proposes, with its text and without empty lines.</summary>
    [SetsRequiredMembers]
    public RoomProposal(EventKind kind, Member member, TurnTime now, in ClientRequest request)
    {
        Kind = kind;
        Member = member;
        RequestId = request.Id;
        Now = now;
        Text = request.Text;
    }

    /// <summary>
    /// <see cref="EventKind.Said"/>, <see cref="EventKind.Acted"/> or
    /// <see cref="EventKind.TopicSet"/>.
    /// </summary>
    public required EventKind Kind { get; init; }

    /// <summary>Who proposes it, and is sent the answer.</summary>
    public required Member Member { get; init; }

    /// <summary>The request that is answered.</summary>
    public required ulong RequestId { get; init; }

    /// <summary>When it was proposed: the time of the event.</summary>
    public required TurnTime Now { get; init; }

    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Empty lines above the text.</summary>
    public ulong EmptyLines { get; init; }
}

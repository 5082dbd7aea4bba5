using System.Diagnostics.CodeAnalysis;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A proposed room event. Its syntax, size and rate were checked. <see cref="Room.Apply"/> checks
/// the rest, because the room may change before the proposal is applied. The bytes are valid only
/// during the call, so a sequencer that applies proposals later has to copy them.
/// </summary>
internal readonly ref struct RoomProposal
{
    /// <summary>Makes a proposal with a request's text and without empty lines.</summary>
    [SetsRequiredMembers]
    public RoomProposal(EventKind kind, Member member, TurnTime now, in ClientRequest request)
    {
        Kind = kind;
        Member = member;
        Device = member.Device;
        RequestId = request.Id;
        Now = now;
        Text = request.Text;
    }

    /// <summary>
    /// <see cref="EventKind.Said"/>, <see cref="EventKind.Acted"/>,
    /// <see cref="EventKind.Shared"/> or <see cref="EventKind.TopicSet"/>.
    /// </summary>
    public required EventKind Kind { get; init; }

    /// <summary>The member that proposes it and gets the answer.</summary>
    public required Member Member { get; init; }

    /// <summary>
    /// The device that gets the answer; null for the member's last active device.
    /// </summary>
    public Device? Device { get; init; }

    /// <summary>The request to be answered.</summary>
    public required ulong RequestId { get; init; }

    /// <summary>The time of the proposal, which is also the time of the event.</summary>
    public required TurnTime Now { get; init; }

    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Empty lines above the text.</summary>
    public ulong EmptyLines { get; init; }
}

namespace EventLoopServer.Chat.Rooms;

/// <summary>The limits of the chat.</summary>
/// <param name="MessageBytes">Bytes of UTF-8 in one message.</param>
/// <param name="HistoryLines">Lines in the history of a room.</param>
/// <param name="RoomsPerMember">Rooms that one member may be in.</param>
/// <param name="Rooms">Rooms that may exist.</param>
internal sealed record ChatLimits(int MessageBytes, int HistoryLines, int RoomsPerMember, int Rooms)
{
    /// <summary>
    /// 32 rooms for each member: what an IRC network allows at most. 10,000 rooms: about 8 KB each
    /// with a history of 50 short lines, and at most 64 KiB of lines.
    /// </summary>
    public static ChatLimits Default { get; } = new(4096, 50, 32, 10_000);
}

namespace EventLoopServer.Chat.Rooms;

/// <summary>What the chat keeps to.</summary>
/// <param name="MessageBytes">Bytes of UTF-8 in one message.</param>
/// <param name="HistoryLines">Lines that a room remembers.</param>
/// <param name="RoomsPerMember">Rooms that one member may be in.</param>
/// <param name="Rooms">Rooms that there may be.</param>
internal sealed record ChatLimits(int MessageBytes, int HistoryLines, int RoomsPerMember, int Rooms)
{
    /// <summary>
    /// 32 rooms each: what an IRC network allows at most. 10,000 rooms: some 8 KB
    /// each with 50 short lines remembered, 64 KiB of lines at most.
    /// </summary>
    public static ChatLimits Default { get; } = new(4096, 50, 32, 10_000);
}

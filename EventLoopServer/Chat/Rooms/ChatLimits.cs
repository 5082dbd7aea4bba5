namespace EventLoopServer.Chat.Rooms;

/// <summary>The limits of the chat.</summary>
/// <param name="MessageBytes">Most bytes of UTF-8 in one message.</param>
/// <param name="HistoryLines">Most lines in the history of a room.</param>
/// <param name="RoomsPerMember">Most rooms that one member may be in.</param>
/// <param name="Rooms">Most rooms that may exist.</param>
internal sealed record ChatLimits(int MessageBytes, int HistoryLines, int RoomsPerMember, int Rooms)
{
    /// <summary>
    /// The defaults. 32 rooms for each member is the most that an IRC network allows. A room with a
    /// history of 50 short lines takes about 8 KB, and at most 64 KiB of lines.
    /// </summary>
    public static ChatLimits Default { get; } = new(4096, 50, 32, 10_000);
}

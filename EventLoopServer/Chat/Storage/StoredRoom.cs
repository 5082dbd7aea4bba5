namespace EventLoopServer.Chat.Storage;

/// <summary>A room as it is read at the start.</summary>
/// <param name="Name">The room's name, in the form that members see.</param>
/// <param name="Incarnation">The incarnation at the room's last event.</param>
/// <param name="Next">The number of its next event.</param>
/// <param name="LastStored">The number of its last stored line; 0 when it has none.</param>
internal sealed record StoredRoom(string Name, ulong Incarnation, ulong Next, ulong LastStored)
{
    public byte[] Topic { get; init; } = [];

    public byte[] TopicSetter { get; init; } = [];

    public ulong TopicSetterId { get; init; }

    public long TopicTimeMs { get; init; }

    /// <summary>The incarnations that ended in a crash, oldest first.</summary>
    public IReadOnlyList<IncarnationEnd> Ends { get; init; } = [];

    /// <summary>The latest lines, oldest first: as many as the room's history has.</summary>
    public IReadOnlyList<StoredLine> LastLines { get; init; } = [];

    /// <summary>The room after a crash. Its old incarnation becomes the last of its ends.</summary>
    public StoredRoom Reincarnate(ulong incarnation) => this with
    {
        Incarnation = incarnation,
        Next = LastStored + 1,
        Ends =
        [
            .. Ends.TakeLast(IncarnationEnd.Most - 1),
            new IncarnationEnd(Incarnation, LastStored),
        ],
    };
}

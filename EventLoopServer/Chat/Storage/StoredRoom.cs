namespace EventLoopServer.Chat.Storage;

/// <summary>A room as it is read at the start.</summary>
/// <param name="Name">Its name, as its members see it.</param>
/// <param name="Incarnation">The one it had at its last event.</param>
/// <param name="Next">The number that its next event takes.</param>
/// <param name="LastStored">The number of its last stored line; 0: it has none.</param>
internal sealed record StoredRoom(string Name, ulong Incarnation, ulong Next, ulong LastStored)
{
    public byte[] Topic { get; init; } = [];

    public byte[] TopicSetter { get; init; } = [];

    public ulong TopicSetterId { get; init; }

    public long TopicTimeMs { get; init; }

    /// <summary>Its incarnations that ended in a crash, oldest first.</summary>
    public IReadOnlyList<IncarnationEnd> Ends { get; init; } = [];

    /// <summary>The latest lines, oldest first, as many as the room remembers.</summary>
    public IReadOnlyList<StoredLine> LastLines { get; init; } = [];

    /// <summary>The room after a crash: the end of its incarnation is its last end.</summary>
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

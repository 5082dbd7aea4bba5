namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The memory of all rooms' lines together. When they take more than they may, the room that takes
/// most loses its oldest lines, so a flood in one room costs a quiet room nothing.
/// </summary>
/// <param name="maxBytes">Bytes at most.</param>
internal sealed class LineBudget(long maxBytes = LineBudget.MaxBytes)
{
    /// <summary>
    /// Bytes of all rooms' lines, at most. Origin: ten thousand lines of a hundred characters take
    /// 4 MB, so sixteen busy rooms keep all of theirs.
    /// </summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private readonly HashSet<Scrollback> _rooms = [];
    private long _bytes;

    /// <summary>Bytes that are in use.</summary>
    public long Bytes => _bytes;

    /// <summary>Adds a room, which has no lines yet.</summary>
    public void Add(Scrollback room) => _rooms.Add(room);

    /// <summary>Removes a room with its lines.</summary>
    public void Remove(Scrollback room)
    {
        if (_rooms.Remove(room))
        {
            _bytes -= room.Bytes;
        }
    }

    /// <summary>Counts what a room has gained or lost. A room that was removed does not count.
    /// </summary>
    public void Count(Scrollback room, long bytes)
    {
        if (!_rooms.Contains(room))
        {
            return;
        }

        _bytes += bytes;
        while (bytes > 0 && _bytes > maxBytes && Largest() is { } largest)
        {
            // Each removal counts itself, with a negative number.
            largest.RemoveShare();
        }
    }

    /// <summary>Null when no room has more than one line.</summary>
    private Scrollback? Largest() =>
        _rooms.Where(static room => room.Next - room.First > 1).MaxBy(static room => room.Bytes);
}

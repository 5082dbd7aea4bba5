namespace SimpleClient.Terminal.Scrolling;

/// <summary>
/// The memory budget for the lines of all rooms. When the lines exceed it, the room that takes the
/// most memory loses its oldest lines. So a flood in one room does not remove lines of a quiet
/// room.
/// </summary>
/// <param name="maxBytes">The most bytes.</param>
internal sealed class LineBudget(long maxBytes = LineBudget.MaxBytes)
{
    /// <summary>
    /// The most bytes for the lines of all rooms. Origin: ten thousand lines of a hundred
    /// characters take 4 MB, so sixteen busy rooms keep all their lines.
    /// </summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private readonly HashSet<Scrollback> _rooms = [];
    private long _bytes;

    /// <summary>Bytes in use.</summary>
    public long Bytes => _bytes;

    /// <summary>Adds a room without lines.</summary>
    public void Add(Scrollback room) => _rooms.Add(room);

    public void Remove(Scrollback room)
    {
        if (_rooms.Remove(room))
        {
            _bytes -= room.Bytes;
        }
    }

    /// <summary>Counts the change of a room's memory. A removed room is not counted.</summary>
    public void Count(Scrollback room, long bytes)
    {
        if (!_rooms.Contains(room))
        {
            return;
        }

        _bytes += bytes;
        while (bytes > 0 && _bytes > maxBytes && Largest() is { } largest)
        {
            // Each removal counts itself with a negative number.
            largest.RemoveShare();
        }
    }

    /// <summary>The largest room; null when no room has more than one line.</summary>
    private Scrollback? Largest() =>
        _rooms.Where(static room => room.Next - room.First > 1).MaxBy(static room => room.Bytes);
}

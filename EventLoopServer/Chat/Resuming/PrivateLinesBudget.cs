namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The memory that the private lines of all sessions may use together. Lines to a connected device
/// have been sent already, and are needed only if its connection turns out to be broken. They are
/// therefore removed first, beginning with the device that got its last line the longest time ago.
/// </summary>
internal sealed class PrivateLinesBudget
{
    private readonly LinkedList<PrivateLines> _spare = new();

    /// <summary>
    /// Most bytes. 16 MiB are enough for the full lines of 256 sessions, or for 1 KB in each of
    /// 16,000.
    /// </summary>
    public int Max { get; init; } = 16 * 1024 * 1024;

    public int Used { get; private set; }

    /// <summary>Takes memory. If necessary, removes lines of connected devices.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="lines">The lines that need the memory. They are not removed.</param>
    /// <returns>False when there is too little memory.</returns>
    public bool TryTake(int bytes, PrivateLines lines)
    {
        LinkedListNode<PrivateLines>? next = _spare.First;
        while (Used + bytes > Max && next is { Value: var spare } node)
        {
            next = node.Next;
            if (spare != lines)
            {
                spare.Clear();
            }
        }

        bool fits = Used + bytes <= Max;
        Used += fits ? bytes : 0;
        return fits;
    }

    /// <summary>Returns memory.</summary>
    public void Return(int bytes) => Used -= bytes;

    /// <summary>Marks the lines of a connected device: their memory may be taken.</summary>
    public void Spare(LinkedListNode<PrivateLines> place)
    {
        Hold(place);
        _spare.AddLast(place);
    }

    /// <summary>
    /// Removes the mark of <see cref="Spare"/>. The lines are needed, or use no memory.
    /// </summary>
    public void Hold(LinkedListNode<PrivateLines> place) => place.List?.Remove(place);
}

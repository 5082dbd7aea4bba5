namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The memory that the private lines of all sessions take together. The lines of a connected member
/// have been sent already, and are of use only if its connection turns out to be broken. So they
/// are forgotten first: those of the member to whom the last one was sent the longest time ago.
/// </summary>
internal sealed class PrivateLinesBudget
{
    private readonly LinkedList<PrivateLines> _spare = new();

    /// <summary>
    /// 16 MiB hold the full lines of 256 members, or a kilobyte for each of 16,000.
    /// </summary>
    public int Max { get; init; } = 16 * 1024 * 1024;

    public int Used { get; private set; }

    /// <summary>Takes memory, if necessary that of lines of connected members.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="lines">The lines that need it; they are not forgotten.</param>
    /// <returns>False when there is too little.</returns>
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

    /// <summary>Gives memory back.</summary>
    public void Return(int bytes) => Used -= bytes;

    /// <summary>The lines of a connected member: others may take their memory.</summary>
    public void Spare(LinkedListNode<PrivateLines> place)
    {
        Hold(place);
        _spare.AddLast(place);
    }

    /// <summary>The lines are needed, or take no memory.</summary>
    public void Hold(LinkedListNode<PrivateLines> place) => place.List?.Remove(place);
}

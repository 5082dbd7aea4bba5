using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Counts the private messages that wait in the store for the owner of an account, so that a sender
/// is answered without a wait for the disk.
/// </summary>
internal sealed class UnreadMessages
{
    /// <summary>Messages of all senders that may wait.</summary>
    public const int Most = 1000;

    /// <summary>Messages of one sender, so that one cannot use up the space of all.</summary>
    public const int MostOfSender = 100;

    /// <summary>
    /// Bytes of names and texts: the owner gets all at once, so they have to fit into the output of
    /// a client, as a page of history does.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    private readonly Dictionary<long, int> _bySender = [];

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The number of the last one; numbers of an account rise for ever.</summary>
    public ulong Last { get; set; }

    /// <summary>
    /// The owner is connected and is about to get them. Later messages wait behind them, so that
    /// the order remains.
    /// </summary>
    public bool IsDelivering { get; set; }

    /// <summary>True when a message fits.</summary>
    /// <param name="sender">The sender, see <see cref="StoredMessage.SenderKey"/>.</param>
    /// <param name="bytes">The bytes of its name and its text.</param>
    public bool MayAdd(long sender, int bytes) =>
        Count < Most
        && Bytes + bytes <= MaxBytes
        && _bySender.GetValueOrDefault(sender) < MostOfSender;

    public void Add(long sender, int bytes) => Add(sender, 1, bytes, Last + 1);

    /// <summary>Continues with what the store has.</summary>
    public void Add(StoredUnread stored) =>
        Add(stored.SenderKey, stored.Count, stored.Bytes, stored.Last);

    /// <summary>All were delivered, or were deleted with the account.</summary>
    public void Clear()
    {
        _bySender.Clear();
        (Count, Bytes) = (0, 0);
    }

    private void Add(long sender, int count, long bytes, ulong last)
    {
        _bySender[sender] = _bySender.GetValueOrDefault(sender) + count;
        Count += count;
        Bytes += bytes;
        Last = Math.Max(Last, last);
    }
}

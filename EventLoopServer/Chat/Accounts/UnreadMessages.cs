using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Counts the private messages that wait in the store for the owner of an account. The counts are
/// in memory, so a sender gets an answer without a wait for the disk.
/// </summary>
internal sealed class UnreadMessages
{
    /// <summary>Most messages that may wait, of all senders together.</summary>
    public const int Most = 1000;

    /// <summary>Most messages of one sender, so that one sender cannot use up all space.</summary>
    public const int MaxOfSender = 100;

    /// <summary>
    /// Most bytes of names and texts. The owner gets all messages at once, so they have to fit into
    /// the output of a client, as a page of history does.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    private readonly Dictionary<long, int> _bySender = [];

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>
    /// The number of the last message. The numbers of an account always increase.
    /// </summary>
    public ulong Last { get; set; }

    /// <summary>
    /// The id of the device whose client is about to get the messages; 0: none. Later messages wait
    /// behind them, so the order remains.
    /// </summary>
    public ulong Deliverer { get; set; }

    public bool IsDelivering => Deliverer > 0;

    /// <summary>
    /// True when the connection of the deliverer has ended, until another device of the user
    /// continues the delivery.
    /// </summary>
    public bool IsAbandoned { get; set; }

    /// <summary>True when a message fits.</summary>
    /// <param name="sender">The sender, see <see cref="StoredMessage.SenderKey"/>.</param>
    /// <param name="bytes">The bytes of the sender's name and of the text.</param>
    public bool MayAdd(long sender, int bytes) =>
        Count < Most
        && Bytes + bytes <= MaxBytes
        && _bySender.GetValueOrDefault(sender) < MaxOfSender;

    public void Add(long sender, int bytes) => Add(sender, 1, bytes, Last + 1);

    /// <summary>Adds the counts of messages that the store has.</summary>
    public void Add(StoredUnread stored) =>
        Add(stored.SenderKey, stored.Count, stored.Bytes, stored.Last);

    /// <summary>Clears the counts, after the messages were delivered or deleted.</summary>
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

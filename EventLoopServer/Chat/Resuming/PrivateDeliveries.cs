using System.Globalization;
using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The stored private messages that were sent to a session but not confirmed by its client. Their
/// numbers are on disk before the first of them is sent. After a crash, the server sends the
/// messages again with the same numbers, and the client drops the ones that it already has.
/// </summary>
internal sealed class PrivateDeliveries
{
    private readonly List<PrivateDelivery> _all = [];
    private long _account;

    /// <summary>
    /// The highest number of the messages that were sent to the session since the server started; 0
    /// when there was none.
    /// </summary>
    public ulong SentUpTo { get; set; }

    /// <summary>
    /// True while numbered messages wait for the disk. Later messages wait behind them, so that the
    /// numbers increase. It stays true if the connection breaks meanwhile.
    /// </summary>
    public bool IsPending { get; set; }

    /// <summary>Removes the numbers of messages that were not sent.</summary>
    public void Withdraw()
    {
        IsPending = false;
        _all.RemoveAll(one => one.Number > SentUpTo);
    }

    /// <summary>Numbers the messages that have no number.</summary>
    /// <param name="account">The account that the messages are for.</param>
    /// <param name="lines">The messages, oldest first; at least one.</param>
    /// <param name="last">The last number of the session's stream.</param>
    /// <returns>The last number afterwards.</returns>
    public ulong Assign(long account, IReadOnlyList<StoredLine> lines, ulong last)
    {
        if (account != _account)
        {
            _account = account;
            _all.Clear();
        }

        ulong known = _all.Count > 0 ? _all[^1].Last : 0;
        foreach (StoredLine line in lines)
        {
            if (line.Sequence > known)
            {
                var added = new PrivateDelivery(last + 1, line.Sequence, lines[^1].Sequence);
                _all.Add(added);
                return NumberOf(added.Last);
            }
        }

        return last;
    }

    /// <summary>The number of a message in the session's stream; 0 when it has none.</summary>
    /// <param name="sequence">The message's number among the messages to the account.</param>
    public ulong NumberOf(ulong sequence)
    {
        foreach (PrivateDelivery one in _all)
        {
            if (sequence >= one.First && sequence <= one.Last)
            {
                return one.Number + (sequence - one.First);
            }
        }

        return 0;
    }

    /// <summary>
    /// The last message to an account with at most this number in the stream; 0 when there is none.
    /// </summary>
    public ulong LastUpTo(long account, ulong number)
    {
        ulong last = 0;
        foreach (PrivateDelivery one in _all)
        {
            if (account == _account && one.Number <= number)
            {
                last = Math.Min(one.Last, one.First + (number - one.Number));
            }
        }

        return last;
    }

    /// <summary>Removes the messages up to this one, because the owner has them.</summary>
    public void Forget(ulong read) => _all.RemoveAll(one => one.Last <= read);

    /// <summary>Loads the deliveries from the store.</summary>
    /// <param name="stored">The result of <see cref="ToString"/>.</param>
    public void Restore(string stored)
    {
        string[] numbers = stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length > 0)
        {
            _account = long.Parse(numbers[0], CultureInfo.InvariantCulture);
        }

        for (int i = 1; i + 2 < numbers.Length; i += 3)
        {
            _all.Add(new PrivateDelivery(Read(i), Read(i + 1), Read(i + 2)));
        }

        ulong Read(int index) => ulong.Parse(numbers[index], CultureInfo.InvariantCulture);
    }

    /// <summary>The account, then three numbers for each delivery, separated by spaces.</summary>
    public override string ToString() => string.Join(
        ' ',
        _all.Select(static one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Number} {one.First} {one.Last}"))
            .Prepend(_account.ToString(CultureInfo.InvariantCulture)));
}

using System.Globalization;
using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The stored private messages that were sent to a session and that its client has not confirmed.
/// Their numbers are on disk before the first one is sent. So after a crash they are sent with the
/// same numbers again, and the client that has them drops them.
/// </summary>
internal sealed class PrivateDeliveries
{
    private readonly List<PrivateDelivery> _all = [];
    private long _account;

    /// <summary>
    /// The highest number up to which the session has the messages in its memory: they were sent to
    /// it in this run of the server. 0: none.
    /// </summary>
    public ulong SentUpTo { get; set; }

    /// <summary>
    /// Numbered messages wait for the disk. Later messages wait behind them, so that the numbers
    /// rise. It stays true when the connection breaks meanwhile.
    /// </summary>
    public bool IsPending { get; set; }

    /// <summary>Forgets the numbers of messages that were not sent.</summary>
    public void Withdraw()
    {
        IsPending = false;
        _all.RemoveAll(one => one.Number > SentUpTo);
    }

    /// <summary>Numbers messages that have none yet.</summary>
    /// <param name="account">The account that they were sent to.</param>
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

    /// <summary>The number of a message in the stream; 0: it has none.</summary>
    /// <param name="sequence">Its number among the messages to the account.</param>
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
    /// The last message to an account up to a number in the stream; 0: none.
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

    /// <summary>The owner has the messages up to this one.</summary>
    public void Forget(ulong read) => _all.RemoveAll(one => one.Last <= read);

    /// <summary>Continues with those of the store.</summary>
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

    /// <summary>The account, then three numbers for each delivery, with spaces.</summary>
    public override string ToString() => string.Join(
        ' ',
        _all.Select(static one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Number} {one.First} {one.Last}"))
            .Prepend(_account.ToString(CultureInfo.InvariantCulture)));
}

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
    /// <summary>
    /// Most bytes of texts that wait. A wait takes at most 30 s, and a user does not write more in
    /// this time. As many bytes are kept for a client that resumes.
    /// </summary>
    private const int MaxHeldBytes = PrivateLines.MaxBytes;

    private readonly List<PrivateDelivery> _all = [];
    private List<HeldCopy>? _held;
    private int _heldBytes;
    private long _account;
    private ulong _sentBefore;

    /// <summary>
    /// The highest number of the messages that were sent to the session since the server started; 0
    /// when there was none.
    /// </summary>
    public ulong SentUpTo { get; set; }

    /// <summary>
    /// The highest number that the client may have received, also before a restart. A client that
    /// claims a higher one confirms no more than this.
    /// </summary>
    public ulong MayHaveUpTo => Math.Max(SentUpTo, _sentBefore);

    /// <summary>
    /// True while numbered messages wait for the disk. Later messages wait behind them, so that the
    /// numbers increase. It stays true if the connection breaks meanwhile.
    /// </summary>
    public bool IsPending { get; set; }

    /// <summary>
    /// Removes the numbers of messages that were not sent. The client is connected, and has
    /// confirmed the messages that it received before.
    /// </summary>
    public void Withdraw()
    {
        IsPending = false;
        _all.RemoveAll(one => one.Number > SentUpTo);
    }

    /// <summary>The messages were sent, perhaps except for some that were numbered later.</summary>
    public void EndWait() => IsPending &= _all.Count > 0 && LastNumber > SentUpTo;

    /// <summary>The device leaves the chat. Its client may resume later.</summary>
    public void Leave()
    {
        if (IsPending)
        {
            IsPending = false;
            _all.RemoveAll(one => one.Number > MayHaveUpTo);
        }

        (_sentBefore, SentUpTo) = (MayHaveUpTo, 0);
        _held = null;
        _heldBytes = 0;
    }

    /// <summary>Keeps a copy until the numbered messages are sent.</summary>
    /// <returns>False when there is no space for it.</returns>
    public bool TryHold(HeldCopy copy)
    {
        _heldBytes += copy.Text.Length;
        if (_heldBytes > MaxHeldBytes)
        {
            return false;
        }

        (_held ??= []).Add(copy);
        return true;
    }

    /// <summary>Removes and returns the copies that wait, oldest first.</summary>
    public IReadOnlyList<HeldCopy> TakeHeld()
    {
        IReadOnlyList<HeldCopy> held = _held ?? [];
        _held = null;
        _heldBytes = 0;
        return held;
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

        _sentBefore = _all.Count > 0 ? LastNumber : 0;

        ulong Read(int index) => ulong.Parse(numbers[index], CultureInfo.InvariantCulture);
    }

    private ulong LastNumber => _all[^1].Number + (_all[^1].Last - _all[^1].First);

    /// <summary>The account, then three numbers for each delivery, separated by spaces.</summary>
    public override string ToString() => string.Join(
        ' ',
        _all.Select(static one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Number} {one.First} {one.Last}"))
            .Prepend(_account.ToString(CultureInfo.InvariantCulture)));
}

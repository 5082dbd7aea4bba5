using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>
/// What a device sees of the lobby: all events, also those of the user's own devices.
/// </summary>
internal sealed class AccountRoomView(AccountOwner owner, AccountAudit audit)
{
    private ulong _incarnation;
    private ulong _next;
    private ulong _pastLeft;
    private ulong _readMark;

    /// <summary>The number of the last event; 0: the device is not in the room.</summary>
    public ulong Last => _next == 0 ? 0 : _next - 1;

    public void Leave() => (_next, _pastLeft, _readMark) = (0, 0, 0);

    public void Join(SeenEvent e) => (_incarnation, _next) = (e.Number, e.Sequence);

    /// <summary>The next events are from the history.</summary>
    public void BeginPast(ulong count) => _pastLeft = count;

    /// <summary>True for an event from the history, which is not checked.</summary>
    public bool IsPast() => _pastLeft > 0 && _pastLeft-- > 0;

    public void Take(SeenEvent e, ulong member)
    {
        if (_next == 0)
        {
            return;
        }

        audit.Require(
            e.Sequence == _next, $"{owner.Name} got the event {e.Sequence} instead of {_next}");
        _next++;
        audit.CheckLine(_incarnation, e);
        if (e.Kind == EventKind.Said)
        {
            audit.CheckSpeaker(e.Name, e.Text);
        }

        audit.Copies += e.Sender == member ? 1 : 0;
    }

    /// <summary>
    /// A mark is not below the last one on this connection, and not from the future.
    /// </summary>
    public void TakeReadMark(SeenEvent e)
    {
        audit.Require(
            e.Sequence >= _readMark && (_next == 0 || e.Sequence < _next),
            $"{owner.Name} got the read mark {e.Sequence} after {_readMark}, before {_next}");
        _readMark = e.Sequence;
    }
}

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>The private messages of one device, in one session.</summary>
internal sealed class AccountInbox(AccountOwner owner, AccountAudit audit)
{
    /// <summary>
    /// Turns in which a message to a connected device arrives. A delivery before it may wait 30 s
    /// for a disk that fails.
    /// </summary>
    private const int MaxTurns = 400;

    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, int> _expected = [];
    private ulong _lastStored;
    private ulong _readBefore;

    /// <summary>The number of the last message, for the confirmation.</summary>
    public ulong Last { get; private set; }

    /// <summary>Another session begins.</summary>
    /// <param name="readBefore">
    /// The message up to which the server had stored a confirmation when the client logged in.
    /// </param>
    public void Begin(ulong readBefore)
    {
        (Last, _lastStored, _readBefore) = (0, 0, readBefore);
        _seen.Clear();
        _expected.Clear();
    }

    public void Take(SeenEvent e)
    {
        audit.Require(e.Sequence > 0, $"{owner.Name} got {e} without a number");
        audit.CheckSpeaker(e.Name, e.Text);
        _expected.Remove(e.Text);
        if (e.Sequence <= Last)
        {
            // It was sent again after a crash, with its number.
            audit.Require(
                _seen.Contains(e.Text), $"{owner.Name} got '{e.Text}' with a used number");
            return;
        }

        Last = e.Sequence;
        audit.Require(_seen.Add(e.Text), $"{owner.Name} got '{e.Text}' twice");
        if (e.Detail.Length > 0)
        {
            audit.Copies++;
            return;
        }

        owner.Received.Add(e.Text);
        ulong stored = audit.StoredNumberOf(owner.Name, e.Text);
        audit.Require(
            stored == 0 || stored > _readBefore,
            $"{owner.Name} got '{e.Text}' again, which was confirmed");
        audit.Require(
            stored == 0 || stored > _lastStored, $"{owner.Name} got '{e.Text}' in another order");
        _lastStored = Math.Max(stored, _lastStored);
    }

    /// <summary>A message was accepted while this device was connected.</summary>
    public void Expect(string text)
    {
        if (!_seen.Contains(text))
        {
            _expected.TryAdd(text, audit.Turn);
        }
    }

    /// <summary>The connection is lost, and the memory of the server may be lost too.</summary>
    public void ExpectNothing() => _expected.Clear();

    /// <summary>Messages to this device have arrived.</summary>
    public void Check(bool isAtRest)
    {
        foreach ((string text, int turn) in _expected)
        {
            audit.Require(
                !isAtRest && turn > audit.Turn - MaxTurns,
                $"a connected device of {owner.Name} has not got '{text}'");
        }
    }
}

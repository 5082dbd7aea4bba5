namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>A user, with what all devices of the user have in common.</summary>
internal sealed class AccountOwner
{
    /// <summary>
    /// Turns after which the result of a change of the password is on disk, and no crash can undo
    /// it.
    /// </summary>
    public const int ChangeTurns = 100;

    private readonly AccountAudit _audit;
    private bool _isConfirmed;
    private ulong _readMark;
    private ulong _readBefore;

    /// <param name="name">The name, and that of the account.</param>
    /// <param name="audit">The invariants.</param>
    /// <param name="looks">Other names that look alike.</param>
    public AccountOwner(string name, AccountAudit audit, params string[] looks)
    {
        (Name, _audit) = (name, audit);
        Looks = new HashSet<string>(looks, StringComparer.OrdinalIgnoreCase) { name };
        Passwords = [$"{name} first password"];
    }

    public string Name { get; }

    /// <summary>The name, and others that look alike.</summary>
    public HashSet<string> Looks { get; }

    /// <summary>False for a guest, who never registers.</summary>
    public bool Registers { get; init; } = true;

    /// <summary>True for a user whose devices invent positions.</summary>
    public bool Lies { get; init; }

    /// <summary>The server has confirmed the account, or it is on disk.</summary>
    public bool IsRegistered => _isConfirmed || _audit.OnDisk(Name) is not null;

    /// <summary>
    /// The passwords of which one is right, the likeliest first. There are two while the result of
    /// a change is unknown.
    /// </summary>
    public List<string> Passwords { get; private set; }

    /// <summary>The turn in which a change of the password was requested.</summary>
    public int ChangedTurn { get; private set; }

    public List<AccountDevice> Devices { get; } = [];

    /// <summary>The texts of the private messages that the user has seen on any device.</summary>
    public HashSet<string> Received { get; } = [];

    public void Confirm() => _isConfirmed = true;

    public void ChangePassword(string password, int turn)
    {
        Passwords.Insert(0, password);
        ChangedTurn = turn;
    }

    /// <summary>This password was refused, so the next login tries another one first.</summary>
    public void Rotate(string refused)
    {
        if (Passwords.Remove(refused))
        {
            Passwords.Add(refused);
        }
    }

    /// <summary>This password is right, and no crash can undo that.</summary>
    public void Settle(string password) => Passwords = [password];

    /// <summary>
    /// A device gets a read mark. It is not below those that the server had sent or confirmed
    /// before this turn.
    /// </summary>
    public void TakeReadMark(ulong number)
    {
        _audit.Require(
            number >= _readBefore,
            $"the read mark of {Name} went back from {_readBefore} to {number}");
        RaiseReadMark(number);
        _audit.ReadMarks += number > 0 ? 1 : 0;
    }

    /// <summary>A device has read this far, and the server has confirmed it.</summary>
    public void RaiseReadMark(ulong number) => _readMark = Math.Max(_readMark, number);

    /// <summary>Everything that was sent in this turn was read.</summary>
    public void EndTurn() => _readBefore = _readMark;

    /// <summary>A crash may lose the latest marks.</summary>
    public void ForgetReadMark() => (_readMark, _readBefore) = (0, 0);
}

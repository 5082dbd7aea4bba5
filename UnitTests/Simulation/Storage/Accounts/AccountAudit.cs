using System.Runtime.CompilerServices;
using System.Text;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using UnitTests.Simulation.Storage.Resuming;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>The invariants of accounts and of the messages that wait for their owners.</summary>
internal sealed class AccountAudit(int seed)
{
    /// <summary>The text of messages that repeat a used id: no member may receive it.</summary>
    public const string Lie = "LIE";

    private readonly Dictionary<string, (long Account, ulong Number)> _stored = [];
    private readonly Dictionary<string, StoredAccount> _accounts = [];
    private readonly Dictionary<(ulong Incarnation, ulong Number), string> _lines = [];
    private readonly List<AccountOwner> _owners = [];
    private int _read;

    /// <summary>The world's turn.</summary>
    public int Turn { get; set; }

    /// <summary>Ends of the server that lost something.</summary>
    public int Crashes { get; private set; }

    /// <summary>Messages that were stored for an owner.</summary>
    public int Stored => _stored.Count;

    /// <summary>Events that a device got because of another device of its owner.</summary>
    public int Copies { get; set; }

    /// <summary>Read marks that a device got from another one, or after a login.</summary>
    public int ReadMarks { get; set; }

    /// <summary>Repeated ids, void tokens, wrong passwords and taken names.</summary>
    public int Lies { get; set; }

    public void Require(
        bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] FailureText what)
    {
        if (!holds)
        {
            throw new StoreFault($"{what} (seed {seed}, turn {Turn})");
        }
    }

    public void Add(AccountOwner owner) => _owners.Add(owner);

    /// <summary>The server ends, and its memory is lost.</summary>
    public void Crash()
    {
        Crashes++;
        _owners.ForEach(static owner => owner.ForgetReadMark());
    }

    /// <summary>An account as it is on disk, where a crash does not lose it; null: none.</summary>
    public StoredAccount? OnDisk(string name) => _accounts.GetValueOrDefault(name);

    /// <summary>
    /// The number of a message among those that were stored for a receiver; 0: none.
    /// </summary>
    public ulong StoredNumberOf(string receiver, string text) =>
        _stored.TryGetValue(text, out (long Account, ulong Number) stored)
            && OnDisk(receiver)?.Id == stored.Account
                ? stored.Number
                : 0;

    /// <summary>Reads what was synced since the last call.</summary>
    public void Read(SimDisk disk)
    {
        for (; _read < disk.Synced; _read++)
        {
            SimEntry entry = disk.Entries[_read];
            if (entry.Change is StoreChange.AccountChanged { Account: var account })
            {
                _accounts[account.Name] = account;
            }
            else if (entry.Private is { } message)
            {
                string text = Encoding.UTF8.GetString(message.Line.Text);
                Require(
                    _stored.TryAdd(text, (message.Account, message.Line.Sequence)),
                    $"'{text}' was stored twice");
            }
        }
    }

    /// <summary>Nobody but its owner has the name of an account, or one that looks alike.</summary>
    public void CheckNames(IEnumerable<Member> members)
    {
        foreach (Member member in members)
        {
            string name = member.Name!.Text;
            Require(
                FindAlike(name) is not { } owner || member.Account?.Name == owner.Name,
                $"the name {name} is used without its account");
        }
    }

    /// <summary>Each text is that of the user whose name it is shown with.</summary>
    public void CheckSpeaker(string name, string text)
    {
        Require(text != Lie, $"a used id was accepted again, from {name}");
        Require(
            FindAlike(name) is not { } owner
                || text.StartsWith($"{owner.Name} ", StringComparison.Ordinal),
            $"'{text}' is shown with the name {name}");
    }

    /// <summary>An event of the room has one content for all devices.</summary>
    public void CheckLine(ulong incarnation, SeenEvent e)
    {
        string content = $"{e.Kind} {e.Sender} {e.Request} {e.Text}";
        (ulong, ulong) key = (incarnation, e.Sequence);
        Require(
            _lines.TryAdd(key, content) || _lines[key] == content,
            $"{key} of the room is '{content}', and was '{_lines[key]}'");
    }

    /// <summary>Everything that was stored for an owner has arrived.</summary>
    public void CheckReceived(AccountOwner owner)
    {
        long account = OnDisk(owner.Name)!.Id;
        foreach ((string text, (long receiver, ulong number)) in _stored)
        {
            Require(
                receiver != account || owner.Received.Contains(text),
                $"{owner.Name} has not received the message {number}, '{text}'");
        }
    }

    /// <summary>
    /// A private message was accepted. The other connected devices of its sender get it too, and
    /// those of its receiver.
    /// </summary>
    public void Accept(AccountDevice sender, AccountOwner owner, string receiver, string text)
    {
        foreach (AccountOwner reader in _owners)
        {
            if (reader == owner || reader.Name == receiver)
            {
                foreach (AccountDevice device in reader.Devices)
                {
                    if (device != sender)
                    {
                        device.Expect(text);
                    }
                }
            }
        }
    }

    /// <summary>The owner of an account whose name equals this one or looks like it.</summary>
    private AccountOwner? FindAlike(string name) =>
        _owners.Find(owner => owner.IsRegistered && owner.Looks.Contains(name));
}

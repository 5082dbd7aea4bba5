using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>
/// Owners of accounts come and go with two devices over connections that break. They write to each
/// other and change their passwords, on a server that stops and crashes. Impostors try their names.
/// </summary>
internal sealed class AccountWorld : IDisposable
{
    /// <summary>The longest message; short, so that buffers are made fast.</summary>
    private const int MessageBytes = 512;

    /// <summary>Each rest takes 2 s, and a delivery may wait 30 s for the disk.</summary>
    private const int MinRests = 20;

    private const int MaxRests = 200;

    private readonly int _seed;
    private readonly SimStore _store;
    private readonly Random _random;
    private readonly List<AccountOwner> _owners = [];
    private readonly List<(AccountOwner Owner, AccountDevice Device)> _devices = [];
    private readonly List<AccountImpostor> _impostors = [];
    private SimServer _server = null!;
    private bool _hasModerator;
    private int _starts;
    private int _said;

    /// <param name="seed">Decides everything.</param>
    /// <param name="store">The store; it may have a planted fault.</param>
    /// <param name="isDropped">
    /// A planted fault: the network drops this event to a device; null: none.
    /// </param>
    public AccountWorld(
        int seed, SimStore store, Func<AccountDevice, SeenEvent, bool>? isDropped = null)
    {
        (_seed, _store, _random, Audit) = (seed, store, new Random(seed), new AccountAudit(seed));
        isDropped ??= static (_, _) => false;
        _owners.Add(new AccountOwner("u0", Audit, "uO"));
        _owners.Add(new AccountOwner("u1", Audit, "ul", "uI"));
        _owners.Add(new AccountOwner("u01", Audit, "uOl", "u0I") { Lies = true });
        _owners.Add(new AccountOwner("mallory", Audit) { Registers = false });
        foreach (AccountOwner owner in _owners)
        {
            Audit.Add(owner);
            for (int i = 0; i < (owner.Registers ? 2 : 1); i++)
            {
                owner.Devices.Add(new AccountDevice(owner, Audit, isDropped));
                _devices.Add((owner, owner.Devices[i]));
            }
        }
    }

    public AccountAudit Audit { get; }

    private bool IsAtRest => _devices.TrueForAll(static one => one.Device.IsIdle);

    /// <exception cref="StoreFault">An invariant did not hold.</exception>
    public void Run(int turns)
    {
        Start();
        for (int turn = 0; turn < turns; turn++)
        {
            Audit.Turn++;
            foreach ((AccountOwner owner, AccountDevice device) in _devices)
            {
                Act(owner, device);
            }

            if (_random.Next(30) == 0)
            {
                _impostors.Add(new AccountImpostor(
                    Peer(), _owners[_random.Next(_owners.Count)], _random, Audit));
            }

            _server.Network.SimClock.Advance(_random.Next(100) == 0 ? 40_000 : _random.Next(300));
            _server.RunOneTurn();
            Check();
            if (_random.Next(250) == 0)
            {
                Restart();
            }
        }

        Rest();
    }

    public void Dispose() => _server.Dispose();

    private void Act(AccountOwner owner, AccountDevice device)
    {
        if (!device.IsConnected)
        {
            bool mayConnect = owner.IsRegistered || device == owner.Devices[0];
            if (mayConnect && _random.Next(40) == 0)
            {
                device.Connect(Peer());
            }
        }
        else if (_random.Next(60) == 0)
        {
            device.Lose(bytes => _random.Next(bytes + 1));
        }
        else if (device.IsIdle)
        {
            Live(owner, device);
        }
    }

    private void Live(AccountOwner owner, AccountDevice device)
    {
        int action = _random.Next(200);
        if (action < 30 && DrawReceiver(owner) is { } receiver)
        {
            device.Send(receiver.Name, $"{owner.Name} to {receiver.Name} {++_said}");
        }
        else if (action is >= 30 and < 40)
        {
            device.Send("", $"{owner.Name} says {++_said}");
        }
        else if (action == 40 && device.LastKept > 0)
        {
            device.RepeatId(_owners[_random.Next(_owners.Count)].Name, _random.Next);
        }
        else if (owner.Registers)
        {
            Manage(owner, device, action);
        }
    }

    private void Manage(AccountOwner owner, AccountDevice device, int action)
    {
        switch (action)
        {
            case < 46:
                device.MarkRead();
                break;
            case 46 or 47:
                device.Quit(keepsSession: action == 46);
                break;
            case 48:
                device.LogOut();
                break;
            case 49 when owner.Passwords.Count == 1:
                device.ChangePassword($"{owner.Name} password {++_said}");
                break;
            default:
                break;
        }
    }

    /// <summary>Another user with an account.</summary>
    private AccountOwner? DrawReceiver(AccountOwner sender)
    {
        AccountOwner receiver = _owners[_random.Next(_owners.Count)];
        return receiver != sender && receiver.IsRegistered ? receiver : null;
    }

    private void Check()
    {
        Audit.Read(_store.Disk);
        Read();
        _owners.ForEach(static owner => owner.EndTurn());
        Audit.CheckNames(_server.Server.Directory.Named);
        Audit.Require(_server.Server.Stats.Bugs == 0, $"a step threw");
        AccountDirectory accounts = _server.Server.Directory.Accounts;
        foreach (AccountOwner owner in _owners)
        {
            Audit.Require(
                !owner.IsRegistered || Find(accounts, owner) is not null,
                $"the account {owner.Name} is lost");
        }

        foreach ((_, AccountDevice device) in _devices)
        {
            device.Check(isAtRest: false);
        }

        Promote(accounts, _owners[0]);
    }

    private void Read()
    {
        foreach ((_, AccountDevice device) in _devices)
        {
            device.Read();
        }

        _impostors.RemoveAll(static impostor => !impostor.Read());
    }

    /// <summary>A user becomes a moderator, and stays one.</summary>
    private void Promote(AccountDirectory accounts, AccountOwner owner)
    {
        if (!owner.IsRegistered || Find(accounts, owner) is not { } account)
        {
            return;
        }

        if (!_hasModerator && account.State.Role == AccountRole.User)
        {
            accounts.Change(account, account.State with { Role = AccountRole.Moderator });
        }

        _hasModerator |= Audit.OnDisk(owner.Name)?.Role == AccountRole.Moderator;
        Audit.Require(
            account.State.Role == AccountRole.Moderator,
            $"{owner.Name} is no moderator any more");
    }

    private static Account? Find(AccountDirectory accounts, AccountOwner owner) =>
        accounts.Find(System.Text.Encoding.UTF8.GetBytes(owner.Name));

    private NativePeer Peer() => new(_server.Connect());

    private void Start() => _server = new SimServer(
        new ServerOptions
        {
            MessageBytes = MessageBytes,
            Accounts = new AccountOptions { IsPlainAllowed = true },
        },
        network: new(_seed + (1000 * ++_starts)),
        store: _store);

    private void Restart()
    {
        int kind = _random.Next(3);
        if (kind == 0)
        {
            _store.IsFull = false;
            _server.Settle();
            Check();
            _server.Stop();
            Audit.Read(_store.Disk);
            Read();
        }
        else
        {
            _server.Crash(powerCut: kind == 1);
            Audit.Read(_store.Disk);
        }

        foreach ((_, AccountDevice device) in _devices)
        {
            if (device.IsConnected)
            {
                device.Lose(bytes => _random.Next(bytes + 1));
            }
        }

        if (kind > 0)
        {
            Audit.Crash();
        }

        _owners.ForEach(static owner => owner.EndTurn());
        _impostors.Clear();
        Start();
    }

    /// <summary>Without broken connections, every owner gets what was stored for it.</summary>
    private void Rest()
    {
        for (int i = 0; i < MaxRests && (i < MinRests || !IsAtRest); i++)
        {
            Audit.Turn++;
            foreach ((AccountOwner owner, AccountDevice device) in _devices)
            {
                if (!device.IsConnected
                    && (owner.IsRegistered || device == owner.Devices[0]))
                {
                    device.Connect(Peer());
                }
            }

            _store.IsFull = false;
            _server.Network.SimClock.Advance(2000);
            _server.Settle();
            Check();
        }

        foreach ((_, AccountDevice device) in _devices)
        {
            Audit.Require(device.IsIdle, $"{device} does not come to rest");
            device.Check(isAtRest: true);
        }

        foreach (AccountOwner owner in _owners)
        {
            if (owner is { Registers: true, Lies: false })
            {
                Audit.CheckReceived(owner);
            }
        }
    }
}

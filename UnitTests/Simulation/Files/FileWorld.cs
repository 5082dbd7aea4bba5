using System.Net;
using System.Text.RegularExpressions;
using EventLoopServer.Chat.Files;
using EventLoopServer.Configuration;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Web;

namespace UnitTests.Simulation.Files;

/// <summary>
/// A random world of shared files: members that offer, send, break off, try again, fetch and remove
/// files, a disk that is slow and fails, and a server that stops, crashes or loses power at any
/// step of the disk.
/// </summary>
internal sealed class FileWorld : IDisposable
{
    private const long KeepMs = 36L * 60 * 60 * 1000;

    private static readonly (string Name, string Address)[] s_people =
        [("alice", "192.0.2.1"), ("bob", "192.0.2.1"), ("carl", "192.0.2.2")];

    private readonly int _seed;
    private readonly Random _random;
    private readonly SimStore _store;
    private readonly SimFolder _folder;
    private readonly SimClock _clock = new();
    private readonly ServerOptions _options;
    private readonly FileLedger _ledger;
    private readonly List<WebPeer> _people = [];
    private readonly HashSet<string> _away = [];
    private SimServer _server = null!;
    private WorldTransfers _transfers = null!;
    private int _fetched;
    private int _broken;
    private bool _mayLeak;
    private int _files;
    private ulong _requests = 10;

    /// <param name="seed">The seed of all choices.</param>
    /// <param name="folder">The folder, which outlives the servers.</param>
    /// <param name="adapt">Changes the options behind the ledger's back: a planted fault.</param>
    public FileWorld(
        int seed, SimFolder folder, Func<SharingOptions, SharingOptions>? adapt = null)
    {
        (_seed, _folder) = (seed, folder);
        _random = new Random(seed);
        _store = new SimStore(seed);
        var sharing = new SharingOptions
        {
            FileBytes = 150_000,
            DayBytes = 30 * FileLimits.MinBytes,
            TotalBytes = 40 * FileLimits.MinBytes,
            Keep = TimeSpan.FromMilliseconds(KeepMs),
        };
        _ledger = new FileLedger(sharing.ToLimits());
        _options = new ServerOptions
        {
            Sharing = adapt?.Invoke(sharing) ?? sharing,

            // The members answer no ping.
            ClientLimits = ClientLimits.Default with { PingMs = 0, SilentMs = 0 },
        };
        Start();
    }

    /// <summary>Files that were fetched as a whole.</summary>
    public int Fetched => _fetched + _transfers.Fetched;

    public int Starts { get; private set; }

    public int Shared => _ledger.Files.Count();

    public int Refusals => _ledger.Refusals;

    /// <summary>Uploads that ended without a file after they had begun.</summary>
    public int Broken => _broken + _transfers.Broken;

    private (long NowMs, long UnixMs) Now => (_clock.NowMs, _clock.UnixMs);

    private FileShares Shares => _server.Server.Files;

    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Step();
            _clock.Advance(_random.Next(150));
            for (int turns = _random.Next(3); turns > 0; turns--)
            {
                _server.RunOneTurn();
            }

            if (step % 8 == 0)
            {
                Rest();
            }
        }

        _clock.Advance(310_000);
        _transfers.BreakAll();
        Rest();
        FileCounts counts = Shares.Counts;
        FileLedger.Demand(
            (counts.Uploads, counts.Downloads, _folder.OpenFiles) == (0, 0, 0),
            $"{counts.Uploads} uploads, {counts.Downloads} downloads and "
            + $"{_folder.OpenFiles} open files are left");
        Crash(isPowerCut: true);
        Start();
    }

    public void Dispose() => _server.Dispose();

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 16:
                Offer();
                break;
            case < 34:
                Upload();
                break;
            case < 62 when _transfers.Uploads.Count > 0:
                Any(_transfers.Uploads).Send(_random.Next(3) == 0 ? _random.Next(200) : 150_000);
                break;
            case < 66 when _transfers.Uploads.Count > 0:
                Any(_transfers.Uploads).Break(_random.Next(3) > 0);
                break;
            case < 74 when _ledger.Files.Any():
                _transfers.Download(
                    Any([.. _ledger.Files]), $"198.51.100.{_random.Next(1, 99)}");
                break;
            case < 84 when _transfers.Downloads.Count > 0:
                Any(_transfers.Downloads).Open(_random.Next(150_000));
                break;
            case < 86 when _transfers.Downloads.Count > 0:
                _transfers.Break(Any(_transfers.Downloads));
                break;
            case < 88 when _ledger.Files.Any():
                Remove(Any([.. _ledger.Files]));
                break;
            case 88:
                Walk(_random.Next(s_people.Length));
                break;
            case < 92:
                _server.Network.FileWorker.IsHeld = _random.Next(2) == 0;
                break;
            case 93:
                _folder.FailsAt = _folder.Steps + _random.Next(1, 8);
                _mayLeak = true;
                break;
            case 94:
                Wait(_random.Next(3) > 0 ? 310_000 : 6L * 60 * 60 * 1000);
                break;
            case 95 or 96:
                Restart();
                break;
            default:
                break;
        }
    }

    private void Offer()
    {
        Rest();
        int person = _random.Next(s_people.Length);
        (string name, string address) = s_people[person];
        if (_away.Contains(name))
        {
            return;
        }

        int size = _random.Next(6) switch
        {
            0 => _random.Next(3),
            1 => 65_535 + _random.Next(3),
            2 => 149_999 + _random.Next(3),
            _ => _random.Next(40_000),
        };

        // Few contents, so that many files share one.
        byte[] content = new byte[size];
        new Random(_random.Next(3)).NextBytes(content);
        string file = $"f{++_files}.bin";
        string answer = Ask(
            person, $$""" "verb":"offer","target":"lobby","text":"{{file}}","number":{{size}} """);
        string code = Regex.Match(answer, "\"code\":\"(\\w+)\"").Groups[1].Value;
        _ledger.CheckOffer((name, address), size, Now, code.Length > 0 ? code : "slot");
        if (code.Length == 0)
        {
            _ledger.Add(new LedgerSlot
            {
                Path = Regex.Match(answer, "\"path\":\"([^\"]*)\"").Groups[1].Value,
                Name = file,
                Owner = name,
                Place = address,
                Content = content,
                DueMs = _clock.NowMs + _ledger.SlotMs,
                OfferedMs = _clock.UnixMs,
            });
        }
    }

    private void Upload()
    {
        Rest();
        if (_ledger.Slots.Count > 0)
        {
            LedgerSlot slot = Any([.. _ledger.Slots.TakeLast(6)]);
            _transfers.Upload(slot, slot.Content.Length + (_random.Next(10) == 0 ? 1 : 0));
            Collect();
        }
    }

    private void Remove(LedgerFile file)
    {
        Rest();
        int owner = Array.FindIndex(s_people, p => p.Name == file.Slot.Owner);
        bool isLive = file.IsLiveAt(_clock.UnixMs, KeepMs);
        string answer = Ask(
            owner, $$""" "verb":"removefile","target":"{{file.Path[3..35]}}" """);
        FileLedger.Demand(
            !isLive || answer.Contains("\"done\""), $"{file.Slot.Name} cannot be removed");
        file.IsRemoved = true;

        // The disk may not have opened the file yet when it is deleted.
        _transfers.MayCut(d => d.File == file);
    }

    /// <summary>A member leaves the room, or comes back.</summary>
    private void Walk(int person)
    {
        string name = s_people[person].Name;
        bool isAway = _away.Remove(name) || !_away.Add(name);
        Ask(person, $$""" "verb":"{{(isAway ? "join" : "leave")}}","target":"lobby" """);
    }

    private string Ask(int person, string fields)
    {
        _people[person].Send($$"""{"id":{{++_requests}},{{fields}}}""");
        List<string> events = _people[person].Take();
        events.ForEach(See);
        return events.Find(e => e.Contains($"\"request\":{_requests},"))
            ?? throw new FileWorldFault(
                $"no answer to {fields}, but {string.Join(' ', events)}");
    }

    /// <summary>A long time passes. All transfers may be too slow then.</summary>
    private void Wait(long ms)
    {
        _transfers.MayCut(static _ => true);
        _server.Pass(ms);
        Rest();
    }

    /// <summary>Nothing waits for the disk any more, and everything is as the ledger has it.
    /// </summary>
    private void Rest()
    {
        _server.Network.FileWorker.IsHeld = false;
        _server.Settle();
        Collect();
        _ledger.Expire(_clock.NowMs);
        _ledger.Keep(_store);
        _ledger.CheckSums(Shares, Now);
        _ledger.CheckFolder(Shares, _folder, _mayLeak || _transfers.IsReceiving);
        FileLedger.Demand(_server.Server.Stats.Bugs == 0, "the server has a bug");
    }

    /// <summary>Reads what has arrived at the clients.</summary>
    private void Collect()
    {
        foreach (WebPeer peer in _people)
        {
            peer.Take().ForEach(See);
        }

        _transfers.Collect();
    }

    /// <summary>Learns of a shared file from the event of the room.</summary>
    private void See(string json)
    {
        if (!json.StartsWith("{\"kind\":\"shared\""))
        {
            return;
        }

        string Field(string pattern) => Regex.Match(json, pattern).Groups[1].Value;
        string name = Field("\"text\":\"([^\"]*)\"");
        string size = Field("\"size\":(\\d+)");
        LedgerSlot slot = _ledger.FindSlot(name)
            ?? throw new FileWorldFault($"{name} was never offered");
        _ledger.Share(
            slot,
            Field("\"path\":\"([^\"]*)\""),
            size.Length > 0 ? long.Parse(size) : 0,
            _clock.UnixMs);
    }

    private void Restart()
    {
        if (_random.Next(3) == 0)
        {
            Rest();
            _transfers.MayCut(static _ => true);
            _server.Stop();
            Collect();
            _ledger.Keep(_store);
            _folder.Restart();
        }
        else
        {
            Crash(isPowerCut: _random.Next(2) == 0);
        }

        Start();
    }

    /// <summary>
    /// The server ends at a step of the folder. Jobs that have not run until then never do.
    /// </summary>
    private void Crash(bool isPowerCut)
    {
        for (int turns = _random.Next(10); turns > 0; turns--)
        {
            _server.RunOneTurn();
        }

        (_folder.FailsAt, _folder.StaysDead) = (_folder.Steps + 1, true);
        _server.Crash(isPowerCut);
        _folder.StaysDead = false;
        if (isPowerCut)
        {
            _folder.CutPower();
        }
        else
        {
            _folder.Restart();
        }
    }

    private void Start()
    {
        _people.Clear();
        _away.Clear();
        _mayLeak = false;
        _server = new SimServer(
            _options,
            network: new SimNetwork(_seed + (1000 * ++Starts)) { SimClock = _clock },
            store: _store,
            files: _folder);
        (_fetched, _broken) = Starts > 1 ? (Fetched, Broken) : (0, 0);
        _transfers = new WorldTransfers(_server, _ledger);
        _ledger.CheckStart(Shares, _folder, _clock.UnixMs);

        // The names of the earlier sessions are free after 30 s.
        _server.Pass(31_000);
        foreach ((string name, string address) in s_people)
        {
            SimTransport wire = _server.Connect();
            wire.Address = IPAddress.Parse(address);
            var peer = new WebPeer(_server, wire);
            peer.Enter(name);
            peer.Take();
            _people.Add(peer);
        }
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}

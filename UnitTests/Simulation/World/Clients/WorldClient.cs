using UnitTests.Simulation.Network;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// One peer: it connects, acts as its seed determines, has connection faults, disconnects, and
/// connects again under another name.
/// </summary>
internal abstract class WorldClient(SimWorld world, int index)
{
    /// <summary>The probability in a thousand that an operator acts in a turn.</summary>
    private const int ActionsPerMille = 60;

    /// <summary>
    /// The client number of the first operator's draws; further operators count downwards.
    /// </summary>
    private const int Ruling = -1000;

    /// <summary>The client number of the first draws about passwords.</summary>
    private const int Passing = -2000;

    private readonly List<byte> _toSend = [];
    private int _nextLife = int.MinValue;
    private int _stalledUntil;
    private bool _isNarrow;
    private bool _isSlowReader;
    private bool _hasEnded;
    private bool _isOver;
    private int _announced;

    protected SimWorld World { get; } = world;

    public int Index { get; } = index;

    /// <summary>The connection; null while it is disconnected.</summary>
    public SimTransport? Wire { get; private set; }

    /// <summary>How often it has connected.</summary>
    public int Life { get; private set; }

    /// <summary>The speaker that its messages contain.</summary>
    public string Speaker => $"{Index}.{Life}";

    /// <summary>The name with which it logs in. No other client ever uses it.</summary>
    public string FirstName => $"p{Index}g{Life}";

    /// <summary>It disconnected or is leaving: nothing is expected any more.</summary>
    public bool IsLeaving { get; protected set; }

    /// <summary>It has received its goodbye: nothing may follow.</summary>
    protected bool HasReadGoodbye { get; set; }

    protected int Said { get; private set; }

    /// <summary>It has the operators' password and uses operator commands.</summary>
    public bool IsInCharge { get; init; }

    /// <summary>It is connected and reads, so it has to receive everything.</summary>
    public bool IsWell => Wire is { IsDisposed: false, IsShut: false }
        && !IsLeaving
        && !HasReadGoodbye
        && IsNamed;

    public abstract bool IsNamed { get; }

    /// <summary>The output that is missing; null if nothing is.</summary>
    public abstract string? Missing { get; }

    /// <summary>The reference client has read an event that this client has not read yet.</summary>
    public virtual bool IsBehind => false;

    protected virtual bool WaitsForItsTurn => false;

    protected virtual bool HasFaults => true;

    protected virtual bool MayForgetThePassword => true;

    public void Act(int turn)
    {
        SeededRandom random = new SeededRandom(World.Setting.Seed, Index, turn);
        if (Wire is null)
        {
            if (turn >= _nextLife && random.Chance(HasFaults ? World.Setting.Arrivals : 1000))
            {
                Come(ref random);
            }

            return;
        }

        if (HasFaults)
        {
            HaveWeather(ref random, turn);
        }

        if (!IsLeaving && !_hasEnded && random.Chance(World.Setting.Activity))
        {
            Behave(ref random);
        }

        if (IsInCharge && !IsLeaving && !_hasEnded && IsNamed)
        {
            // Separate draws: without them the rest of a world stays the same.
            SeededRandom ruling = new SeededRandom(World.Setting.Seed, Ruling - Index, turn);
            if (ruling.Chance(ActionsPerMille))
            {
                Rule(ref ruling);
            }
        }

        if (!_hasEnded)
        {
            SendSome(ref random);
        }
    }

    /// <summary>Restores the connection and sends everything that waits.</summary>
    public void Calm()
    {
        if (Wire is { } wire)
        {
            wire.Window = long.MaxValue;
            wire.ReadPiece = int.MaxValue;
            wire.PendTurns = 0;
            _stalledUntil = 0;
            _isNarrow = _isSlowReader = false;
            if (!_hasEnded && !(WaitsForItsTurn && wire.Unread > 0))
            {
                Send(_toSend.Count);
            }
        }
    }

    public void Read(int turn)
    {
        if (Wire is not { } wire)
        {
            return;
        }

        if (wire.HasOutbound && !_isOver)
        {
            Understand(wire.TakeOutbound());
        }

        if (wire.IsDisposed)
        {
            Wire = null;
            _nextLife = turn + new SeededRandom(World.Setting.Seed, Index, -turn).Below(40);
        }
        else if (wire.IsShut && !_hasEnded)
        {
            End();
        }
    }

    /// <summary>Checks again input that could not be matched before.</summary>
    public virtual void CheckAgain()
    {
    }

    /// <summary>Checks that nothing owed is missing, once the world is at rest.</summary>
    public virtual void CheckRest()
    {
        if (Missing is { } missing)
        {
            Fault(Invariant.NothingLeft, missing);
        }
    }

    protected abstract int Listener { get; }

    protected abstract void Begin();

    protected abstract void Behave(ref SeededRandom random);

    protected abstract void Understand(byte[] bytes);

    /// <summary>Runs an operator command.</summary>
    protected virtual void Rule(ref SeededRandom random)
    {
    }

    /// <summary>
    /// The passwords that it gives before its name, in a world that has a password.
    /// </summary>
    protected IEnumerable<string> Passwords()
    {
        if (!World.Setting.HasEntry)
        {
            yield break;
        }

        int draw = new SeededRandom(World.Setting.Seed, Passing - Index, Life).Below(10);
        if (MayForgetThePassword && draw < 2)
        {
            yield return "let me out";
        }

        if (!MayForgetThePassword || draw != 0)
        {
            World.Audit.Entitle(Speaker);
            yield return WorldSetting.EntryPassword;
        }
    }

    /// <summary>The next announcement of an operator.</summary>
    protected string NextAnnouncement(ref SeededRandom random) =>
        Words.Make($"{Speaker}!", ++_announced, random.Below(12));

    protected void Put(ReadOnlySpan<byte> bytes) => _toSend.AddRange(bytes);

    /// <summary>A new message.</summary>
    protected string NextWords(ref SeededRandom random)
    {
        int length = random.Chance(World.Setting.LongWords)
            ? random.Below(World.Setting.Options.MessageBytes / 4)
            : random.Below(12);
        return Words.Make(Speaker, ++Said, length);
    }

    protected void Fault(Invariant invariant, string what) =>
        throw new WorldFault(invariant, $"{GetType().Name} {Wire?.Peer} ({FirstName}): {what}");

    /// <summary>Closes its sending side.</summary>
    protected void End()
    {
        _hasEnded = true;
        IsLeaving = true;
        Wire!.End();
        World.Trace.Add(Wire.Peer, "ends");
    }

    private void Come(ref SeededRandom random)
    {
        Life++;
        _toSend.Clear();
        _stalledUntil = 0;
        _isNarrow = _isSlowReader = _hasEnded = _isOver = false;
        IsLeaving = HasReadGoodbye = false;
        Said = _announced = 0;
        Wire = World.Connect(this, Listener);
        World.Trace.Add(Wire.Peer, GetType().Name);
        Begin();
        SendSome(ref random);
    }

    private void HaveWeather(ref SeededRandom random, int turn)
    {
        SimTransport wire = Wire!;
        int faults = World.Setting.Faults;
        if (_stalledUntil > 0 && turn >= _stalledUntil)
        {
            _stalledUntil = 0;
            wire.Window = long.MaxValue;
        }

        if (!random.Chance(faults))
        {
            wire.Window = _isNarrow && _stalledUntil == 0 ? random.Below(200) : wire.Window;
            return;
        }

        switch (random.Below(20))
        {
            case 0:
                wire.Reset();
                _hasEnded = _isOver = IsLeaving = true;
                World.Trace.Add(wire.Peer, "resets");
                break;
            case 1 when !_hasEnded:
                End();
                break;
            case < 5:
                wire.Window = 0;
                _stalledUntil = turn + 1 + random.Below(random.Chance(200) ? 400 : 20);
                World.Trace.Add(wire.Peer, "stalls until", _stalledUntil);
                break;
            case < 8:
                _isNarrow = !_isNarrow;
                wire.Window = _isNarrow ? random.Below(60) : long.MaxValue;
                _stalledUntil = 0;
                break;
            case < 12:
                wire.PendTurns = 1 + random.Below(5);
                break;
            default:
                _isSlowReader = !_isSlowReader && !WaitsForItsTurn;
                wire.ReadPiece = _isSlowReader ? 1 + random.Below(30) : int.MaxValue;
                break;
        }
    }

    private void SendSome(ref SeededRandom random)
    {
        if (_toSend.Count == 0 || (WaitsForItsTurn && Wire!.Unread > 0))
        {
            return;
        }

        bool isWhole = WaitsForItsTurn || !HasFaults || !random.Chance(World.Setting.Faults * 4);
        Send(isWhole ? _toSend.Count : random.Below(_toSend.Count + 1));
    }

    private void Send(int bytes)
    {
        if (bytes > 0)
        {
            byte[] some = [.. _toSend[..bytes]];
            _toSend.RemoveRange(0, bytes);
            World.Trace.Add(Wire!.Peer, "writes", some);
            Wire.Write(World.Seal(this, some));
        }
    }

    /// <summary>All of its output was sent.</summary>
    protected bool HasSentAll => _toSend.Count == 0 && Wire is not { Unread: > 0 };
}

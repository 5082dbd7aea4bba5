using System.Diagnostics;
using System.Net;
using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Measuring;
using LoadTests.Sentences;
using Protocol.Messages;

namespace LoadTests.Staging;

/// <summary>
/// The clients, rooms and flows of a scenario. A stage has no clock, because a runner decides when
/// the next message is sent.
/// </summary>
internal sealed class Stage : ILoadListener, IDisposable
{
    private readonly List<ILoadClient> _clients = [];
    private readonly HashSet<ILoadClient> _all = [];
    private readonly List<ILoadClient> _senders = [];
    private readonly List<Flow> _flows = [];
    private readonly List<IDisposable> _owned = [];
    private readonly ushort _run = (ushort)Random.Shared.Next(1, ushort.MaxValue);
    private readonly byte[] _text;
    private int _begun;
    private int _names;
    private int _made;

    public Stage(RunSettings settings, IPEndPoint server)
    {
        Settings = settings;
        _text = new byte[Math.Max(settings.MessageBytes, MessageStamp.Bytes)];
        Checker = new Checker(_run, _text.Length, settings.Latest);
        Swarm = new Swarm(server, this);
    }

    public RunSettings Settings { get; }

    /// <summary>The server's ports for legacy clients, if they are known.</summary>
    public IReadOnlyList<IPEndPoint> LegacyAddresses { get; init; } = [];

    public Swarm Swarm { get; }

    public Checker Checker { get; }

    public Meter Meter { get; } = new();

    public IReadOnlyList<ILoadClient> Clients => _clients;

    /// <summary>The flows for the runner, without those of temporary visitors.</summary>
    public IReadOnlyList<Flow> Flows => _flows;

    /// <summary>
    /// Called when all recipients have received the newest message that was sent in a flow.
    /// </summary>
    public Action<Flow, long>? Completed { get; set; }

    /// <summary>Called for each expected delivery, with the number of its message.</summary>
    public Action<Flow, int, long>? Delivered { get; set; }

    /// <summary>Called when a client has logged in and joined its rooms.</summary>
    public Action<ILoadClient>? ClientArrived { get; set; }

    public int Arrived { get; private set; }

    public int Failed { get; private set; }

    /// <summary>
    /// Kills the server without a warning, and starts it again with its data and its address. The
    /// call blocks until the server has started. Null when the server was not started for this run.
    /// </summary>
    public Action? RestartServer { get; init; }

    /// <summary>Called when a client continues its session on another connection.</summary>
    public Action<ILoadClient>? ClientResumed { get; set; }

    /// <summary>Disposes of an object of the scenario when the run is over.</summary>
    public T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <returns>A room that only this run uses.</returns>
    /// <param name="hasJournals">See <see cref="Recipients.HasJournals"/>.</param>
    public Recipients NewRoom(bool hasJournals = false) =>
        new(NewName("room")) { HasJournals = hasJournals };

    /// <summary>Adds a client. All clients connect together.</summary>
    public LoadClient AddClient(
        Recipients? room, bool isCounted = true, int receiveBufferBytes = 0)
    {
        LoadClient person = NewClient(room, isCounted, receiveBufferBytes);
        _clients.Add(person);
        return person;
    }

    /// <summary>Adds a client that joins several rooms.</summary>
    public LoadClient AddClient(params IReadOnlyList<Recipients> rooms)
    {
        LoadClient person = NewClient(rooms, isCounted: true, receiveBufferBytes: 0);
        _clients.Add(person);
        return person;
    }

    /// <summary>Adds a client that uses the library of SimpleClient.</summary>
    /// <param name="room">Its room.</param>
    /// <param name="resumingAt">
    /// The address to which a resuming client connects. With null, the client connects to the
    /// server and never resumes.
    /// </param>
    public LibraryClient AddLibraryClient(Recipients room, IPEndPoint? resumingAt = null)
    {
        string name = NewName("p");
        Listener listener = new Listener { Name = Encoding.ASCII.GetBytes(name), Echoes = true };
        room.Add(listener);
        var person = new LibraryClient(Swarm, name, room, listener)
        {
            Server = resumingAt ?? Swarm.Server,
            Resumes = resumingAt is not null,
        };
        _all.Add(person);
        _clients.Add(person);
        return person;
    }

    /// <summary>Creates a client that the scenario connects and disconnects itself.</summary>
    public LoadClient NewClient(
        Recipients? room, bool isCounted = true, int receiveBufferBytes = 0) =>
        NewClient(room is null ? [] : [room], isCounted, receiveBufferBytes);

    /// <summary>Adds a flow whose messages the runner sends.</summary>
    public void AddFlow(ILoadClient sender, Recipients to) => _flows.Add(NewFlow(sender, to));

    /// <summary>Creates a flow whose messages the scenario sends.</summary>
    public Flow NewFlow(ILoadClient sender, Recipients to)
    {
        _senders.Add(sender);
        return Checker.AddFlow(sender.Listener, to);
    }

    /// <summary>
    /// Sends the next message of a flow. The caller holds the lock of the swarm.
    /// </summary>
    public void Send(Flow flow, long dueTicks)
    {
        ILoadClient sender = _senders[flow.Index];
        MessageStamp stamp = Checker.Next(flow, dueTicks, out int deliveries);
        Meter.AddSent(dueTicks, deliveries);
        stamp.Write(_text);
        if (flow.To.IsPrivate)
        {
            sender.SendPrivate(flow.To.NameBytes, _text);
        }
        else
        {
            sender.SendToRoom(flow.To.NameBytes, _text);
        }
    }

    /// <summary>
    /// Starts connections until this many are in progress. The caller holds the lock of the swarm.
    /// </summary>
    /// <returns>True when all clients have arrived or failed.</returns>
    public bool StartNext(int atOnce)
    {
        while (_begun < _clients.Count && _begun - Arrived - Failed < atOnce)
        {
            _clients[_begun++].Begin();
        }

        return Arrived + Failed >= _clients.Count;
    }

    /// <summary>
    /// Counts clients that never arrived as failed. The caller holds the lock of the swarm.
    /// </summary>
    public void CountNotConnected()
    {
        for (; Arrived + Failed < _clients.Count; Failed++)
        {
            Checker.Count(ErrorKind.NotConnected, ErrorSentences.NoAnswer);
        }
    }

    void ILoadListener.Arrived(ILoadClient client)
    {
        Arrived++;
        ClientArrived?.Invoke(client);
    }

    void ILoadListener.Received(ILoadClient client, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case var _ when client.Listener.IgnoresMessages:
                break;
            case EventKind.Said or EventKind.Told:
                Receive(client, e);
                break;
            case EventKind.Refused:
                Checker.Count(ErrorKind.Refused, Encoding.UTF8.GetString(e.Text));
                break;
            default:
                break;
        }
    }

    void ILoadListener.Resumed(
        ILoadClient client, IReadOnlyList<(string Room, ulong Sequence)> lastKept)
    {
        foreach ((string room, ulong sequence) in lastKept)
        {
            byte[] name = Encoding.UTF8.GetBytes(room);
            if (client.Listener.StateIn(name) is { Journal: not null } state)
            {
                Checker.DeleteAfter(state, sequence);
            }
        }

        ClientResumed?.Invoke(client);
    }

    void ILoadListener.Missed(string notice) => Checker.Count(ErrorKind.Lost, notice);

    void ILoadListener.Ended(ILoadClient client, string? fault)
    {
        _all.Remove(client);
        if (fault is null)
        {
            return;
        }

        Failed += client.HasArrived ? 0 : 1;
        Checker.Count(
            client.HasArrived ? ErrorKind.Disconnected : ErrorKind.NotConnected, fault);
    }

    public void Dispose()
    {
        // Each client removes itself from the set.
        ILoadClient[] all;
        lock (Swarm.Gate)
        {
            all = [.. _all];
        }

        foreach (ILoadClient person in all)
        {
            person.Dispose();
        }

        _owned.ForEach(static one => one.Dispose());
    }

    public string NewName(string kind) => $"{kind}{_run:x4}-{_names++}";

    private LoadClient NewClient(
        IReadOnlyList<Recipients> rooms, bool isCounted, int receiveBufferBytes)
    {
        ILoadDialect dialect = Settings.Dialects.For(_made++);
        string name = NewName("p");
        Listener listener =
            new Listener { Name = Encoding.ASCII.GetBytes(name), Echoes = dialect.Echoes };
        foreach (Recipients room in rooms)
        {
            room.Add(listener, isCounted);
        }

        var person = new LoadClient(Swarm, dialect, name, listener)
        {
            Rooms = [.. rooms.Select(static r => r.NameBytes)],
            ReceiveBufferBytes = receiveBufferBytes,
        };
        _all.Add(person);
        return person;
    }

    private void Receive(ILoadClient client, in ServerEvent e)
    {
        long now = Stopwatch.GetTimestamp();
        if (!Checker.Receive(client.Listener, e, now, out MessageStamp stamp))
        {
            return;
        }

        Meter.AddReceived(stamp.DueTicks, now);
        Flow flow = Checker.Flows[stamp.Flow];
        Delivered?.Invoke(flow, stamp.Number, now);
        if (flow.Missing == 0 && stamp.Number == flow.Sent)
        {
            Completed?.Invoke(flow, now);
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Measuring;
using Protocol.Messages;

namespace LoadTests.Staging;

/// <summary>
/// Where a scenario takes place: its people and what they say to whom. It knows nothing of who sets
/// the pace: a runner says when the next message is due.
/// </summary>
internal sealed class Stage : ILoadListener, IDisposable
{
    private readonly List<ILoadClient> _people = [];
    private readonly HashSet<ILoadClient> _all = [];
    private readonly List<ILoadClient> _speakers = [];
    private readonly List<Flow> _flows = [];
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

    /// <summary>The server's ports for clients of older programs, where they are known.</summary>
    public IReadOnlyList<IPEndPoint> OlderDoors { get; init; } = [];

    public Swarm Swarm { get; }

    public Checker Checker { get; }

    public Meter Meter { get; } = new();

    public IReadOnlyList<ILoadClient> People => _people;

    /// <summary>What a runner has to keep going; flows of passers-by are not among them.</summary>
    public IReadOnlyList<Flow> Flows => _flows;

    /// <summary>Told when all have heard a flow's last message.</summary>
    public Action<Flow, long>? Completed { get; set; }

    /// <summary>Called for each delivery that was due, with the number of its message.</summary>
    public Action<Flow, int, long>? Delivered { get; set; }

    /// <summary>Told when the server has let somebody in.</summary>
    public Action<ILoadClient>? SomebodyArrived { get; set; }

    public int Arrived { get; private set; }

    public int Failed { get; private set; }

    /// <returns>A room of this run alone.</returns>
    public Recipients NewRoom() => new(NewName("room"));

    /// <summary>Makes somebody who arrives with all others.</summary>
    public LoadClient AddPerson(
        Recipients? room, bool isCounted = true, int receiveBufferBytes = 0)
    {
        LoadClient person = NewPerson(room, isCounted, receiveBufferBytes);
        _people.Add(person);
        return person;
    }

    /// <summary>Makes somebody who arrives with all others and sits in several rooms.</summary>
    public LoadClient AddPerson(params IReadOnlyList<Recipients> rooms)
    {
        LoadClient person = NewPerson(rooms, isCounted: true, receiveBufferBytes: 0);
        _people.Add(person);
        return person;
    }

    /// <summary>Makes somebody who arrives with all others, through SimpleClient's library.
    /// </summary>
    public LibraryClient AddLibraryPerson(Recipients room)
    {
        string name = NewName("p");
        Listener listener = new Listener { Name = Encoding.ASCII.GetBytes(name), Echoes = true };
        room.Add(listener);
        var person = new LibraryClient(Swarm, name, room, listener);
        _all.Add(person);
        _people.Add(person);
        return person;
    }

    /// <summary>Makes somebody whose coming and going is the scenario's own business.</summary>
    public LoadClient NewPerson(
        Recipients? room, bool isCounted = true, int receiveBufferBytes = 0) =>
        NewPerson(room is null ? [] : [room], isCounted, receiveBufferBytes);

    /// <summary>Has somebody speak when the runner says so.</summary>
    public void AddFlow(ILoadClient speaker, Recipients to) => _flows.Add(NewFlow(speaker, to));

    /// <summary>Has somebody speak when the scenario says so.</summary>
    public Flow NewFlow(ILoadClient speaker, Recipients to)
    {
        _speakers.Add(speaker);
        return Checker.AddFlow(speaker.Listener, to);
    }

    /// <summary>Says the next message of a flow. Under the lock.</summary>
    public void Say(Flow flow, long dueTicks)
    {
        ILoadClient speaker = _speakers[flow.Index];
        MessageStamp stamp = Checker.Next(flow, dueTicks, out int deliveries);
        Meter.AddSent(dueTicks, deliveries);
        stamp.Write(_text);
        if (flow.To.IsPrivate)
        {
            speaker.Tell(flow.To.NameBytes, _text);
        }
        else
        {
            speaker.Say(flow.To.NameBytes, _text);
        }
    }

    /// <summary>Lets the next ones come, so many at a time. Under the lock.</summary>
    /// <returns>True when nobody is on the way any more.</returns>
    public bool LetIn(int atOnce)
    {
        while (_begun < _people.Count && _begun - Arrived - Failed < atOnce)
        {
            _people[_begun++].Begin();
        }

        return Arrived + Failed >= _people.Count;
    }

    /// <summary>Counts those who were never let in as failed. Under the lock.</summary>
    public void CountMissing()
    {
        for (; Arrived + Failed < _people.Count; Failed++)
        {
            Checker.Count(ErrorKind.NoArrival, "no answer in time");
        }
    }

    void ILoadListener.Arrived(ILoadClient client)
    {
        Arrived++;
        SomebodyArrived?.Invoke(client);
    }

    void ILoadListener.Heard(ILoadClient client, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case var _ when client.Listener.IsIndifferent:
                break;
            case EventKind.Said or EventKind.Told:
                Hear(client, e);
                break;
            case EventKind.Refused:
                Checker.Count(ErrorKind.Refused, Encoding.UTF8.GetString(e.Text));
                break;
            default:
                break;
        }
    }

    void ILoadListener.Ended(ILoadClient client, string? fault)
    {
        _all.Remove(client);
        if (fault is null)
        {
            return;
        }

        Failed += client.HasArrived ? 0 : 1;
        Checker.Count(
            client.HasArrived ? ErrorKind.Disconnected : ErrorKind.NoArrival, fault);
    }

    public void Dispose()
    {
        // Each takes itself out of the set.
        ILoadClient[] all;
        lock (Swarm.Gate)
        {
            all = [.. _all];
        }

        foreach (ILoadClient person in all)
        {
            person.Dispose();
        }
    }

    public string NewName(string kind) => $"{kind}{_run:x4}-{_names++}";

    private LoadClient NewPerson(
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

    private void Hear(ILoadClient client, in ServerEvent e)
    {
        long now = Stopwatch.GetTimestamp();
        if (!Checker.Hear(client.Listener, e, now, out MessageStamp stamp))
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

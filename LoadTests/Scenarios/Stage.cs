using System.Diagnostics;
using System.Net;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Running;
using Protocol.Messages;

namespace LoadTests.Scenarios;

/// <summary>
/// Where a scenario takes place: its people and what they say to whom. It knows nothing of who sets
/// the pace: a runner says when the next message is due.
/// </summary>
internal sealed class Stage : ILoadListener, IDisposable
{
    private readonly List<LoadClient> _people = [];
    private readonly HashSet<LoadClient> _all = [];
    private readonly List<LoadClient> _speakers = [];
    private readonly List<Flow> _flows = [];
    private readonly HashSet<Flow> _kept = [];
    private readonly ushort _run = (ushort)Random.Shared.Next(1, ushort.MaxValue);
    private readonly byte[] _text;
    private int _begun;
    private int _names;

    public Stage(RunSettings settings, IPEndPoint server)
    {
        Settings = settings;
        _text = new byte[Math.Max(settings.MessageBytes, MessageStamp.Bytes)];
        Checker = new Checker(_run, settings.Dialect.Echoes, _text.Length, settings.Latest);
        Swarm = new Swarm(server, settings.Dialect, this);
    }

    public RunSettings Settings { get; }

    public Swarm Swarm { get; }

    public Checker Checker { get; }

    public Meter Meter { get; } = new();

    public IReadOnlyList<LoadClient> People => _people;

    /// <summary>What a runner has to keep going; flows of passers-by are not among them.</summary>
    public IReadOnlyList<Flow> Flows => _flows;

    /// <summary>Told when all have heard a flow's last message.</summary>
    public Action<Flow, long>? Completed { get; set; }

    /// <summary>Told when the server has let somebody in.</summary>
    public Action<LoadClient>? SomebodyArrived { get; set; }

    public int Arrived { get; private set; }

    public int Failed { get; private set; }

    /// <returns>A room of this run alone.</returns>
    public Audience NewRoom() => new(NewName("room"));

    /// <summary>Makes somebody who arrives with all others.</summary>
    public LoadClient AddPerson(
        Audience? room, bool isCounted = true, int receiveBufferBytes = 0)
    {
        LoadClient person = NewPerson(room, isCounted, receiveBufferBytes);
        _people.Add(person);
        return person;
    }

    /// <summary>Makes somebody whose coming and going is the scenario's own business.</summary>
    public LoadClient NewPerson(Audience? room, bool isCounted = true, int receiveBufferBytes = 0)
    {
        var ear = new Ear();
        room?.Add(ear, isCounted);
        var person = new LoadClient(Swarm, NewName("p"), ear)
        {
            Room = room?.NameBytes ?? [],
            ReceiveBufferBytes = receiveBufferBytes,
        };
        _all.Add(person);
        return person;
    }

    /// <summary>Has somebody speak when the runner says so.</summary>
    public void AddFlow(LoadClient speaker, Audience to)
    {
        Flow flow = NewFlow(speaker, to);
        _flows.Add(flow);
        _kept.Add(flow);
    }

    /// <returns>True for a flow that a runner keeps going.</returns>
    public bool IsKept(Flow flow) => _kept.Contains(flow);

    /// <summary>Has somebody speak when the scenario says so.</summary>
    public Flow NewFlow(LoadClient speaker, Audience to)
    {
        _speakers.Add(speaker);
        return Checker.AddFlow(speaker.Ear, to);
    }

    /// <summary>Says the next message of a flow. Under the lock.</summary>
    public void Say(Flow flow, long dueTicks)
    {
        LoadClient speaker = _speakers[flow.Index];
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

    /// <summary>Counts those who were never let in. Under the lock.</summary>
    public void CountMissing()
    {
        for (int i = Arrived + Failed; i < _people.Count; i++)
        {
            Checker.Count(ErrorKind.NoArrival, "no answer in time");
        }
    }

    void ILoadListener.Arrived(LoadClient client)
    {
        Arrived++;
        SomebodyArrived?.Invoke(client);
    }

    void ILoadListener.Heard(LoadClient client, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case var _ when client.Ear.IsIndifferent:
                break;
            case EventKind.Said or EventKind.Told:
                Hear(client, e);
                break;
            case EventKind.Refused:
                Checker.Count(ErrorKind.Refused, System.Text.Encoding.UTF8.GetString(e.Text));
                break;
            default:
                break;
        }
    }

    void ILoadListener.Ended(LoadClient client, string? fault)
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
        LoadClient[] all;
        lock (Swarm.Gate)
        {
            all = [.. _all];
        }

        foreach (LoadClient person in all)
        {
            person.Dispose();
        }
    }

    public string NewName(string kind) => $"{kind}{_run:x4}-{_names++}";

    private void Hear(LoadClient client, in ServerEvent e)
    {
        long now = Stopwatch.GetTimestamp();
        if (!Checker.Hear(
            client.Ear, e.Room, e.Sequence, e.Text, now, out MessageStamp stamp))
        {
            return;
        }

        Meter.AddReceived(stamp.DueTicks, now);
        Flow flow = Checker.Flows[stamp.Flow];
        if (flow.Missing == 0 && stamp.Number == flow.Sent)
        {
            Completed?.Invoke(flow, now);
        }
    }
}

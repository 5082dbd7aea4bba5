using System.Runtime.CompilerServices;
using System.Text;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>The invariants of sessions that are resumed.</summary>
internal sealed class ResumeAudit(int seed)
{
    /// <summary>The text of messages that repeat a used id: no member may receive it.</summary>
    public const string Lie = "LIE";

    private readonly Dictionary<(ulong Member, ulong Request), SentRequest> _sent = [];
    private readonly HashSet<(ulong Member, ulong Request)> _kept = [];
    private readonly List<(
        (ulong Member, ulong Request) Id, (string Room, ulong Sequence) Answer)> _unchecked = [];

    private readonly HashSet<(ulong Member, ulong Request)> _refused = [];
    private readonly HashSet<ulong> _keepers = [];
    private readonly HashSet<(ulong Member, ulong Request)> _onDisk = [];
    private readonly Dictionary<
        (ulong Member, ulong Request), (string Room, ulong Sequence)> _lines = [];

    private readonly Dictionary<ulong, ulong> _accepted = [];
    private int _read;

    /// <summary>Turns in which the store nearly always commits.</summary>
    public const int CommitTurns = 30;

    /// <summary>Ends of the server that lost something.</summary>
    public int Crashes { get; private set; }

    /// <summary>Ends of the server of all kinds.</summary>
    public int Restarts { get; private set; }

    public int RestartTurn { get; private set; }

    public int Turn { get; set; }

    /// <summary>Clients whose private lines were checked for gaps.</summary>
    public int Exact { get; private set; }

    /// <summary>Messages that were confirmed as kept.</summary>
    public int Kept => _kept.Count;

    /// <summary>Sessions that were resumed.</summary>
    public int Resumed { get; set; }

    public void Require(
        bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] FailureText what)
    {
        if (!holds)
        {
            throw new StoreFault($"{what} (seed {seed})");
        }
    }

    public void Crash() => Crashes++;

    public void Restart() => (Restarts, RestartTurn) = (Restarts + 1, Turn);

    public void Send(ulong member, ulong id, SentRequest request) =>
        _sent[(member, id)] = request;

    /// <summary>The server has confirmed that a request is on disk.</summary>
    /// <param name="member">The sender.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Its answer: the room and the number of the message.</param>
    public void Keep(ulong member, ulong request, (string Room, ulong Sequence) answer)
    {
        _kept.Add((member, request));
        _unchecked.Add(((member, request), answer));
        _keepers.Add(member);
    }

    /// <summary>
    /// The server has refused a request. A client has few open requests, so the server has the
    /// answers to all of them, whatever it has lost.
    /// </summary>
    public void Refuse(ulong member, ulong request, RefusalCode code)
    {
        Require(
            code != RefusalCode.RequestRepeated,
            $"the sender of {(member, request)} does not learn whether it was sent");
        Require(
            !_onDisk.Contains((member, request)),
            $"{(member, request)} was refused ({code}) and is on disk");
        _refused.Add((member, request));
    }

    public bool HasKept(ulong member) => _keepers.Contains(member);

    /// <summary>
    /// Each request is on disk at most once, and what was kept is there. Only the part that was
    /// synced since the last call is read, because it never changes again.
    /// </summary>
    public void CheckDisk(SimDisk disk)
    {
        for (; _read < disk.Synced; _read++)
        {
            SimEntry entry = disk.Entries[_read];
            if (entry.Line is { } line)
            {
                CheckLine(line);
            }

            if (entry.Accepted is { } accepted)
            {
                ulong last = _accepted.GetValueOrDefault(accepted.Session);
                Require(
                    accepted.Request > last, $"{accepted} was accepted after the request {last}");
                _accepted[accepted.Session] = accepted.Request;
                _onDisk.Add(accepted);
                Require(!_refused.Contains(accepted), $"{accepted} was refused and is on disk");
            }
        }

        foreach (((ulong, ulong) id, (string, ulong) answer) in _unchecked)
        {
            Require(_onDisk.Contains(id), $"{id} was kept and is lost");
            (string, ulong) stored = _lines.TryGetValue(id, out (string, ulong) line)
                ? line
                : ("", 0);
            Require(answer == stored, $"{id} is stored as {stored}, and its answer was {answer}");
        }

        _unchecked.Clear();
    }

    /// <summary>A private line is what its sender has sent to this receiver.</summary>
    public void CheckTold(string receiver, SeenEvent e) => Require(
        _sent.TryGetValue((e.Sender, e.Request), out SentRequest? sent)
            && sent is { Verb: RequestVerb.Tell }
            && (sent.Target, sent.Text) == (receiver, e.Text),
        $"{receiver} got {e}, which nobody has sent");

    /// <summary>A client has seen exactly the lines of a room since it has entered it.</summary>
    public void CheckRoom(SimDisk disk, string name, string room, ResumeRoom view)
    {
        (ulong, string)[] expected =
        [
            .. disk.MessagesAfter(room, view.From)
                .Select(static line => (line.Sequence, Encoding.UTF8.GetString(line.Text))),
        ];
        int same = 0;
        while (same < Math.Min(view.Lines.Count, expected.Length)
            && view.Lines[same] == expected[same])
        {
            same++;
        }

        Require(
            view.Lines.Count == expected.Length && same == expected.Length,
            $"{name} has {view.Lines.Count} lines of {room} above {view.From}, and there are "
                + $"{expected.Length}; line {same} is {view.Lines.ElementAtOrDefault(same)}, "
                + $"and should be {expected.ElementAtOrDefault(same)}");
        Require(
            view.Topic == disk.TopicOf(room),
            $"{name} has the topic {view.Topic} of {room}, not {disk.TopicOf(room)}");
    }

    /// <summary>
    /// A client learns of each private line that it has missed, and of no others: as many numbers
    /// are skipped as lines to it were accepted and not received.
    /// </summary>
    public void CheckPrivate(SimDisk disk, string name, ulong member, ResumePrivate view)
    {
        if (!view.IsExact)
        {
            return;
        }

        Exact++;
        var missed = new HashSet<(ulong, ulong)>();
        var earlier = new HashSet<ulong>();
        foreach (SimEntry entry in disk.Entries)
        {
            if (entry.Accepted is { } accepted
                && _sent.TryGetValue(accepted, out SentRequest? sent)
                && sent.Verb == RequestVerb.Tell && sent.Target == name
                && !view.Has(accepted))
            {
                missed.Add(accepted);
            }
            else if (entry.Change is StoreChange.SessionState { Session: var session }
                && session.Name == name && session.Id != member)
            {
                earlier.Add(session.Id);
                missed.Clear();
            }
            else if (entry.Change is StoreChange.SessionEnded ended && earlier.Contains(ended.Id))
            {
                missed.Clear();
            }
        }

        Require(
            view.Missing == (ulong)missed.Count,
            $"{name} has missed {missed.Count} private lines, but {view.Missing} numbers");
    }

    private void CheckLine(StoredLine line)
    {
        (ulong, ulong) request = (line.SenderId, line.RequestId);
        Require(
            _lines.TryAdd(request, (line.Room, line.Sequence)), $"{request} was said twice");
        _onDisk.Add(request);
        Require(
            _sent.TryGetValue(request, out SentRequest? sent)
                && sent.Text == Encoding.UTF8.GetString(line.Text)
                && SimDisk.SameName(sent.Target, line.Room),
            $"{request} has another text than was sent");
    }
}

using Protocol.Messages;
using UnitTests.Simulation.World.Audit;
using UnitTests.Simulation.World.Clients;

namespace UnitTests.Simulation.World;

/// <summary>
/// The events of all rooms. A reference client is in all of them, reads everything at once and is
/// never disturbed: its order is the right one. What other clients receive is compared with it or,
/// where the reference client is not present, with the first client that received it.
/// </summary>
internal sealed class EventRecord(ModerationAudit audit)
{
    private readonly List<RecordedEvent> _events = [];
    private readonly Dictionary<(string Room, ulong Sequence), int> _index = [];
    private readonly Dictionary<string, int> _entries = [];
    private readonly Dictionary<string, HashSet<ulong>> _members = [];
    private readonly Dictionary<string, (int Last, int Count)> _words = [];

    private readonly List<int> _announcements = [];

    public int Count => _events.Count;

    public RecordedEvent this[int index] => _events[index];

    /// <summary>Whether the reference client is in this room.</summary>
    public bool Covers(string room) => _members.ContainsKey(room);

    /// <summary>The reference client joined a room.</summary>
    public void Begin(string room, ulong witness) => _members.Add(room, [witness]);

    /// <summary>
    /// The position of an event in the record; -1 if the reference client has not received it yet.
    /// </summary>
    public int IndexOf(string room, ulong sequence) =>
        _index.TryGetValue((room, sequence), out int index) ? index : -1;

    /// <summary>
    /// The position at which a member of this name first joined the lobby; -1 if it has not.
    /// </summary>
    public int EntryOf(string name) => _entries.TryGetValue(name, out int index) ? index : -1;

    /// <summary>The number of messages of a speaker that were delivered.</summary>
    public int WordsOf(string speaker) => _words.GetValueOrDefault(speaker).Count;

    /// <summary>The reference client received an event.</summary>
    public void Add(SeenEvent seen)
    {
        RecordedEvent e = new RecordedEvent(seen);
        _index.Add((seen.Room, seen.Sequence), _events.Count);
        if (seen.Kind == EventKind.Entered && seen.Room == "lobby")
        {
            _entries.TryAdd(seen.Name, _events.Count);
        }

        _events.Add(e);
        Move(e);
        if (e.IsSpeech)
        {
            Hear(seen.Name, seen.Text);
        }
    }

    /// <summary>The reference client received an announcement.</summary>
    public void Announce(SeenEvent seen)
    {
        if (!_index.TryAdd((seen.Text, 0), _events.Count))
        {
            throw new WorldFault(Invariant.ExactlyOnce, $"{seen.Text} arrived twice");
        }

        _announcements.Add(_events.Count);
        _events.Add(new RecordedEvent(seen));
    }

    /// <summary>The number of announcements since this position.</summary>
    public int AnnouncementsSince(int index) => _announcements.Count(at => at > index);

    private void Move(RecordedEvent e)
    {
        HashSet<ulong> members = _members[e.Room];
        bool isRight = e.Kind switch
        {
            EventKind.Entered => members.Add(e.Sender),
            EventKind.Departed => members.Remove(e.Sender),
            _ => members.Contains(e.Sender),
        };
        if (!isRight)
        {
            throw new WorldFault(
                Invariant.NobodyTwice, $"{e.Seen} cannot be: it is in twice, or not at all");
        }
    }

    /// <summary>
    /// Messages of the world's own clients contain their speaker and an increasing number.
    /// </summary>
    private void Hear(string name, string text)
    {
        audit.Hear(name, text);
        if (Words.TryRead(text, out string speaker, out int number))
        {
            (int last, int count) = _words.GetValueOrDefault(speaker);
            if (number <= last)
            {
                throw new WorldFault(
                    Invariant.ExactlyOnce,
                    $"{speaker}'s words {number} came behind its words {last}");
            }

            _words[speaker] = (number, count + 1);
        }
    }
}

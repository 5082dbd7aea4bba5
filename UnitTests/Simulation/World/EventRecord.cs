using Protocol.Messages;
using UnitTests.Simulation.World.Audit;
using UnitTests.Simulation.World.Clients;

namespace UnitTests.Simulation.World;

/// <summary>
/// What happened in the rooms. One witness is in all of them, reads everything at once and is never
/// hurt: its order is the order. What others see of any room is compared with it, or with what the
/// first of them saw where the witness is not.
/// </summary>
internal sealed class EventRecord(ModerationAudit audit)
{
    private readonly List<RecordedEvent> _events = [];
    private readonly Dictionary<(ulong Room, ulong Sequence), ulong> _contents = [];
    private readonly Dictionary<(string Room, ulong Sequence), int> _index = [];
    private readonly Dictionary<string, int> _entries = [];
    private readonly Dictionary<string, HashSet<ulong>> _members = [];
    private readonly Dictionary<string, (int Last, int Count)> _words = [];

    private readonly List<int> _announcements = [];

    public int Count => _events.Count;

    public RecordedEvent this[int index] => _events[index];

    /// <summary>Rooms that the witness is in.</summary>
    public bool Covers(string room) => _members.ContainsKey(room);

    /// <summary>The witness entered a room.</summary>
    public void Begin(string room, ulong witness) => _members.Add(room, [witness]);

    /// <summary>Where in all that happened this was; -1: the witness has not seen it yet.</summary>
    public int IndexOf(string room, ulong sequence) =>
        _index.TryGetValue((room, sequence), out int index) ? index : -1;

    /// <summary>
    /// Where somebody of this name first entered the lobby; -1: nowhere yet.
    /// </summary>
    public int EntryOf(string name) => _entries.TryGetValue(name, out int index) ? index : -1;

    /// <summary>How many words of a speaker were heard.</summary>
    public int WordsOf(string speaker) => _words.GetValueOrDefault(speaker).Count;

    /// <summary>Somebody saw an event: all have to see the same bytes.</summary>
    public void Compare(ulong incarnation, ulong sequence, ulong content, string who)
    {
        if (!_contents.TryAdd((incarnation, sequence), content)
            && _contents[(incarnation, sequence)] != content)
        {
            throw new WorldFault(
                Invariant.OneOrder,
                $"{who} saw something else than others as number {sequence} of a room");
        }
    }

    /// <summary>The witness saw an event.</summary>
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

    /// <summary>The witness saw something that everybody is told.</summary>
    public void Announce(SeenEvent seen)
    {
        if (!_index.TryAdd((seen.Text, 0), _events.Count))
        {
            throw new WorldFault(Invariant.ExactlyOnce, $"the witness was told {seen.Text} twice");
        }

        _announcements.Add(_events.Count);
        _events.Add(new RecordedEvent(seen));
    }

    /// <summary>How much everybody was told since this happened.</summary>
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
    /// Words of our own clients carry their speaker and a number that only grows.
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

using System.Diagnostics;
using LoadTests.Sentences;
using Protocol.Messages;

namespace LoadTests.Checking;

/// <summary>
/// Compares the sent messages with the messages that each listener received, and counts the errors.
/// Every message has to arrive once, in order, at exactly its recipients.
/// </summary>
/// <param name="run">The run number in the stamps.</param>
/// <param name="messageBytes">Bytes of each message.</param>
/// <param name="latest">
/// The limit for the delay of a message after its due time. A message that arrives later counts as
/// delayed.
/// </param>
internal sealed class Checker(ushort run, int messageBytes, TimeSpan latest)
{
    /// <summary>
    /// Stands for a flow's index in a message of a foreign client: see <see cref="IgnoredPrefix"/>.
    /// </summary>
    private const int NoFlow = -1;

    private readonly List<Flow> _flows = [];
    private readonly long[] _errors = new long[Enum.GetValues<ErrorKind>().Length];
    private readonly List<(long Rank, string Text)> _examples = [];
    private readonly long _latestTicks = (long)(latest.TotalSeconds * Stopwatch.Frequency);
    private bool _isFinished;

    /// <summary>
    /// The prefix of the names of foreign clients, or empty. Foreign clients are not part of the
    /// run, but may send to its rooms. Their messages are counted separately, and no delivery of
    /// them is expected.
    /// </summary>
    public byte[] IgnoredPrefix { get; set; } = [];

    /// <summary>Received messages of foreign clients.</summary>
    public long IgnoredMessages { get; private set; }

    public IReadOnlyList<Flow> Flows => _flows;

    /// <summary>
    /// Expected deliveries of all messages sent so far. A message has one delivery for each
    /// recipient.
    /// </summary>
    public long Expected { get; private set; }

    /// <summary>Expected deliveries that have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>Errors of all kinds.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>Descriptions of a few errors: the first of each kind, then others.</summary>
    public IReadOnlyList<string> Examples =>
        [.. _examples.OrderBy(static e => e.Rank).Select(static e => e.Text).Distinct()];

    public Flow AddFlow(Listener sender, Recipients to)
    {
        var flow = new Flow(_flows.Count, sender, to);
        _flows.Add(flow);
        return flow;
    }

    /// <summary>Makes the stamp of a flow's next message.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="dueTicks">The time when the message is due.</param>
    /// <param name="deliveries">The number of recipients.</param>
    public MessageStamp Next(Flow flow, long dueTicks, out int deliveries)
    {
        flow.Sent++;
        deliveries = flow.To.CountFor(flow.Sender);
        flow.Missing = deliveries;
        Expected += deliveries;
        return new MessageStamp(run, flow.Index, flow.Sent, dueTicks);
    }

    /// <summary>Checks a received message.</summary>
    /// <param name="listener">The client that received it.</param>
    /// <param name="e">
    /// The event. Its room is empty when rooms have no names, and its sequence is 0 when the server
    /// sends no sequence numbers.
    /// </param>
    /// <param name="nowTicks">The current time.</param>
    /// <param name="stamp">The stamp in the message.</param>
    /// <returns>
    /// True for an expected delivery. The delivery is then also counted in its flow.
    /// </returns>
    public bool Receive(Listener listener, in ServerEvent e, long nowTicks, out MessageStamp stamp)
    {
        if (IsIgnored(e))
        {
            stamp = default;
            ReceiveIgnored(listener, e);
            return false;
        }

        if (!MessageStamp.TryRead(e.Text, out stamp) || e.Text.Length != messageBytes
            || stamp.Run != run || stamp.Flow >= _flows.Count
            || stamp.Number < 1 || stamp.Number > _flows[stamp.Flow].Sent
            || stamp.DueTicks > nowTicks)
        {
            Count(ErrorKind.Corrupt, ErrorSentences.Unsent);
            return false;
        }

        Flow flow = _flows[stamp.Flow];
        ListenerState? state = listener.StateIn(flow.To);
        bool isOwn = listener == flow.Sender && !listener.Echoes;
        bool isElsewhere = flow.To.IsPrivate != (e.Kind == EventKind.Told)
            || (!e.Room.IsEmpty && !flow.To.IsPrivate
                && !e.Room.SequenceEqual(flow.To.NameBytes));
        if (state is null || isOwn || isElsewhere)
        {
            Count(ErrorKind.Misrouted, Describe(flow, stamp.Number));
            return false;
        }

        if (flow.Sender.Name.Length > 0 && !e.Name.SequenceEqual(flow.Sender.Name))
        {
            Count(ErrorKind.Corrupt, ErrorSentences.UnderOtherName(Describe(flow, stamp.Number)));
            return false;
        }

        return ReceiveInOrder(flow, state, e.Sequence, stamp, nowTicks);
    }

    /// <summary>
    /// After a crash in which the server has lost messages: deletes them from what a listener has
    /// received. Their senders have to send them again.
    /// </summary>
    /// <param name="state">The listener in a room with journals.</param>
    /// <param name="kept">The sequence number of the last message that the server has.</param>
    public void DeleteAfter(ListenerState state, ulong kept)
    {
        state.Sequence = Math.Min(state.Sequence, kept);
        state.Journal!.DeleteAfter(kept, (flow, number) =>
        {
            ref int last = ref state.LastNumberOf(flow.Position);
            last = Math.Min(last, number - 1);
            Received -= state.IsCounted ? 1 : 0;
            flow.Missing += state.IsCounted && number == flow.Sent ? 1 : 0;
        });
    }

    /// <summary>
    /// Counts the lost messages. Must be called once, when no more messages can arrive.
    /// </summary>
    public void Finish()
    {
        if (_isFinished)
        {
            return;
        }

        _isFinished = true;
        CompareJournals();
        foreach (Recipients to in _flows.Select(static f => f.To).Distinct())
        {
            foreach (ListenerState state in to.States.Where(static s => s.IsCounted))
            {
                Lose(to, state.Gaps?.Count ?? 0);
            }
        }

        foreach (Flow flow in _flows)
        {
            foreach (ListenerState state in flow.To.States.Where(static s => s.IsCounted))
            {
                bool isOwn = state.Listener == flow.Sender && !state.Listener.Echoes;
                Lose(flow.To, isOwn ? 0 : flow.Sent - state.LastNumberOf(flow.Position));
            }
        }
    }

    public void Count(ErrorKind kind, string example)
    {
        _errors[(int)kind]++;
        ErrorCount++;
        if (_errors[(int)kind] <= 3)
        {
            _examples.Add((_errors[(int)kind], $"{NameOf(kind)}: {example}"));
        }
    }

    public long CountOf(ErrorKind kind) => _errors[(int)kind];

    /// <returns>
    /// The number of errors by the name of the kind, without kinds that have none.
    /// </returns>
    public Dictionary<string, long> Errors() => Enum.GetValues<ErrorKind>()
        .Where(k => _errors[(int)k] > 0)
        .ToDictionary(NameOf, k => _errors[(int)k]);

    /// <summary>
    /// The name in reports: NotConnected becomes not-connected. It is implemented here, because a
    /// process without free descriptors cannot load the assembly of a library.
    /// </summary>
    private static string NameOf(ErrorKind kind) => string.Concat(kind.ToString().Select(
        static (c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}"
            : $"{char.ToLowerInvariant(c)}"));

    /// <summary>
    /// True for a message of a foreign client. False when the message has a stamp: the server has
    /// then sent a measured client's message under the wrong name.
    /// </summary>
    private bool IsIgnored(in ServerEvent e) =>
        IgnoredPrefix.Length > 0 && e.Kind == EventKind.Said
        && e.Name.StartsWith(IgnoredPrefix) && !MessageStamp.MayBegin(e.Text);

    /// <summary>
    /// Checks the room and the sequence number of an ignored message; its text may be anything.
    /// </summary>
    private void ReceiveIgnored(Listener listener, in ServerEvent e)
    {
        IgnoredMessages++;
        if (listener.StateIn(e.Room) is not { } state)
        {
            Count(ErrorKind.Misrouted, ErrorSentences.IgnoredElsewhere);
            return;
        }

        if (!IsInPlace(state, e.Sequence, NoFlow, number: 0))
        {
            Count(ErrorKind.Disorder, ErrorSentences.IgnoredOutOfOrder(e.Sequence));
        }
    }

    private bool ReceiveInOrder(
        Flow flow, ListenerState state, ulong sequence, in MessageStamp stamp, long nowTicks)
    {
        ref int last = ref state.LastNumberOf(flow.Position);
        if (stamp.Number <= last)
        {
            if (state.Gaps?.Remove((flow.Index, stamp.Number)) != true)
            {
                Count(ErrorKind.Duplicate, Describe(flow, stamp.Number));
                return false;
            }

            Count(
                ErrorKind.Disorder,
                ErrorSentences.CameAfter(Describe(flow, stamp.Number), last));
        }
        else
        {
            // A listener that is not counted may join late, so messages before its first one are
            // not missing.
            bool isFirst = last == 0 && !state.IsCounted;
            for (int left = last + 1; left < stamp.Number && !isFirst; left++)
            {
                state.AddGap(flow.Index, left);
            }

            last = stamp.Number;
            if (!IsInPlace(state, sequence, flow.Index, stamp.Number))
            {
                Count(
                    ErrorKind.Disorder,
                    ErrorSentences.OtherPlace(Describe(flow, stamp.Number), sequence));
            }
        }

        if (nowTicks - stamp.DueTicks > _latestTicks)
        {
            Count(ErrorKind.Delay, Describe(flow, stamp.Number));
        }

        if (!state.IsCounted)
        {
            return false;
        }

        Received++;
        if (stamp.Number == flow.Sent)
        {
            flow.Missing--;
        }

        return state.Journal?.Add(sequence, flow, stamp.Number) ?? true;
    }

    /// <summary>
    /// Checks that all listeners of a room show the same messages in the same order.
    /// </summary>
    private void CompareJournals()
    {
        foreach (Recipients to in _flows.Select(static f => f.To).Distinct())
        {
            Journal? first = to.States.FirstOrDefault(static s => s.IsCounted)?.Journal;
            foreach (ListenerState state in to.States.Where(s => s.IsCounted && first is not null))
            {
                if (first!.FirstDifference(state.Journal!) is { } sequence)
                {
                    Count(ErrorKind.Disorder, ErrorSentences.OtherJournal(to.Name, sequence));
                }
            }
        }
    }

    /// <summary>
    /// Checks by the sequence numbers that all members receive the events of a room in one order.
    /// </summary>
    private static bool IsInPlace(ListenerState state, ulong sequence, int flow, int number)
    {
        if (sequence == 0)
        {
            return true;
        }

        Recipients to = state.Recipients;
        bool isInPlace = sequence > state.Sequence
            && (to.IsPrivate || to.HasJournals || to.IsSamePlace(sequence, flow, number));
        state.Sequence = Math.Max(sequence, state.Sequence);
        return isInPlace;
    }

    private void Lose(Recipients to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Count(ErrorKind.Lost, ErrorSentences.Missed(to.Name));
        }
    }

    private static string Describe(Flow flow, int number) =>
        ErrorSentences.Message(number, flow.Index, flow.To.Name);
}

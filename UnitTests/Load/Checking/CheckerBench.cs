using System.Diagnostics;
using System.Text;
using LoadTests.Checking;
using Protocol.Messages;

namespace UnitTests.Load.Checking;

/// <summary>
/// A checker with one room and fixed times. Tests deliver messages with exact sequence numbers and
/// delays.
/// </summary>
internal sealed class CheckerBench
{
    public const ushort Run = 7;

    public const int MessageBytes = 64;

    /// <summary>The due time of every message, in ticks.</summary>
    public const long DueTicks = 1_000_000;

    public static readonly TimeSpan Latest = TimeSpan.FromSeconds(1);

    public Checker Checker { get; } = new(Run, MessageBytes, Latest);

    public Recipients Room { get; } = new("room");

    /// <summary>Adds a listener that receives its own messages back.</summary>
    public Listener Add(string name, bool isCounted = true)
    {
        Listener listener = new Listener { Name = Encoding.ASCII.GetBytes(name), Echoes = true };
        Room.Add(listener, isCounted);
        return listener;
    }

    public MessageStamp Send(Flow flow) => Checker.Next(flow, DueTicks, out _);

    /// <summary>Sends several messages.</summary>
    public MessageStamp[] Send(Flow flow, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Send(flow))];

    /// <summary>Delivers a message.</summary>
    /// <param name="listener">The receiver.</param>
    /// <param name="stamp">The message.</param>
    /// <param name="sequence">The room's sequence number; 0 if the dialect has none.</param>
    /// <param name="afterTicks">The time between its due time and its arrival, in ticks.</param>
    /// <param name="kind">The kind of the event.</param>
    /// <param name="room">The room that the event names.</param>
    /// <param name="bytes">The length of the text in bytes.</param>
    public bool Deliver(
        Listener listener,
        MessageStamp stamp,
        ulong sequence = 0,
        long afterTicks = 0,
        EventKind kind = EventKind.Said,
        string room = "room",
        int bytes = MessageBytes)
    {
        byte[] text = new byte[bytes];
        stamp.Write(text);
        var e = new ServerEvent
        {
            Kind = kind,
            Room = Encoding.ASCII.GetBytes(room),
            Name = stamp.Flow < Checker.Flows.Count ? Checker.Flows[stamp.Flow].Sender.Name : [],
            Sequence = sequence,
            Text = text,
        };
        return Checker.Receive(listener, e, DueTicks + afterTicks, out _);
    }

    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}

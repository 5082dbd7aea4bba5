using System.Runtime.InteropServices;
using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation;

/// <summary>The test's end of a simulated native connection.</summary>
internal sealed class NativePeer(SimTransport wire)
{
    private readonly List<byte> _unread = [];
    private bool _magicSeen;

    public SimTransport Wire { get; } = wire;

    /// <param name="capabilities">The client's capabilities, one bit each.</param>
    public void Hello(ulong capabilities = 0)
    {
        var space = new byte[256];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "test"u8, default, capabilities);
        Wire.Write(space.AsSpan(0, writer.Written));
    }

    public void Request(
        RequestVerb verb, ulong id, string target = "", string text = "", ulong number = 0) =>
        Request(new ClientRequest
        {
            Verb = verb,
            Id = id,
            Target = Encoding.UTF8.GetBytes(target),
            Text = Encoding.UTF8.GetBytes(text),
            Number = number,
        });

    /// <param name="request">The request.</param>
    /// <param name="draw">
    /// Draws how many of its bytes are sent before the connection breaks; null: all.
    /// </param>
    public void Request(in ClientRequest request, Func<int, int>? draw = null)
    {
        var space = new byte[request.Target.Length + request.Text.Length + 128];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, request);
        Wire.Write(space.AsSpan(0, draw?.Invoke(writer.Written) ?? writer.Written));
    }

    /// <summary>
    /// The complete frames received when only a part of the bytes arrives before the connection
    /// breaks.
    /// </summary>
    /// <param name="draw">Draws how many bytes arrive, at most as many as given.</param>
    public List<SeenEvent> Take(Func<int, int> draw)
    {
        byte[] arrived = Wire.TakeOutbound();
        return Take(arrived.AsSpan(0, draw(arrived.Length)));
    }

    /// <summary>All complete frames received, in order.</summary>
    public List<SeenEvent> Take() => Take(Wire.TakeOutbound());

    private List<SeenEvent> Take(ReadOnlySpan<byte> arrived)
    {
        if (arrived.IsEmpty)
        {
            return [];
        }

        _unread.AddRange(arrived);
        ReadOnlySpan<byte> all = CollectionsMarshal.AsSpan(_unread);
        int at = 0;
        if (!_magicSeen)
        {
            int magic = all.IndexOf(NativeWire.Magic);
            if (magic < 0)
            {
                return [];
            }

            _magicSeen = true;
            at = magic + NativeWire.Magic.Length;
        }

        var events = new List<SeenEvent>();
        while (FrameDecoder.Decode(
            all[at..],
            WireLimits.ServerFrameBytes,
            out int used,
            out FrameHeader header,
            out ReadOnlySpan<byte> body) == DecodeStatus.Item)
        {
            at += used;
            bool read = NativeWire.TryReadEvent((EventKind)header.Kind, body, out ServerEvent e);
            Assert.That(read, Is.True, $"The server sent a malformed {(EventKind)header.Kind}.");
            events.Add(new SeenEvent(e));
        }

        _unread.RemoveRange(0, at);
        return events;
    }
}

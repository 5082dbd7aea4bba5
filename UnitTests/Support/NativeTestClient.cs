using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Support;

/// <summary>A native client on a real socket that reads one frame at a time.</summary>
internal sealed class NativeTestClient(int port, int receiveBufferBytes = 0)
    : TestClientSocket(port, receiveBufferBytes)
{
    private bool _pastMagic;
    private ulong _lastId;
    private string _last = "nothing";

    /// <summary>
    /// The bytes before the server's magic: the text greeting, if the hello was late.
    /// </summary>
    public string BeforeMagic { get; private set; } = string.Empty;

    /// <summary>Sends the hello and reads the welcome.</summary>
    public TestClientEvent Hello()
    {
        Send(HelloBytes());
        return Expect(EventKind.Welcome);
    }

    /// <summary>Sends the hello and a name, and reads the events up to the lobby's join.</summary>
    public void EnterAs(string name)
    {
        Name = name;
        Hello();
        Request(RequestVerb.Name, name);
        Assert.That(Expect(EventKind.Named).Name, Is.EqualTo(name));
        Expect(EventKind.Joined);
    }

    /// <summary>Sends a request.</summary>
    /// <returns>Its id.</returns>
    public ulong Request(RequestVerb verb, string target = "", string text = "", ulong number = 0)
    {
        Send(RequestBytes(verb, target, text, number));
        return _lastId;
    }

    /// <summary>Encodes a request, to send it in parts or together with others.</summary>
    public byte[] RequestBytes(
        RequestVerb verb, string target = "", string text = "", ulong number = 0)
    {
        var space = new byte[Encoding.UTF8.GetByteCount(text) + WireLimits.RequestOverheadBytes];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Id = ++_lastId,
            Target = Encoding.UTF8.GetBytes(target),
            Text = Encoding.UTF8.GetBytes(text),
            Number = number,
        });
        Assert.That(writer.Overflowed, Is.False, "the test's request did not fit its buffer");
        return space[..writer.Written];
    }

    public void Say(string text) => Request(RequestVerb.Say, text: text);

    /// <summary>Reads the next event; the end of the stream fails the test.</summary>
    public TestClientEvent ReadEvent() => TryReadEvent(out TestClientEvent? e)
        ? e!
        : throw new AssertionException($"{Name} got the end, not an event, after: {_last}");

    /// <summary>Reads the next event; false at the end of the stream.</summary>
    public bool TryReadEvent(out TestClientEvent? e)
    {
        e = null;
        if (!_pastMagic && !SkipToMagic())
        {
            return false;
        }

        int used;
        FrameHeader header;
        ReadOnlySpan<byte> body;
        const int maxBytes = WireLimits.ServerFrameBytes;
        while (FrameDecoder.Decode(Unread, maxBytes, out used, out header, out body)
            != DecodeStatus.Item)
        {
            if (!Fill())
            {
                Assert.That(
                    Unread.Length, Is.Zero, $"{Name}'s last frame is cut off, after: {_last}");
                return false;
            }
        }

        bool whole = NativeWire.TryReadEvent((EventKind)header.Kind, body, out ServerEvent found);
        Assert.That(
            whole, Is.True, $"a frame of kind {header.Kind:X2} that {Name} got is malformed");
        e = TestClientEvent.From(found);
        _last = e.ToString();
        Use(used);
        return true;
    }

    /// <summary>Reads the next event, which has to be of this kind.</summary>
    public TestClientEvent Expect(EventKind kind)
    {
        TestClientEvent e = ReadEvent();
        Assert.That(e.Kind, Is.EqualTo(kind), $"the next event that {Name} got was: {e}");
        return e;
    }

    /// <summary>
    /// Reads and compares the next events as <see cref="TestClientEvent.ToString"/> writes them.
    /// </summary>
    public void Expect(params string[] events)
    {
        foreach (string line in events)
        {
            Assert.That(
                ReadEvent().ToString(), Is.EqualTo(line), $"the next event that {Name} got");
        }
    }

    /// <summary>Discards all events before the next one of this kind, and of this text.</summary>
    /// <param name="kind">The kind to look for.</param>
    /// <param name="text">The text to look for; empty: any.</param>
    public TestClientEvent SkipTo(EventKind kind, string text = "")
    {
        while (true)
        {
            TestClientEvent e = ReadEvent();
            if (e.Kind == kind && (text.Length == 0 || e.Text == text))
            {
                return e;
            }
        }
    }

    /// <summary>Expects no more events, and an orderly end of the stream.</summary>
    public void ExpectEnd()
    {
        if (TryReadEvent(out TestClientEvent? e))
        {
            Assert.Fail($"{Name} got an event where the end was expected: {e}");
        }
    }

    /// <summary>
    /// Sends a ping and waits for its answer: by then the server has read all earlier requests.
    /// </summary>
    public void Ping()
    {
        ulong id = Request(RequestVerb.Ping);
        Assert.That(
            Expect(EventKind.Pong).RequestId, Is.EqualTo(id), $"the ping that {Name} got back");
    }

    public static byte[] HelloBytes()
    {
        var space = new byte[WireLimits.HelloBytes];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "test"u8, default, 0);
        return space[..writer.Written];
    }

    protected override string Describe() => $"{_last}, unread bytes: {Unread.Length}";

    private bool SkipToMagic()
    {
        int at;
        while ((at = Unread.IndexOf(NativeWire.Magic)) < 0)
        {
            if (!Fill())
            {
                return false;
            }
        }

        BeforeMagic = Encoding.UTF8.GetString(Unread[..at]);
        Use(at + NativeWire.Magic.Length);
        _pastMagic = true;
        return true;
    }
}

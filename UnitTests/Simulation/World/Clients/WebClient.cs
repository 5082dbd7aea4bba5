using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Protocol.Messages;
using UnitTests.Protocol.Dialects.Web;
using UnitTests.Simulation.World.Audit;
using UnitTests.Web;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// A browser or a script: it opens a WebSocket and sends JSON, in whole messages or in fragments
/// with pings between them. It receives everything that a native client receives, so the same
/// checks apply. It leaves with a request, with a close frame, with garbage or without a word.
/// </summary>
internal sealed class WebClient(SimWorld world, int index) : NativeClient(world, index)
{
    private const int LongestPart = 40;

    private readonly List<byte> _unread = [];
    private readonly Queue<string> _pings = new();
    private bool _isOpen;
    private bool _isClosed;
    private bool _sentGarbage;
    private int _messages;
    private int _pinged;

    public override string? Missing => _pings.TryPeek(out string? ping)
        ? $"ping {ping} has no answer"
        : base.Missing;

    protected override bool IsToldKept => World.Memory.Store is not null;

    protected override void Begin()
    {
        _unread.Clear();
        _pings.Clear();
        _isOpen = _isClosed = _sentGarbage = false;
        _messages = _pinged = 0;
        base.Begin();
    }

    protected override void WriteHello()
    {
        // A browser has loaded the page before, often over the same connection.
        string page = Index % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" : "";
        Put(Encoding.ASCII.GetBytes(page + WebPeer.Opening()));
    }

    protected override void WriteRequest(in ClientRequest request)
    {
        int message = ++_messages;
        string json = WebRequest.Json(request, WordOf(request.Verb), escapes: message % 2 == 0);
        if (message % 3 != 0)
        {
            Put(WebFrames.Message(json));
            return;
        }

        byte[] text = Encoding.UTF8.GetBytes(json);
        int bytes = 1 + (message % LongestPart);
        for (int at = 0; at < text.Length; at += bytes)
        {
            int to = Math.Min(at + bytes, text.Length);
            int first = (at == 0 ? WebFrames.TextFrame : WebFrames.Continuation)
                | (to == text.Length ? WebFrames.Final : 0);
            Put(WebFrames.Frame((byte)first, text[at..to]));
            if (at == 0 && _pings.Count < LongestPart)
            {
                Ping();
            }
        }
    }

    protected override void Behave(ref SeededRandom random)
    {
        base.Behave(ref random);
        if (IsLeaving)
        {
            return;
        }

        switch (random.Below(1000))
        {
            case < 50:
                Ping();
                break;
            case < 60:
                Put(WebFrames.Frame(WebFrames.Final | WebFrames.Pong, "unsolicited"));
                break;
            case < 65:
                Put(WebFrames.Closing(1000, "bye"));
                IsLeaving = true;
                break;
            case < 70:
                Put(Garbage(ref random));
                IsLeaving = _sentGarbage = true;
                break;
            default:
                break;
        }
    }

    protected override void Understand(byte[] bytes)
    {
        _unread.AddRange(World.Open(this, bytes));
        if (!_isOpen && !TryOpen())
        {
            return;
        }

        while (TryTakeFrame(out int opcode, out byte[] payload))
        {
            if (_isClosed || (HasReadGoodbye && opcode != WebFrames.Close))
            {
                Fault(Invariant.ExactlyOnce, $"a frame of type {opcode} came after the end");
            }

            Take(opcode, payload);
        }
    }

    private static byte[] Garbage(ref SeededRandom random) => random.Below(8) switch
    {
        0 => WebFrames.Unmasked(WebFrames.Final | WebFrames.TextFrame, "{}"),
        1 => WebFrames.Frame(0x70 | WebFrames.Final | WebFrames.TextFrame, "{}"),
        2 => WebFrames.Frame(WebFrames.Final | WebFrames.Binary, "{}"),
        3 => WebFrames.Frame(WebFrames.Final | WebFrames.TextFrame, [0xFF, 0xFE]),
        4 => WebFrames.Frame(WebFrames.Final | WebFrames.Continuation, "{}"),
        5 => WebFrames.Header64(WebFrames.Final | WebFrames.TextFrame, ulong.MaxValue >> 1),
        6 => WebFrames.Closing(999),
        _ => WebFrames.Frame(WebFrames.Ping, "a fragment"),
    };

    private string WordOf(RequestVerb verb) =>
        verb == SimWorld.FailVerb ? "fail"
        : Enum.IsDefined(verb) ? $"{verb}".ToLowerInvariant()
        : "dance";

    private void Ping()
    {
        string payload = (++_pinged).ToString(CultureInfo.InvariantCulture);
        _pings.Enqueue(payload);
        Put(WebFrames.Frame(WebFrames.Final | WebFrames.Ping, payload));
    }

    /// <summary>Skips everything up to the answer to the opening handshake.</summary>
    private bool TryOpen()
    {
        Span<byte> all = CollectionsMarshal.AsSpan(_unread);
        int start = all.IndexOf("HTTP/1.1 101 "u8);
        int length = start < 0 ? -1 : all[start..].IndexOf("\r\n\r\n"u8);
        if (length < 0)
        {
            return false;
        }

        _unread.RemoveRange(0, start + length + 4);
        return _isOpen = true;
    }

    private bool TryTakeFrame(out int opcode, out byte[] payload)
    {
        (opcode, payload) = (0, []);
        if (_unread.Count < 2)
        {
            return false;
        }

        int length = _unread[1];
        int header = length switch { 127 => 10, 126 => 4, _ => 2 };
        if (_unread.Count < header)
        {
            return false;
        }

        if (header > 2)
        {
            length = _unread[2..header].Aggregate(0, static (n, b) => (n << 8) | b);
        }

        if (_unread.Count < header + length)
        {
            return false;
        }

        if ((_unread[0] & 0xF0) != WebFrames.Final)
        {
            Fault(Invariant.ExactlyOnce, $"a frame begins with {_unread[0]:X}");
        }

        opcode = _unread[0] & 0x0F;
        payload = [.. _unread[header..(header + length)]];
        _unread.RemoveRange(0, header + length);
        return true;
    }

    private void Take(int opcode, byte[] payload)
    {
        string text = Encoding.UTF8.GetString(payload);
        switch (opcode)
        {
            case WebFrames.TextFrame:
                TakeMessage(payload, text);
                break;
            case WebFrames.Ping:
                Put(WebFrames.Frame(WebFrames.Final | WebFrames.Pong, payload));
                break;
            case WebFrames.Pong:
                if (!_pings.TryDequeue(out string? ping) || ping != text)
                {
                    Fault(Invariant.OneOrder, $"pong {text} is not the answer to {ping}");
                }

                break;
            case WebFrames.Close:
                _isClosed = HasReadGoodbye = true;
                break;
            default:
                Fault(Invariant.ExactlyOnce, $"a frame has type {opcode}");
                break;
        }
    }

    private void TakeMessage(byte[] payload, string text)
    {
        try
        {
            SeenEvent e = WebEvent.Read(payload, out ulong content);
            if (!_sentGarbage || e.Kind != EventKind.Refused || e.Request > 0)
            {
                See(e, content);
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
        {
            Fault(Invariant.ExactlyOnce, $"'{text}' cannot be read: {e.Message}");
        }
    }
}

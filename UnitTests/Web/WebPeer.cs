using System.Buffers.Binary;
using System.Text;
using UnitTests.Protocol.Dialects.Web;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Web;

/// <summary>The test's end of a simulated connection of a browser.</summary>
internal sealed class WebPeer(SimServer server, SimTransport wire)
{
    private readonly List<byte> _unread = [];

    public WebPeer(SimServer server)
        : this(server, server.Connect())
    {
    }

    public SimTransport Wire { get; } = wire;

    /// <summary>The head of a request for a WebSocket.</summary>
    public static string Opening(string more = "", string host = "localhost:5050") =>
        $"GET /ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + $"{more}\r\n";

    /// <summary>Sends a request and returns the bytes of the answer as text.</summary>
    public string Request(string request)
    {
        Wire.Write(Encoding.Latin1.GetBytes(request));
        server.Settle();
        return Encoding.UTF8.GetString(Wire.TakeOutbound());
    }

    /// <summary>Sends a GET and returns the answer.</summary>
    public string Get(string path, string more = "", string host = "localhost:5050") =>
        Request($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");

    /// <summary>Opens a WebSocket; the welcome is the first message.</summary>
    public void Begin()
    {
        Wire.Write(Encoding.Latin1.GetBytes(Opening()));
        server.Settle();
        byte[] answer = Wire.TakeOutbound();
        int end = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        Assert.That(answer.AsSpan().StartsWith("HTTP/1.1 101 "u8));
        _unread.AddRange(answer[end..]);
    }

    /// <summary>The same without the welcome.</summary>
    public void Open()
    {
        Begin();
        Assert.That(Take().Single(), Does.StartWith("""{"kind":"welcome","""));
    }

    /// <summary>Opens a WebSocket and takes a name.</summary>
    public void Enter(string name)
    {
        Open();
        Send($$"""{"verb":"name","id":1,"target":"{{name}}"}""");
        Assert.That(Take()[0], Does.StartWith("""{"kind":"named","request":1,"""));
    }

    /// <summary>Sends one message.</summary>
    public void Send(string json) => Write(WebFrames.Message(json));

    public void Write(byte[] frames)
    {
        Wire.Write(frames);
        server.Settle();
    }

    /// <summary>All messages received, and other frames as <c>opcode:payload</c>.</summary>
    public List<string> Take()
    {
        _unread.AddRange(Wire.TakeOutbound());
        var found = new List<string>();
        while (TryTakeFrame(out int opcode, out byte[] payload))
        {
            found.Add(opcode switch
            {
                WebFrames.TextFrame => Encoding.UTF8.GetString(payload),
                WebFrames.Close => $"close:{BinaryPrimitives.ReadUInt16BigEndian(payload)}",
                _ => $"{opcode}:{Encoding.UTF8.GetString(payload)}",
            });
        }

        return found;
    }

    private bool TryTakeFrame(out int opcode, out byte[] payload)
    {
        (opcode, payload) = (0, []);
        if (_unread.Count < 2)
        {
            return false;
        }

        Assert.That(_unread[0] & 0xF0, Is.EqualTo(0x80), "a whole frame without reserved bits");
        int length = _unread[1];
        int header = length switch { 127 => 10, 126 => 4, _ => 2 };
        Assert.That(length, Is.LessThan(128), "no mask");
        if (header > 2)
        {
            length = _unread[2..header].Aggregate(0, static (n, b) => (n << 8) | b);
        }

        if (_unread.Count < header + length)
        {
            return false;
        }

        opcode = _unread[0] & 0x0F;
        payload = [.. _unread[header..(header + length)]];
        _unread.RemoveRange(0, header + length);
        return true;
    }
}

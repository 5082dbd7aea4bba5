using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Micro;

/// <summary>The bytes of a member's opening and of its message, in one dialect.</summary>
/// <param name="Opening">
/// The bytes that a member with this name sends, in steps, until it is in the lobby.
/// </param>
/// <param name="Line">The bytes of a message with this text to the current room.</param>
internal sealed record MicroDialect(
    Func<string, IReadOnlyList<byte[]>> Opening, Func<string, byte[]> Line)
{
    /// <summary>The text dialect: lines.</summary>
    public static MicroDialect Text { get; } = new(
        static name => [Encoding.ASCII.GetBytes($"{name}\n")],
        static text => Encoding.ASCII.GetBytes($"{text}\n"));

    /// <summary>The native dialect: binary frames.</summary>
    public static MicroDialect Native { get; } = new(
        static name => [Hello(), Request(RequestVerb.Name, name, "")],
        static text => Request(RequestVerb.Say, "", text));

    /// <summary>The web dialect: JSON over WebSocket.</summary>
    public static MicroDialect Web { get; } = new(
        static name =>
        [
            Encoding.ASCII.GetBytes(
                "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            Message($$"""{"verb":"name","target":"{{name}}"}"""),
        ],
        static text => Message($$"""{"verb":"say","text":"{{text}}"}"""));

    private static byte[] Hello()
    {
        var space = new byte[WireLimits.HelloBytes];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "micro"u8, default, 0);
        return space[..writer.Written];
    }

    private static byte[] Request(RequestVerb verb, string target, string text)
    {
        var space = new byte[WireLimits.HelloBytes];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Target = Encoding.ASCII.GetBytes(target),
            Text = Encoding.ASCII.GetBytes(text),
        });
        return space[..writer.Written];
    }

    /// <summary>A short WebSocket message with a mask of zeros.</summary>
    private static byte[] Message(string json) =>
        [0x81, (byte)(0x80 | json.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(json)];
}

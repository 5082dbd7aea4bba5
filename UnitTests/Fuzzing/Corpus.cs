using System.Text;
using Protocol.Messages;
using UnitTests.Wire;

namespace UnitTests.Fuzzing;

/// <summary>Input that is right, of every kind, and what has broken something once.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Native { get; } =
    [
        Frames.Opening(),
        [.. Frames.Opening(), .. Frames.Request(RequestVerb.Name, 1, "alice")],
        [.. Frames.Opening(), .. Requests()],
        [.. Frames.Opening(), .. Frames.OfBodyBytes((byte)RequestVerb.Say, 7, 4608)],
        [.. Frames.Opening(), .. Frames.OfBodyBytes((byte)RequestVerb.Say, 7, 4609)],
        Frames.OpeningWith([1, 1, 0, 4, 1, 2, 3, 4, 0, 9, 9]),
    ];

    public static IReadOnlyList<byte[]> Text { get; } =
    [
        Utf8("alice\nhello\n/join tea\nhi, Zoë 茶\n/leave\n/quit\n"),
        Utf8("bob\r\n@alice psst\r\n/msg alice: psst\r\n//no command\r\n /nor this\r\n"),
        Utf8("/topic\n/topic what we talk about\n/nick robert\n/me waves\n/history\n/users tea\n"),
        [.. Utf8("telnet"), 0xFF, 0xFD, 1, 0xFF, 0xFA, 24, 0, 0xFF, 0xF0, .. Utf8("\r\nhi\r\n")],
        [.. Frames.Filler(4607), (byte)'\n', .. Frames.Filler(4609), (byte)'\n', (byte)'a', 10],
    ];

    public static IReadOnlyList<byte[]> Prompted { get; } =
    [
        Utf8("alice"),
        Utf8("alicealice"),
        Utf8("alice: hello\nalice: againalice: and again"),
        Utf8("dodo: hi"),
        Utf8("alice: byealice has left the chat."),
        Utf8("Зоя: жук\n/quit\nexit\n@bob psst\n"),
        Utf8("\r\n\n  \n/users\n"),
    ];

    public static IReadOnlyList<byte[]> FirstBytes { get; } =
    [
        [0x89, (byte)'T', (byte)'C', (byte)'H'],
        [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3],
        Utf8("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Utf8("CONNECT x:1 HTTP/1.1\r\n\r\n"),
        Utf8("alice\n"),
        Utf8("GET\n"),
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Requests() =>
    [
        .. Frames.Request(RequestVerb.Name, 1, "alice"),
        .. Frames.Request(RequestVerb.Say, 2, "lobby", "hello, Zoë 茶"),
        .. Frames.Request(RequestVerb.Join, 300, "tea"),
        .. Frames.Request(RequestVerb.History, 1ul << 40, "tea", "", 17),
        .. Frames.Request(RequestVerb.Topic, ulong.MaxValue, "tea", "about tea"),
        .. Frames.Request(RequestVerb.Quit, 4),
    ];
}

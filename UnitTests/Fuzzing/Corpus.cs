using System.Text;
using Protocol.Messages;
using UnitTests.Protocol.Dialects;
using UnitTests.Protocol.Dialects.Web;

namespace UnitTests.Fuzzing;

/// <summary>Valid input of every kind, and short commands that are wrong in one way.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Native { get; } =
    [
        Frames.Opening(),
        [.. Frames.Opening(), .. Frames.Request(RequestVerb.Name, 1, "alice")],
        [.. Frames.Opening(), .. Requests()],
        [.. Frames.Opening(), .. RuleRequests()],
        [.. Frames.Opening(), .. LineRequests()],
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

    /// <summary>Commands of every user, one per line, most of them malformed.</summary>
    public static IReadOnlyList<byte[]> Commands { get; } = Lines(
        "/msg", "/msg a", "/msg  a  b", "/join", "/join lobby x", "/leave nowhere", "/nick",
        "/nick a b", "/topic  ", "/me", "/help /help", "/help x", "/history tea", "/who lobby",
        "/stats", "/rooms x", "/ping x", "@", "@a", "@a:", "@a, b", "//", "/ x", "/JOIN tea",
        "/tell user-1 x", "/part", "/name x", "/exit x", "quit x", "/pass", "/pass x", "/oper",
        "/oper open", "/oper open sesame");

    /// <summary>Operators' commands, one per line, valid and malformed.</summary>
    public static IReadOnlyList<byte[]> Rule { get; } = Lines(
        "/users *", "/users", "/kick", "/kick bob", "/kick bob too loud", "/kick nobody",
        "/mute bob", "/mute bob 10m", "/mute carl 1.5h", "/mute bob soon", "/mute b@d",
        "/unmute bob", "/unmute nobody", "/ban bob", "/ban alice 10m spam, spam",
        "/ban carl 366d", "/ban carl 367d x", "/ban carl 0s", "/ban 192.0.2.1",
        "/ban 192.0.2.0/24 1h spam", "/ban 2001:db8::/32 2h", "/ban ::ffff:192.0.2.7/127",
        "/ban 192.0.2.0/x", "/ban 1.2.3 1d", "/ban ::", "/ban user-1 5m", "/unban bob",
        "/unban 192.0.2.1", "/unban 192.0.2.0/24", "/unban 2001:db8::/32", "/bans",
        "/say lunch is ready", "/say", "/SAY Zoë 茶", "/help ban", "/stop", "/stop now");

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

    public static IReadOnlyList<byte[]> Web { get; } =
    [
        [
            .. WebFrames.Message("""{"verb":"name","id":1,"target":"alice"}"""),
            .. WebFrames.Message("""{"id":2,"verb":"say","text":"Zo\u00eb \ud83d\udc4b 茶"}"""),
        ],
        [
            .. WebFrames.InParts("""{"verb":"history","count":10,"x":[{"y":1.5}]}""", 7),
            .. WebFrames.Frame(WebFrames.Final | WebFrames.Ping, "p"),
            .. WebFrames.Closing(1000, "bye"),
        ],
        [
            .. WebFrames.Frame(WebFrames.TextFrame, """{"id":9,"verb":"say","text":"""),
            .. WebFrames.Frame(WebFrames.Final | WebFrames.Ping, "inside"),
            .. WebFrames.Frame(WebFrames.Final | WebFrames.Continuation, "\"x\"}"),
        ],
        WebFrames.InParts($$"""{"id":7,"verb":"say","text":"{{new string('x', 900)}}"}""", 300),
        WebFrames.Message($$"""{"id":7,"verb":"say","text":"{{new string('x', 3000)}}"}"""),
        WebFrames.Header64(WebFrames.Final | WebFrames.TextFrame, 1ul << 63),
    ];

    public static IReadOnlyList<byte[]> Heads { get; } =
    [
        Utf8("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Utf8("HEAD /a.js?x=1 HTTP/1.0\r\nConnection: close\r\nIf-None-Match: \"1\"\r\n\r\n"),
        Utf8("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\nExpect: x\r\n\r\n"),
        Utf8("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Utf8(
            "GET /ws HTTP/1.1\r\nHost: [::1]:5050\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"),
    ];

    /// <summary>Ends an unfinished telnet command, which would swallow the next bytes.</summary>
    public static byte[] TelnetEnd { get; } = [0xFF, 0xF0, 0xFF, 0xF0];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[][] Lines(params string[] lines) =>
        [.. lines.Select(static line => Utf8($"{line}\n"))];

    private static byte[] Requests() =>
    [
        .. Frames.Request(RequestVerb.Name, 1, "alice"),
        .. Frames.Request(RequestVerb.Say, 2, "lobby", "hello, Zoë 茶"),
        .. Frames.Request(RequestVerb.Join, 300, "tea"),
        .. Frames.Request(RequestVerb.History, 1ul << 40, "tea", "", 17),
        .. Frames.Request(RequestVerb.Topic, ulong.MaxValue, "tea", "about tea"),
        .. Frames.Request(RequestVerb.Quit, 4),
    ];

    private static byte[] LineRequests() =>
    [
        .. Frames.Request(RequestVerb.Line, 1, "", "/nick alice"),
        .. Frames.Request(RequestVerb.Line, 2, "lobby", "/topic tea, Zoë 茶"),
        .. Frames.Request(RequestVerb.Line, 3, "lobby", "//no command", 2),
        .. Frames.Request(RequestVerb.Line, 4, "", "@alice: psst"),
        .. Frames.Request(RequestVerb.Line, 5, "", "/users lobby"),
        .. Frames.Request(RequestVerb.Line, 6, "", "/dance"),
        .. Frames.Request(RequestVerb.Search, 8, "lobby", "tea from:alice before:2026-05-31"),
        .. Frames.Request(RequestVerb.Line, 7),
    ];

    private static byte[] RuleRequests() =>
    [
        .. Frames.Request(RequestVerb.Pass, 1, "", "let me in"),
        .. Frames.Request(RequestVerb.Name, 2, "alice"),
        .. Frames.Request(RequestVerb.Oper, 3, "", "open sesame"),
        .. Frames.Request(RequestVerb.Members, 4, "*"),
        .. Frames.Request(RequestVerb.Kick, 5, "bob", "too loud"),
        .. Frames.Request(RequestVerb.Mute, 6, "bob", "10m"),
        .. Frames.Request(RequestVerb.Unmute, 7, "bob"),
        .. Frames.Request(RequestVerb.Ban, 8, "192.0.2.0/24", "1h spam"),
        .. Frames.Request(RequestVerb.Unban, 9, "192.0.2.0/24"),
        .. Frames.Request(RequestVerb.Bans, 10),
        .. Frames.Request(RequestVerb.Announce, 11, "", "lunch is ready"),
        .. Frames.Request(RequestVerb.Stop, 12),
    ];
}

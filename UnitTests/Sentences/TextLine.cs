using System.Text;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Sentences;

/// <summary>
/// The lines of the text dialect, encoded by the product, so that other tests do not depend on
/// their wording. An empty room is the lobby.
/// </summary>
internal static class TextLine
{
    public static string Welcome(string name) =>
        Of(new ServerEvent { Kind = EventKind.Named, Name = Utf8(name) });

    public static string NowKnownAs(string name) => Of(
        new ServerEvent { Kind = EventKind.Named, Name = Utf8(name), Detail = Utf8("before") });

    public static string YouAreIn(string room, int people, string topic = "") => Of(new ServerEvent
    {
        Kind = EventKind.Joined,
        Room = Utf8(room),
        InLobby = room.Length == 0,
        Count = (ulong)people,
        Text = Utf8(topic),
    });

    /// <summary>The start of <see cref="YouAreIn"/>, before the number of people.</summary>
    public static string YouAreInStart(string room) =>
        YouAreIn(room, 1)[..YouAreIn(room, 1).Zip(YouAreIn(room, 2))
            .TakeWhile(static p => p.First == p.Second).Count()].TrimEnd(' ', ',');

    public static string YouLeft(string room, string next = "") => Of(new ServerEvent
    {
        Kind = EventKind.Parted,
        Room = Utf8(room),
        InLobby = room.Length == 0,
        Detail = Utf8(next),
    });

    public static string Members(string room, params string[] names) =>
        Of(new ServerEvent
        {
            Kind = EventKind.Members,
            Room = Utf8(room),
            InLobby = room.Length == 0,
            Count = (ulong)names.Length,
            Entries = Entries(names),
        });

    /// <summary>A list of rooms: a heading and a line for each room.</summary>
    public static string Rooms(params string[] rooms) => Of(new ServerEvent
    {
        Kind = EventKind.Rooms,
        Count = (ulong)rooms.Length,
        Entries = Entries(rooms),
    });

    public static string Topic(string room, string by, string topic) => Of(new ServerEvent
    {
        Kind = EventKind.TopicIs,
        Room = Utf8(room),
        InLobby = room.Length == 0,
        Name = Utf8(by),
        Text = Utf8(topic),
    });

    public static string NoTopic(string room) => Topic(room, "", "");

    /// <summary>The heading above the lines of a history.</summary>
    public static string Past(string room, int lines) => Of(new ServerEvent
    {
        Kind = EventKind.Past,
        Room = Utf8(room),
        InLobby = room.Length == 0,
        Count = (ulong)lines,
    });

    public static string Pong() => Of(new ServerEvent { Kind = EventKind.Pong });

    public static string Refused(RefusalCode code, string subject = "") =>
        $"-- {RefusalText(code, subject)}";

    /// <summary>A refusal without the prefix of the text dialect.</summary>
    public static string RefusalText(RefusalCode code, string subject = "")
    {
        var refusal = Refusal.For(code, subject);
        return $"{refusal.Sentence} {refusal.Advice}";
    }

    /// <summary>A line of the server without its prefix, as legacy clients get it.</summary>
    public static string Unmarked(string line) => line["-- ".Length..];

    /// <summary>A notice of the server, one sentence per line.</summary>
    public static string Notice(string text) =>
        Of(new ServerEvent { Kind = EventKind.Notice, Text = Utf8(text) });

    public static string Private(string name, string text) =>
        Of(new ServerEvent { Kind = EventKind.Told, Name = Utf8(name), Text = Utf8(text) });

    public static string Joined(string name, string room = "") =>
        InRoom(EventKind.Entered, name, "", room);

    /// <param name="name">The member that left.</param>
    /// <param name="how">The cause; empty: at the member's own request.</param>
    /// <param name="room">The room; empty: the lobby.</param>
    public static string Left(string name, string how = "", string room = "") =>
        InRoom(EventKind.Departed, name, how, room);

    public static string Left(string name, ReadOnlySpan<byte> how, string room = "") =>
        Left(name, Encoding.UTF8.GetString(how), room);

    public static string Renamed(string name, string newName, string room = "") =>
        InRoom(EventKind.Renamed, name, newName, room);

    public static string TopicSet(string name, string topic, string room = "") =>
        InRoom(EventKind.TopicSet, name, topic, room);

    public static string TopicTaken(string name, string room = "") =>
        InRoom(EventKind.TopicSet, name, "", room);

    /// <summary>The line of any event, without the last line end.</summary>
    public static string Of(in ServerEvent e)
    {
        byte[] space = new byte[64 * 1024];
        var writer = new ByteWriter(space);
        DialectCatalog.Text.Encode(ref writer, e);
        return Encoding.UTF8.GetString(space, 0, writer.Written).TrimEnd('\n');
    }

    private static string InRoom(EventKind kind, string name, string text, string room) =>
        Of(new ServerEvent
        {
            Kind = kind,
            Name = Utf8(name),
            Text = Utf8(text),
            Room = Utf8(room),
            InLobby = room.Length == 0,
        });

    private static byte[] Entries(string[] names)
    {
        byte[] space = new byte[64 * 1024];
        var list = new ByteWriter(space);
        foreach (string name in names)
        {
            ListReader.Write(ref list, Utf8(name), 1, default);
        }

        return space[..list.Written];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

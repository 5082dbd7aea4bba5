using System.Text;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Library;

namespace SimpleClient.Lines;

/// <summary>
/// An event in the sentences of the text dialect. Each remote text is made safe before it is put
/// into a sentence, so that it cannot begin a line of its own.
/// </summary>
internal static class DefusedEvent
{
    private const int FirstBytes = 1024;

    /// <summary>The lines of an event; empty when the text dialect has no text for it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="isInRoom">True to omit the room's name, because it is already shown.</param>
    /// <param name="linkBase">
    /// The first part of links to files, such as http://192.0.2.7:5050.
    /// </param>
    public static IEnumerable<string> Lines(
        ChatEvent e, bool isInRoom = false, string linkBase = "")
    {
        bool isList = e.Kind is EventKind.Members or EventKind.Rooms;
        byte[] entries = isList ? Entries(e) : [];
        var shown = new ServerEvent
        {
            Kind = e.Kind,
            TimeMs = Math.Max(0, e.Time.ToUnixTimeMilliseconds()),
            Room = Utf8(EventLines.Safe(e.Room)),
            Name = Utf8(EventLines.Safe(e.Name)),
            Text = Utf8(Text(e)),
            Number = e.Number,
            Detail = Utf8(e.Kind == EventKind.Parted && e.Detail.Length > 0
                ? EventLines.RoomName(e.Detail)
                : EventLines.Safe(e.Detail)),

            // A list may be incomplete, but it cannot have more entries than the count.
            Count = isList ? Math.Max(e.Count, (ulong)e.Entries.Count) : e.Count,
            Entries = entries,
            InLobby = isInRoom || EventLines.IsLobby(e.Room),
            InPast = e.IsPast,
            LinkBase = Utf8(linkBase),
        };
        return Encode(shown).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// The safe text of an event. Texts of members may have tabs, and texts of the server may have
    /// several lines.
    /// </summary>
    private static string Text(ChatEvent e) => e.Kind switch
    {
        EventKind.Notice or EventKind.Goodbye or EventKind.Done =>
            string.Join('\n', e.Text.TrimEnd('\n').Split('\n').Select(EventLines.Safe)),
        EventKind.Departed or EventKind.Renamed => EventLines.Safe(e.Text),
        _ => EventLines.SafeWithTabs(e.Text),
    };

    private static byte[] Entries(ChatEvent e)
    {
        (byte[] Name, ulong Number, byte[] Text)[] all =
        [
            .. e.Entries.Select(static entry => (
                Utf8(EventLines.Safe(entry.Name)),
                entry.Number,
                Utf8(EventLines.SafeWithTabs(entry.Text)))),
        ];
        const int numberBytes = 10;
        byte[] space = new byte[
            all.Sum(static one => one.Name.Length + one.Text.Length + (3 * numberBytes))];
        var writer = new ByteWriter(space);
        foreach ((byte[] name, ulong number, byte[] text) in all)
        {
            writer.String(name);
            writer.Varint(number);
            writer.String(text);
        }

        return space[..writer.Written];
    }

    private static string Encode(scoped in ServerEvent e)
    {
        byte[] space = new byte[FirstBytes];
        while (true)
        {
            var writer = new ByteWriter(space);
            DialectCatalog.Text.Encode(ref writer, e);
            if (!writer.Overflowed)
            {
                return Encoding.UTF8.GetString(space, 0, writer.Written);
            }

            space = new byte[space.Length * 2];
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

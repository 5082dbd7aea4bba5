using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;
using Protocol.Sentences;

namespace Protocol.Dialects.Text;

/// <summary>
/// Events as lines. A message begins with <c>name: </c>, and a name has neither a space nor a
/// colon. So no message can look like a line of the server (<c>-- </c>), an action (<c>* </c>), a
/// private message, or a line of the history (<c>| </c>).
/// </summary>
internal static class TextSentences
{
    private static readonly int s_firstDay = new DateOnly(1970, 1, 1).DayNumber;

    private static readonly int s_days = DateOnly.MaxValue.DayNumber - s_firstDay;

    private static readonly byte[] s_joined =
        Encoding.UTF8.GetBytes($" {PresenceSentences.Joined}");

    private static readonly byte[] s_left =
        Encoding.UTF8.GetBytes($" {PresenceSentences.Left}");

    public static void Write(ref ByteWriter writer, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Said or EventKind.Told:
                WriteMessage(ref writer, e);
                break;
            case EventKind.Acted:
                WritePlace(ref writer, e);
                writer.Bytes("* "u8);
                writer.Bytes(e.Name);
                writer.Byte((byte)' ');
                Words(ref writer, e.Text);
                break;
            case EventKind.Entered or EventKind.Departed or EventKind.Renamed or EventKind.TopicSet:
                WritePlace(ref writer, e);
                writer.Bytes("-- "u8);
                writer.Bytes(e.Name);
                WriteNotice(ref writer, e);
                break;
            case EventKind.Shared:
                WritePlace(ref writer, e);
                TextFiles.WriteShared(ref writer, e);
                break;
            case EventKind.Slot:
                TextFiles.WriteSlot(ref writer, e);
                break;
            default:
                TextReplies.Write(ref writer, e);
                break;
        }
    }

    /// <summary>
    /// Writes a message, and the empty lines of a pasted block above it. Each line begins with the
    /// sender's name, because a line without a name would look like the server's output.
    /// </summary>
    private static void WriteMessage(ref ByteWriter writer, in ServerEvent e)
    {
        for (int above = e.EmptyLines; above >= 0; above--)
        {
            if (e.Kind == EventKind.Told)
            {
                WriteTime(ref writer, e);
                WritePrivate(ref writer, e.Detail);
            }
            else
            {
                WritePlace(ref writer, e);
            }

            writer.Bytes(e.Name);
            writer.Bytes(": "u8);
            Words(ref writer, above > 0 ? default : e.Text);
        }
    }

    /// <summary>
    /// Marks a private message. If the user sent the message on another device, this copy of it has
    /// the receiver's name.
    /// </summary>
    private static void WritePrivate(ref ByteWriter writer, scoped ReadOnlySpan<byte> receiver)
    {
        if (receiver.IsEmpty)
        {
            writer.Bytes("(private) "u8);
            return;
        }

        writer.Bytes("(private to "u8);
        writer.Bytes(receiver);
        writer.Bytes(") "u8);
    }

    private static void WriteNotice(ref ByteWriter writer, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Entered:
                Line(ref writer, s_joined);
                break;
            case EventKind.Renamed:
                writer.Bytes(" is now known as "u8);
                Line(ref writer, e.Text);
                break;
            case EventKind.TopicSet when e.Text.IsEmpty:
                Line(ref writer, " removed the topic"u8);
                break;
            case EventKind.TopicSet:
                writer.Bytes(" set the topic to: "u8);
                Words(ref writer, e.Text);
                break;
            default:
                writer.Bytes(s_left);
                if (!e.Text.IsEmpty)
                {
                    writer.Bytes(" ("u8);
                    writer.Bytes(e.Text);
                    writer.Byte((byte)')');
                }

                writer.Byte((byte)'\n');
                break;
        }
    }

    /// <summary>
    /// Writes the time of a line of the history, and the room unless it is the lobby.
    /// </summary>
    private static void WritePlace(ref ByteWriter writer, in ServerEvent e)
    {
        WriteTime(ref writer, e);
        if (!e.InLobby)
        {
            writer.Byte((byte)'[');
            writer.Bytes(e.Room);
            writer.Bytes("] "u8);
        }
    }

    private static void WriteTime(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.InPast)
        {
            long minute = e.TimeMs / 60_000 % (24 * 60);
            writer.Bytes("| "u8);
            if (e.IsDated)
            {
                WriteDate(ref writer, e.TimeMs);
            }

            TwoDigits(ref writer, minute / 60);
            writer.Byte((byte)':');
            TwoDigits(ref writer, minute % 60);
            writer.Byte((byte)' ');
        }
    }

    private static void WriteDate(ref ByteWriter writer, long timeMs)
    {
        // A native event may have any number as its time.
        long day = Math.Clamp(timeMs / (24 * 60 * 60_000), 0, s_days);
        DateOnly date = DateOnly.FromDayNumber(s_firstDay + (int)day);
        TwoDigits(ref writer, date.Year / 100);
        TwoDigits(ref writer, date.Year % 100);
        writer.Byte((byte)'-');
        TwoDigits(ref writer, date.Month);
        writer.Byte((byte)'-');
        TwoDigits(ref writer, date.Day);
        writer.Byte((byte)' ');
    }

    private static void TwoDigits(ref ByteWriter writer, long value)
    {
        writer.Byte((byte)('0' + (value / 10)));
        writer.Byte((byte)('0' + (value % 10)));
    }

    /// <summary>
    /// Writes a member's text at the end of a line. Its blanks are limited so that they cannot push
    /// words into another row.
    /// </summary>
    private static void Words(ref ByteWriter writer, scoped ReadOnlySpan<byte> text)
    {
        BlankRuns.Write(ref writer, text);
        writer.Byte((byte)'\n');
    }

    private static void Line(ref ByteWriter writer, scoped ReadOnlySpan<byte> text)
    {
        writer.Bytes(text);
        writer.Byte((byte)'\n');
    }
}

using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;

namespace Protocol.Dialects.Text;

/// <summary>Replies to one client as sentences, each after <c>-- </c>.</summary>
internal static class TextReplies
{
    public static void Write(ref ByteWriter writer, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Named:
                WriteNamed(ref writer, e);
                break;
            case EventKind.Refused:
                writer.Bytes("-- "u8);
                writer.Bytes(e.Text);
                writer.Byte((byte)' ');
                Line(ref writer, e.Detail);
                break;
            case EventKind.Joined:
                WriteJoined(ref writer, e);
                break;
            case EventKind.Parted:
                WriteParted(ref writer, e);
                break;
            case EventKind.Members:
                WriteMembers(ref writer, e);
                break;
            case EventKind.Rooms:
                WriteRooms(ref writer, e);
                break;
            case EventKind.TopicIs:
                WriteTopic(ref writer, e);
                break;
            case EventKind.Past:
                WritePast(ref writer, e);
                break;
            case EventKind.Pong:
                Line(ref writer, "-- Pong."u8);
                break;
            case EventKind.Notice or EventKind.Goodbye or EventKind.Done:
                WriteLines(ref writer, e.Text);
                break;
            default:
                // An event that is not listed has no text for users.
                break;
        }
    }

    private static void WriteNamed(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Detail.IsEmpty)
        {
            writer.Bytes("-- Welcome, "u8);
            writer.Bytes(e.Name);
            Line(ref writer, "! /help lists the commands, /quit leaves."u8);
            return;
        }

        writer.Bytes("-- You are now known as "u8);
        writer.Bytes(e.Name);
        Line(ref writer, "."u8);
    }

    private static void WriteJoined(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- You are in "u8);
        WriteRoom(ref writer, e);
        WriteCompany(ref writer, e.Count);
        Line(ref writer, e.InLobby ? ""u8 : " What you type goes there; /join lobby goes back."u8);
        if (!e.Text.IsEmpty)
        {
            writer.Bytes("-- Topic: "u8);
            WriteTopicText(ref writer, e.Text);
        }
    }

    private static void WriteCompany(ref ByteWriter writer, ulong people)
    {
        switch (people)
        {
            case <= 1:
                writer.Bytes(", alone so far."u8);
                break;
            case 2:
                writer.Bytes(", with 1 other."u8);
                break;
            default:
                writer.Bytes(", with "u8);
                writer.Decimal(people - 1);
                writer.Bytes(" others."u8);
                break;
        }
    }

    private static void WriteParted(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- You left "u8);
        WriteRoom(ref writer, e);
        if (e.Detail.IsEmpty)
        {
            Line(ref writer, " and are in no room now. /join ROOM enters one."u8);
            return;
        }

        writer.Bytes(". What you type goes to "u8);
        writer.Bytes(e.Detail);
        Line(ref writer, " now."u8);
    }

    private static void WriteMembers(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- In "u8);
        WriteRoom(ref writer, e);
        writer.Bytes(" ("u8);
        writer.Decimal(e.Count);
        writer.Bytes("): "u8);
        var list = new ListReader(e.Entries);
        ulong shown = 0;
        while (list.Next())
        {
            writer.Bytes(shown++ == 0 ? ""u8 : ", "u8);
            writer.Bytes(list.Name);
        }

        WriteRest(ref writer, e.Count - shown);
    }

    private static void WriteRooms(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- Rooms ("u8);
        writer.Decimal(e.Count);
        Line(ref writer, "):"u8);
        var list = new ListReader(e.Entries);
        ulong shown = 0;
        while (list.Next())
        {
            shown++;
            writer.Bytes("--   "u8);
            writer.Bytes(list.Name);
            writer.Bytes(" ("u8);
            writer.Decimal(list.Number);
            writer.Byte((byte)')');
            writer.Bytes(list.Text.IsEmpty ? ""u8 : ": "u8);
            WriteTopicText(ref writer, list.Text);
        }

        if (e.Count > shown)
        {
            writer.Bytes("--  "u8);
            WriteRest(ref writer, e.Count - shown);
        }
    }

    private static void WriteRest(ref ByteWriter writer, ulong more)
    {
        if (more > 0)
        {
            writer.Bytes(" and "u8);
            writer.Decimal(more);
            writer.Bytes(" more"u8);
        }

        writer.Byte((byte)'\n');
    }

    private static void WriteTopic(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes(e.Text.IsEmpty ? "-- There is no topic in "u8 : "-- The topic in "u8);
        WriteRoom(ref writer, e);
        if (e.Text.IsEmpty)
        {
            Line(ref writer, ". /topic TEXT sets one."u8);
            return;
        }

        writer.Bytes(", set by "u8);
        writer.Bytes(e.Name);
        writer.Bytes(": "u8);
        WriteTopicText(ref writer, e.Text);
    }

    private static void WritePast(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes("-- "u8);
        writer.Decimal(e.Count);
        writer.Bytes(e.Count == 1 ? " earlier line in "u8 : " earlier lines in "u8);
        WriteRoom(ref writer, e);
        Line(ref writer, e.Count == 0 ? "."u8 : " (times in UTC):"u8);
    }

    /// <summary>A notice may have several lines, and each is marked as one of the server.</summary>
    private static void WriteLines(ref ByteWriter writer, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            writer.Bytes("-- "u8);
            Line(ref writer, end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    private static void WriteRoom(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.InLobby)
        {
            writer.Bytes("the lobby"u8);
            return;
        }

        writer.Byte((byte)'[');
        writer.Bytes(e.Room);
        writer.Byte((byte)']');
    }

    private static void WriteTopicText(ref ByteWriter writer, scoped ReadOnlySpan<byte> topic)
    {
        BlankRuns.Write(ref writer, topic);
        writer.Byte((byte)'\n');
    }

    private static void Line(ref ByteWriter writer, scoped ReadOnlySpan<byte> text)
    {
        writer.Bytes(text);
        writer.Byte((byte)'\n');
    }
}

using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Web.Json;

/// <summary>
/// Writes an event as a JSON object, without an allocation. Fields that are zero or empty are left
/// out. An incarnation is a string, because JavaScript has no exact integers above 2^53.
/// </summary>
internal static class JsonEvent
{
    /// <summary>The object up to the name of its kind, for each kind.</summary>
    private static readonly byte[][] s_heads =
    [
        .. Enumerable.Range(0, 256)
            .Select(static kind => Utf8($$"""{"kind":"{{Lower($"{(EventKind)kind}")}}""" + '"')),
    ];

    private static readonly byte[][] s_codes = NamesOf<RefusalCode>();

    private static readonly byte[][] s_reasons = NamesOf<GoodbyeReason>();

    /// <summary>The names of the server's capabilities, by bit.</summary>
    private static readonly byte[][] s_capabilities =
    [
        Utf8("pages"), Utf8("keeps"), Utf8("search"), Utf8("resume"), Utf8("accounts"),
        Utf8("readmarks"), Utf8("files"),
    ];

    public static void Write(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes(s_heads[(byte)e.Kind]);
        Number(ref writer, ",\"request\":"u8, e.RequestId);
        Number(ref writer, ",\"sender\":"u8, e.SenderId);
        Number(ref writer, ",\"time\":"u8, (ulong)e.TimeMs);
        if (e.Kind == EventKind.Welcome)
        {
            WriteWelcome(ref writer, e);
        }
        else
        {
            ReadOnlySpan<byte> sequence =
                e.Kind == EventKind.Joined ? ",\"next\":"u8 : ",\"seq\":"u8;
            Number(ref writer, sequence, e.Sequence);
            Text(ref writer, ",\"room\":\""u8, e.Room);
            Text(ref writer, ",\"name\":\""u8, e.Name);
            ReadOnlySpan<byte> text =
                e.Kind == EventKind.Joined ? ",\"topic\":\""u8 : ",\"text\":\""u8;
            bool isFile =
                SharedFile.TryRead(e.Kind == EventKind.Shared ? e.Text : default, out var file);
            Text(ref writer, text, isFile ? file.Name : e.Text);
            if (isFile)
            {
                WriteFile(ref writer, file);
            }
            else
            {
                WriteOwnFields(ref writer, e);
            }
        }

        writer.Byte((byte)'}');
    }

    private static void WriteWelcome(ref ByteWriter writer, in ServerEvent e)
    {
        Number(ref writer, ",\"version\":"u8, e.Number);
        Number(ref writer, ",\"maxText\":"u8, e.Sequence);
        Text(ref writer, ",\"server\":\""u8, e.Text);
        if (!e.Detail.IsEmpty)
        {
            writer.Bytes(",\"token\":\""u8);
            JsonToken.Write(ref writer, e.Detail);
            writer.Byte((byte)'"');
        }

        writer.Bytes(",\"capabilities\":["u8);
        bool isFirst = true;
        for (int bit = 0; bit < s_capabilities.Length; bit++)
        {
            if ((e.Count >> bit & 1) != 0 && s_capabilities[bit].Length > 0)
            {
                writer.Bytes(isFirst ? "\""u8 : ",\""u8);
                writer.Bytes(s_capabilities[bit]);
                writer.Byte((byte)'"');
                isFirst = false;
            }
        }

        writer.Byte((byte)']');
    }

    private static void WriteFile(ref ByteWriter writer, in SharedFile file)
    {
        // An escaped path has no byte that JSON escapes.
        writer.Bytes(",\"path\":\""u8);
        file.WritePath(ref writer);
        writer.Byte((byte)'"');
        Number(ref writer, ",\"size\":"u8, file.Bytes);
        Text(ref writer, ",\"type\":\""u8, file.Type);
        Number(ref writer, ",\"width\":"u8, file.Width);
        Number(ref writer, ",\"height\":"u8, file.Height);
    }

    /// <summary>Writes the fields that have another meaning in each kind.</summary>
    private static void WriteOwnFields(ref ByteWriter writer, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Said or EventKind.Told:
                Number(ref writer, ",\"emptyLines\":"u8, (ulong)e.EmptyLines);
                Text(ref writer, ",\"to\":\""u8, e.Detail);
                break;
            case EventKind.Named:
                Text(ref writer, ",\"before\":\""u8, e.Detail);
                break;
            case EventKind.Refused:
                Word(ref writer, ",\"code\":\""u8, s_codes, e.Number);
                Text(ref writer, ",\"advice\":\""u8, e.Detail);
                break;
            case EventKind.Goodbye:
                Word(ref writer, ",\"reason\":\""u8, s_reasons, e.Number);
                break;
            case EventKind.Read:
                Incarnation(ref writer, e.Number);
                break;
            case EventKind.Joined:
                Incarnation(ref writer, e.Number);
                Number(ref writer, ",\"members\":"u8, e.Count);
                break;
            case EventKind.Past:
                Incarnation(ref writer, e.Number);
                Count(ref writer, e.Count);
                Text(ref writer, ",\"end\":\""u8, e.Detail);
                break;
            case EventKind.Parted:
                Text(ref writer, ",\"current\":\""u8, e.Detail);
                break;
            case EventKind.Members:
                Count(ref writer, e.Count);
                Entries(ref writer, e.Entries, ",\"id\":"u8, ",\"text\":\""u8);
                break;
            case EventKind.Hits:
                Count(ref writer, e.Count);
                Entries(ref writer, e.Entries, ",\"incarnation\":\""u8, ",\"text\":\""u8);
                break;
            case EventKind.Slot:
                Text(ref writer, ",\"path\":\""u8, e.Detail);
                Number(ref writer, ",\"size\":"u8, e.Number);
                Number(ref writer, ",\"seconds\":"u8, e.Count);
                break;
            case EventKind.Rooms:
                Count(ref writer, e.Count);
                Entries(ref writer, e.Entries, ",\"members\":"u8, ",\"topic\":\""u8);
                break;
            default:
                Number(ref writer, ",\"number\":"u8, e.Number);
                Text(ref writer, ",\"detail\":\""u8, e.Detail);
                Number(ref writer, ",\"count\":"u8, e.Count);
                if (!e.Entries.IsEmpty)
                {
                    Entries(ref writer, e.Entries, ",\"number\":"u8, ",\"text\":\""u8);
                }

                break;
        }
    }

    private static void Number(ref ByteWriter writer, ReadOnlySpan<byte> key, ulong value)
    {
        if (value != 0)
        {
            writer.Bytes(key);
            writer.Decimal(value);
        }
    }

    /// <summary>Writes a text; its key has the opening quote.</summary>
    private static void Text(
        ref ByteWriter writer, ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            writer.Bytes(key);
            JsonText.Write(ref writer, value);
            writer.Byte((byte)'"');
        }
    }

    private static void Word(
        ref ByteWriter writer, ReadOnlySpan<byte> key, byte[][] words, ulong number)
    {
        writer.Bytes(key);
        if (number < (ulong)words.Length)
        {
            writer.Bytes(words[number]);
        }
        else
        {
            writer.Decimal(number);
        }

        writer.Byte((byte)'"');
    }

    /// <summary>Writes a count even when it is 0, because it announces what follows.</summary>
    private static void Count(ref ByteWriter writer, ulong count)
    {
        writer.Bytes(",\"count\":"u8);
        writer.Decimal(count);
    }

    private static void Incarnation(ref ByteWriter writer, ulong number)
    {
        writer.Bytes(",\"incarnation\":\""u8);
        writer.Decimal(number);
        writer.Byte((byte)'"');
    }

    /// <summary>Writes a list. A key that ends with a quote makes the number a string.</summary>
    private static void Entries(
        ref ByteWriter writer,
        ReadOnlySpan<byte> entries,
        ReadOnlySpan<byte> numberKey,
        ReadOnlySpan<byte> textKey)
    {
        writer.Bytes(",\"entries\":["u8);
        var list = new ListReader(entries);
        for (bool isFirst = true; list.Next(); isFirst = false)
        {
            writer.Bytes(isFirst ? "{\"name\":\""u8 : ",{\"name\":\""u8);
            JsonText.Write(ref writer, list.Name);
            writer.Byte((byte)'"');
            Number(ref writer, numberKey, list.Number);
            if (list.Number != 0 && numberKey is [.., (byte)'"'])
            {
                writer.Byte((byte)'"');
            }

            Text(ref writer, textKey, list.Text);
            writer.Byte((byte)'}');
        }

        writer.Byte((byte)']');
    }

    private static byte[][] NamesOf<T>()
        where T : struct, Enum
    {
        ulong[] values = [.. Enum.GetValues<T>().Select(static v => Convert.ToUInt64(v, null))];
        return
        [
            .. Enumerable.Range(0, (int)values.Max() + 1)
                .Select(static n => Utf8($"{Enum.ToObject(typeof(T), n)}")),
        ];
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

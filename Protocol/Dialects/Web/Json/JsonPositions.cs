using System.Buffers.Text;
using Protocol.Framing;

namespace Protocol.Dialects.Web.Json;

/// <summary>
/// The rooms of a client that resumes: an array of objects with <c>room</c>, <c>incarnation</c> (a
/// string) and <c>seq</c>.
/// </summary>
internal static class JsonPositions
{
    /// <summary>Rewrites a JSON array in place, in the form of the native dialect.</summary>
    /// <param name="array">
    /// The array with its brackets; its strings are unescaped. Its start receives the entries,
    /// which are always shorter than their objects.
    /// </param>
    /// <param name="entries">The entries, for <see cref="RoomPositions"/>.</param>
    /// <returns>False when it is no such array.</returns>
    public static bool TryRewrite(Span<byte> array, out ReadOnlySpan<byte> entries)
    {
        entries = default;
        if (array.IsEmpty || array[0] != '[')
        {
            return false;
        }

        var writer = new ByteWriter(array);
        int at = 1;
        while (true)
        {
            at += CountBlanks(array[at..]);
            if (at < array.Length && array[at] == ']' && writer.Written == 0)
            {
                return true;
            }

            int bytes = FindEnd(array[at..]);
            if (bytes == 0 || !TryRewrite(array.Slice(at, bytes), ref writer))
            {
                return false;
            }

            at += bytes;
            at += CountBlanks(array[at..]);
            if (at >= array.Length || array[at] is not ((byte)',' or (byte)']'))
            {
                return false;
            }

            if (array[at++] == ']')
            {
                entries = array[..writer.Written];
                return true;
            }
        }
    }

    private static bool TryRewrite(Span<byte> json, ref ByteWriter writer)
    {
        ReadOnlySpan<byte> room = default;
        ulong incarnation = 0;
        ulong sequence = 0;
        var fields = new JsonFields(json);
        while (fields.Next())
        {
            if (fields.Name.SequenceEqual("room"u8) && fields.Kind == JsonKind.Text)
            {
                room = fields.Text;
            }
            else if (fields.Name.SequenceEqual("incarnation"u8) && fields.Kind == JsonKind.Text)
            {
                bool isNumber = Utf8Parser.TryParse(fields.Text, out incarnation, out int used);
                if (!isNumber || used != fields.Text.Length)
                {
                    return false;
                }
            }
            else if (fields.Name.SequenceEqual("seq"u8) && fields.Kind == JsonKind.Number)
            {
                sequence = fields.Number;
            }
        }

        if (fields.Fault is not null || room.IsEmpty)
        {
            return false;
        }

        // The name may be copied over its own object.
        RoomPositions.Write(ref writer, room, incarnation, sequence);
        return true;
    }

    /// <returns>The bytes of the object at the start; 0 when there is none.</returns>
    private static int FindEnd(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
        {
            return 0;
        }

        bool isInText = false;
        for (int i = 1; i < json.Length; i++)
        {
            isInText ^= json[i] == '"';
            if (json[i] == '}' && !isInText)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int CountBlanks(ReadOnlySpan<byte> json)
    {
        int other = json.IndexOfAnyExcept(" \t\r\n"u8);
        return other < 0 ? json.Length : other;
    }
}

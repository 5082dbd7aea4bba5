using System.Globalization;
using System.Text;
using System.Text.Json;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>
/// Reads an event from a JSON object. Its texts are slices of the input. A text with escapes is
/// copied, but messages of load tests have no escapes. Lists are skipped.
/// </summary>
internal static class WebLoadEvent
{
    /// <summary>The names of the kinds; the most frequent ones have the highest numbers.</summary>
    private static readonly (byte[] Name, EventKind Kind)[] s_kinds =
    [
        .. Enum.GetValues<EventKind>().Reverse().Select(static kind =>
            (Encoding.ASCII.GetBytes(JsonNamingPolicy.CamelCase.ConvertName($"{kind}")), kind)),
    ];

    /// <returns>False when the text is not an event.</returns>
    public static bool TryRead(Span<byte> json, out ServerEvent e)
    {
        e = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> field = reader.ValueSpan;
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number)
                {
                    Take(field, reader.GetUInt64(), ref e);
                }
                else if (reader.TokenType == JsonTokenType.String)
                {
                    Take(field, TextOf(reader, json), ref e);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return e.Kind != default;
    }

    private static ReadOnlySpan<byte> TextOf(Utf8JsonReader reader, Span<byte> json)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        // The unescaped text is shorter than the token, so it fits in its place.
        Span<byte> place = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        byte[] text = Encoding.UTF8.GetBytes(reader.GetString()!);
        text.CopyTo(place);
        return place[..text.Length];
    }

    private static void Take(ReadOnlySpan<byte> field, ulong value, ref ServerEvent e)
    {
        switch (field)
        {
            case var name when name.SequenceEqual("time"u8):
                e = e with { TimeMs = (long)value };
                break;
            case var name when name.SequenceEqual("seq"u8) || name.SequenceEqual("next"u8):
                e = e with { Sequence = value };
                break;
            case var name when name.SequenceEqual("sender"u8):
                e = e with { SenderId = value };
                break;
            case var name when name.SequenceEqual("request"u8):
                e = e with { RequestId = value };
                break;
            case var name when name.SequenceEqual("count"u8) || name.SequenceEqual("members"u8):
                e = e with { Count = value };
                break;
            default:
                break;
        }
    }

    private static void Take(
        ReadOnlySpan<byte> field, ReadOnlySpan<byte> value, ref ServerEvent e)
    {
        switch (field)
        {
            case var name when name.SequenceEqual("text"u8):
                e = e with { Text = value };
                break;
            case var name when name.SequenceEqual("name"u8):
                e = e with { Name = value };
                break;
            case var name when name.SequenceEqual("room"u8):
                e = e with { Room = value };
                break;
            case var name when name.SequenceEqual("kind"u8):
                e = e with { Kind = KindOf(value) };
                break;
            case var name when name.SequenceEqual("end"u8):
                e = e with { Detail = value };
                break;
            case var name when name.SequenceEqual("incarnation"u8):
                ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong incarnation);
                e = e with { Number = incarnation };
                break;
            default:
                break;
        }
    }

    private static EventKind KindOf(ReadOnlySpan<byte> word)
    {
        foreach ((byte[] name, EventKind kind) in s_kinds)
        {
            if (word.SequenceEqual(name))
            {
                return kind;
            }
        }

        return default;
    }
}

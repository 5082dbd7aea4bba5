using System.Text;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Dialects.Web.Json;

/// <summary>Reads a request from a JSON object.</summary>
internal static class JsonRequest
{
    /// <summary>
    /// The names of the verbs. Hello is missing, because the opening handshake of HTTP takes its
    /// place.
    /// </summary>
    private static readonly (byte[] Name, RequestVerb Verb)[] s_verbs =
    [
        .. Enum.GetValues<RequestVerb>()
            .Where(static verb => verb != RequestVerb.Hello)
            .Select(static verb => (Encoding.UTF8.GetBytes($"{verb}".ToLowerInvariant()), verb)),
    ];

    /// <summary>Reads a request. Its texts are slices of the input.</summary>
    /// <param name="text">UTF-8; it is changed in place.</param>
    /// <param name="request">
    /// The request. After a fault it has the id and the verb, if these came before the fault.
    /// </param>
    /// <returns>Why the text is not a request; null when it is one.</returns>
    public static string? TryRead(Span<byte> text, out ClientRequest request)
    {
        request = default;
        ReadOnlySpan<byte> verb = default;
        var fields = new JsonFields(text);
        string? fault = null;
        while (fields.Next())
        {
            if (fields.Kind == JsonKind.Null)
            {
                continue;
            }

            if (fields.Name.SequenceEqual("verb"u8))
            {
                verb = fields.Kind == JsonKind.Text ? fields.Text : default;
            }
            else if (!TryTake(fields, ref request))
            {
                fault ??= MalformedSentences.JsonValue(Encoding.UTF8.GetString(fields.Name));
            }
        }

        fault = fields.Fault ?? fault;
        if (fault is not null)
        {
            return fault;
        }

        if (verb.IsEmpty)
        {
            return MalformedSentences.JsonVerb;
        }

        request = WithVerb(request, verb);
        if (request.Verb == RequestVerb.Resume
            && text.Overlaps(request.Target, out int at))
        {
            request = request with
            {
                Target = JsonToken.Read(text.Slice(at, request.Target.Length)),
            };
        }

        return null;
    }

    /// <returns>False when a field has a value of the wrong kind.</returns>
    private static bool TryTake(scoped in JsonFields field, ref ClientRequest request)
    {
        bool isText = field.Kind == JsonKind.Text;
        bool isNumber = field.Kind == JsonKind.Number;
        switch (field.Name)
        {
            case var name when name.SequenceEqual("id"u8):
                request = request with { Id = isNumber ? field.Number : 0 };
                return isNumber;
            case var name when name.SequenceEqual("target"u8):
                request = request with { Target = isText ? field.Text : default };
                return isText;
            case var name when name.SequenceEqual("text"u8):
                request = request with { Text = isText ? field.Text : default };
                return isText;
            case var name when name.SequenceEqual("number"u8):
                request = request with { Number = isNumber ? field.Number : 0 };
                return isNumber;
            case var name when name.SequenceEqual("count"u8):
                request = request with { Count = isNumber ? field.Number : 0 };
                return isNumber;
            case var name when name.SequenceEqual("before"u8):
                request = request with { Before = isNumber ? field.Number : 0 };
                return isNumber;
            case var name when name.SequenceEqual("rooms"u8):
                bool isList = JsonPositions.TryRewrite(field.Nested, out ReadOnlySpan<byte> list);
                request = request with { Text = list };
                return isList;
            default:
                return true;
        }
    }

    /// <summary>
    /// Adds the verb. A word that is not a verb becomes a typed command, with the text as its
    /// arguments. So commands without a number need no names in JSON.
    /// </summary>
    private static ClientRequest WithVerb(
        scoped in ClientRequest request, ReadOnlySpan<byte> word)
    {
        foreach ((byte[] name, RequestVerb verb) in s_verbs)
        {
            if (word.SequenceEqual(name))
            {
                return verb == RequestVerb.Line
                    ? LineRequest.ReadLine(request)
                    : request with { Verb = verb };
            }
        }

        return request with { Verb = RequestVerb.Line, CommandWord = word };
    }
}

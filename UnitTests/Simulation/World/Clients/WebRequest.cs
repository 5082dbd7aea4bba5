using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>Requests as JSON, written by the runtime's writer.</summary>
internal static class WebRequest
{
    /// <summary>Escapes as little as JSON allows, as a browser does.</summary>
    private static readonly JsonWriterOptions s_relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">The request; its texts are UTF-8.</param>
    /// <param name="word">The name of its verb.</param>
    /// <param name="escapes">Escapes all characters that are not ASCII.</param>
    public static string Json(in ClientRequest request, string word, bool escapes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, escapes ? default : s_relaxed))
        {
            // A refusal of a long message has the id only if the id is near the start.
            json.WriteStartObject();
            json.WriteNumber("id", request.Id);
            json.WriteString("verb", word);
            if (!request.Target.IsEmpty)
            {
                json.WriteString("target", request.Target);
            }

            if (!request.Text.IsEmpty)
            {
                json.WriteString("text", request.Text);
            }

            if (request.Number > 0)
            {
                json.WriteNumber("number", request.Number);
            }

            json.WriteNull("later");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

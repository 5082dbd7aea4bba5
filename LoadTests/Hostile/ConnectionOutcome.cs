using System.Text;
using EventLoopServer.Observability;
using EventLoopServer.Sessions;
using LoadTests.Sentences;
using Protocol.Messages;

namespace LoadTests.Hostile;

/// <summary>The outcome of a hostile connection, in a few words.</summary>
internal static class ConnectionOutcome
{
    private const int AlertBytes = 7;

    /// <summary>
    /// The server's sentences with their names. The longest is first, because one sentence may
    /// contain another.
    /// </summary>
    private static readonly (byte[] Sentence, string Name)[] s_sentences =
    [
        .. Sentences()
            .Select(static s => (Encoding.UTF8.GetBytes(s.Sentence), s.Name))
            .OrderByDescending(static s => s.Item1.Length),
    ];

    /// <summary>Finds the reason in the last bytes from the server.</summary>
    /// <param name="last">The last bytes.</param>
    /// <param name="wasReset">True when the connection did not end with an orderly close.</param>
    public static string Of(LastBytes last, bool wasReset)
    {
        ReadOnlySpan<byte> bytes = last.Bytes;
        foreach ((byte[] sentence, string name) in s_sentences)
        {
            if (bytes.IndexOf(sentence) >= 0)
            {
                return name;
            }
        }

        if (bytes.StartsWith("HTTP/1.1 "u8) && bytes.Length >= 12)
        {
            return HostileSentences.Http(Encoding.ASCII.GetString(bytes[9..12]));
        }

        // An alert record has the type 21, the version, two bytes of length, the level and the
        // description. RFC 8446, 6.
        if (last.Total == AlertBytes && bytes[0] == 0x15 && bytes[4] == 2)
        {
            return HostileSentences.TlsAlert(bytes[6]);
        }

        return wasReset ? HostileSentences.Reset : HostileSentences.Closed;
    }

    private static IEnumerable<(string Sentence, string Name)> Sentences()
    {
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            // A client that quits has caused the close itself, so Quit is not an outcome.
            if (reason != CloseReason.Quit
                && GoodbyeText.ForItself(reason, name: null) is { } words)
            {
                yield return (words.Sentence, $"{reason}");
            }
        }

        RefusalCode[] rejections =
        [
            RefusalCode.ServerFull, RefusalCode.AddressFull, RefusalCode.TooManyArrivals,
            RefusalCode.TlsNeeded, RefusalCode.VersionMismatch,
        ];
        foreach (RefusalCode code in rejections)
        {
            yield return (Refusal.For(code).Sentence, $"{code}");
        }
    }
}

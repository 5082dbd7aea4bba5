using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Protocol.Dialects.Web.Http;

/// <summary>
/// The keys of a WebSocket's opening handshake. They prove that the server has read the request as
/// one for a WebSocket, and are no secret. RFC 6455, 4.2.2.
/// </summary>
public static class WebSocketKey
{
    /// <summary>Bytes of the answer to a key.</summary>
    public const int AnswerBytes = 28;

    private const int KeyBytes = 24;

    /// <summary>Checks a client's key and makes the answer.</summary>
    /// <param name="key">The value of Sec-WebSocket-Key.</param>
    /// <param name="answer">
    /// Receives the value of Sec-WebSocket-Accept: <see cref="AnswerBytes"/> bytes.
    /// </param>
    /// <returns>False when the key is not 16 bytes in base64.</returns>
    [SuppressMessage(
        "Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1; it protects nothing.")]
    public static bool TryAnswer(ReadOnlySpan<byte> key, Span<byte> answer)
    {
        if (key.Length != KeyBytes || !Base64.IsValid(key, out int bytes) || bytes != 16)
        {
            return false;
        }

        ReadOnlySpan<byte> guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;
        Span<byte> both = stackalloc byte[KeyBytes + guid.Length];
        key.CopyTo(both);
        guid.CopyTo(both[KeyBytes..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(both, hash);
        Base64.EncodeToUtf8(hash, answer, out _, out _);
        return true;
    }
}

using System.Buffers.Binary;
using System.Text.Unicode;
using Protocol.Messages;

namespace Protocol.Dialects.Web;

/// <summary>Numbers in a WebSocket close frame that give the reason. RFC 6455, 7.4.</summary>
internal static class WebSocketCloseCode
{
    /// <summary>The connection is not needed any more.</summary>
    public const ushort Normal = 1000;

    /// <summary>The server stops, or the page is left.</summary>
    public const ushort GoingAway = 1001;

    /// <summary>The frames violate the protocol.</summary>
    public const ushort ProtocolError = 1002;

    /// <summary>The message is of a kind that the server does not take: binary.</summary>
    public const ushort Unsupported = 1003;

    /// <summary>The text is not UTF-8.</summary>
    public const ushort NotUtf8 = 1007;

    /// <summary>The message is too long.</summary>
    public const ushort TooBig = 1009;

    /// <summary>The server has an internal error.</summary>
    public const ushort InternalError = 1011;

    /// <summary>The server is full: try again later.</summary>
    public const ushort TryAgainLater = 1013;

    /// <summary>Our own codes: the sum of this number and the goodbye reason.</summary>
    private const ushort OwnBase = 4000;

    /// <summary>The code for a goodbye reason.</summary>
    public static ushort Of(GoodbyeReason reason) => reason switch
    {
        GoodbyeReason.Quit => Normal,
        GoodbyeReason.ServerStops => GoingAway,
        GoodbyeReason.Malformed => ProtocolError,
        GoodbyeReason.Bug => InternalError,
        GoodbyeReason.ServerFull => TryAgainLater,
        _ => (ushort)(OwnBase + (byte)reason),
    };

    /// <summary>
    /// Checks the payload of a client's close frame: nothing, or a code and UTF-8.
    /// </summary>
    /// <returns>0 when it is valid; otherwise the code to close with.</returns>
    public static ushort Check(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return 0;
        }

        if (payload.Length == 1 || !MayBeSent(BinaryPrimitives.ReadUInt16BigEndian(payload)))
        {
            return ProtocolError;
        }

        return Utf8.IsValid(payload[2..]) ? (ushort)0 : NotUtf8;
    }

    /// <summary>
    /// True for codes that may be on the wire: registered codes, codes of libraries (from 3000) and
    /// private codes (from 4000). 1004 is reserved. 1005, 1006 and 1015 stand for ends without a
    /// close frame.
    /// </summary>
    private static bool MayBeSent(ushort code) =>
        code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}

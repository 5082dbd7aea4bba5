using System.Globalization;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>
/// The limits on a server's frames. They are the limits of the protocol, and the message size that
/// the server announced in its welcome. Without limits, a server could make the client use any
/// amount of memory.
/// </summary>
/// <param name="announcedBytes">
/// The most bytes in a message, from the welcome. An invalid number is replaced by the largest
/// valid one.
/// </param>
internal sealed class FrameLimits(ulong announcedBytes)
{
    private readonly int _messageBytes = announcedBytes is > 0 and <= WireLimits.MaxMessageBytes
        ? (int)announcedBytes
        : WireLimits.MaxMessageBytes;

    /// <summary>The limits before a welcome, which are only those of the protocol.</summary>
    public static FrameLimits BeforeWelcome { get; } = new(WireLimits.MaxMessageBytes);

    /// <summary>
    /// Checks the header of a frame, so that a body over the limit is never received.
    /// </summary>
    /// <returns>The fault; null when the frame is within its limit.</returns>
    public ChatException? Check(FrameHeader header)
    {
        int most = BodyBytes((EventKind)header.Kind);
        return header.BodyBytes <= most ? null
            : ChatException.OverLimit(LinkSentences.Frame(Number(header.BodyBytes)), Number(most));
    }

    /// <summary>Checks the fields of an event.</summary>
    /// <returns>The fault; null when all fields are within their limits.</returns>
    public ChatException? Check(in ServerEvent e)
    {
        int text = e.Kind switch
        {
            EventKind.Said or EventKind.Acted or EventKind.Told => _messageBytes,
            EventKind.TopicSet or EventKind.TopicIs or EventKind.Joined => WireLimits.TopicBytes,
            EventKind.Renamed => WireLimits.NameBytes,
            EventKind.Notice => WireLimits.ServerFrameBytes,
            _ => WireLimits.SentenceBytes,
        };
        string what = text == _messageBytes ? LinkSentences.Message : LinkSentences.AnyText;
        return Check(what, e.Text, text)
            ?? Check(LinkSentences.RoomName, e.Room, WireLimits.RoomNameBytes)
            ?? Check(LinkSentences.Name, e.Name, WireLimits.NameBytes)
            ?? (e.Kind == EventKind.Told
                ? Check(LinkSentences.Name, e.Detail, WireLimits.NameBytes)
                : null)
            ?? CheckList(e.Entries);
    }

    private static ChatException? CheckList(ReadOnlySpan<byte> entries)
    {
        int count = 0;
        var list = new ListReader(entries);
        while (list.Next())
        {
            ChatException? fault = ++count > WireLimits.ListEntries
                ? ChatException.OverLimit(
                    LinkSentences.LongerList, LinkSentences.Entries(Number(WireLimits.ListEntries)))
                : Check(LinkSentences.NameInList, list.Name, WireLimits.RoomNameBytes)
                    ?? Check(LinkSentences.TopicInList, list.Text, WireLimits.TopicBytes);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static ChatException? Check(string what, ReadOnlySpan<byte> field, int most) =>
        field.Length <= most ? null
            : ChatException.OverLimit(
                LinkSentences.Field(what, Number(field.Length)), Number(most));

    /// <summary>
    /// Lists and notices may be as long as any frame. Frames of an unknown kind, from a newer
    /// server, may be as long too, and the client skips them.
    /// </summary>
    private int BodyBytes(EventKind kind) => kind switch
    {
        EventKind.Said or EventKind.Acted or EventKind.Told =>
            _messageBytes + WireLimits.RequestOverheadBytes,
        EventKind.Members or EventKind.Rooms or EventKind.Notice => WireLimits.ServerFrameBytes,
        _ => Enum.IsDefined(kind)
            ? WireLimits.SentenceBytes + WireLimits.RequestOverheadBytes
            : WireLimits.ServerFrameBytes,
    };

    private static string Number(int value) =>
        value.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// Decodes the server's frames into events. It counts the events after an
/// <see cref="EventKind.Past"/> that belong to the history, and those after
/// <see cref="EventKind.Hits"/> that a search has found.
/// </summary>
/// <param name="limits">The limits on the server's frames.</param>
internal sealed class EventDecoder(FrameLimits limits)
{
    private ulong _pastLeft;
    private string _pastRoom = "";
    private ulong _hitsLeft;

    /// <summary>
    /// The limit that the last malformed frame exceeded; null when it cannot be decoded.
    /// </summary>
    public ChatException? Fault { get; private set; }

    /// <summary>Decodes one frame at the start of <paramref name="input"/>.</summary>
    /// <param name="input">The unused bytes.</param>
    /// <param name="used">Bytes used.</param>
    /// <param name="item">The event; null when there is none.</param>
    /// <returns>
    /// The status: an item, more bytes needed, skipped (a kind of a newer server), or malformed.
    /// </returns>
    public DecodeStatus Decode(ReadOnlySpan<byte> input, out int used, out ChatEvent? item)
    {
        item = null;
        used = 0;
        if (input.Length >= FrameHeader.Bytes)
        {
            Fault = limits.Check(FrameHeader.Read(input));
            if (Fault is not null)
            {
                return DecodeStatus.Malformed;
            }
        }

        DecodeStatus status = FrameDecoder.Decode(
            input,
            WireLimits.ServerFrameBytes,
            out used,
            out FrameHeader header,
            out ReadOnlySpan<byte> body);
        if (status != DecodeStatus.Item)
        {
            return status;
        }

        var kind = (EventKind)header.Kind;
        bool readable = NativeWire.TryReadEvent(kind, body, out ServerEvent e);
        Fault = readable ? limits.Check(e) : null;
        if (!Enum.IsDefined(kind))
        {
            // The frame may be one of the announced events of a newer server's history, so it is
            // counted.
            _ = readable && Fault is null
                && (HandleHit(kind) || HandlePast(Encoding.UTF8.GetString(e.Room), kind));
            Fault = null;
            return DecodeStatus.Skipped;
        }

        if (!readable || Fault is not null)
        {
            return DecodeStatus.Malformed;
        }

        item = Copy(e);
        if (kind == EventKind.Past)
        {
            _pastLeft = item.Count;
            _pastRoom = item.Room;
        }
        else if (kind == EventKind.Hits)
        {
            _hitsLeft = item.Count;
        }

        return DecodeStatus.Item;
    }

    private ChatEvent Copy(in ServerEvent e)
    {
        string room = Encoding.UTF8.GetString(e.Room);
        bool isHit = HandleHit(e.Kind);
        return new ChatEvent
        {
            Kind = e.Kind,
            RequestId = e.RequestId,
            SenderId = e.SenderId,
            Time = ChatEvent.TimeOf(e.TimeMs),
            Sequence = e.Sequence,
            Room = room,
            Name = Encoding.UTF8.GetString(e.Name),
            Text = Encoding.UTF8.GetString(e.Text),
            Number = e.Number,
            Detail = Encoding.UTF8.GetString(e.Detail),
            Count = e.Count,
            Entries = e.Entries.IsEmpty ? [] : CopyList(e.Entries),
            IsHit = isHit,
            IsPast = !isHit && HandlePast(room, e.Kind),
            Token = e.Kind == EventKind.Welcome ? e.Detail.ToArray() : [],
        };
    }

    /// <summary>
    /// Counts the messages of all rooms. The server sends no other frames between them.
    /// </summary>
    private bool HandleHit(EventKind kind)
    {
        if (_hitsLeft == 0 || kind < EventKind.Said)
        {
            return false;
        }

        _hitsLeft--;
        return true;
    }

    /// <summary>
    /// Counts only events of the announced room, because private messages and answers may come
    /// between them.
    /// </summary>
    private bool HandlePast(string room, EventKind kind)
    {
        if (_pastLeft == 0 || kind is < EventKind.Said or EventKind.Read || room != _pastRoom)
        {
            return false;
        }

        _pastLeft--;
        return true;
    }

    private static List<ChatListEntry> CopyList(ReadOnlySpan<byte> entries)
    {
        var all = new List<ChatListEntry>();
        var list = new ListReader(entries);
        while (list.Next())
        {
            all.Add(new ChatListEntry(
                Encoding.UTF8.GetString(list.Name),
                list.Number,
                Encoding.UTF8.GetString(list.Text)));
        }

        return all;
    }
}

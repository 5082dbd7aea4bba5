using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// Combines the events of successive connections into one stream. In this stream each line of a
/// room occurs once and in order. After a resume, this class reads the missed lines of each room
/// page by page. It holds the live events of the room until all pages were read.
/// </summary>
internal sealed class GapFiller
{
    /// <summary>
    /// The most bytes of live events that wait for missed lines. Above this limit the connection is
    /// closed, and all missed lines are read again.
    /// </summary>
    private const long MaxHeldBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of a position without the room's name.</summary>
    private const int EntryBytes = 22;

    /// <summary>
    /// The number below the first message. A request for the page after number 0 would return the
    /// newest messages instead of the oldest.
    /// </summary>
    private const ulong FirstNumber = 1;

    private readonly Dictionary<string, RoomPosition> _rooms =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ulong> _lastKept = new(StringComparer.OrdinalIgnoreCase);
    private long _heldBytes;

    /// <summary>The number of the last private line.</summary>
    public ulong LastTold { get; private set; }

    /// <summary>
    /// Requests a page with the lines of a room that follow a line number. Returns the id of the
    /// request.
    /// </summary>
    public required Func<string, ulong, ulong> AskForPage { get; init; }

    /// <summary>Receives the events, in order.</summary>
    public required Action<ChatEvent> Pass { get; init; }

    /// <summary>
    /// Called when lines or private lines are missing, and the server does not have them.
    /// </summary>
    public required Action<string> Missing { get; init; }

    /// <summary>Writes the positions for a resume request.</summary>
    /// <param name="writer">Receives the positions of as many rooms as fit.</param>
    /// <param name="bytes">The bytes that the positions may have.</param>
    public void WritePositions(ref ByteWriter writer, int bytes)
    {
        foreach ((string name, RoomPosition room) in _rooms)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            if (bytes - writer.Written < utf8.Length + EntryBytes)
            {
                return;
            }

            RoomPositions.Write(ref writer, utf8, room.Incarnation, room.Last);
        }
    }

    /// <summary>Handles a lost connection. Pages and held events will be read again.</summary>
    public void Suspend()
    {
        foreach (RoomPosition room in _rooms.Values)
        {
            (room.PageId, room.PageLeft) = (0, 0);
            room.Held.Clear();
        }

        _heldBytes = 0;
        _lastKept.Clear();
    }

    /// <summary>Takes one event of the server.</summary>
    /// <param name="e">The event.</param>
    /// <param name="resumeId">The request that resumed the session on this connection.</param>
    /// <exception cref="ChatException">Too many events wait for missed lines.</exception>
    public void Take(ChatEvent e, ulong resumeId)
    {
        RoomPosition? room = _rooms.GetValueOrDefault(e.Room);
        switch (e.Kind)
        {
            case EventKind.Resumed:
                HandleResumed(e);
                break;
            case EventKind.Joined when e.RequestId == resumeId && resumeId != 0:
                HandleRoom(e, room);
                break;
            case EventKind.Joined when room is null || e.Number != room.Incarnation:
                _rooms[e.Room] = new RoomPosition(e.Number, e.Sequence - Math.Min(1, e.Sequence));
                Pass(e);
                break;
            case EventKind.Parted:
                _rooms.Remove(e.Room);
                Pass(e);
                break;
            case EventKind.Past when room is { PageId: > 0 } && e.RequestId == room.PageId:
                HandlePage(e, room);
                break;
            case EventKind.Said or EventKind.Acted or EventKind.Shared
                when e.IsPast && room is { PageLeft: > 0 }:
                HandleMissed(e, room);
                break;
            case >= EventKind.Said when e.IsHit || e.Kind == EventKind.Read:
                Pass(e);
                break;
            case EventKind.Told:
                HandleTold(e);
                break;
            case >= EventKind.Said when room is not null && !e.IsPast:
                HandleLive(e, room);
                break;
            default:
                Pass(e);
                break;
        }
    }

    /// <summary>Handles the refusal of a page.</summary>
    public void Refuse(ulong requestId)
    {
        foreach ((string name, RoomPosition room) in _rooms)
        {
            if (room.PageId == requestId)
            {
                Missing(name);
                End(room);
                return;
            }
        }
    }

    private void HandleResumed(ChatEvent e)
    {
        if (e.Sequence < LastTold)
        {
            // A server that has lost the number counts its private lines from 1 again.
            LastTold = 0;
        }

        foreach (ChatListEntry entry in e.Entries)
        {
            _lastKept[entry.Name] = entry.Number;
            switch (entry.Text)
            {
                case "gone":
                    _rooms.Remove(entry.Name);
                    Pass(new ChatEvent { Kind = EventKind.Parted, Room = entry.Name });
                    break;
                case "expired":
                    Missing(entry.Name);
                    break;
                default:
                    break;
            }
        }

        Pass(e);
    }

    private void HandleRoom(ChatEvent e, RoomPosition? room)
    {
        ulong last = e.Sequence - Math.Min(1, e.Sequence);
        if (room is null)
        {
            _rooms[e.Room] = new RoomPosition(e.Number, last);
            Pass(e);
            return;
        }

        e.IsResumed = true;
        Pass(e);

        // Lines above the last kept one were lost in a crash, so new lines may use their numbers.
        room.Last = Math.Min(room.Last, _lastKept.GetValueOrDefault(e.Room, room.Last));
        room.Incarnation = e.Number;
        if (last > room.Last)
        {
            room.Until = last;
            room.PageId = AskForPage(e.Room, Math.Max(FirstNumber, room.Last));
        }
        else
        {
            room.Last = last;
        }
    }

    private void HandlePage(ChatEvent e, RoomPosition room)
    {
        room.PageLeft = e.Count;
        if (e.Count == 0)
        {
            End(room);
        }
    }

    private void HandleMissed(ChatEvent e, RoomPosition room)
    {
        room.PageLeft--;
        if (e.Sequence > room.Last && e.Sequence <= room.Until)
        {
            room.Last = e.Sequence;
            e.IsPast = false;
            Pass(e);
        }

        if (room.PageLeft == 0)
        {
            if (e.Sequence >= room.Until)
            {
                End(room);
            }
            else
            {
                room.PageId = AskForPage(e.Room, room.Last);
            }
        }
    }

    private void HandleTold(ChatEvent e)
    {
        if (e.Sequence <= LastTold)
        {
            return;
        }

        if (e.Sequence > LastTold + 1 && LastTold > 0)
        {
            Missing("");
        }

        LastTold = e.Sequence;
        Pass(e);
    }

    private void HandleLive(ChatEvent e, RoomPosition room)
    {
        if (room.PageId == 0)
        {
            room.Last = Math.Max(room.Last, e.Sequence);
            Pass(e);
            return;
        }

        room.Held.Add(e);
        _heldBytes += e.MemoryBytes;
        if (_heldBytes > MaxHeldBytes)
        {
            throw ChatException.ServerGone();
        }
    }

    private void End(RoomPosition room)
    {
        (room.PageId, room.PageLeft) = (0, 0);
        room.Last = Math.Max(room.Last, room.Until);
        foreach (ChatEvent e in room.Held)
        {
            _heldBytes -= e.MemoryBytes;
            if (e.Sequence > room.Last)
            {
                room.Last = e.Sequence;
                Pass(e);
            }
        }

        room.Held.Clear();
    }
}

using System.Text;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage;

/// <summary>
/// What a simulated store has written: it outlives the server. The last part may not be synced yet,
/// and a power cut loses it.
/// </summary>
internal sealed class SimDisk
{
    private readonly List<SimEntry> _entries = [];
    private readonly Dictionary<string, List<StoredLine>> _rooms =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<(ulong Sender, ulong Request)> _syncedRequests = [];
    private readonly Dictionary<string, ulong> _lastExpired =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Entries that a power cut does not lose.</summary>
    public int Synced { get; private set; }

    /// <summary>All written entries, oldest first.</summary>
    public IReadOnlyList<SimEntry> Entries => _entries;

    /// <summary>The last run ended cleanly.</summary>
    public bool IsClean { get; set; } = true;

    /// <summary>A planted fault: the end of a session is not stored.</summary>
    public bool KeepsEndedSessions { get; set; }

    /// <summary>A planted fault: confirmed private messages are read again.</summary>
    public bool ForgetsConfirmations { get; set; }

    public void Write(SimEntry entry)
    {
        if (entry.Line is { } line)
        {
            List<StoredLine> lines = LinesOf(line.Room);
            if (FindAfter(lines, line.Sequence - 1) < lines.Count)
            {
                throw new InvalidOperationException(
                    $"Room {line.Room} has the number {line.Sequence} or a later one already.");
            }

            lines.Add(line);
        }

        _entries.Add(entry);
    }

    public void Sync()
    {
        for (; Synced < _entries.Count; Synced++)
        {
            if (_entries[Synced].Line is { } line)
            {
                _syncedRequests.Add((line.SenderId, line.RequestId));
            }
        }
    }

    /// <summary>True when a message with this request is on disk, and a power cut does not lose it.
    /// </summary>
    public bool IsSynced(ulong sender, ulong request) =>
        _syncedRequests.Contains((sender, request));

    /// <summary>Loses all that is not synced.</summary>
    public void CutPower()
    {
        for (int i = Synced; i < _entries.Count; i++)
        {
            if (_entries[i].Line is { } line)
            {
                LinesOf(line.Room).Remove(line);
            }
        }

        _entries.RemoveRange(Synced, _entries.Count - Synced);
    }

    /// <summary>The lines of all rooms that have not expired.</summary>
    public IEnumerable<StoredLine> AllLines => _entries
        .Select(static e => e.Line)
        .OfType<StoredLine>()
        .Where(line => !IsMessage(line) || line.Sequence > LastExpired(line.Room));

    public IEnumerable<StoredLine> Lines(string room) => LinesOf(room)
        .Where(line => !IsMessage(line) || line.Sequence > LastExpired(room));

    /// <summary>The messages of a room above a number that have not expired.</summary>
    public IEnumerable<StoredLine> MessagesAfter(string room, ulong sequence)
    {
        List<StoredLine> lines = LinesOf(room);
        ulong after = Math.Max(sequence, LastExpired(room));
        for (int i = FindAfter(lines, after); i < lines.Count; i++)
        {
            if (IsMessage(lines[i]))
            {
                yield return lines[i];
            }
        }
    }

    /// <summary>The last topic of a room; empty: none.</summary>
    public string TopicOf(string room) => Encoding.UTF8.GetString(
        LinesOf(room).FindLast(static line => !IsMessage(line))?.Text ?? []);

    /// <summary>Deletes the messages of a room up to a number.</summary>
    public void Expire(string room, ulong last) => _lastExpired[room] = last;

    /// <summary>The number up to which the messages of a room have expired; 0: none has.</summary>
    public ulong LastExpired(string room) => _lastExpired.GetValueOrDefault(room);

    /// <summary>The rooms with their state after the last entry.</summary>
    public IReadOnlyList<StoredRoom> ReadRooms(int lastLines)
    {
        var rooms = new List<StoredRoom>();
        foreach (SimEntry entry in _entries)
        {
            if (entry.Change is StoreChange.RoomRemoved removed)
            {
                rooms.RemoveAll(r => SameName(r.Name, removed.Name));
            }
            else if (entry.Change is StoreChange.RoomState state)
            {
                Replace(rooms, state.Name, room => room with
                {
                    Incarnation = state.Incarnation,
                    Next = state.Next,
                });
            }
            else if (entry.Change is StoreChange.RoomCrashed crashed)
            {
                Replace(rooms, crashed.Name, room => room with
                {
                    Ends = [.. room.Ends.TakeLast(IncarnationEnd.Most - 1), crashed.End],
                });
            }
            else if (entry.Line is { } line)
            {
                Replace(rooms, line.Room, room => Add(room, line));
            }
        }

        return
        [
            .. rooms.Select(room => room with
            {
                LastLines = [.. Lines(room.Name).Where(IsMessage).TakeLast(lastLines)],
            }),
        ];
    }

    /// <summary>The bans and mutes after the last entry.</summary>
    public IReadOnlyList<StoredRestriction> ReadRestrictions()
    {
        var all = new List<StoredRestriction>();
        foreach (StoreChange? change in _entries.Select(static e => e.Change))
        {
            if (change is StoreChange.RestrictionAdded { Restriction: var added })
            {
                all.RemoveAll(r => r.IsMute == added.IsMute && r.Subject == added.Subject);
                all.Add(added);
            }
            else if (change is StoreChange.RestrictionRemoved removed)
            {
                all.RemoveAll(r => r.IsMute == removed.IsMute && r.Subject == removed.Subject);
            }
        }

        return all;
    }

    /// <summary>The accounts after the last entry.</summary>
    public IReadOnlyList<StoredAccount> ReadAccounts()
    {
        var all = new List<StoredAccount>();
        foreach (StoreChange? change in _entries.Select(static e => e.Change))
        {
            if (change is StoreChange.AccountChanged { Account: var changed })
            {
                all.RemoveAll(a => a.Id == changed.Id);
                all.Add(changed);
            }
            else if (change is StoreChange.AccountRemoved removed)
            {
                all.RemoveAll(a => a.Id == removed.Id);
            }
        }

        return all;
    }

    /// <summary>The invitations after the last entry.</summary>
    public IReadOnlyList<StoredInvitation> ReadInvitations()
    {
        var all = new List<StoredInvitation>();
        foreach (StoreChange? change in _entries.Select(static e => e.Change))
        {
            if (change is StoreChange.InvitationChanged { Invitation: var changed })
            {
                all.RemoveAll(i => i.Id == changed.Id);
                all.Add(changed);
            }
            else if (change is StoreChange.InvitationRemoved removed)
            {
                all.RemoveAll(i => i.Id == removed.Id);
            }
        }

        return all;
    }

    /// <summary>The private messages that wait for the owner of an account.</summary>
    public IEnumerable<SimPrivate> ReadUnread(long account)
    {
        ulong read = ForgetsConfirmations
            ? 0
            : ReadAccounts().SingleOrDefault(a => a.Id == account)?.PrivateRead ?? 0;
        return _entries
            .Select(static e => e.Private)
            .OfType<SimPrivate>()
            .Where(p => p.Account == account && p.Line.Sequence > read);
    }

    /// <summary>The same, counted by sender.</summary>
    public IReadOnlyList<StoredUnread> CountUnread() =>
    [
        .. ReadAccounts()
            .SelectMany(account => ReadUnread(account.Id))
            .GroupBy(static p => (p.Account, p.SenderKey))
            .Select(static g => new StoredUnread(
                g.Key.Account,
                g.Key.SenderKey,
                g.Count(),
                g.Sum(static p => p.Bytes),
                g.Max(static p => p.Line.Sequence))),
    ];

    /// <summary>The sessions after the last entry.</summary>
    public IReadOnlyList<StoredSession> ReadSessions()
    {
        var all = new Dictionary<ulong, StoredSession>();
        var answers = new Dictionary<ulong, List<SimEntry>>();
        foreach (SimEntry entry in _entries)
        {
            if (entry.Change is StoreChange.SessionState { Session: var state })
            {
                all[state.Id] = all.TryGetValue(state.Id, out StoredSession? known)
                    ? state with
                    {
                        LastRequest = known.LastRequest,
                        PrivateSequence = Math.Max(known.PrivateSequence, state.PrivateSequence),
                        Deliveries = known.Deliveries,
                    }
                    : state;
            }
            else if (entry.Change is StoreChange.PrivateNumbered numbered
                && all.TryGetValue(numbered.Id, out StoredSession? owner))
            {
                all[numbered.Id] = owner with
                {
                    PrivateSequence = numbered.PrivateSequence,
                    Deliveries = numbered.Deliveries,
                };
            }
            else if (entry.Change is StoreChange.SessionEnded ended && !KeepsEndedSessions)
            {
                all.Remove(ended.Id);
            }

            if (entry.Accepted is { } accepted
                && all.TryGetValue(accepted.Session, out StoredSession? session))
            {
                all[accepted.Session] = session with { LastRequest = accepted.Request };
                if (!answers.TryGetValue(accepted.Session, out List<SimEntry>? known))
                {
                    answers[accepted.Session] = known = [];
                }

                known.Add(entry);
            }

            if (entry.Told is { } told
                && all.TryGetValue(told.Session, out StoredSession? receiver))
            {
                all[told.Session] = receiver with { PrivateSequence = told.Number };
            }
        }

        return
        [
            .. all.Values.Select(session => answers.TryGetValue(session.Id, out var known)
                ? session with
                {
                    Answers =
                    [
                        .. known.TakeLast(StoredAnswer.Most).Select(static e => e.Answer),
                    ],
                }
                : session),
        ];
    }

    public IReadOnlyList<StoredFile> ReadFiles()
    {
        var all = new Dictionary<UInt128, StoredFile>();
        foreach (SimEntry entry in _entries)
        {
            if (entry.Change is StoreChange.FileShared shared)
            {
                all[shared.File.Id] = shared.File;
            }
            else if (entry.Change is StoreChange.FileRemoved removed)
            {
                all.Remove(removed.Id);
            }
        }

        return [.. all.Values.OrderBy(static f => f.CreatedMs)];
    }

    public static bool IsMessage(StoredLine line) => line.Kind != EventKind.TopicSet;

    public static bool SameName(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The index of the first line above a number.</summary>
    private static int FindAfter(List<StoredLine> lines, ulong sequence)
    {
        (int low, int high) = (0, lines.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = lines[middle].Sequence > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private List<StoredLine> LinesOf(string room)
    {
        if (!_rooms.TryGetValue(room, out List<StoredLine>? lines))
        {
            _rooms.Add(room, lines = []);
        }

        return lines;
    }

    private static StoredRoom Add(StoredRoom room, StoredLine line)
    {
        StoredRoom changed = room with
        {
            Incarnation = line.Incarnation,
            Next = Math.Max(room.Next, line.Sequence + 1),
            LastStored = line.Sequence,
        };
        return IsMessage(line)
            ? changed
            : changed with
            {
                Topic = line.Text,
                TopicSetter = line.Name,
                TopicSetterId = line.SenderId,
                TopicTimeMs = line.TimeMs,
            };
    }

    private static void Replace(
        List<StoredRoom> rooms, string name, Func<StoredRoom, StoredRoom> change)
    {
        int at = rooms.FindIndex(r => SameName(r.Name, name));
        if (at < 0)
        {
            at = rooms.Count;
            rooms.Add(new StoredRoom(name, 0, 1, 0));
        }

        rooms[at] = change(rooms[at]);
    }
}

using EventLoopServer.Chat.Storage;
using EventLoopServer.Observability;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Searching;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Protocol.Messages;
using SQLitePCL;

namespace EventLoopServer.Storage.Writing;

/// <summary>Writes a batch in one transaction. A batch may be written twice.</summary>
internal sealed class BatchCommit : IDisposable
{
    /// <summary>
    /// The number of member ids that are reserved together, so that the reservation is rarely
    /// written.
    /// </summary>
    internal const long LeaseIds = 1_000_000;

    private readonly SqliteConnection _connection;
    private readonly ILogger _log;
    private readonly RoomRows _rooms;
    private readonly SessionRows _sessions;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _index;
    private readonly PreparedStatement _topic;
    private byte[] _words = new byte[SearchText.MaxBytes(4096)];
    private long _lease;
    private long _newLease;
    private long _added;

    public BatchCommit(SqliteConnection connection, ILogger log)
    {
        _connection = connection;
        _log = log;
        _rooms = new RoomRows(connection);
        _sessions = new SessionRows(connection);
        _insert = new PreparedStatement(connection, """
            INSERT OR IGNORE INTO message(
                room, seq, incarnation, ms, kind, sender, request, empty_lines, name, text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _index = new PreparedStatement(
            connection, "INSERT INTO words(rowid, text) VALUES (?, ?)");
        _topic = new PreparedStatement(connection, """
            UPDATE room SET topic = ?, topic_by = ?, topic_by_id = ?, topic_ms = ? WHERE id = ?
            """);
        _lease = Meta.Read(connection, Meta.MemberLease);
        Messages = Meta.Read(connection, Meta.Messages);
    }

    /// <summary>The number of stored messages.</summary>
    public long Messages { get; private set; }

    /// <summary>Writes a batch.</summary>
    /// <exception cref="SqliteException">
    /// The batch was not committed. After a disk error, it may have been committed all the same.
    /// </exception>
    public void Write(Batch batch, long nowMs)
    {
        _added = 0;
        _newLease = _lease;
        bool isCommitted = false;
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            Fill(batch, nowMs);
            WriteMarks();
            _connection.Execute("COMMIT");
            isCommitted = true;
        }
        finally
        {
            if (!isCommitted)
            {
                RollBack();
            }
        }

        Messages += _added;
        _lease = _newLease;
    }

    /// <summary>Subtracts lines that were deleted in a committed transaction.</summary>
    public void Removed(long messages) => Messages -= messages;

    public void Dispose()
    {
        _insert.Dispose();
        _index.Dispose();
        _topic.Dispose();
        _sessions.Dispose();
    }

    private void WriteMarks()
    {
        if (_newLease != _lease)
        {
            Meta.Write(_connection, Meta.MemberLease, _newLease);
        }

        if (_added > 0)
        {
            Meta.Write(_connection, Meta.Messages, Messages + _added);
        }
    }

    private void RollBack()
    {
        _rooms.Forget();
        _sessions.Forget();
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            // An error of the rollback would hide the first error, and the connection is replaced.
            _ = raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
        }
    }

    private void Fill(Batch batch, long nowMs)
    {
        int offset = 0;
        foreach (ChangeEntry entry in batch.Changes)
        {
            offset = WriteMessages(batch, offset, entry.Offset);
            Write(entry.Change, nowMs);
        }

        WriteMessages(batch, offset, batch.Used);
        _sessions.WriteRequests();
    }

    private int WriteMessages(Batch batch, int offset, int end)
    {
        while (offset < end)
        {
            offset = batch.Read(offset, out StoredMessage message);
            Write(message);
        }

        return offset;
    }

    private void Write(in StoredMessage message)
    {
        if (message.Receiver > 0)
        {
            _sessions.Deliver(message);
        }

        // The id of a member that never sends and has no session is in no row, so it needs no
        // reservation.
        UseId((long)message.SenderId);
        if (message.Kind == EventKind.Told)
        {
            if (message.Account != 0)
            {
                AccountRows.Write(_connection, message);
            }

            Accept(message, room: 0);
            return;
        }

        RoomRow room = _rooms.Find(message);
        Accept(message, room.Id);
        _insert
            .Bind(1, room.Id)
            .Bind(2, message.Sequence)
            .Bind(3, message.Incarnation)
            .Bind(4, message.TimeMs)
            .Bind(5, (long)message.Kind)
            .Bind(6, message.SenderId)
            .Bind(7, message.RequestId)
            .Bind(8, message.EmptyLines)
            .BindBlob(9, message.Name)
            .BindBlob(10, message.Text)
            .Run();
        if (_insert.Changes == 0)
        {
            CheckRepeated(room, message);
            return;
        }

        _added++;
        if (message.Kind == EventKind.TopicSet)
        {
            _topic
                .BindBlob(1, message.Text)
                .BindBlob(2, message.Name)
                .Bind(3, message.SenderId)
                .Bind(4, message.TimeMs)
                .Bind(5, room.Id)
                .Run();
        }
        else
        {
            // The index has the name of a file, not its id, because the id is not a word.
            bool isFile = SharedFile.TryRead(
                message.Kind == EventKind.Shared ? message.Text : default, out SharedFile file);
            AddToIndex(_insert.LastId, isFile ? file.Name : message.Text);
        }
    }

    private void Accept(in StoredMessage message, long room)
    {
        if (message.Session != 0)
        {
            _sessions.Accept(message, room);
        }
    }

    private void UseId(long memberId)
    {
        if (memberId > _newLease - (LeaseIds / 2))
        {
            _newLease = memberId + LeaseIds;
        }
    }

    private void AddToIndex(long id, ReadOnlySpan<byte> text)
    {
        if (_words.Length < SearchText.MaxBytes(text.Length))
        {
            _words = new byte[SearchText.MaxBytes(text.Length)];
        }

        int bytes = SearchText.Write(text, _words);
        _index.Bind(1, id).BindText(2, _words.AsSpan(0, bytes)).Run();
    }

    /// <summary>
    /// Checks a line that is stored already. Normally, an earlier attempt to write this batch has
    /// stored it. A different line with the same number is a bug in the chat.
    /// </summary>
    private void CheckRepeated(RoomRow room, in StoredMessage message)
    {
        long same = _connection.ReadNumber(
            """
            SELECT count(*) FROM message
            WHERE room = $1 AND seq = $2 AND incarnation = $3 AND sender = $4 AND request = $5
            """,
            room.Id,
            unchecked((long)message.Sequence),
            unchecked((long)message.Incarnation),
            unchecked((long)message.SenderId),
            unchecked((long)message.RequestId));
        if (same == 0)
        {
            StoreLog.NumberRepeated(_log, message.Sequence);
        }
    }

    private void Write(StoreChange change, long nowMs)
    {
        switch (change)
        {
            case StoreChange.RoomState state:
                _rooms.Write(state, nowMs);
                break;
            case StoreChange.RoomRemoved removed:
                _rooms.Remove(removed.Name);
                break;
            case StoreChange.RoomCrashed crashed:
                _rooms.Write(crashed);
                break;
            case StoreChange.SessionState state:
                UseId((long)state.Session.Id);
                _sessions.Write(state.Session);
                break;
            case StoreChange.SessionEnded ended:
                _sessions.Remove(ended.Id);
                break;
            case StoreChange.PrivateNumbered numbered:
                _sessions.Write(numbered);
                break;
            case StoreChange.RoomKeep keep:
                _rooms.WriteKeep(keep.Name, keep.Keep);
                break;
            case StoreChange.RestrictionAdded added:
                Write(added.Restriction);
                break;
            case StoreChange.RestrictionRemoved removed:
                _connection.Execute(
                    "DELETE FROM restriction WHERE is_mute = $1 AND subject = $2",
                    removed.IsMute,
                    removed.Subject);
                break;
            case StoreChange.AccountChanged changed:
                AccountRows.Write(_connection, changed.Account);
                break;
            case StoreChange.AccountRemoved removed:
                AccountRows.Remove(_connection, removed.Id);
                break;
            case StoreChange.InvitationChanged changed:
                InvitationRows.Write(_connection, changed.Invitation);
                break;
            case StoreChange.InvitationRemoved removed:
                InvitationRows.Remove(_connection, removed.Id);
                break;
            case StoreChange.FileShared shared:
                FileRows.Write(_connection, shared.File);
                break;
            case StoreChange.FileRemoved removed:
                FileRows.Remove(_connection, removed.Id);
                break;
            case StoreChange.Audit audit:
                _connection.Execute(
                    "INSERT OR IGNORE INTO audit(ms, actor, action) VALUES ($1, $2, $3)",
                    audit.TimeMs,
                    audit.Actor,
                    audit.Action);
                break;
        }
    }

    private void Write(StoredRestriction restriction) => _connection.Execute(
        """
        INSERT OR REPLACE INTO restriction(is_mute, subject, prefix, until_ms, by, reason)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        restriction.IsMute,
        restriction.Subject,
        restriction.Prefix,
        restriction.UntilUnixMs,
        restriction.By,
        restriction.Reason);
}

using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The table <c>session</c>. A batch writes the last request id of each session and its new answers
/// once, in the same transaction as the messages.
/// </summary>
internal sealed class SessionRows(SqliteConnection connection) : IDisposable
{
    private readonly BatchAnswers _answers = new();
    private readonly Dictionary<ulong, ulong> _told = [];
    private readonly PreparedStatement _tell = new(
        connection,
        "UPDATE session SET private_sequence = max(private_sequence, ?) WHERE id = ?");

    private readonly PreparedStatement _update = new(
        connection,
        $"""
        UPDATE session SET last_request = ?,
            answers = substr(
                CAST(answers || ? AS BLOB), -{StoredAnswer.Most * AnswerRecord.Bytes})
        WHERE id = ?
        """);

    /// <summary>
    /// Records the request id of a session's message and its answer, to be written with the batch.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="room">The row of its room; 0 for a private message.</param>
    public void Accept(in StoredMessage message, long room) => _answers.Add(
        message.Session,
        new AnswerRecord(
            message.RequestId, message.TimeMs, room, room > 0 ? message.Sequence : 0));

    /// <summary>Records the number of a private message to a session.</summary>
    public void Deliver(in StoredMessage message) => _told[message.Receiver] = message.Sequence;

    public void WriteRequests()
    {
        foreach (ulong session in _answers.Sessions)
        {
            _update
                .Bind(1, _answers.LastRequestOf(session))
                .BindBlob(2, _answers.LatestOf(session))
                .Bind(3, session)
                .Run();
        }

        foreach ((ulong session, ulong sequence) in _told)
        {
            _tell.Bind(1, sequence).Bind(2, session).Run();
        }

        Forget();
    }

    /// <summary>Drops the numbers, after they were written or after a rollback.</summary>
    public void Forget()
    {
        _answers.Clear();
        _told.Clear();
    }

    public void Write(StoreChange.PrivateNumbered numbered) => connection.Execute(
        """
        UPDATE session SET private_sequence = max(private_sequence, $2), deliveries = $3
        WHERE id = $1
        """,
        unchecked((long)numbered.Id),
        unchecked((long)numbered.PrivateSequence),
        numbered.Deliveries);

    public void Write(StoredSession session) => connection.Execute(
        """
        INSERT INTO session(
            id, token_hash, account, guest_name, last_request, seen_ms, connected, rooms,
            member, password_mark, private_sequence)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT(id) DO UPDATE SET
            account = excluded.account, guest_name = excluded.guest_name,
            seen_ms = excluded.seen_ms, connected = excluded.connected, rooms = excluded.rooms,
            member = excluded.member, password_mark = excluded.password_mark,
            private_sequence = max(private_sequence, excluded.private_sequence)
        """,
        unchecked((long)session.Id),
        session.TokenHash,
        session.Account,
        session.Name,
        unchecked((long)session.LastRequest),
        session.SeenUnixMs,
        session.IsConnected,
        string.Join('\n', session.Rooms),
        unchecked((long)session.MemberId),
        session.PasswordMark,
        unchecked((long)session.PrivateSequence));

    /// <summary>
    /// Removes a session and its numbers. A later session of the same member begins with its own
    /// request ids, perhaps in the same batch.
    /// </summary>
    public void Remove(ulong id)
    {
        _answers.Remove(id);
        _told.Remove(id);
        connection.Execute("DELETE FROM session WHERE id = $1", unchecked((long)id));
    }

    public void Dispose()
    {
        _update.Dispose();
        _tell.Dispose();
    }
}

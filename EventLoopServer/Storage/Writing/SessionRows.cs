using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The table <c>session</c>. The request ids of a batch are written once for each session, in the
/// transaction of their messages.
/// </summary>
internal sealed class SessionRows(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<ulong, ulong> _requests = [];
    private readonly PreparedStatement _update = new(
        connection, "UPDATE session SET last_request = ? WHERE id = ?");

    /// <summary>A message of a session is in the batch.</summary>
    public void Accept(in StoredMessage message) =>
        _requests[message.Session] = message.RequestId;

    public void WriteRequests()
    {
        foreach ((ulong session, ulong request) in _requests)
        {
            _update.Bind(1, request).Bind(2, session).Run();
        }

        _requests.Clear();
    }

    /// <summary>After a rollback the batch is written again.</summary>
    public void Forget() => _requests.Clear();

    public void Write(StoredSession session) => connection.Execute(
        """
        INSERT INTO session(
            id, token_hash, account, guest_name, last_request, seen_ms, connected, rooms,
            member, password_mark)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT(id) DO UPDATE SET
            account = excluded.account, guest_name = excluded.guest_name,
            seen_ms = excluded.seen_ms, connected = excluded.connected, rooms = excluded.rooms,
            member = excluded.member, password_mark = excluded.password_mark
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
        session.PasswordMark);

    /// <summary>
    /// A later session of the same member begins with its own request ids, perhaps in the same
    /// batch.
    /// </summary>
    public void Remove(ulong id)
    {
        _requests.Remove(id);
        connection.Execute("DELETE FROM session WHERE id = $1", unchecked((long)id));
    }

    public void Dispose() => _update.Dispose();
}

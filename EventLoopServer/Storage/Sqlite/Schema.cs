using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Sqlite;

/// <summary>
/// The tables, as steps from one version to the next. A released step is never changed. Changes are
/// appended as new steps.
/// </summary>
internal static class Schema
{
    /// <summary>"TcpC", which marks the file as ours.</summary>
    public const int ApplicationId = 0x54637043;

    /// <summary>
    /// The number of a message is unique in its room for ever, because a room continues after its
    /// last stored number, even after a crash. So two messages never have the same room and number,
    /// and a batch that is written twice is stored once. The message id is the order of arrival in
    /// all rooms. A removed room has no key, and its row stays until its lines are deleted.
    /// </summary>
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE room(
            id INTEGER PRIMARY KEY,
            name BLOB NOT NULL,
            key TEXT UNIQUE,
            incarnation INTEGER NOT NULL,
            next INTEGER NOT NULL,
            purged INTEGER NOT NULL DEFAULT 0,
            keep_ms INTEGER,
            used_ms INTEGER NOT NULL DEFAULT 0,
            topic BLOB, topic_by BLOB, topic_by_id INTEGER, topic_ms INTEGER);
        CREATE TABLE message(
            id INTEGER PRIMARY KEY,
            room INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            incarnation INTEGER NOT NULL,
            ms INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            sender INTEGER NOT NULL,
            request INTEGER NOT NULL,
            empty_lines INTEGER NOT NULL,
            name BLOB NOT NULL,
            text BLOB NOT NULL,
            UNIQUE(room, seq));
        CREATE VIRTUAL TABLE words USING fts5(
            text, content = '', contentless_delete = 1,
            tokenize = 'unicode61 remove_diacritics 2');
        CREATE TABLE restriction(
            id INTEGER PRIMARY KEY,
            is_mute INTEGER NOT NULL,
            subject TEXT NOT NULL,
            prefix TEXT,
            until_ms INTEGER,
            by TEXT NOT NULL,
            reason TEXT NOT NULL,
            UNIQUE(is_mute, subject));
        CREATE TABLE audit(
            id INTEGER PRIMARY KEY,
            ms INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            UNIQUE(ms, actor, action));
        CREATE TABLE erased(
            id INTEGER PRIMARY KEY,
            name BLOB NOT NULL,
            ms INTEGER NOT NULL,
            done INTEGER NOT NULL,
            last_id INTEGER NOT NULL,
            lines INTEGER NOT NULL);
        """,
        """
        CREATE TABLE account(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            secret TEXT NOT NULL,
            code_hash TEXT NOT NULL,
            code_until_ms INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            seen_ms INTEGER NOT NULL,
            released_ms INTEGER NOT NULL,
            role INTEGER NOT NULL,
            places TEXT NOT NULL);
        """,
        """
        CREATE TABLE session(
            id INTEGER PRIMARY KEY,
            token_hash BLOB NOT NULL UNIQUE,
            account INTEGER,
            guest_name TEXT NOT NULL,
            last_request INTEGER NOT NULL,
            seen_ms INTEGER NOT NULL,
            connected INTEGER NOT NULL,
            rooms TEXT NOT NULL);
        CREATE TABLE room_crash(
            id INTEGER PRIMARY KEY,
            room INTEGER NOT NULL,
            incarnation INTEGER NOT NULL,
            last_kept INTEGER NOT NULL,
            UNIQUE(room, incarnation));
        """,
        """
        ALTER TABLE account ADD COLUMN private_read INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE private(
            account INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            ms INTEGER NOT NULL,
            sender INTEGER NOT NULL,
            sender_key INTEGER NOT NULL,
            request INTEGER NOT NULL,
            empty_lines INTEGER NOT NULL,
            name BLOB NOT NULL,
            text BLOB NOT NULL,
            PRIMARY KEY(account, seq)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE file(
            id TEXT PRIMARY KEY,
            hash TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            owner TEXT NOT NULL,
            sender TEXT NOT NULL,
            room TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE session ADD COLUMN member INTEGER NOT NULL DEFAULT 0;
        UPDATE session SET member = id;
        """,
        """
        ALTER TABLE session ADD COLUMN password_mark BLOB NOT NULL DEFAULT x'';
        """,
        """
        ALTER TABLE account ADD COLUMN read_marks TEXT NOT NULL DEFAULT '';
        """,
        """
        ALTER TABLE session ADD COLUMN private_sequence INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE session ADD COLUMN deliveries TEXT NOT NULL DEFAULT '';
        """,
        """
        CREATE TABLE invitation(
            id TEXT PRIMARY KEY,
            code_hash TEXT NOT NULL,
            uses INTEGER NOT NULL,
            uses_left INTEGER NOT NULL,
            created_ms INTEGER NOT NULL,
            until_ms INTEGER NOT NULL,
            by TEXT NOT NULL,
            account INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE session ADD COLUMN answers BLOB NOT NULL DEFAULT x'';
        """,
    ];

    public static int Version => s_steps.Length;

    public static int VersionOf(SqliteConnection connection) =>
        (int)connection.ReadNumber("PRAGMA user_version");

    /// <summary>Runs the missing steps, each in a separate transaction.</summary>
    public static void Upgrade(SqliteConnection connection) => Upgrade(connection, Version);

    /// <summary>Runs the missing steps up to a version, for tests of older files.</summary>
    internal static void Upgrade(SqliteConnection connection, int to)
    {
        for (int version = VersionOf(connection); version < to; version++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            connection.Execute(s_steps[version]);
            connection.Execute($"PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }
}

using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Sqlite;

/// <summary>The table <c>meta</c>, which has single numbers of the store.</summary>
internal static class Meta
{
    /// <summary>1 when the last run ended cleanly.</summary>
    public const string Clean = "clean";

    /// <summary>1 for a backup that no server has opened yet.</summary>
    public const string IsCopy = "is_copy";

    /// <summary>
    /// When the file was created; 0 when unknown. A copied file has another time.
    /// </summary>
    public const string Birth = "birth";

    /// <summary>When the store was opened first, in ms since 1970.</summary>
    public const string Created = "created_ms";

    /// <summary>Member ids below this number are reserved for use.</summary>
    public const string MemberLease = "member_lease";

    /// <summary>The number of stored messages.</summary>
    public const string Messages = "messages";

    public static long Read(SqliteConnection connection, string key) =>
        connection.ReadNumber("SELECT value FROM meta WHERE key = $1", key);

    public static void Write(SqliteConnection connection, string key, long value) =>
        connection.Execute("INSERT OR REPLACE INTO meta(key, value) VALUES ($1, $2)", key, value);
}

using System.Globalization;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the latest entries of the audit log, oldest first.</summary>
internal static class AuditReader
{
    private const int DefaultEntries = 20;
    private const int MaxEntries = 1000;

    public static void Read(SqliteConnection connection, MaintenanceQuery query)
    {
        int count = int.TryParse(query.Argument, out int number) ? number : DefaultEntries;
        var entries = new List<string>();
        using SqliteCommand command = connection.Prepare(
            "SELECT ms, actor, action FROM audit ORDER BY id DESC LIMIT $1",
            Math.Clamp(count, 1, MaxEntries));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string time = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0))
                .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            entries.Add(
                StoreSentences.AuditEntry(time, reader.GetString(1), reader.GetString(2)));
        }

        entries.Reverse();
        query.Result = entries.Count == 0
            ? StoreSentences.NothingInAudit
            : string.Join('\n', entries);
    }
}

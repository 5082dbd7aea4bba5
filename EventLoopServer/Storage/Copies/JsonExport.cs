using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Reading;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Messages;

namespace EventLoopServer.Storage.Copies;

/// <summary>
/// Writes all lines as JSON lines. It reads them in pieces, because a long read would prevent
/// SQLite from resetting the WAL.
/// </summary>
internal static class JsonExport
{
    private const int PieceLines = 1000;

    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>The result for people to read.</returns>
    /// <exception cref="StoreException">The file exists, or cannot be written.</exception>
    public static string Write(SqliteConnection connection, string path)
    {
        long lines = 0;
        NewFile.Write(path, part =>
        {
            using FileStream file = File.Create(part);
            long last = 0;
            int read;
            do
            {
                read = WritePiece(connection, file, ref last);
                lines += read;
            }
            while (read == PieceLines);
            file.Flush(flushToDisk: true);
        });
        return StoreSentences.Exported(lines, path);
    }

    private static int WritePiece(SqliteConnection connection, FileStream file, ref long last)
    {
        int read = 0;
        using var json = new Utf8JsonWriter(file, s_options);
        using SqliteCommand command = connection.Prepare(
            $"""
            SELECT {LineColumns.All}, m.id {LineColumns.FromMessages}
            WHERE m.id > $1 AND r.key IS NOT NULL ORDER BY m.id LIMIT $2
            """,
            last,
            PieceLines);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            WriteLine(json, reader);
            json.Flush();
            json.Reset();
            file.WriteByte((byte)'\n');
            last = reader.GetInt64(10);
            read++;
        }

        return read;
    }

    private static void WriteLine(Utf8JsonWriter json, SqliteDataReader reader)
    {
        json.WriteStartObject();
        json.WriteString("room", Encoding.UTF8.GetString(reader.ReadBytes(1)));

        // As a string, because most programs read numbers in JSON with only 53 bits.
        json.WriteString(
            "incarnation", reader.ReadUnsigned(2).ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("number", reader.GetInt64(3));
        json.WriteString("time", DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("kind", (EventKind)reader.GetByte(0) switch
        {
            EventKind.Said => "said",
            EventKind.Acted => "acted",
            EventKind.Shared => "shared",
            _ => "topic",
        });
        json.WriteNumber("sender", reader.ReadUnsigned(5));
        json.WriteNumber("request", reader.ReadUnsigned(6));
        json.WriteNumber("emptyLines", reader.GetInt32(7));
        json.WriteString("name", Encoding.UTF8.GetString(reader.ReadBytes(LineColumns.Name)));
        json.WriteString("text", Encoding.UTF8.GetString(reader.ReadBytes(9)));
        json.WriteEndObject();
    }
}

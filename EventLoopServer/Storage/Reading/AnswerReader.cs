using System.Runtime.InteropServices;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the stored answers of sessions. They share the names of their rooms.</summary>
internal sealed class AnswerReader
{
    private readonly Dictionary<long, byte[]> _rooms = [];

    public AnswerReader(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Prepare(
            "SELECT id, name FROM room WHERE key IS NOT NULL");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            _rooms[reader.GetInt64(0)] = reader.ReadBytes(1);
        }
    }

    /// <summary>Reads the answers of a session.</summary>
    /// <remarks>
    /// The store writes a batch again after a disk error that may have come after the commit. Its
    /// answers are then there twice, and only rising request ids count.
    /// </remarks>
    public List<StoredAnswer> Read(byte[] bytes)
    {
        var answers = new List<StoredAnswer>();
        int whole = bytes.Length - (bytes.Length % AnswerRecord.Bytes);
        foreach (AnswerRecord record in
            MemoryMarshal.Cast<byte, AnswerRecord>(bytes.AsSpan(0, whole)))
        {
            if (answers.Count > 0 && record.RequestId <= answers[^1].RequestId)
            {
                continue;
            }

            bool hasRoom = _rooms.TryGetValue(record.Room, out byte[]? room);
            answers.Add(new StoredAnswer(
                record.RequestId, record.TimeMs, room ?? [], hasRoom ? record.Sequence : 0));
        }

        return answers;
    }
}

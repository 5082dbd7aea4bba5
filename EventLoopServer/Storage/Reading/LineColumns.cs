using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Messages;

namespace EventLoopServer.Storage.Reading;

/// <summary>The columns of a line, and the code that reads them.</summary>
internal static class LineColumns
{
    /// <summary>The columns for <c>FROM message m JOIN room r</c>.</summary>
    public const string All =
        "m.kind, r.name, m.incarnation, m.seq, m.ms, m.sender, m.request, m.empty_lines, m.name, "
        + "m.text";

    public const string FromMessages = "FROM message m JOIN room r ON r.id = m.room";

    public const int Name = 8;

    public static StoredLine Read(SqliteDataReader reader) => new(
        (EventKind)reader.GetByte(0),
        Encoding.UTF8.GetString(reader.ReadBytes(1)),
        reader.ReadUnsigned(2),
        reader.ReadUnsigned(3),
        reader.GetInt64(4),
        reader.ReadUnsigned(5))
    {
        RequestId = reader.ReadUnsigned(6),
        EmptyLines = reader.GetInt32(7),
        Name = reader.ReadBytes(Name),
        Text = reader.ReadBytes(9),
    };

    public static List<StoredLine> ReadAll(SqliteCommand command)
    {
        var lines = new List<StoredLine>();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            lines.Add(Read(reader));
        }

        return lines;
    }
}

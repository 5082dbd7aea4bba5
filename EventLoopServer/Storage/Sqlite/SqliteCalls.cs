using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Sqlite;

/// <summary>Short forms of calls, for statements that run rarely.</summary>
internal static class SqliteCalls
{
    public static SqliteCommand Prepare(
        this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    /// <returns>The number of changed rows.</returns>
    public static int Execute(
        this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; 0 when there is none.</summary>
    public static long ReadNumber(
        this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values) =>
        Convert.ToInt64(connection.ReadValue(sql, values) ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>The first value of the first row; null when there is none.</summary>
    public static object? ReadValue(
        this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public static byte[] ReadBytes(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    public static ulong ReadUnsigned(this SqliteDataReader reader, int column) =>
        unchecked((ulong)reader.GetInt64(column));
}

using System.Text;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Names;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Gives up the accounts of users that are to be erased, before the chat reads them. It is needed
/// after a restore, because a backup from before the erasure still has the account.
/// </summary>
internal static class ErasedAccounts
{
    /// <summary>
    /// Gives up the accounts of erasures that are not done. An account that was used after the
    /// order stays, because its owner has got it back.
    /// </summary>
    public static void Release(SqliteConnection connection, long nowMs)
    {
        foreach ((byte[] name, long orderMs) in ReadOrders(connection))
        {
            foreach (long account in Find(connection, name, orderMs))
            {
                connection.Execute(
                    """
                    UPDATE account SET secret = '', code_hash = '', role = 0, places = '',
                        released_ms = $2
                    WHERE id = $1
                    """,
                    account,
                    nowMs);
                connection.Execute("DELETE FROM private WHERE account = $1", account);
                connection.Execute("DELETE FROM session WHERE account = $1", account);
                connection.Execute("DELETE FROM invitation WHERE account = $1", account);
            }
        }
    }

    private static List<(byte[] Name, long OrderMs)> ReadOrders(SqliteConnection connection)
    {
        var orders = new List<(byte[], long)>();
        using SqliteCommand command =
            connection.Prepare("SELECT name, ms FROM erased WHERE done = 0");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            orders.Add((reader.ReadBytes(0), reader.GetInt64(1)));
        }

        return orders;
    }

    private static List<long> Find(SqliteConnection connection, byte[] name, long orderMs)
    {
        var accounts = new List<long>();
        using SqliteCommand command = connection.Prepare(
            "SELECT id, name FROM account WHERE released_ms = 0 AND seen_ms <= $1", orderMs);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (NameComparer.Same(Encoding.UTF8.GetBytes(reader.GetString(1)), name))
            {
                accounts.Add(reader.GetInt64(0));
            }
        }

        return accounts;
    }
}

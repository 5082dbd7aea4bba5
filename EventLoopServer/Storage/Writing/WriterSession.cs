using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The writer's connection and the objects that use it. They are replaced after a disk error.
/// </summary>
internal sealed class WriterSession : IDisposable
{
    private WriterSession(SqliteConnection connection, StoreOptions options, ILogger log)
    {
        Connection = connection;
        Commit = new BatchCommit(connection, log);
        Retention = new Retention(connection, options.Keep);
        Erasure = new Erasure(connection);
    }

    public SqliteConnection Connection { get; }

    public BatchCommit Commit { get; }

    public Retention Retention { get; }

    public Erasure Erasure { get; }

    public static WriterSession Open(StorePaths paths, StoreOptions options, ILogger log)
    {
        SqliteConnection connection = Database.OpenWriter(paths.Database, options.Durability);
        try
        {
            return new WriterSession(connection, options, log);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Commit.Dispose();
        Connection.Dispose();
    }
}

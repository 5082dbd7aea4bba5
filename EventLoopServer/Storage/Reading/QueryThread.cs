using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventLoopServer.Storage.Reading;

/// <summary>A thread with a connection for reading. It starts with the first query.</summary>
/// <param name="file">The database.</param>
/// <param name="run">Runs a query.</param>
/// <param name="answer">Called on this thread with each query that has ended.</param>
internal sealed class QueryThread(
    string file, Action<SqliteConnection, StoreQuery> run, Action<StoreQuery> answer) : IDisposable
{
    private const int EndWithinMs = 5000;

    private readonly object _lock = new();
    private readonly Queue<StoreQuery> _queue = new();
    private SqliteConnection? _connection;
    private Thread? _thread;
    private bool _isEnding;

    public void Start(StoreQuery query)
    {
        lock (_lock)
        {
            _queue.Enqueue(query);
            Monitor.Pulse(_lock);
            if (_thread is null && !_isEnding)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "store reader" };
                _thread.Start();
            }
        }
    }

    /// <summary>Interrupts the running query, and drops the waiting ones.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnding = true;
            Monitor.Pulse(_lock);
            if (_connection is { } connection)
            {
                raw.sqlite3_interrupt(connection.Handle);
            }
        }

        _thread?.Join(EndWithinMs);
    }

    private void Work()
    {
        while (Take() is { } query)
        {
            RunOne(query);
            answer(query);
        }

        Close();
    }

    private StoreQuery? Take()
    {
        lock (_lock)
        {
            while (_queue.Count == 0 && !_isEnding)
            {
                Monitor.Wait(_lock);
            }

            return _isEnding ? null : _queue.Dequeue();
        }
    }

    private void RunOne(StoreQuery query)
    {
        if (query.IsCancelled)
        {
            return;
        }

        try
        {
            run(Open(), query);
        }
        catch (Exception fault)
        {
            query.Fault = fault;

            // The next query gets a new connection, because this one may have seen a disk error.
            Close();
        }
    }

    private SqliteConnection Open()
    {
        if (_connection is null)
        {
            SqliteConnection connection = Database.OpenReader(file);
            lock (_lock)
            {
                _connection = connection;
            }
        }

        return _connection;
    }

    private void Close()
    {
        lock (_lock)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }
}

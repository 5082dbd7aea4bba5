using System.Net;
using System.Net.Sockets;

namespace LoadTests.ThreadPerClient;

/// <summary>
/// A chat server with a blocking socket and a thread for each client, as five older programs are
/// described: the first line is a name, and each line after it goes to all others, by a loop over
/// the clients with a lock around it. It is built as well as that design can be: no delay on the
/// wire, a small stack, a buffer for each reader, a message put together once. What remains is the
/// design: a client that does not read stops the loop that has something to tell it, and with the
/// lock in its hands that loop stops everybody.
/// </summary>
internal sealed class ThreadedServer : IDisposable
{
    /// <summary>
    /// Many times what the deepest call here needs. The older ones have 8 MB of addresses each;
    /// pages that are never touched cost no memory in either.
    /// </summary>
    private const int StackBytes = 256 * 1024;

    private const int Backlog = 1024;

    /// <summary>Between two attempts to accept when there is no descriptor left.</summary>
    private const int FullPauseMs = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<ThreadedClient, Thread> _clients = [];
    private readonly ThreadedRoom _room;
    private Socket? _listener;
    private Thread? _acceptor;
    private bool _isStopped;

    /// <param name="announces">
    /// Tells the others who comes and goes, as all five do. Each of n that come at once then costs
    /// up to n sends, so whoever only wants to measure the talk may do without.
    /// </param>
    public ThreadedServer(bool announces = true) => _room = new ThreadedRoom(announces);

    /// <summary>Where it listens, once it was started.</summary>
    public int Port => ((IPEndPoint)_listener!.LocalEndPoint!).Port;

    /// <summary>Clients that are connected, with a name or without.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Listens and returns; port 0 takes a free one.</summary>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public void Start(IPEndPoint endPoint)
    {
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endPoint);
        _listener.Listen(Backlog);
        _acceptor = new Thread(Accept, StackBytes) { Name = "accept", IsBackground = true };
        _acceptor.Start();
    }

    /// <summary>Closes everything and waits for the threads.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
        }

        // Closing a socket wakes whoever waits in it; only the room's lock must not be asked for,
        // because a thread may hold it and wait for a reader.
        _listener?.Dispose();
        _acceptor?.Join();
        KeyValuePair<ThreadedClient, Thread>[] clients;
        lock (_lock)
        {
            clients = [.. _clients];
        }

        foreach ((ThreadedClient client, _) in clients)
        {
            client.Close();
        }

        foreach ((_, Thread thread) in clients)
        {
            thread.Join();
        }
    }

    public void Dispose() => Stop();

    private void Accept()
    {
        while (true)
        {
            try
            {
                Serve(_listener!.Accept());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (IsStopped())
                {
                    return;
                }

                // A peer that is gone again, or no descriptor left until somebody leaves.
                Thread.Sleep(FullPauseMs);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var client = new ThreadedClient(socket);
        var thread = new Thread(() => Run(client), StackBytes)
        {
            Name = "client",
            IsBackground = true,
        };
        lock (_lock)
        {
            _clients.Add(client, thread);
        }

        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // What the runtime says when the system gives no more threads.
            Forget(client);
        }
    }

    private void Run(ThreadedClient client)
    {
        client.Run(_room);
        Forget(client);
    }

    private void Forget(ThreadedClient client)
    {
        client.Close();
        lock (_lock)
        {
            _clients.Remove(client);
        }
    }

    private bool IsStopped()
    {
        lock (_lock)
        {
            return _isStopped;
        }
    }
}

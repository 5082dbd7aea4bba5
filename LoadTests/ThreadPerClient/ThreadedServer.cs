using System.Net;
using System.Net.Sockets;

namespace LoadTests.ThreadPerClient;

/// <summary>
/// A chat server with a blocking socket and a thread for each client, like five older programs. The
/// first line is a name. Each later line is sent to all others, in a loop over the clients under a
/// lock. The server implements this design as well as possible: TCP_NODELAY, a small stack, a
/// buffer for each reader, and one copy of each message. The limits of the design remain. A client
/// that does not read blocks the loop that sends to it. The loop holds the lock, so all clients are
/// blocked.
/// </summary>
internal sealed class ThreadedServer : IDisposable
{
    /// <summary>
    /// Stack of each thread, many times the stack of the deepest call here. The older programs
    /// reserve 8 MB of address space for each thread. Pages that are never touched cost no memory
    /// in either case.
    /// </summary>
    private const int StackBytes = 256 * 1024;

    private const int Backlog = 1024;

    /// <summary>Time between two accepts when there is no descriptor left, in ms.</summary>
    private const int FullPauseMs = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<ThreadedClient, Thread> _clients = [];
    private readonly ThreadedRoom _room;
    private Socket? _listener;
    private Thread? _acceptor;
    private bool _isStopped;

    /// <param name="announces">
    /// Sends joins and leaves to the other members, as all five programs do. Of n clients that
    /// arrive together, each then costs up to n sends. A run that measures only messages may
    /// disable it.
    /// </param>
    public ThreadedServer(bool announces = true) => _room = new ThreadedRoom(announces);

    /// <summary>The actual port, after the start.</summary>
    public int Port => ((IPEndPoint)_listener!.LocalEndPoint!).Port;

    /// <summary>Number of connected clients, with or without a name.</summary>
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
    /// <exception cref="SocketException">The port is not available.</exception>
    public void Start(IPEndPoint endPoint)
    {
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endPoint);
        _listener.Listen(Backlog);
        _acceptor = new Thread(Accept, StackBytes) { Name = "accept", IsBackground = true };
        _acceptor.Start();
    }

    /// <summary>Closes all sockets and waits for the threads.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
        }

        // Closing a socket wakes a thread that blocks in it. The room's lock must not be taken
        // here, because a thread may hold it and block in a send.
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

                // The peer has closed already, or no descriptor is left until a client leaves.
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
            // The runtime's exception when the system has no more threads.
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

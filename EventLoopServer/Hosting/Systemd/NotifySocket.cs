using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EventLoopServer.Hosting.Systemd;

/// <summary>
/// Reports the state of the server to systemd, with the messages of sd_notify(3): datagrams to the
/// socket that the environment names. A send never waits. If the socket is full, a status is lost,
/// and another state is sent again with the next status: without READY, systemd would end the
/// server.
/// </summary>
/// <remarks>The methods may be called on any thread.</remarks>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket =
        new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };

    private readonly UnixDomainSocketEndPoint _endPoint;
    private readonly Lock _lock = new();

    /// <summary>The latest state that could not be sent; empty: none.</summary>
    private string _unsent = "";

    private NotifySocket(string path, long watchdogMs)
    {
        // A name that begins with @ is in the abstract namespace of Linux.
        _endPoint = new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path);
        WatchdogMs = watchdogMs;
    }

    /// <summary>
    /// The time without a watchdog keep-alive after which systemd kills the server, in ms; 0: none.
    /// </summary>
    public long WatchdogMs { get; }

    /// <summary>The manager that has started this process; null: none.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="processId">Its number, for which the watchdog must be meant.</param>
    public static NotifySocket? Find(
        IReadOnlyDictionary<string, string> environment, int processId)
    {
        if (environment.GetValueOrDefault("NOTIFY_SOCKET") is not { Length: > 1 } path
            || path[0] is not ('/' or '@'))
        {
            return null;
        }

        string own = processId.ToString(CultureInfo.InvariantCulture);
        bool isMeant =
            environment.GetValueOrDefault("WATCHDOG_PID") is not { Length: > 0 } id || id == own;
        _ = long.TryParse(
            environment.GetValueOrDefault("WATCHDOG_USEC"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long watchdogUs);
        return new NotifySocket(path, isMeant ? watchdogUs / 1000 : 0);
    }

    /// <summary>Clients can connect.</summary>
    public void Ready() => Report("READY=1");

    /// <summary>A reload begins or ends.</summary>
    public void Reload(bool begins) => Report(begins
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetElapsedTime(0).Ticks / 10}")
        : "READY=1");

    /// <summary>The graceful shutdown begins.</summary>
    public void Stopping() => Report("STOPPING=1");

    /// <summary>The loop turns. A manager with a watchdog kills a server that sends none.</summary>
    /// <param name="status">One line for people.</param>
    public void KeepAlive(string status)
    {
        lock (_lock)
        {
            string state = WatchdogMs > 0 ? $"STATUS={status}\nWATCHDOG=1" : $"STATUS={status}";
            if (TrySend(_unsent + state))
            {
                _unsent = "";
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Report(string state)
    {
        lock (_lock)
        {
            _unsent = TrySend(state) ? "" : $"{state}\n";
        }
    }

    private bool TrySend(string state)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(state), _endPoint);
            return true;
        }
        catch (SocketException)
        {
            // The socket is full, or the manager restarts.
            return false;
        }
    }
}

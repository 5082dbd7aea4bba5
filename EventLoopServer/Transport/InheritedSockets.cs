using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>
/// Listening sockets that systemd opens before it starts the server (sd_listen_fds(3)). They stay
/// open during a restart, so the kernel keeps the connections that arrive meanwhile.
/// </summary>
internal sealed class InheritedSockets
{
    /// <summary>SD_LISTEN_FDS_START: the first descriptor that is passed.</summary>
    private const int First = 3;

    /// <summary>More than any unit has; a larger number is an error of the environment.</summary>
    private const int Most = 64;

    private readonly List<Socket> _sockets = [];

    /// <summary>Sockets that no listener has taken.</summary>
    public IEnumerable<string> Unused => _sockets.Select(static s => $"{s.LocalEndPoint}");

    /// <summary>Adopts the sockets that are meant for this process. Call it once.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="processId">Its number.</param>
    public static InheritedSockets Take(
        IReadOnlyDictionary<string, string> environment, int processId)
    {
        var inherited = new InheritedSockets();
        bool isMeant = environment.GetValueOrDefault("LISTEN_PID")
            == processId.ToString(CultureInfo.InvariantCulture);
        if (isMeant && !OperatingSystem.IsWindows() && int.TryParse(
            environment.GetValueOrDefault("LISTEN_FDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int count))
        {
            for (int fd = First; fd < First + Math.Min(count, Most); fd++)
            {
                inherited.Add(fd);
            }
        }

        return inherited;
    }

    /// <summary>Takes the socket that listens on this address; null: there is none.</summary>
    public Socket? Claim(IPEndPoint endPoint)
    {
        int index = _sockets.FindIndex(s => Equals(s.LocalEndPoint, endPoint));
        if (index < 0)
        {
            return null;
        }

        Socket socket = _sockets[index];
        _sockets.RemoveAt(index);
        return socket;
    }

    private void Add(int descriptor)
    {
        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        try
        {
            var socket = new Socket(handle);
            if (socket is { SocketType: SocketType.Stream, LocalEndPoint: IPEndPoint })
            {
                _sockets.Add(socket);
                return;
            }
        }
        catch (SocketException)
        {
            // It is no socket.
        }

        // Not ours: the descriptor must not be closed when the handle is collected.
        handle.SetHandleAsInvalid();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace EventLoopServer.Transport;

/// <summary>
/// Listening sockets that systemd opens before it starts the server: socket activation, see
/// sd_listen_fds(3). They stay open during a restart, so the kernel keeps the connections that
/// arrive meanwhile.
/// </summary>
internal sealed class InheritedSockets
{
    /// <summary>SD_LISTEN_FDS_START: the first descriptor that is passed.</summary>
    private const int First = 3;

    /// <summary>More than any unit has; a larger number is an error of the environment.</summary>
    private const int Most = 64;

    /// <summary>F_SETFD of fcntl(2).</summary>
    private const int SetFlags = 2;

    /// <summary>FD_CLOEXEC: programs that this process starts get no such descriptor.</summary>
    private const int CloseOnExec = 1;

    private readonly List<Socket> _sockets = [];

    /// <summary>Sockets that no listener has taken.</summary>
    public IEnumerable<string> Unused => _sockets.Select(static s => $"{s.LocalEndPoint}");

    /// <summary>Adopts the sockets that are meant for this process. Call it once.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="processId">Its number.</param>
    /// <param name="first">The first descriptor; another one only in tests.</param>
    public static InheritedSockets Take(
        IReadOnlyDictionary<string, string> environment, int processId, int first = First)
    {
        var inherited = new InheritedSockets();
        bool isMeant = environment.GetValueOrDefault("LISTEN_PID")
            == processId.ToString(CultureInfo.InvariantCulture);
        if (isMeant && OperatingSystem.IsLinux() && int.TryParse(
            environment.GetValueOrDefault("LISTEN_FDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int count))
        {
            for (int fd = first; fd < first + Math.Min(count, Most); fd++)
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
        // systemd cannot set this flag, because the server itself would not get the descriptor.
        _ = Control(descriptor, SetFlags, CloseOnExec);
        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        try
        {
            var socket = new Socket(handle);
            if (socket is { SocketType: SocketType.Stream, LocalEndPoint: IPEndPoint }
                && IsListening(socket))
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

    /// <summary>A socket that does not listen would throw at each accept.</summary>
    private static bool IsListening(Socket socket) => socket.GetSocketOption(
        SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) is not 0;

    // In C the last argument is optional, which makes no difference to a call on Linux.
    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);
}

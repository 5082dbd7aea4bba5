using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Sentences;

namespace UnitTests.Support;

/// <summary>
/// A blocking socket to a server under test, with a buffer of received bytes. Every wait has a
/// deadline; a missed deadline fails the test.
/// </summary>
internal abstract class TestClientSocket : IDisposable
{
    /// <summary>
    /// Limit for each wait, in ms: far more than a busy machine needs.
    /// </summary>
    public const int DeadlineMs = 10_000;

    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;

    /// <param name="port">The server's port on loopback.</param>
    /// <param name="receiveBufferBytes">The kernel's receive buffer; 0: the default.</param>
    protected TestClientSocket(int port, int receiveBufferBytes = 0)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = DeadlineMs,
            SendTimeout = DeadlineMs,
        };
        if (receiveBufferBytes > 0)
        {
            Socket.ReceiveBufferSize = receiveBufferBytes;
        }

        Socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>The client's name in the chat, for failure messages.</summary>
    public string Name { get; protected set; } = ActionSentences.Nameless;

    protected Socket Socket { get; }

    /// <summary>Received bytes that the test has not consumed.</summary>
    protected ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Socket.Send(bytes)..];
        }
    }

    /// <summary>
    /// Closes the sending direction and goes on receiving, as <c>nc -N</c> does.
    /// </summary>
    public void HalfClose() => Socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes the connection with a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    /// <summary>
    /// Simulates a cut cable: from now on the kernel drops all packets for this socket and
    /// acknowledges none. Only Linux can do that for one socket.
    /// </summary>
    public void Vanish()
    {
        // SOL_SOCKET and SO_ATTACH_FILTER with a filter of one instruction (linux/filter.h),
        // "return 0": keep no byte of any packet.
        const int level = 1;
        const int attachFilter = 26;
        byte[] keepNothing = [6, 0, 0, 0, 0, 0, 0, 0];
        var filter = GCHandle.Alloc(keepNothing, GCHandleType.Pinned);
        try
        {
            Span<byte> program = stackalloc byte[2 * IntPtr.Size];
            program.Clear();
            BitConverter.TryWriteBytes(program, (ushort)1);
            BitConverter.TryWriteBytes(
                program[IntPtr.Size..], filter.AddrOfPinnedObject().ToInt64());
            Socket.SetRawSocketOption(level, attachFilter, program);
        }
        finally
        {
            filter.Free();
        }
    }

    /// <summary>Reads all bytes until the server closes the connection.</summary>
    public byte[] ReadToEnd()
    {
        while (Fill())
        {
        }

        byte[] all = Unread.ToArray();
        Use(all.Length);
        return all;
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the stream.</returns>
    protected bool Fill()
    {
        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        int got = Socket.Receive(
            _buffer.AsSpan(_end), SocketFlags.None, out SocketError error);
        if (error is SocketError.TimedOut or SocketError.WouldBlock)
        {
            Assert.Fail($"{Name} waited {DeadlineMs} ms in vain. Before: {Describe()}");
        }

        if (error != SocketError.Success)
        {
            Assert.Fail(
                $"{Name}'s connection broke ({error}) where bytes or an end were expected: was it"
                + $" closed with input unread? Before: {Describe()}");
        }

        _end += got;
        return got > 0;
    }

    protected void Use(int bytes)
    {
        _start += bytes;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>The last item and the unread input, for failure messages.</summary>
    protected abstract string Describe();

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}

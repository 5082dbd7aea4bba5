using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Sentences;

namespace UnitTests.Support;

/// <summary>
/// A blocking socket to a server under test, and the bytes that came and were not read yet. Every
/// wait has a deadline, and missing it fails the test.
/// </summary>
internal abstract class TestClientSocket : IDisposable
{
    /// <summary>
    /// How long any one wait may take, in ms: far more than a busy machine needs.
    /// </summary>
    public const int DeadlineMs = 10_000;

    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;

    /// <param name="port">The server's port on loopback.</param>
    /// <param name="receiveBufferBytes">The kernel's receive buffer; 0: the system's.</param>
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

    /// <summary>Who it is, for failures.</summary>
    public string Name { get; protected set; } = ActionSentences.Nameless;

    protected Socket Socket { get; }

    /// <summary>Bytes that came and were not used yet.</summary>
    protected ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Sends all of it.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Socket.Send(bytes)..];
        }
    }

    /// <summary>
    /// Says that nothing more comes, and goes on listening: what <c>nc -N</c> does.
    /// </summary>
    public void HalfClose() => Socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends as a killed program on a lost network does: the server gets a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    /// <summary>
    /// Vanishes: from now on the kernel drops whatever comes for it, as if a cable had been cut, so
    /// that nothing is acknowledged any more. Linux alone can do that for one socket.
    /// </summary>
    public void Vanish()
    {
        // SOL_SOCKET and SO_ATTACH_FILTER; a filter of one line (linux/filter.h), "return 0": keep
        // nothing of any packet.
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

    /// <summary>Everything until the server closes.</summary>
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

    /// <summary>What has come and was not read, in words.</summary>
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
